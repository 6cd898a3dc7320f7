import { createProseDictionary, type ProseDictionary } from '../../graph/compute/prose-mentions.ts';
import type { NameEntry } from '../../graph/store.ts';
import { stem, terms, words as wordsOf } from '../../graph/text/analyse.ts';
import { plainText } from '../../graph/text/plain.ts';
import type { Passage } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { isDoer } from '../compose/doers.ts';
import { splitUnits } from '../compose/excerpt.ts';
import { isCounted } from '../look-up/counting.ts';
import { execute } from '../look-up/execute.ts';
import type { LookUpContext, Statement } from '../look-up/finding.ts';
import { bold } from '../look-up/wording.ts';
import type { CardsNear } from '../retrieve/cards-near.ts';
import type { Retrieve } from '../retrieve/retrieve.ts';
import type { Thesaurus } from '../retrieve/thesaurus.ts';
import type { Description } from '../understand/descriptions.ts';
import { acronymOf } from '../understand/lexicon.ts';
import { bestFit, type Candidate, isCalledAfter } from './best-fit.ts';

/** A thing that words describe. */
export interface Identified {
  ref: Ref;
  /** What it is called and by which words of a source it was found. */
  statement: Statement;
}

/** Finds the one thing of a kind that words describe. Undefined when none fits, or several fit as well. */
export type Identify = (
  description: Pick<Description, 'kind' | 'filter' | 'words' | 'needs'> & { before?: string },
) => Promise<Identified | undefined>;

/** For one question, whose words may describe things of several kinds: prose is searched once for the same words. */
export type CreateIdentify = (context: LookUpContext) => Identify;

/** Sections of prose whose sentences are looked at, and entities by what is said of themselves. */
const looked = { sections: 12, cards: 8, pages: 6 };

/** Finds described things by what sources say of them: their own description, and sentences of pages that name them. */
export function createIdentifier({
  retrieve,
  cardsNear,
  thesaurus,
}: {
  retrieve: Retrieve;
  cardsNear: CardsNear;
  thesaurus: Thesaurus;
}): CreateIdentify {
  const dictionaries = new WeakMap<
    readonly NameEntry[],
    { dictionary: ProseDictionary; entries: Map<Ref, NameEntry> }
  >();

  return (context) => {
    const { store, viewer } = context;
    const searched = new Map<string, Promise<Sentence[]>>();
    return async ({ kind, filter, words: described, needs, before = '' }) => {
      const words = `${described} ${before}`.trim();
      const names = await store.names(viewer);
      const known = dictionaries.get(names) ?? dictionaryOf(names, context);
      dictionaries.set(names, known);
      const sentences = searched.get(words) ?? sentencesOn(words, known.dictionary, viewer);
      searched.set(words, sentences);
      const [cards, said, allowed] = await Promise.all([
        cardsNear({ viewer, question: words, kind, limit: looked.cards }),
        sentences,
        allowedBy({ kind, filter }, context),
      ]);
      const namedThere = new Set(known.dictionary.mentioned(words));
      const doesIt = (ref: Ref, text: string) => {
        const entry = known.entries.get(ref);
        return [entry?.name ?? '', ...(entry?.aliases ?? [])].some((name) => isDoer(wordsOf(name), text));
      };
      const nameOf = (ref: Ref) => {
        const entry = known.entries.get(ref);
        return entry === undefined ? '' : [entry.name, ...entry.aliases].join(' ');
      };
      const candidates: (Candidate & { passage: Passage })[] = [
        ...cards.map(({ passage, closeness }) => ({
          ref: passage.ref,
          name: nameOf(passage.ref),
          text: passage.text,
          around: '',
          section: '',
          closeness,
          isOwn: true,
          isDoer: false,
          passage,
        })),
        ...said
          .filter(({ ref }) => known.entries.get(ref)?.kind === kind)
          .map(({ ref, text, passage, closeness }) => ({
            ref,
            name: nameOf(ref),
            text,
            around: [passage.title, ...passage.heading].join(' '),
            section: passage.text,
            closeness,
            isOwn: false,
            isDoer: doesIt(ref, text),
            passage,
          })),
      ]
        .filter(({ ref }) => allowed?.has(ref) ?? true)
        .filter(({ text }) => needs === undefined || terms(text).includes(stem(needs)))
        // "Who looks after Ada?" is not Ada; "which team handles payments?" is Payments.
        .filter(({ ref, name }) => !namedThere.has(ref) || (kind === 'Team' && isCalledAfter(described, name)));
      const [there, isPartOf] = await Promise.all([thoseThere(candidates, context), partsAmong(candidates, context)]);
      const nouns = [...nounsOf(kind, store.ontology), filter?.value ?? ''].join(' ');
      const best = bestFit(described, there, nouns, { before, isPartOf, otherwise: thesaurus(words) });
      if (best === undefined) return undefined;
      return {
        ref: best.ref,
        statement: await because(best, known.entries.get(best.ref)?.name ?? best.passage.title, context),
      };
    };
  };

  /** Sentences of prose near the words, once for each thing that one names. */
  async function sentencesOn(words: string, dictionary: ProseDictionary, viewer: Viewer): Promise<Sentence[]> {
    const evidence = await retrieve({ viewer, question: words, pages: looked.pages });
    return evidence
      .slice(0, looked.sections)
      .flatMap(({ passage, closeness = 0 }) =>
        splitUnits(withoutWraps(plainText(passage.text))).flatMap((text) =>
          dictionary.mentioned(text).map((ref) => ({ ref, text, passage, closeness })),
        ),
      );
  }
}

