import { z } from 'zod';
import { fold } from '../../schema/names.ts';

/** A question with what a right answer holds, one line of questions.jsonl. */
export const evalQuestion = z.object({
  id: z.string(),
  type: z.enum(['structured', 'multi-hop', 'passage', 'procedure', 'unanswerable']),
  question: z.string(),
  answer_kind: z.enum(['number', 'list', 'string', 'bool', 'text']).nullish(),
  answer: z.unknown(),
  must_include: z.array(z.string()),
  must_not_include: z.array(z.string()).nullish(),
  aliases: z.record(z.string(), z.array(z.string())).nullish(),
  source: z.array(z.string()).nullish(),
  alt_sources: z.array(z.string()).nullish(),
});
export type EvalQuestion = z.infer<typeof evalQuestion>;

/** What was answered. */
export interface EvalAnswer {
  id: string;
  answer: unknown;
  abstained: boolean;
  contexts: readonly string[];
  citations: readonly string[];
}

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
    const found = isAnswered
      ? factsIn(question, answer.answer)
      : { facts: 0, full: 0, ...(question.type === 'procedure' && { order: 0 }) };
    Object.assign(row, found);
  }
  return { ...row, ...sourceScores(question, answer, isAnswered) };
}

function sourceScores(
  { source, alt_sources: alternatives }: EvalQuestion,
  answer: EvalAnswer | undefined,
  isAnswered: boolean,
): Partial<Row> {
  const gold = source ?? [];
  if (gold.length === 0) return {};
  const good = [...gold, ...(alternatives ?? [])];
  const isGood = (path: string) => good.some((each) => samePath(path, each));
  const contexts = [...new Set((answer?.contexts ?? []).map(barePath))];
  const scores: Partial<Row> = {};
  if (contexts.length > 0) {
    const rank = contexts.findIndex(isGood) + 1;
    scores['R@1'] = Number(rank === 1);
    scores['R@5'] = Number(rank >= 1 && rank <= 5);
    scores.MRR = rank === 0 ? 0 : 1 / rank;
    scores['all@5'] = Number(gold.every((each) => contexts.slice(0, 5).some((path) => samePath(path, each))));
  }
  const citations = answer?.citations ?? [];
  if (isAnswered && citations.length > 0) scores.cite_p = citations.filter(isGood).length / citations.length;
  if (isAnswered) scores.cite_r = Number(citations.some(isGood));
  return scores;
}

/** A native number, yes or no, or list is compared as such; text must hold all facts and nothing wrong. */
function isExact(question: EvalQuestion, answer: unknown): boolean {
  const { answer: gold, answer_kind: kind } = question;
  if (kind === 'bool' && typeof answer === 'boolean') return answer === gold;
  if (kind === 'number' && typeof answer === 'number') return answer === gold;
  if (kind === 'list' && Array.isArray(answer) && Array.isArray(gold))
    return isSameSet(gold.map(String), answer.map(String), question.aliases ?? {});
  const text = textOf(answer);
  if (!question.must_include.every((pattern) => matches(pattern, text))) return false;
  if ((question.must_not_include ?? []).some((pattern) => matches(pattern, text))) return false;
  if (kind === 'bool') return hasPolarity(question, text) && !(gold === false && /^\s*yes\b/i.test(text));
  return kind !== 'number' || hasOnlyNumber(Number(gold), text);
}

function isSameSet(gold: readonly string[], answer: readonly string[], aliases: Record<string, string[]>): boolean {
  const canonical = new Map(
    gold.flatMap((value) => [value, ...(aliases[value] ?? [])].map((name) => [comparable(name), value] as const)),
  );
  const found = new Set(answer.map((name) => canonical.get(comparable(name)) ?? comparable(name)));
  return found.size === new Set(gold).size && gold.every((value) => found.has(value));
}

function hasOnlyNumber(gold: number, text: string): boolean {
  const withoutLists = text.replace(/^\s*\d+[.)]\s/gm, ' ');
  const numbers = [...withoutLists.matchAll(/(?<![\w.#-])\d[\d,]*(?:\.\d+)?(?![\w-])/g)].map(([match]) =>
    Number(match.replaceAll(',', '')),
  );
  return numbers.length === 0 || numbers[0] === gold || numbers.every((number) => number === gold);
}

function factsIn(question: EvalQuestion, answer: unknown): Pick<Row, 'facts' | 'full' | 'order'> {
  const text = textOf(answer);
  const patterns = question.must_include;
  const found = patterns.filter((pattern) => matches(pattern, text)).length;
  return {
    facts: found / Math.max(1, patterns.length),
    full: Number(found === patterns.length && hasPolarity(question, text)),
    ...(question.type === 'procedure' &&
      patterns.length > 1 && { order: longestChain(patterns, text) / patterns.length }),
  };
}

/** Steps whose mentions can be read in the right order. */
function longestChain(patterns: readonly string[], text: string): number {
  let best = new Map([[-1, 0]]);
  for (const pattern of patterns) {
    const next = new Map(best);
    for (const expression of expressions(pattern, 'gi')) {
      for (const { index } of text.matchAll(expression)) {
        const before = Math.max(...[...best].filter(([end]) => end <= index).map(([, length]) => length));
        next.set(index, Math.max(next.get(index) ?? 0, before + 1));
      }
    }
    best = next;
  }
  return Math.max(...best.values());
}

const negative =
  /\b(no|not|never|nobody|none|cannot|can.?t|don.?t|doesn.?t|isn.?t|aren.?t|won.?t|shouldn.?t|prohibited|banned|rejected)\b/i;

/** A yes must not be answered by a no, and the other way round. */
function hasPolarity({ answer }: EvalQuestion, text: string): boolean {
  const gold = typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : typeof answer === 'string' ? answer.trim() : '';
  if (/^no\b/i.test(gold)) return negative.test(text) && !/^\s*yes\b/i.test(text);
  return !/^yes\b/i.test(gold) || !/^\s*(no|nope)\b/i.test(text);
}

function matches(pattern: string, text: string): boolean {
  return (
    expressions(pattern, 'i').some((expression) => expression.test(text)) ||
    expressions(pattern.includes('\\') ? pattern : fold(pattern), 'i').some((expression) => expression.test(fold(text)))
  );
}

/** The pattern, as Unicode if it is well-formed so; none when it is no pattern. */
function expressions(pattern: string, flags: string): RegExp[] {
  for (const unicode of ['u', '']) {
    try {
      return [new RegExp(pattern, flags + unicode)];
    } catch {
      continue; // tried in the other form, or not a pattern at all
    }
  }
  return [];
}

function textOf(answer: unknown): string {
  if (Array.isArray(answer)) return answer.map(String).join(', ');
  return answer === true ? 'yes' : answer === false ? 'no' : String(answer);
}

function comparable(name: string): string {
  return fold(name)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

function barePath(path: string): string {
  return (path.split('#')[0] ?? '').trim().replace(/^[./]+/, '');
}

function samePath(one: string, other: string): boolean {
  const [a, b] = [barePath(one), barePath(other)];
  return a !== '' && b !== '' && (a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`));
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : rounded(values.reduce((sum, value) => sum + value, 0) / values.length);
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
