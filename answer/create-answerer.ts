import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Embedder } from '../graph/embeddings/embedder.ts';
import type { GraphStore } from '../graph/store.ts';
import { type Answer, mostFound } from '../schema/answer.ts';
import type { Ref } from '../schema/ref.ts';
import type { Ask, Question } from '../schema/services.ts';
import type { Catalogue } from './catalogue/create-catalogue.ts';
import { cite } from './compose/cite.ts';
import { composeExact, type ComposeInput, composeQuotes, composeUnknown } from './compose/compose.ts';
import { contextsOf } from './compose/contexts.ts';
import type { Draft } from './compose/draft.ts';
import { answerDescribed } from './described.ts';
import { overdueNote } from './compose/overdue.ts';
import { isWhole } from './compose/pieces.ts';
import { createDraftWriter } from './compose/write-draft.ts';
import { answerExactly, type Exact, recall } from './exact.ts';
import { answerInParts } from './in-parts.ts';
import { type Answered, followUps } from './follow-up/follow-ups.ts';
import { createIdentifier } from './identify/identify.ts';
import type { LookUpContext } from './look-up/finding.ts';
import type { LanguageModel } from './model/language-model.ts';
import type { KeepAsked } from './keep-asked.ts';
import { proseOfParts } from './prose-of-parts.ts';
import { createCardsNear } from './retrieve/cards-near.ts';
import { createMeaning } from './retrieve/meaning.ts';
import { createRespeller } from './retrieve/respell.ts';
import { createRetriever, type Evidence } from './retrieve/retrieve.ts';
import { companyThesaurus, type Thesaurus } from './retrieve/thesaurus.ts';
import { type KindOfSource, type SourcesUsed, sourcesUsed } from './sources-used.ts';
import { startStopwatch } from './stopwatch.ts';
import { writtenOut } from './understand/rewrites.ts';
import { createUnderstander, emptyMemory, type Memory } from './understand/understand.ts';

export interface AnswererOptions {
  store: GraphStore;
  /** Name of the company, which says nothing in a question. */
  company?: string;
  /** Undefined while there are no embeddings: then full text alone finds prose. */
  embedder: () => Embedder | undefined;
  /** Undefined when there is none: then answers are looked up and quoted. */
  model: LanguageModel | undefined;
  /** What a model may look up. Without it, it has the passages that are found for the question. */
  catalogue?: Catalogue;
  /** Where the wiki is, for links in answers. */
  publicUrl: string | undefined;
  logger: Pick<Logger, 'info'>;
  /** What kind of source one is, for questions that name kinds. Without it such a question finds nothing. */
  kindOf?: KindOfSource;
  /** Keeps what was asked. */
  keep?: KeepAsked;
  /** What texts may call otherwise than askers do. Default: the words of any workplace. */
  thesaurus?: Thesaurus;
  now?: () => Date;
  /** Parts that a measurement leaves out, to see what each of them brings. Without meaning: pass no embedder. */
  without?: readonly ('look-ups' | 'words')[];
}

/** What an answer rests on; of one that is not known, what it asks about and what is nearest. */
function restsOn(
  { citations }: Answer,
  { mentioned, evidence }: { mentioned: readonly Ref[]; evidence: readonly Evidence[] },
): Ref[] {
  const cited = citations.map(({ ref }) => ref).filter((ref) => ref !== '');
  const near = [...mentioned, ...evidence.slice(0, 3).map(({ passage }) => passage.ref)];
  return [...new Set(cited.length > 0 ? cited : near)].slice(0, 8);
}

type DraftInput = ComposeInput & { id: string; asked: Question; used: SourcesUsed; memory: Memory };

function saidBefore({ history = [] }: Question): string[] {
  return history.filter(({ role }) => role === 'asker').map(({ text }) => text);
}

/** Pages looked at for an answer. */
const looked = 12;