/** Lines of a paragraph as one; entries of lists, rows and headings stay lines. */
function withoutWraps(text: string): string {
  return text.replace(/(?<=\S)[^\S\n]*\n(?![^\S\n]*(?:[-*+|>#]|\d+[.)]\s|\n|$))/g, ' ');
}

/** Without what is over: an archived team is not meant where another is. */
async function thoseThere<C extends Candidate>(
  candidates: readonly C[],
  { store, viewer }: LookUpContext,
): Promise<C[]> {
  const cards = await store.cards(viewer, [...new Set(candidates.map(({ ref }) => ref))]);
  const over = new Set(cards.filter((card) => !isCounted(card, store.ontology)).map(({ ref }) => ref));
  const there = candidates.filter(({ ref }) => !over.has(ref));
  return there.length > 0 ? there : [...candidates];
}

/** Which of some teams are below which. */
async function partsAmong(
  candidates: readonly Candidate[],
  { store, viewer, on }: LookUpContext,
): Promise<(part: Ref, whole: Ref) => boolean> {
  const of = [...new Set(candidates.map(({ ref }) => ref))].filter((ref) => ref.startsWith('team:'));
  const edges = of.length === 0 ? [] : await store.edges(viewer, { relation: 'PART_OF', of, end: 'from', on });
  return (part, whole) => edges.some((edge) => edge.from === part && edge.to === whole);
}

/** A sentence that names a thing. */
interface Sentence {
  ref: Ref;
  text: string;
  passage: Passage;
  closeness: number;
}

function dictionaryOf(names: readonly NameEntry[], { store }: LookUpContext) {
  const { ontology } = store;
  return {
    dictionary: createProseDictionary(
      names.flatMap(({ ref, kind, name, aliases }) =>
        [name, ...aliases].map((each) => ({ ref, kind, name: each, nouns: nounsOf(kind, ontology) })),
      ),
    ),
    entries: new Map(names.map((entry) => [entry.ref, entry])),
  };
}

function nounsOf(kind: string, ontology: LookUpContext['store']['ontology']): string[] {
  const { singular, plural, synonyms = [] } = ontology.kind(kind);
  const nouns = [singular, plural, ...synonyms];
  return [...nouns, ...nouns.flatMap(acronymOf)];
}

/** Those of the sort that a noun implies: "committee". Undefined when it implies none. */
async function allowedBy(
  { kind, filter }: Pick<Description, 'kind' | 'filter'>,
  context: LookUpContext,
): Promise<Set<Ref> | undefined> {
  if (filter === undefined) return undefined;
  const where = { [filter.field]: [filter.value] };
  const finding = await execute({ look: 'list', filter: { kind, where } }, 'list', context);
  return new Set(finding?.found ?? []);
}

/** What says so: the description that a source gives, or the sentence of a page. */
async function because(
  { ref, text, isOwn, passage }: Candidate & { passage: Passage },
  name: string,
  context: LookUpContext,
): Promise<Statement> {
  if (isOwn) {
    const view = await context.store.entity(context.viewer, ref);
    const fact = view?.facts.description;
    const sources = fact?.sources ?? view?.facts.name?.sources ?? [];
    const said = typeof fact?.value === 'string' ? fact.value : undefined;
    return {
      text: said === undefined ? `That is ${bold(name)}.` : `That is ${bold(name)}: “${oneLine(said)}”.`,
      about: { ref, title: name },
      sources,
    };
  }
  const quote = oneLine(text);
  return {
    text: `That is ${bold(name)}, by ${bold(passage.title)}: “${quote}”`,
    about: { ref: passage.ref, title: passage.title, anchor: passage.anchor },
    sources: passage.source === undefined ? [] : [passage.source],
    quote,
  };
}

function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/^[-*+\d.)\s]+/, '')
    .replace(/[.\s]+$/, '')
    .trim();
}
