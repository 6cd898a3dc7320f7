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

export interface Score {
  types: Record<string, TypeScore>;
  abstention: { precision: number | null; recall: number | null; missing_answers: number };
}

const measures = ['exact', 'facts', 'full', 'order', 'R@1', 'R@5', 'all@5', 'MRR', 'cite_p', 'cite_r'] as const;
type Measure = (typeof measures)[number];
type Row = Partial<Record<Measure, number>> & { type: string; answered: number; isMissing: boolean };

/** Scores answers against questions. An unanswered question counts as abstained. */
export function score(questions: readonly EvalQuestion[], answers: ReadonlyMap<string, EvalAnswer>): Score {
  const rows = questions.map((question) => scoreOne(question, answers.get(question.id)));
  const types: Record<string, TypeScore> = {};
  for (const type of [...new Set(rows.map((row) => row.type))])
    types[type] = summary(rows.filter((row) => row.type === type));
  types.ALL = summary(rows);
  const unanswerable = rows.filter(({ type }) => type === 'unanswerable');
  const abstained = (list: readonly Row[]) => list.filter(({ answered }) => answered === 0).length;
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

function summary(rows: readonly Row[]): TypeScore {
  const scores: TypeScore = { n: rows.length, answered: mean(rows.map(({ answered }) => answered)) };
  for (const measure of measures) {
    const values = rows.flatMap((row) => row[measure] ?? []);
    if (values.length > 0) scores[measure] = mean(values);
  }
  return scores;
}

function scoreOne(question: EvalQuestion, answer: EvalAnswer | undefined): Row {
  const isAnswered = answer !== undefined && !answer.abstained;
  const row: Row = { type: question.type, answered: Number(isAnswered), isMissing: answer === undefined };
  if (question.type === 'unanswerable') return row;
  const isComputed =
    question.type === 'structured' || (question.type === 'multi-hop' && question.answer_kind !== 'text');
  if (isComputed) {
    row.exact = Number(isAnswered && isExact(question, answer.answer));
  } else {
    const found: FactScores = isAnswered
      ? factsIn(question, answer.answer)
      : { facts: 0, full: 0, ...(question.type === 'procedure' && { order: 0 }) };
    Object.assign(row, found);
  }
  return { ...row, ...sourceScores(question, answer, isAnswered) };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : rounded(values.reduce((sum, value) => sum + value, 0) / values.length);
}

/** To three digits; of two that are equally near the even one, as Python does. Only odd sixteenths lie half-way. */
function rounded(value: number): number {
  const isHalfWay = Number.isInteger(value * 16) && !Number.isInteger(value * 8);
  return isHalfWay ? (2 * Math.round((value * 1000) / 2)) / 1000 : Number(value.toFixed(3));
}
