import { createHash } from 'node:crypto';
import { z } from 'zod';
import { conflict, invalid } from '../../schema/errors.ts';
import { evalQuestion, type EvalQuestion } from './question.ts';
import { report } from './report.ts';
import { measures, type QuestionScore } from './score.ts';

const share = z.number().min(0).max(1);

/** How search found prose: by words alone, or by meaning too. */
export const searchMode = z.enum(['words', 'words and meaning']);
export type SearchMode = z.infer<typeof searchMode>;

/** What an evaluation came to, kept so that a later one can be compared with it, question by question. */
const baseline = z.object({
  format: z.literal('kiki evaluation'),
  version: z.literal(1),
  /** Day and time at which it was saved. */
  savedAt: z.iso.datetime(),
  search: searchMode,
  /** By type, for people who read the file; comparing sums up anew. */
  scores: z.record(z.string(), z.unknown()),
  /** By id. */
  questions: z.record(
    z.string(),
    z.object({
      type: evalQuestion.shape.type,
      /** Hash of the question and of what a right answer holds. */
      fingerprint: z.string(),
      isMissing: z.boolean(),
      values: z.partialRecord(z.enum(measures), share).and(z.object({ answered: share })),
    }),
  ),
});
export type Baseline = z.infer<typeof baseline>;

interface Evaluated {
  questions: readonly EvalQuestion[];
  rows: readonly QuestionScore[];
  search: SearchMode;
}

export function toBaseline({ questions, rows, search }: Evaluated, savedAt: Date): Baseline {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    format: 'kiki evaluation',
    version: 1,
    savedAt: savedAt.toISOString(),
    search,
    scores: report(rows).types,
    questions: Object.fromEntries(
      questions.flatMap((question) => {
        const row = byId.get(question.id);
        if (row === undefined) return [];
        const { type, isMissing, values } = row;
        return [[question.id, { type, fingerprint: fingerprintOf(question), isMissing, values }]];
      }),
    ),
  };
}

/** @param where the file, for the error @throws Invalid when the text is no baseline */
export function parseBaseline(text: string, where: string): Baseline {
  const fix = 'Give --against a file that kiki eval --save has written';
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw invalid('The baseline is not JSON: it was cut off or is another file', { where, fix, cause });
  }
  const parsed = baseline.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(`This is not a baseline (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''})`, { where, fix });
}

/** The scores of a baseline. @throws Conflict when it is of other questions, saying which */
export function scoresBefore(before: Baseline, questions: readonly EvalQuestion[], where: string): QuestionScore[] {
  const asked = new Map(questions.map((question) => [question.id, question]));
  const added = [...asked.keys()].filter((id) => before.questions[id] === undefined);
  const gone = Object.keys(before.questions).filter((id) => !asked.has(id));
  const changed = questions.filter((question) => {
    const known = before.questions[question.id];
    return known !== undefined && known.fingerprint !== fingerprintOf(question);
  });
  const differences = [
    { what: 'new', ids: added },
    { what: 'gone', ids: gone },
    { what: 'changed', ids: changed.map(({ id }) => id) },
  ].filter(({ ids }) => ids.length > 0);
  if (differences.length > 0)
    throw conflict(
      `The baseline is of other questions: ${differences.map(({ what, ids }) => `${ids.length} ${what} (${some(ids)})`).join(', ')}`,
      { where, fix: 'Compare with a baseline of the same questions, or save a new one with --save' },
    );
  return Object.entries(before.questions).map(([id, { type, isMissing, values }]) => ({ id, type, isMissing, values }));
}

function some(ids: readonly string[]): string {
  return ids.length > 3 ? `${ids.slice(0, 3).join(', ')}, …` : ids.join(', ');
}

function fingerprintOf(question: EvalQuestion): string {
  const { id: _, ...told } = question;
  const ordered = Object.entries(told).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(ordered)).digest('hex').slice(0, 16);
}
