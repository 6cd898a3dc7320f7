import { composeExact } from './compose/compose.ts';
import type { Draft } from './compose/draft.ts';
import type { Exact } from './exact.ts';
import type { LookUpContext, Statement } from './look-up/finding.ts';
import { series } from './look-up/wording.ts';
import { splitClauses } from './understand/clauses.ts';
import { inPlainWords, writtenOut } from './understand/rewrites.ts';
import { type Memory, remember } from './understand/understand.ts';

/** Parts of a question that are answered one by one; more of them are a letter. */
const mostParts = 3;
/** Things found by one part that the next may mean by "it" or "that team". */
const mostMeant = 2;

/** How a part begins that asks something; others tell what it is about: "my labels don't get applied - which repo is that?" */
const asks =
  /^\W*(?:(?:and|so|but|also|then)\s+)*(?:(?:in|on|at|to|for|from|with|under|by|of)\s+)?(?:who|whom|whose|what|which|how|where|when|is|are|was|does|do|did|can|could|should|must|will)\b/i;

/** Words that stand for something said before: "its mailbox", "that office", "the design one". */
const pointsBack = /\b(?:it|its|it's|they|them|their|he|him|his|she|her|there|this|that|these|those|ones?)\b/i;

export interface PartsOptions {
  context: LookUpContext;
  /** @param told the parts before */
  lookUp: (question: string, memory: Memory, told: string) => Promise<Exact>;
  /**
   * What prose says of one part. Undefined where it is not likely to answer.
   *
   * @param about what "it" is in this part
   */
  quote: (question: string, exact: Exact, about: string) => Promise<Draft | undefined>;
}

/**
 * Answers "who runs the ledger, and how do I get access to it?" part by part: what the graph knows of one, what prose says of another.
 * Parts on which nothing is found are named.
 * Undefined for a question of one part, and where the graph knows no part and prose not all of them.
 */
export async function answerInParts(
  question: string,
  memory: Memory,
  { context, lookUp, quote }: PartsOptions,
): Promise<Draft | undefined> {
  const parts = splitClauses(inPlainWords(writtenOut(question)));
  if (parts.length < 2 || parts.length > mostParts || !parts.every(({ text }) => asks.test(lastSentence(text))))
    return undefined;
  const drafts: Draft[] = [];
  const unanswered: string[] = [];
  let known = memory;
  let told = '';
  for (const [index, { text }] of parts.entries()) {
    const earlier = parts.slice(0, index).map((part) => part.text);
    const exact = await lookUp(text, known, pointsBack.test(text) ? earlier.join(' ') : '');
    const about = pointsBack.test(text) ? told : '';
    const draft = composeExact(exact) ?? (await quote(text, exact, about));
    if (draft === undefined) unanswered.push(text);
    else drafts.push(draft);
    known = remember(known, exact.memory);
    told = (draft?.of ?? (await namesOf(draft?.found?.length ? draft.found : exact.mentioned, context))) || told;
  }
  const isHalf = unanswered.length > 0;
  // Where the graph knows none, what prose says of one part may be of something else: that is known of the whole only.
  if (drafts.length === 0 || (isHalf && drafts.every(({ mode }) => mode !== 'graph'))) return undefined;
  const missing = isHalf ? [notFound(unanswered)] : [];
  const said = [...drafts.flatMap(({ statements }) => statements), ...missing];
  return {
    mode: drafts.every(({ mode }) => mode === 'graph') ? 'graph' : 'quote',
    statements: [...new Map(said.map((statement) => [statement.text, statement])).values()],
    value: null,
    experts: [],
    found: drafts.flatMap(({ found = [] }) => found),
  };
}

/** "Gauges beep all night. *where do I ask*": what is told first says what it is about. */
function lastSentence(text: string): string {
  return text.split(/[.!:]\s+/).at(-1) ?? text;
}

/** Half an answer must not pass for the whole. */
function notFound(parts: readonly string[]): Statement {
  const asked = parts.map((part) => `“${part.replace(/^[\s,]+|[\s,?]+$/g, '')}”`);
  return { text: `I found nothing in the sources on ${series(asked)}.`, sources: [] };
}

async function namesOf(refs: readonly string[], { store, viewer }: LookUpContext): Promise<string> {
  if (refs.length === 0) return '';
  const cards = await store.cards(viewer, refs.slice(0, mostMeant));
  return cards.map(({ name }) => name).join(' ');
}
