import { type FactScores, factsIn, isExact } from './correct.ts';
import type { EvalAnswer, EvalQuestion } from './question.ts';
import { sourceScores } from './sources.ts';

/**
 * Shares from 0 to 1, by type of question. `exact`: right in full. `facts`, `full`, `order`: key facts found, all of them, steps in
 * order. `R@k`, `MRR`: the rank of a gold source among the contexts. `cite_p`, `cite_r`: citations that are gold, questions with one.
 */
export interface TypeScore {
  n: number;
  answered: number | null;
  exact?: number | null;
  facts?: number | null;
  full?: number | null;
  order?: number | null;
  'R@1'?: number | null;
  'R@5'?: number | null;
  'all@5'?: number | null;
  MRR?: number | null;
  cite_p?: number | null;
  cite_r?: number | null;
}

/** The figures of the scorer that comes with the questions. */
export interface Score {
  types: Record<string, TypeScore>;
  abstention: { precision: number | null; recall: number | null; missing_answers: number };
}

/** The measures of one question, in the order in which they are shown. A question has those that its type and its answer allow. */
export const measures = [
  'answered',
  'exact',
  'facts',
  'full',
  'order',
  'R@1',
  'R@5',
  'all@5',
  'MRR',
  'cite_p',
  'cite_r',
] as const;
export type Measure = (typeof measures)[number];

/** How one question was answered: 0 to 1 by measure. */
export interface QuestionScore {
  id: string;
  type: EvalQuestion['type'];
  /** There is no answer at all, not even that it is not known. */
  isMissing: boolean;
  values: Partial<Record<Measure, number>> & { answered: number };
}

/** Scores answers one by one. An unanswered question counts as abstained. */
export function scoreEach(
  questions: readonly EvalQuestion[],
  answers: ReadonlyMap<string, EvalAnswer>,
): QuestionScore[] {
  return questions.map((question) => scoreOne(question, answers.get(question.id)));
}

/** Sums up by type of question, and over all. */
export function sumUp(rows: readonly QuestionScore[]): Score {
  const types: Record<string, TypeScore> = {};
  for (const type of [...new Set(rows.map((row) => row.type))])
    types[type] = summary(rows.filter((row) => row.type === type));
  types.ALL = summary(rows);
  const unanswerable = rows.filter(({ type }) => type === 'unanswerable');
  const abstained = (list: readonly QuestionScore[]) => list.filter(({ values }) => values.answered === 0).length;
  const right = abstained(unanswerable);
  const wrong = abstained(rows) - right;
  return {
    types,
    abstention: {
      precision: right + wrong === 0 ? null : rounded(right / (right + wrong)),
      recall: unanswerable.length === 0 ? null : rounded(right / unanswerable.length),
      missing_answers: rows.filter(({ isMissing }) => isMissing).length,
    },
  };
}

/** The values of a measure, of the questions that have it. */
export function valuesOf(rows: readonly QuestionScore[], measure: Measure): number[] {
  return rows.flatMap(({ values }) => values[measure] ?? []);
}

function summary(rows: readonly QuestionScore[]): TypeScore {
  const scores: TypeScore = { n: rows.length, answered: null };
  for (const measure of measures) {
    const values = valuesOf(rows, measure);
    if (values.length > 0) scores[measure] = mean(values);
  }
  return scores;
}

function scoreOne(question: EvalQuestion, answer: EvalAnswer | undefined): QuestionScore {
  const isAnswered = answer !== undefined && !answer.abstained;
  const { id, type } = question;
  const values: QuestionScore['values'] = { answered: Number(isAnswered) };
  const row: QuestionScore = { id, type, isMissing: answer === undefined, values };
  if (type === 'unanswerable') return row;
  const isComputed = type === 'structured' || (type === 'multi-hop' && question.answer_kind !== 'text');
  if (isComputed) {
    values.exact = Number(isAnswered && isExact(question, answer.answer));
  } else {
    const found: FactScores = isAnswered
      ? factsIn(question, answer.answer)
      : { facts: 0, full: 0, ...(type === 'procedure' && { order: 0 }) };
    Object.assign(values, found);
  }
  Object.assign(values, sourceScores(question, answer, isAnswered));
  return row;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : rounded(values.reduce((sum, value) => sum + value, 0) / values.length);
}

/** To three digits; of two that are equally near the even one, as Python does. Only odd sixteenths lie half-way. */
export function rounded(value: number): number {
  const isHalfWay = Number.isInteger(value * 16) && !Number.isInteger(value * 8);
  return isHalfWay ? (2 * Math.round((value * 1000) / 2)) / 1000 : Number(value.toFixed(3));
}