/** Answers questions: exactly from the graph where it knows, else from prose (written by a model if there is one, else quoted), else by saying that it does not know. */
export function createAnswerer({
  store,
  company,
  embedder,
  model,
  catalogue,
  publicUrl,
  logger,
  kindOf = () => undefined,
  keep,
  thesaurus = companyThesaurus([]),
  now = () => new Date(),
  without = [],
}: AnswererOptions): Ask {
  const understander = createUnderstander({ store, ...(company !== undefined && { company }) });
  const meaning = createMeaning({ embedder, logger });
  const retrieve = createRetriever({ store, meaning, thesaurus, byWords: !without.includes('words') });
  const respell = createRespeller({ store });
  const identify = createIdentifier({ retrieve, cardsNear: createCardsNear({ store, meaning }), thesaurus });
  const writeDraft = model && createDraftWriter({ model, catalogue, store, logger, cite: { publicUrl } });

  return async (asked) => {
    const clock = startStopwatch();
    const { question, asker, signal } = asked;
    const id = randomUUID();
    const on = now().toISOString().slice(0, 10);
    const context: LookUpContext = { store, viewer: asker, on };
    const memory = await memoryOf(asked, context);
    const used = sourcesUsed(asked.sources, kindOf);
    const exact = without.includes('look-ups')
      ? { mentioned: [], memory }
      : used.exact(await lookUp(question, memory, context));
    clock.lap('understand');
    signal?.throwIfAborted();
    // What the graph knows exactly needs no prose beside it, and is there in a tenth of the time.
    const written = writtenOut(question);
    const prose = exact.finding === undefined ? await proseFor(written, context, signal) : { evidence: [] };
    const evidence = used.evidence(prose.evidence);
    clock.lap('retrieve');
    signal?.throwIfAborted();
    const draft = await draftOf({
      id,
      asked,
      used,
      memory,
      question: prose.meant ?? written,
      exact,
      evidence,
      thesaurus,
      context,
    });
    clock.lap('compose');
    const { text: told, citations } = draft.written ?? cite(draft.statements, { publicUrl });
    const text = [told, ...(await overdueNote(citations, context))].join('\n\n');
    if (draft.mode !== 'model') asked.onText?.(text, { isWhole: true });
    const answer: Answer = {
      id,
      question,
      text,
      value: draft.value,
      mode: draft.mode,
      abstained: draft.mode === 'unknown',
      asOf: on,
      citations,
      contexts: contextsOf(draft.statements, evidence),
      experts: draft.experts,
      ...(draft.found !== undefined && draft.found.length > 0 && { found: draft.found.slice(0, mostFound) }),
      timings: { ...clock.timings(), ...draft.took },
    };
    // Shown below the answer, which is there already where it is streamed.
    const next =
      asked.wantsFollowUps === true ? await followUpsOf({ answer, exact, before: saidBefore(asked) }, context) : [];
    const refs = restsOn(answer, { mentioned: exact.mentioned, evidence });
    await keep?.({ asked, answer, refs, milliseconds: answer.timings.total ?? 0, model: draft.model });
    return next.length === 0 ? answer : { ...answer, followUps: next };
  };

  /** What may be asked next is a nicety: where it can't be found out, there is none. */
  async function followUpsOf(answered: Answered, context: LookUpContext): Promise<string[]> {
    try {
      return await followUps(answered, {
        cards: (refs) => store.cards(context.viewer, refs),
        answerAlone: (question) => answerExactly(question, emptyMemory, { understander, context }),
      });
    } catch (error) {
      logger.info({ err: error }, 'No follow-ups could be found');
      return [];
    }
  }

  /** Prose for a question, and the question as it was meant where words of it were misspelt. */
  async function proseFor(
    question: string,
    { viewer }: LookUpContext,
    signal: AbortSignal | undefined,
  ): Promise<{ evidence: Evidence[]; meant?: string }> {
    const evidence = await retrieve({ viewer, question, pages: looked, signal });
    const meant = await respell({ viewer, question, evidence });
    if (meant === undefined) return { evidence };
    return { meant, evidence: await retrieve({ viewer, question: meant, pages: looked, signal }) };
  }

  /** What the question names is looked up at once; what it describes has to be found first. */
  async function lookUp(question: string, memory: Memory, context: LookUpContext, told = ''): Promise<Exact> {
    const exact = await answerExactly(question, memory, { understander, context });
    if (exact.finding !== undefined) return exact;
    return (await answerDescribed(question, memory, { understander, context, identify, told })) ?? exact;
  }

  async function memoryOf({ history = [], page }: Question, context: LookUpContext): Promise<Memory> {
    const memory = await recall(history, { understander, context });
    return page === undefined ? memory : { ...memory, subjects: [...memory.subjects, page] };
  }

  async function draftOf(input: DraftInput): Promise<Draft> {
    const { id, asked, used, exact, evidence, context } = input;
    const known = composeExact(exact);
    if (known !== undefined) return inLanguage(known, input);
    const quoted = async () => {
      const draft = (await inParts(input)) ?? (await composeQuotes(input));
      return draft?.statements.every((statement) => used.allow(statement)) === true ? draft : undefined;
    };
    const withoutModel = async () => (await quoted()) ?? composeUnknown(input);
    if (writeDraft === undefined || asked.withoutModel === true || (evidence.length === 0 && catalogue === undefined))
      return withoutModel();
    const { draft, use, took } = await writeDraft({ id, asked, used, evidence, on: context.on });
    // Who read the passages knows better than a bound on their scores whether they answer.
    const instead = { failed: withoutModel, 'not known': () => composeUnknown(input) };
    return { ...(typeof draft === 'string' ? await instead[draft]() : draft), model: use, took };
  }

  /** A question of several parts, some of which the graph knows and prose the others. */
  function inParts({ asked, used, context, memory, ...input }: DraftInput): Promise<Draft | undefined> {
    return answerInParts(asked.question, memory, {
      context,
      lookUp: async (part, known, told) => used.exact(await lookUp(part, known, context, told)),
      ...proseOfParts({ ...input, context }, async (wanted) => {
        const { evidence, meant = wanted } = await proseFor(wanted, context, asked.signal);
        return { evidence: used.evidence(evidence), meant };
      }),
    });
  }

  /** What was looked up, told by a model in the language that is asked for; as it was where that does not stand up to the check. */
  async function inLanguage(known: Draft, { id, asked, used, context }: DraftInput): Promise<Draft> {
    const { language = 'as-asked' } = asked;
    // Kiki's own sentences are English.
    if (writeDraft === undefined || asked.withoutModel === true || language === 'as-asked' || language === 'en')
      return known;
    if (!known.statements.every(isWhole)) return known;
    const { draft, use, took } = await writeDraft({
      id,
      asked,
      used,
      told: known.statements,
      evidence: [],
      on: context.on,
    });
    if (typeof draft === 'string') return { ...known, model: use, took };
    const { value, experts, found } = known;
    return { ...draft, value, experts, ...(found && { found }), model: use, took };
  }
}
