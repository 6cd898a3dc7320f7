import { bootstrap, type Interval, wilson } from './intervals.ts';
import {
  type Measure,
  measures,
  type QuestionScore,
  rounded,
  type Score,
  sumUp,
  type TypeScore,
  valuesOf,
} from './score.ts';

/** Measures that a question has in full or not at all; of the others it has a part. */
const yesOrNo = new Set<Measure>(['answered', 'exact', 'full', 'R@1', 'R@5', 'all@5', 'cite_r']);

/** What is added to the scorer's measures. Of questions that have an answer: refused all the same. Of those that have none: refused, as is right. */
export const refusals = ['false_refusals', 'refused'] as const;
export type ReportedMeasure = Measure | 'right' | (typeof refusals)[number];

export interface TypeReport extends TypeScore {
  /** Share of questions that were answered as they should be (`isRight`). */
  right: number | null;
  false_refusals?: number;
  refused?: number;
  /** Of each measure that is there, with 95 % confidence. */
  intervals: Partial<Record<ReportedMeasure, Interval>>;
}

/** The scores by type, each with its interval. */
export interface Report {
  types: Record<string, TypeReport>;
  abstention: Score['abstention'] & { intervals: Partial<Record<'precision' | 'recall', Interval>> };
}

/**
 * Whether a question was answered as it should be: computed exactly, told with all facts (of a procedure, all steps), or refused where
 * nothing is known.
 */
export function isRight({ type, values }: QuestionScore): boolean {
  return type === 'unanswerable' ? values.answered === 0 : (values.exact ?? values.full) === 1;
}

/** Sums up scores by type, and over all, with intervals. */
export function report(rows: readonly QuestionScore[]): Report {
  const { types, abstention } = sumUp(rows);
  const isRefused = ({ values }: QuestionScore) => values.answered === 0;
  const refused = rows.filter(isRefused);
  const unanswerable = rows.filter(({ type }) => type === 'unanswerable');
  const right = unanswerable.filter(isRefused).length;
  return {
    types: Object.fromEntries(
      Object.entries(types).map(([type, scores]) => [
        type,
        typeReport(
          scores,
          rows.filter((row) => type === 'ALL' || row.type === type),
        ),
      ]),
    ),
    abstention: {
      ...abstention,
      intervals: {
        ...(refused.length > 0 && { precision: roundedInterval(wilson(right, refused.length)) }),
        ...(unanswerable.length > 0 && { recall: roundedInterval(wilson(right, unanswerable.length)) }),
      },
    },
  };
}

function typeReport(scores: TypeScore, rows: readonly QuestionScore[]): TypeReport {
  const intervals: TypeReport['intervals'] = {};
  for (const measure of measures) {
    const values = valuesOf(rows, measure);
    if (values.length === 0) continue;
    const interval = yesOrNo.has(measure)
      ? wilson(values.filter((value) => value === 1).length, values.length)
      : bootstrap(values);
    intervals[measure] = roundedInterval(interval);
  }
  const result: TypeReport = { ...scores, right: null, intervals };
  const addShare = (
    measure: 'right' | (typeof refusals)[number],
    of: readonly QuestionScore[],
    isCounted: (row: QuestionScore) => boolean,
  ) => {
    if (of.length === 0) return;
    const counted = of.filter(isCounted).length;
    result[measure] = rounded(counted / of.length);
    intervals[measure] = roundedInterval(wilson(counted, of.length));
  };
  const isRefused = ({ values }: QuestionScore) => values.answered === 0;
  addShare('right', rows, isRight);
  addShare(
    'false_refusals',
    rows.filter(({ type }) => type !== 'unanswerable'),
    isRefused,
  );
  addShare(
    'refused',
    rows.filter(({ type }) => type === 'unanswerable'),
    isRefused,
  );
  return result;
}

function roundedInterval([low, high]: Interval): Interval {
  return [rounded(low), rounded(high)];
}
