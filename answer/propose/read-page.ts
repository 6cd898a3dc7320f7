import { sectionsOf } from '../../graph/proposals/sections.ts';
import type { GraphStore } from '../../graph/store.ts';
import { kiki as system } from '../../schema/actor.ts';
import { describeError } from '../../schema/errors.ts';
import type { ProposalDraft } from '../../schema/proposal.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { LanguageModel, ModelMessage } from '../model/language-model.ts';
import { isForGood, passing } from '../model/model-error.ts';
import { checkFacts } from './check.ts';
import { withoutKnown } from './known.ts';
import type { NameFinder } from './names.ts';
import type { UnreadPage } from './pages.ts';
import { piecesOf } from './pieces.ts';
import { askAgain, type Fact, proposePrompt, replyShape } from './prompt.ts';
import { type ReadReply, readReply } from './reply.ts';
import { addDropped, drop, type Dropped } from './report.ts';

/** What reading a page needs. */
export interface PageReader {
  store: GraphStore;
  viewer: Viewer;
  model: LanguageModel;
  reader: string;
  names: NameFinder;
  signal: AbortSignal;
}

export interface PageReport {
  proposed: number;
  queued: number;
  dropped: Dropped;
  /** Why nothing of the page could be used. */
  failed?: string;
  /** The page is longer than what is read of one. */
  isCut: boolean;
}

/** Names that the model is told beside a page. */
const mostNames = 80;

/**
 * Reads one page, and saves what it proposes or that it could not be used.
 *
 * @throws as the model, when that is no matter of this page alone; Unavailable when the graph does not answer
 */
export async function readPage(page: UnreadPage, context: PageReader): Promise<PageReport> {
  const { store, viewer, model, reader, names } = context;
  const { ref } = page.card;
  const reading = { page: ref, reader, model: model.name, textHash: page.textHash };
  const sections = sectionsOf(page.passages);
  const { pieces, isCut } = piecesOf(sections);
  const said = await factsIn(pieces, page, context);
  if (typeof said === 'string') {
    await store.savePageReading(system, { ...reading, failed: true }, []);
    return { proposed: 0, queued: 0, dropped: {}, failed: said, isCut };
  }
  const checked = checkFacts({ facts: said.facts, page: ref, sections, names, ontology: store.ontology });
  const fresh = await withoutKnown({ store, viewer, drafts: checked.drafts });
  const drafts: ProposalDraft[] = fresh.drafts;
  const dropped = addDropped(addDropped(said.dropped, checked.dropped), fresh.dropped);
  const { added, known } = await store.savePageReading(system, reading, drafts);
  return { proposed: added, queued: known, dropped, isCut };
}

/** All that the model says of the pieces of a page, or why that can't be used. */
async function factsIn(
  pieces: readonly string[],
  { card: { ref, name, kind } }: UnreadPage,
  context: PageReader,
): Promise<{ facts: Fact[]; dropped: Dropped } | string> {
  const names = await namesBeside(ref, context);
  const facts: Fact[] = [];
  const dropped: Dropped = {};
  for (const text of pieces) {
    const reply = await askFor(proposePrompt(context.store.ontology, { name, kind, names, text }), context);
    if (typeof reply === 'string') return reply;
    facts.push(...reply.facts);
    drop(dropped, 'malformed', reply.malformed);
    drop(dropped, 'tooMany', reply.tooMany);
  }
  return { facts, dropped };
}

/** What the graph says the page speaks of: the model then writes names as Kiki knows them. */
async function namesBeside(ref: string, { store, viewer }: PageReader): Promise<{ name: string; kind: string }[]> {
  const view = await store.entity(viewer, ref);
  const others = new Map((view?.relations ?? []).map(({ other }) => [other.ref, other]));
  return [...others.values()].slice(0, mostNames).map(({ name, kind }) => ({ name, kind }));
}

/** The reply to a prompt, at the second try if need be; or why there is none that can be used. */
async function askFor(prompt: readonly ModelMessage[], { model, signal }: PageReader): Promise<ReadReply | string> {
  const write = async (messages: readonly ModelMessage[]) =>
    readReply((await model.write(messages, { signal, shape: replyShape })).text);
  try {
    const reply = (await write(prompt)) ?? (await write([...prompt, askAgain]));
    return reply ?? 'The model gave no JSON of the form that was asked for, twice.';
  } catch (error) {
    signal.throwIfAborted();
    // It would be the same with every other page.
    if (isForGood(error) || passing(error) !== undefined) throw error;
    return describeError(error);
  }
}
