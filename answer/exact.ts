import type { Answer } from '../schema/answer.ts';
import type { Ref } from '../schema/ref.ts';
import { execute } from './look-up/execute.ts';
import type { Finding, LookUpContext } from './look-up/finding.ts';
import { splitClauses } from './understand/clauses.ts';
import type { Interpretation } from './understand/interpret.ts';
import { tokenise } from './understand/tokens.ts';
import { emptyMemory, type Memory, type Part, placeholder, type Understander } from './understand/understand.ts';

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
const mostClauses = 4;
const mostWords = 50;
/** Questions inside questions. */
const deepest = 3;
/** More things than this are no answer to the part of a question. */
const mostStandIns = 200;

/** Answers a question from the graph alone, if all of it is understood and the graph knows. */
export async function answerExactly(
  question: string,
  memory: Memory,
  { understander, context }: { understander: Understander; context: LookUpContext },
): Promise<Exact> {
  const clauses = splitClauses(question);
  // A whole letter is no question to the graph, and understanding it would take long.
  if (clauses.length > mostClauses || clauses.some(({ text }) => tokenise(text).length > mostWords))
    return { mentioned: [], memory };
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

  /** @param depth how many questions this one is inside of */
  async function answerClause(text: string, about: Memory, depth = 0, standIn: readonly Ref[] = []): Promise<Exact> {
    const understood = await understander.understand(context.viewer, text, about, standIn);
    const { clauses: relative, phrases } = understood.parts;
    const ways = [
      () => viaParts(depth === deepest ? [] : relative, about, depth, standIn),
      () => asWhole(understood.interpretations, understood.mentioned),
      () => viaParts(depth === deepest ? [] : phrases, about, depth, standIn),
    ];
    for (const way of ways) {
      const exact = await way();
      if (exact !== undefined) return exact;
    }
    const { mentioned: named, interpretations } = understood;
    const best = interpretations.find(({ unexplained }) => unexplained.length === 0);
    return { mentioned: named, memory: { subjects: best?.subjects ?? named, answers: [] } };
  }

  /** Answers the first part that can be, and then the question around it. */
  async function viaParts(
    parts: readonly Part[],
    about: Memory,
    depth: number,
    standIn: readonly Ref[],
  ): Promise<Exact | undefined> {
    for (const { inner, outer } of parts) {
      // One word stands for found things; a part that has it already is answered by the question around it.
      if (standIn.length > 0 && !inner.includes(placeholder)) continue;
      const things = (await answerClause(inner, about, depth + 1, standIn)).finding?.found ?? [];
      if (things.length === 0 || things.length > mostStandIns) continue;
      const exact = await answerClause(outer, about, depth + 1, things);
      if (exact.finding !== undefined) return exact;
    }
    return undefined;
  }

  async function asWhole(interpretations: readonly Interpretation[], named: Ref[]): Promise<Exact | undefined> {
    const whole = distinct(interpretations.filter(({ unexplained }) => unexplained.length === 0)).slice(0, attempts);
    for (const { query, want, subjects } of whole) {
      const finding = await execute(query, want, context);
      if (finding !== undefined) return { finding, mentioned: named, memory: { subjects, answers: finding.found } };
    }
    return undefined;
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
