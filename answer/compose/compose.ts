import { terms } from '../../graph/text/analyse.ts';
import type { Exact } from '../exact.ts';
import type { LookUpContext } from '../look-up/finding.ts';
import type { SourcesUsed } from '../sources-used.ts';
import { isAnswerable } from '../retrieve/answerable.ts';
import type { Evidence } from '../retrieve/retrieve.ts';
import type { Thesaurus } from '../retrieve/thesaurus.ts';
import type { Draft } from './draft.ts';
import { asksHow } from './asks-how.ts';
import { howTo } from './how-to.ts';
import { isUntold } from './on-page/candidate.ts';
import { asksForDifference, difference } from './on-page/difference.ts';
import { extremeRow } from './on-page/extreme-row.ts';
import { listedOnPage } from './on-page/listed.ts';
import { withoutGreeting } from './on-page/asked.ts';
import { isOfNoColumn, isOfNoRow } from './on-page/no-column.ts';
import { numbersGiven } from './on-page/ranges.ts';
import { leadsTold } from './on-page/people.ts';
import { peopleListed } from './on-page/people-listed.ts';
import { rowTruth } from './on-page/row-truth.ts';
import { rowsChosen } from './on-page/rows-chosen.ts';
import { holderAsked, isHeldByNobodyTold, postHolder } from './post-holder.ts';
import { quotes } from './quote.ts';
import { stepsFirst } from './steps-first.ts';
import { toldValue } from './on-page/told-value.ts';
import { withoutEntry } from './on-page/without-entry.ts';
import { likelyExperts, nothingRead, unknown } from './unknown.ts';
import { whoThatIs } from './who-that-is.ts';

/** Passages quoted in an answer. */
const shownQuotes = 3;

export interface ComposeInput {
  question: string;
  exact: Exact;
  evidence: readonly Evidence[];
  /** Finds phrases of the question that texts may put otherwise. */
  thesaurus: Thesaurus;
  context: LookUpContext;
  /** What "it" is in the question, when that was told before. */
  about?: string;
  /** What else was said, on which it depends whether the question is answered. */
  said?: string;
  /** Passages quoted at most. */
  most?: number;
  /** Which sources the answer may rest on; all when left out. */
  used?: Pick<SourcesUsed, 'allow'>;
}

/** What the graph knows exactly, in sentences. Undefined when it does not. */
export function composeExact({ finding }: Exact): Draft | undefined {
  if (finding === undefined) return undefined;
  const { statements, value, found } = finding;
  return { mode: 'graph', statements, value, experts: [], found };
}

/** Steps of a procedure or passages, quoted. Undefined when none is likely to hold the answer. */
export async function composeQuotes(input: ComposeInput): Promise<Draft | undefined> {
  const { question, exact, evidence, thesaurus, context, about = '', said = '', most = shownQuotes } = input;
  if (isUnrecorded(exact, evidence)) return undefined;
  // "I have 4 hands. what is my share, and what are my hours?"
  const asked = numbersGiven(said).length > 0 ? `${said}. ${question}` : withoutGreeting(question);
  const chosen =
    rowsChosen(asked, evidence) ??
    rowTruth(asked, evidence) ??
    extremeRow(asked, evidence) ??
    difference(asked, evidence) ??
    withoutEntry(asked, evidence) ??
    peopleListed(asked, evidence);
  if (chosen !== undefined) return { mode: 'quote', statements: [chosen.statement], value: chosen.value, experts: [] };
  const isOfOne = !asksForDifference(asked);
  const listed = isOfOne ? listedOnPage(asked, evidence) : undefined;
  if (listed !== undefined) return { mode: 'quote', statements: [listed.statement], value: listed.count, experts: [] };
  const told = isOfOne ? (toldValue(asked, evidence, about) ?? toldButNot(asked, evidence, about)) : undefined;
  if (told !== undefined && isUntold(told.value)) return undefined;
  if (told !== undefined)
    return { mode: 'quote', statements: [told.statement], value: told.value, of: told.of, experts: [] };
  const leads = leadsTold(asked, evidence);
  if (leads !== undefined)
    return { mode: 'quote', statements: [leads.statement], value: leads.value, of: leads.of, experts: [] };
  const held = await holderAsked(asked, context);
  if (held !== undefined) return { mode: 'quote', statements: [held.statement], value: held.value, experts: [] };
  const shown = evidence.slice(0, shownQuotes).map(({ passage }) => passage);
  if (isHeldByNobodyTold(asked, shown)) return undefined;
  if (isOfNoColumn(asked, evidence, thesaurus) || isOfNoRow(asked, evidence)) return undefined;
  if (!isAnswerable(`${question} ${about} ${said}`.trim(), evidence, thesaurus)) return undefined;
  const isHow = asksHow(question);
  const read = isHow ? stepsFirst(question, evidence) : evidence;
  const steps = await howTo(question, read, context);
  const quoted = steps ?? quotes(question, read, { on: context.on, most, isHow });
  const who = await whoThatIs(question, quoted, context);
  const holders = who.length > 0 ? who : await postHolder(question, quoted, context);
  return { mode: 'quote', statements: [...quoted, ...holders], value: null, experts: [] };
}

/** "The code for rope on the harbour side (not the yard)?": the value that is none of what the question leaves out. */
function toldButNot(asked: string, evidence: readonly Evidence[], about: string): ReturnType<typeof toldValue> {
  const [bracket, out = ''] = /\s*\((?:not|no|and not)\s+([^()]{2,40})\)/i.exec(asked) ?? [];
  const told = bracket === undefined ? undefined : toldValue(asked.replace(bracket, ''), evidence, about);
  const said = new Set(terms(told?.statement.text ?? ''));
  return terms(out).some((term) => said.has(term)) ? undefined : told;
}

/** What comes nearest to a part of a question that is answered as a whole. */
export function quotePart(
  question: string,
  evidence: readonly Evidence[],
  { on, most }: { on: string; most: number },
): Draft | undefined {
  const isHow = asksHow(question);
  const statements = quotes(question, isHow ? stepsFirst(question, evidence) : evidence, { on, most, isHow });
  return statements.length === 0 ? undefined : { mode: 'quote', statements, value: null, experts: [] };
}

/** It is asked of a known thing what no source says of it, and its own page is not near either: pages on others say nothing of it. */
function isUnrecorded({ unrecorded }: Exact, evidence: readonly Evidence[]): boolean {
  if (unrecorded === undefined) return false;
  return !evidence.slice(0, shownQuotes).some(({ passage }) => unrecorded.includes(passage.ref));
}

/** "Not known", with what is nearest and who may know; or that nothing has been read in yet. */
export async function composeUnknown({ exact, evidence, context, used }: ComposeInput): Promise<Draft> {
  if (evidence.length === 0 && !(await context.store.isComputed()))
    return { mode: 'unknown', statements: nothingRead(), value: null, experts: [] };
  const { mentioned, memory, unrecorded = [] } = exact;
  const about = mentioned.length > 0 ? mentioned : memory.subjects.slice(0, 1);
  const experts = await likelyExperts(context, about, evidence, used?.allow);
  const things = unrecorded.length === 0 ? [] : await context.store.cards(context.viewer, unrecorded.slice(0, 2));
  return { mode: 'unknown', statements: unknown(evidence, experts, things), value: null, experts };
}
