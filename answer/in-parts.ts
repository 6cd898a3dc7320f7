import { composeExact } from './compose/compose.ts';
import type { Draft } from './compose/draft.ts';
import { withoutRepeats } from './compose/without-repeats.ts';
import type { Exact } from './exact.ts';
import type { LookUpContext, Statement } from './look-up/finding.ts';
import { series } from './look-up/wording.ts';
import type { Ref } from '../schema/ref.ts';
import { describedWithin, questionParts } from './understand/question-parts.ts';
import { inPlainWords, writtenOut } from './understand/rewrites.ts';
import { type Memory, remember } from './understand/understand.ts';

/** Parts of a question that are answered one by one; more of them are a letter. */
const mostParts = 3;
/** Things found by one part that the next may mean by "it" or "that team". */
const mostMeant = 2;

/** Words that stand for something said before: "its mailbox", "that office", "the design one", "the tool". */
const pointsBack =
  /\b(?:it|its|it's|they|them|their|he|him|his|she|her|there|this|that|these|those|ones?|the (?:tool|thing|place|team|group|page|site))\b/i;

/** "The tool itself" is the tool. */
const itself = / (?:itself|themselves|himself|herself)\b/gi;

/** Words that stand for a person. */
const pointsAtPerson = /\b(?:he|him|his|she|her|(?:that|this|the same) (?:person|guy|man|woman|one|colleague))\b/i;

/** What a part of a question is asked beside. */
export interface Beside {
  /** What "it" is in this part. */
  about: string;
  /** What else was said: what the question tells before it asks, and the part before where "it" is not known. Only what is found depends on it. */
  said: string;
}

export interface PartsOptions {
  context: LookUpContext;
  /** @param told the parts before */
  lookUp: (question: string, memory: Memory, told: string) => Promise<Exact>;
  /** What prose says of one part. Undefined where it is not likely to answer. */
  quote: (question: string, exact: Exact, beside: Beside) => Promise<Draft | undefined>;
  /** The team or person that does what a part asks, by the words of what is quoted for it. @param next the part that means it */
  doer: (question: string, draft: Draft, next: string) => Promise<Ref | undefined>;
  /** What comes nearest to a part on the pages that are likely to answer the whole question. Undefined where none are. */
  quoteOfWhole: (question: string, beside: Beside) => Promise<Draft | undefined>;
}

/**
 * Answers "who runs the ledger, and how do I get access to it?" part by part: what the graph knows of one, what prose says of another.
 * Parts on which nothing is found are named.
 * Undefined for a question of one part, and where the graph knows no part and prose not all of them.
 */
export async function answerInParts(
  question: string,
  memory: Memory,
  { context, lookUp, quote, doer, quoteOfWhole }: PartsOptions,
): Promise<Draft | undefined> {
  const plain = inPlainWords(writtenOut(question)).replace(itself, '');
  const within = describedWithin(plain);
  const asked = questionParts(plain) ?? (within === undefined ? undefined : { parts: [plain], setting: '' });
  if (asked === undefined || asked.parts.length > mostParts) return undefined;
  const { setting, thing = within?.thing } = asked;
  if (asked.parts.length === 1 && asked.thing === undefined && (await isTold(plain))) return undefined;
  const which = thing === undefined ? undefined : await identified(thing);
  const isWithin = asked.thing === undefined && within !== undefined && which !== undefined;
  const parts = isWithin ? asked.parts.map((part) => part.replace(within.phrase, within.instead)) : asked.parts;
  if (parts.length < 2 && which === undefined) return undefined;
  // "The office in Bergen: who is the contact ...?"
  const place = asked.thing === undefined || which !== undefined ? '' : namesWritten(setting);
  const drafts: (Draft | undefined)[] = [];
  const besides: Beside[] = [];
  let known = memory;
  let told = which?.name ?? place;
  for (const [index, text] of parts.entries()) {
    const isBack = pointsBack.test(text);
    const earlier = isBack ? `${setting === '' ? '' : `${setting}. `}${parts.slice(0, index).join(' ')}` : '';
    const exact = await lookUp(index === 0 && setting !== '' ? `${setting}. ${text}` : text, known, earlier);
    const person = pointsAtPerson.test(text) ? nameIn(drafts.at(-1)) : undefined;
    const about = person ?? (isBack || which !== undefined ? told : place);
    const before = isBack && told === '' ? (parts[index - 1] ?? '') : '';
    // What is told before is of a later part only where that points back to it.
    const isOfSetting = which === undefined && (index === 0 || isBack);
    const beside = { about, said: isOfSetting ? `${setting} ${before}`.trim() : '' };
    const draft = composeExact(exact) ?? (await quote(text, exact, beside));
    drafts.push(draft);
    besides.push(beside);
    known = remember(known, exact.memory);
    // "Who votes, *and how many people is that*?"
    const does =
      draft?.mode === 'quote' && draft.of === undefined && pointsBack.test(parts[index + 1] ?? '')
        ? await doer(`${beside.said} ${text}`.trim(), draft, parts[index + 1] ?? '')
        : undefined;
    if (does !== undefined) known = { ...known, subjects: [does], answers: [does] };
    const found = does === undefined ? (draft?.found ?? []) : [does];
    const named = draft?.of ?? (await namesOf(found.length > 0 ? found : exact.mentioned));
    told = named || told || namesWritten(`${setting} ${text}`);
  }
  // Where the graph knows none, what prose says of one part may be of something else: that is known of the whole only.
  const isOfGraph = drafts.some((draft) => draft?.mode === 'graph');
  const found = await Promise.all(
    drafts.map((draft, index) =>
      draft !== undefined || isOfGraph
        ? Promise.resolve(draft)
        : quoteOfWhole(parts[index] ?? '', besides[index] ?? alone),
    ),
  );
  const answered = found.filter((draft) => draft !== undefined);
  const unanswered = parts.filter((_part, index) => found[index] === undefined);
  if (answered.length === 0 || (unanswered.length > 0 && !isOfGraph && which === undefined)) return undefined;
  const said = [
    ...answered.flatMap(({ statements }) => statements),
    ...(which?.draft.statements ?? []),
    ...(unanswered.length > 0 ? [notFound(unanswered)] : []),
  ];
  return {
    mode: answered.every(({ mode }) => mode === 'graph') && which === undefined ? 'graph' : 'quote',
    statements: withoutRepeats([...new Map(said.map((statement) => [statement.text, statement])).values()]),
    value: parts.length === 1 ? (answered[0]?.value ?? null) : null,
    experts: [],
    found: answered.flatMap(({ found = [] }) => found),
  };

  /** Whether a page tells the value that is asked for as it stands: "the address of the office in region 5". */
  async function isTold(question: string): Promise<boolean> {
    const draft = await quote(question, await lookUp(question, memory, ''), alone);
    return draft !== undefined && draft.value !== null;
  }

  /** The thing that a question asks for, where it is one. */
  async function identified(question: string): Promise<{ name: string; draft: Draft } | undefined> {
    const exact = await lookUp(question, memory, '');
    const draft = composeExact(exact) ?? (await quote(question, exact, alone));
    const name = nameIn(draft);
    return draft !== undefined && name !== undefined ? { name, draft } : undefined;
  }

  async function namesOf(refs: readonly string[]): Promise<string> {
    if (refs.length === 0) return '';
    const cards = await context.store.cards(context.viewer, refs.slice(0, mostMeant));
    return cards.map(({ name }) => name).join(' ');
  }
}

/** The one that a part found. */
function nameIn(draft: Draft | undefined): string | undefined {
  const names = [draft?.value ?? []].flat();
  const [name] = names;
  return typeof name === 'string' && names.length === 1 ? name : undefined;
}

/** What is written as a name, not at the beginning: "my card in Ledger Nine is wrong". */
function namesWritten(text: string): string {
  const names = [...text.matchAll(/(?<=[\p{L}\p{N},] )(?:\p{Lu}[\p{L}\p{N}]+ ?)+/gu)].map(([name]) => name.trim());
  return names.length === 1 ? (names[0] ?? '') : '';
}

const alone: Beside = { about: '', said: '' };

/** Half an answer must not pass for the whole. */
function notFound(parts: readonly string[]): Statement {
  const asked = parts.map((part) => `“${part.replace(/^[\s,]+|[\s,?]+$/g, '')}”`);
  return { text: `I found nothing in the sources on ${series(asked)}.`, sources: [] };
}
