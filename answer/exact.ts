import type { Answer } from '../schema/answer.ts';
import type { Ref } from '../schema/ref.ts';
import { execute } from './look-up/execute.ts';
import type { Finding, LookUpContext } from './look-up/finding.ts';
import { splitClauses, splitNested } from './understand/clauses.ts';
import type { Interpretation } from './understand/interpret.ts';
import { emptyMemory, type Memory, placeholder, type Understander } from './understand/understand.ts';

/** An exact answer from the graph, or what was understood while none was found. */
export interface Exact {
  finding?: Finding;
  /** Things that the question names. */
  mentioned: Ref[];
  /** Things that the answer is about and that it found, for follow-ups. */
  memory: Memory;
}

/** Ways to understand a question that are tried; a worse one rarely is what was meant. */
const attempts = 6;

/** Answers a question from the graph alone, if all of it is understood and the graph knows. */
export async function answerExactly(
  question: string,
  memory: Memory,
  { understander, context }: { understander: Understander; context: LookUpContext },
): Promise<Exact> {
  const nouns = (await understander.nouns(context.viewer))
    .map((noun) => noun.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|');
  const clauses = splitClauses(question);
  const found: Exact[] = [];
  let known = memory;
  for (const { text } of clauses) {
    const exact = await answerClause(text, known);
    found.push(exact);
    known = {
      subjects: [...exact.memory.subjects, ...known.subjects],
      answers: [...exact.memory.answers, ...known.answers],
    };
  }
  const mentioned = [...new Set(found.flatMap((each) => each.mentioned))];
  const findings = found.flatMap(({ finding }) => finding ?? []);
  // Half an answer to a question in two parts would pass for the whole.
  if (findings.length < clauses.length) return { mentioned, memory: known };
  return { finding: joined(findings), mentioned, memory: known };

  async function answerClause(text: string, about: Memory): Promise<Exact> {
    const nested = nouns === '' ? undefined : splitNested(text, nouns);
    if (nested !== undefined) {
      const inner = await answerClause(nested.inner, about);
      const things = inner.finding?.found ?? [];
      if (things.length > 0) {
        const outer = await tryOut(`${nested.outer} ${placeholder}`, about, things);
        if (outer.finding !== undefined) return outer;
      }
    }
    return tryOut(text, about, []);
  }

  async function tryOut(text: string, about: Memory, standIn: readonly Ref[]): Promise<Exact> {
    const { interpretations, mentioned: named } = await understander.understand(context.viewer, text, about, standIn);
    const whole = distinct(interpretations.filter(({ unexplained }) => unexplained.length === 0)).slice(0, attempts);
    for (const { query, want, subjects } of whole) {
      const finding = await execute(query, want, context);
      if (finding !== undefined) return { finding, mentioned: named, memory: { subjects, answers: finding.found } };
    }
    return { mentioned: named, memory: { subjects: whole[0]?.subjects ?? named, answers: [] } };
  }
}

function distinct(interpretations: readonly Interpretation[]): Interpretation[] {
  return [...new Map(interpretations.map((each) => [JSON.stringify([each.query, each.want]), each])).values()];
}

/** Several answers as one: their texts in order; lists and names together as one list. */
function joined(findings: readonly Finding[]): Finding {
  const [only, ...others] = findings;
  if (only !== undefined && others.length === 0) return only;
  const values = findings.map(({ value }) => value);
  const isNames = (value: Answer['value']): value is string | string[] =>
    typeof value === 'string' || Array.isArray(value);
  return {
    statements: findings.flatMap(({ statements }) => statements),
    value: values.every(isNames) ? values.flat() : null,
    found: findings.flatMap(({ found }) => found),
  };
}

/** What the last question of a conversation was about. */
export async function recall(
  history: readonly { role: 'asker' | 'kiki'; text: string }[],
  parts: Parameters<typeof answerExactly>[2],
): Promise<Memory> {
  const last = history.filter(({ role }) => role === 'asker').at(-1);
  if (last === undefined) return emptyMemory;
  const { memory, mentioned } = await answerExactly(last.text, emptyMemory, parts);
  return { subjects: [...memory.subjects, ...mentioned], answers: memory.answers };
}
