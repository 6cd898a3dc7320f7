import { mcnemar } from './mcnemar.ts';
import { isRight, report, type ReportedMeasure, type TypeReport } from './report.ts';
import { measures, type QuestionScore, rounded } from './score.ts';

/** What became of the questions of a type. */
export interface Change {
  n: number;
  /** Questions answered as they should be. */
  before: number;
  after: number;
  /** Ids. */
  became_right: string[];
  became_wrong: string[];
  /** Chance of so uneven a change if none were for the better or the worse (mcnemar.ts). */
  p: number;
  /** By measure: how much more than before, where it is there both times. */
  differences: Partial<Record<ReportedMeasure, number>>;
}

/** What changed, by type and over all (`ALL`). @param before of the same questions */
export function compare(before: readonly QuestionScore[], after: readonly QuestionScore[]): Record<string, Change> {
  const wasRight = new Map(before.map((row) => [row.id, isRight(row)]));
  const [reportBefore, reportAfter] = [report(before), report(after)];
  return Object.fromEntries(
    Object.entries(reportAfter.types).map(([type, scores]) => {
      const rows = after.filter((row) => type === 'ALL' || row.type === type);
      const ids = (was: boolean, is: boolean) =>
        rows.filter((row) => wasRight.get(row.id) === was && isRight(row) === is).map(({ id }) => id);
      const [becameRight, becameWrong] = [ids(false, true), ids(true, false)];
      const rightNow = rows.filter(isRight).length;
      const change: Change = {
        n: rows.length,
        before: rightNow - becameRight.length + becameWrong.length,
        after: rightNow,
        became_right: becameRight,
        became_wrong: becameWrong,
        p: Number(mcnemar(becameRight.length, becameWrong.length).toPrecision(3)),
        differences: differences(reportBefore.types[type], scores),
      };
      return [type, change];
    }),
  );
}

function differences(before: TypeReport | undefined, after: TypeReport): Change['differences'] {
  const all = [...measures, 'right', 'false_refusals', 'refused'] as const;
  return Object.fromEntries(
    all.flatMap((measure) => {
      const [was, is] = [before?.[measure], after[measure]];
      return typeof was === 'number' && typeof is === 'number' ? [[measure, rounded(is - was)]] : [];
    }),
  );
}
