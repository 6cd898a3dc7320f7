import type { GraphStore, NameEntry } from '../../graph/store.ts';
import { stem, words } from '../../graph/text/analyse.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { analyse, type Analysis, type MentionSpan, nounBeside, overlap } from './analysis.ts';
import { createOnce } from '../recent.ts';
import { type Description, descriptionsIn } from './descriptions.ts';
import { interpret, type Interpretation } from './interpret.ts';
import { createLexicon, type Lexicon } from './lexicon.ts';
import { around, type AskedOf, askedOf, type NestedPart, nestedParts } from './nested.ts';
import { placeholder } from './placeholder.ts';
import { isMisspelling } from './spelling.ts';
import { tokenise, type Token } from './tokens.ts';
import { escapePattern } from '../../schema/escape-pattern.ts';
import { defaultRelationsOf } from './usual-relations.ts';
import { valueFields } from './values.ts';

/** What a conversation has been about, latest first. */
export interface Memory {
  /** Things that were asked about. */
  subjects: readonly Ref[];
  /** Things that were answered. */
  answers: readonly Ref[];
  /** How the last question was understood. */
  last?: Pick<Interpretation, 'query' | 'want'> | undefined;
}

export const emptyMemory: Memory = { subjects: [], answers: [] };

/** What is remembered after one more question: the newest first, and how the last one was understood that was. */
export function remember(known: Memory, { subjects, answers, last }: Memory): Memory {
  return {
    subjects: [...subjects, ...known.subjects],
    answers: [...answers, ...known.answers],
    last: last ?? known.last,
  };
}

export interface Understanding {
  /** Ways to understand the question, best first. */
  interpretations: Interpretation[];
  /** Things that the question surely names. */
  mentioned: Ref[];
  /** Things that it names and nothing else, by kind: "and the Payments team?". */
  bare: { kind: string; refs: Ref[] }[];
  /** Parts that may be questions of their own, with what is asked around them. */
  parts: { clauses: Part[]; phrases: Part[] };
  /** Whom it asks to be one of those that a question of its own finds. */
  askedOf: AskedOf | undefined;
  /** Words that may describe a thing which they do not name. */
  descriptions: Description[];
  /** Kinds of what words such as "it" and "that team" point at which nothing before explains; `undefined` for any kind. */
  pointsAt: (string | undefined)[];
  /** It speaks of things that it does not name: "*another team* has to agree". */
  isIndefinite: boolean;
}

/** A question inside a question. */
export interface Part {
  inner: string;
  /** The question with the placeholder instead of the part. */
  outer: string;
  /** It is said to be one: "the team that ...". */
  isOne?: boolean;
}

/** What a question may depend on beside its words. */
export interface Circumstances {
  memory: Memory;
  /** What the placeholder stands for. */
  standIn?: readonly Ref[];
  /** Today, ISO. */
  on: string;
}

export interface Understander {
  understand(viewer: Viewer, question: string, circumstances: Circumstances): Promise<Understanding>;
}

/** Words of which it is kept whether pages use them. */
const keptWords = 1000;

/** What is made of the names of a graph, and kept until they change. */
interface Built {
  lexicon: Lexicon;
  kindOf: Map<Ref, string>;
  /** Whether the company's pages use a word. Asked only of words near known ones, of which there are few. */
  isUsed: (word: string) => Promise<boolean>;
}

/** Understands questions without a model: names, nouns, relations and fields of this company, and how they stand together. */
export function createUnderstander({ store, company }: { store: GraphStore; company?: string }): Understander {
  const ownName = words(company ?? '');
  // One lexicon per list of names: the store gives the same list until the graph changes.
  const lexicons = new WeakMap<readonly NameEntry[], Promise<Built>>();
  const lexiconFor = async (viewer: Viewer) => {
    const names = await store.names(viewer);
    const known = lexicons.get(names) ?? build(viewer, names);
    lexicons.set(names, known);
    return known;
  };

  const build = async (viewer: Viewer, names: readonly NameEntry[]): Promise<Built> => {
    const { ontology } = store;
    const nounFields = ontology.kinds.flatMap((kind) =>
      kind.fields.filter((field) => field.noun === true).map((field) => ({ kind: kind.name, field: field.name })),
    );
    const nounValues = (
      await Promise.all(
        nounFields.map(async ({ kind, field }) =>
          (await store.fieldValues(viewer, kind, field)).map(({ value }) => ({ kind, field, value })),
        ),
      )
    ).flat();
    const held = await Promise.all(
      valueFields(ontology).map(async ({ kind, field }) => ({
        kind,
        field,
        values:
          field.choices === undefined
            ? (await store.fieldValues(viewer, kind, field.name)).map(({ value }) => value)
            : [],
      })),
    );
    const roles = (
      await Promise.all(
        ontology.relations.map(async ({ key }) =>
          (await store.roles(viewer, key)).map((role) => ({ relation: key, role })),
        ),
      )
    ).flat();
    const once = createOnce<boolean>(keptWords);
    return {
      isUsed: (word) => once(word, async () => (await store.searchText(viewer, word, { limit: 1 })).length > 0),
      lexicon: createLexicon({ ontology, names, nounValues, roles, held, ownName }),
      kindOf: new Map(names.map(({ ref, kind }) => [ref, kind])),
    };
  };

  /** Words that mean nothing here, and that no page uses, are taken for the known ones that they are a slip away from. */
  const mended = async (tokens: readonly Token[], { names, vocabulary }: Lexicon, isUsed: Built['isUsed']) =>
    Promise.all(
      tokens.map(async (token): Promise<Token> => {
        const meant = vocabulary.meantBy(token);
        // A misspelt name is found as one.
        if (meant === undefined || names.nearMatches([token.word], 0, isMisspelling).length > 0) return token;
        return (await isUsed(token.word)) ? token : { word: meant, stem: stem(meant), isStop: false, isMended: true };
      }),
    );

  return {
    async understand(viewer, question, { memory, standIn = [], on }) {
      const { lexicon, kindOf, isUsed } = await lexiconFor(viewer);
      const tokens = await mended(tokenise(question), lexicon, isUsed);
      const analysis = withoutIdleWords(
        analyse(tokens, lexicon),
        lexicon,
        isPartOfAddress(ownName, question) ? [] : ownName,
        store.ontology,
      );
      const completed = withReferences(analysis, memory, standIn, kindOf);
      const known = [...memory.subjects, ...memory.answers];
      const interpretations = interpret(completed, { ontology: store.ontology, on, known });
      const sure = completed.mentions.filter(({ certainty }) => certainty === 'sure');
      const { clauses, phrases } = nestedParts(completed);
      const partOf = (part: NestedPart): Part => ({
        inner: part.inner,
        outer: around(completed, part, placeholder),
        ...(part.isOne === true && { isOne: true }),
      });
      return {
        interpretations,
        bare: bareMentions(completed, store.ontology),
        mentioned: [...new Set(sure.flatMap(({ senses }) => senses.map(({ ref }) => ref)))],
        parts: { clauses: clauses.map(partOf), phrases: phrases.map(partOf) },
        // Most understandings are never asked for these.
        get askedOf() {
          return askedOf(completed);
        },
        get descriptions() {
          return descriptionsIn(completed, placeholder);
        },
        get pointsAt() {
          return pointedAt(analysis);
        },
        get isIndefinite() {
          return isIndefinite(analysis);
        },
      };
    },
  };
}

/** Words between others that change nothing: "depend *directly* on". */
const adverbs = new Set(
  'directly immediately currently actually really still exactly presently officially usually normally generally primarily mainly mostly also even just only ever'.split(
    ' ',
  ),
);

/** "Only *in Risk*", "only *on Mondays*", "that only *Ada* maintains": nowhere and nobody else, which changes what is asked. */
function isLimiting({ tokens, mentions, relations }: Analysis, index: number): boolean {
  return (
    tokens[index]?.word === 'only' &&
    index > 0 &&
    (limitable.has(tokens[index + 1]?.word ?? '') ||
      mentions.some(
        (mention) =>
          mention.start === index + 1 &&
          mention.certainty !== 'guess' &&
          !relations.some((phrase) => overlap(phrase, mention)),
      ))
  );
}

const limitable = new Set(['a', 'an', 'in', 'on', 'at', 'by', 'for', 'of', 'with', 'from', 'under', 'to']);

/** "The channel #acme-risk": there the company's own name says more than whose it is. */
function isPartOfAddress([first]: readonly string[], question: string): boolean {
  if (first === undefined) return false;
  const name = escapePattern(first);
  return new RegExp(`[#@]${name}|${name}[-_@/]\\p{L}|\\p{L}[-_@/]${name}`, 'iu').test(question);
}

const alsoWords = new Set(['also', 'too']);
const directWords = new Set(['direct', 'directly', 'immediate', 'immediately']);

/** As if adverbs and the company's own name were not there ("how many people work at *Acme*"), except in a name of something. */
function withoutIdleWords(
  analysis: Analysis,
  lexicon: Lexicon,
  ownName: readonly string[],
  ontology: Ontology,
): Analysis {
  const isName = (index: number) =>
    analysis.mentions.some(
      (mention) =>
        mention.certainty !== 'guess' &&
        index >= mention.start &&
        index < mention.end &&
        !isOurs(mention, analysis, ownName, ontology),
    ) ||
    // The company's name may be a part of an address: "the mailing list acme-risk".
    analysis.valueParts.some(
      ({ start, end, senses }) =>
        end - start > 1 && index >= start && index < end && senses.some(({ isWhole }) => isWhole),
    );
  const [first] = ownName;
  const isNoun = (index: number) => analysis.kinds.some(({ start, end }) => index >= start && index < end);
  const isOwn = (index: number) =>
    ownName.some((_, offset) => ownName.every((own, at) => analysis.tokens[index - offset + at]?.word === own)) ||
    (first !== undefined && first.length > 3 && analysis.tokens[index]?.word === first && !isNoun(index));
  const kept = analysis.tokens.filter(
    ({ word }, index) => !(adverbs.has(word) || isOwn(index)) || isName(index) || isLimiting(analysis, index),
  );
  const isDirect = analysis.tokens.some(({ word }) => directWords.has(word));
  const isAlso = analysis.tokens.some(({ word }) => alsoWords.has(word));
  const isEver = analysis.tokens.some(({ word }) => word === 'ever');
  return { ...(kept.length === analysis.tokens.length ? analysis : analyse(kept, lexicon)), isDirect, isAlso, isEver };
}

/** "Which *Acme* projects": ours, where what is called like the company has none of its own. */
function isOurs(
  { start, end, senses }: MentionSpan,
  { tokens, kinds }: Analysis,
  ownName: readonly string[],
  ontology: Ontology,
): boolean {
  const said = tokens.slice(start, end).map(({ word }) => word);
  const noun = kinds.find((each) => each.start === end);
  if (noun === undefined || said.join(' ') !== ownName.join(' ')) return false;
  return noun.senses.every((sense) =>
    senses.every(({ kind }) => kind !== sense.kind && defaultRelationsOf(sense.kind, kind, ontology).length === 0),
  );
}

const personWords = new Set(['he', 'she', 'him', 'her', 'his', 'hers']);
const thingWords = new Set(['it', 'its', 'this', 'that', 'these', 'those', 'there']);
const eitherWords = new Set(['they', 'them', 'their', 'theirs']);

/** "Which circle does Ada lead, and how big is it?", where she leads several: all of them, and not the first. */
function allAnswered(things: readonly Ref[], { answers }: Memory, kindOf: ReadonlyMap<Ref, string>): readonly Ref[] {
  const [only, ...others] = things;
  if (only === undefined || others.length > 0 || !answers.includes(only)) return things;
  const same = answers.filter((ref) => kindOf.get(ref) === kindOf.get(only));
  return same.length <= mostMeant ? same : things;
}

/** More things are not called "it". */
const mostMeant = 6;

/** Mentions for words that point back: "who leads *it*", "and *her* manager", "who chairs *that SIG*", "what's *their* channel". */
function withReferences(
  analysis: Analysis,
  memory: Memory,
  standIn: readonly Ref[],
  kindOf: ReadonlyMap<Ref, string>,
): Analysis {
  const added: MentionSpan[] = [];
  const mention = (start: number, end: number, refs: readonly Ref[]) => {
    const senses = [...new Set(refs)].flatMap((ref) => {
      const kind = kindOf.get(ref);
      return kind === undefined ? [] : [{ ref, kind, sort: 'name' as const }];
    });
    if (senses.length > 0) added.push({ start, end, senses, certainty: 'sure' });
  };
  const isPerson = (ref: Ref) => kindOf.get(ref) === 'Person';
  const latest = { people: [...memory.answers, ...memory.subjects], things: [...memory.subjects, ...memory.answers] };
  analysis.tokens.forEach(({ word }, index) => {
    if (word === placeholder) mention(index, index + 1, standIn);
    const behind = analysis.kinds.find((noun) => noun.start === index + 1);
    if (
      (thingWords.has(word) || eitherWords.has(word)) &&
      !possessives.has(word) &&
      behind !== undefined &&
      word !== 'there'
    ) {
      const kinds = new Set(behind.senses.map(({ kind }) => kind));
      mention(
        index,
        behind.end,
        first(latest.people, (ref) => kinds.has(kindOf.get(ref) ?? '')),
      );
    } else if ((word === 'that' || word === 'this') && analysis.tokens[index + 1]?.word === 'one') {
      // The one that was answered, rather than what it was asked of.
      mention(index, index + 2, thingsOf(latest.people, kindOf));
    } else if (personWords.has(word)) {
      mention(index, index + 1, first(latest.people, isPerson));
    } else if (thingWords.has(word)) {
      mention(index, index + 1, allAnswered(thingsOf(latest.things, kindOf), memory, kindOf));
    } else if (eitherWords.has(word) && standIn.length > 0) {
      mention(index, index + 1, standIn);
    } else if (eitherWords.has(word)) {
      const several = memory.answers.filter(isPerson);
      const people = several.length > 0 ? several : first(latest.people, isPerson);
      mention(index, index + 1, [...people, ...thingsOf(latest.things, kindOf)]);
    }
  });
  const tokens = withPossessives(analysis, added);
  if (added.length === 0) return { ...analysis, tokens };
  return {
    ...analysis,
    tokens,
    mentions: [...analysis.mentions.filter((known) => !added.some((span) => overlap(span, known))), ...added],
    kinds: analysis.kinds.filter((noun) => !added.some((span) => overlap(span, noun))),
  };
}

const antecedents = new Set([
  'who',
  'whoever',
  'whose',
  'anyone',
  'anybody',
  'someone',
  'somebody',
  'everyone',
  'nobody',
  'each',
]);

/**
 * "Who are *its* chairs?" asks of one thing, not of all that have chairs: also where nothing said before is known to be it.
 *
 * @param added mentions for words that point back
 */
function withPossessives({ tokens, mentions, kinds }: Analysis, added: readonly MentionSpan[]): Token[] {
  const isMeant = ({ start }: { start: number }, at: number) => start <= at;
  return tokens.map((token, at) => {
    if (!possessives.has(token.word)) return token;
    const isOfSentence =
      !added.some(({ start, end }) => at >= start && at < end) &&
      (mentions.some((span) => isMeant(span, at)) ||
        kinds.some((span) => isMeant(span, at)) ||
        tokens.slice(0, at).some(({ word }, index) => antecedents.has(word) && !isAskedWith(tokens, index)));
    return isOfSentence ? token : { ...token, isStop: false };
  });
}

/** "*Who is* her boss" asks for whom she has; "who has it in her name" is she. */
function isAskedWith(tokens: readonly Token[], index: number): boolean {
  return ['is', 'are', 's', 'was', 'were'].includes(tokens[index + 1]?.word ?? '');
}

const possessives = new Set(['its', 'their', 'his', 'her', 'theirs', 'hers']);

/** What kinds the words that point back are for: "*that SIG*", "who leads *it*". */
function pointedAt({ tokens, kinds }: Analysis): (string | undefined)[] {
  const pointed = tokens.flatMap(({ word }, index) => {
    if (personWords.has(word)) return ['Person'];
    if (!thingWords.has(word) && !eitherWords.has(word)) return [];
    const behind = kinds.find((noun) => noun.start === index + 1);
    return behind === undefined ? [undefined] : behind.senses.map(({ kind }) => kind);
  });
  return [...new Set(pointed)];
}

const indefinite = new Set(['a', 'an', 'another', 'one', 'some', 'certain', 'different']);

/** Whether a noun stands for one of its kind that is not named, perhaps with a word between: "some *other team*". */
function isIndefinite({ tokens, kinds }: Analysis): boolean {
  return kinds.some(({ start }) => [start - 1, start - 2].some((at) => indefinite.has(tokens[at]?.word ?? '')));
}

/** The latest thing, and the latest of each other kind: the question says by what it asks which is meant. */
function thingsOf(refs: readonly Ref[], kindOf: ReadonlyMap<Ref, string>): Ref[] {
  const kinds = new Set<string>();
  return refs.filter((ref) => {
    const kind = kindOf.get(ref) ?? 'Person';
    if (kind === 'Person' || kinds.has(kind)) return false;
    kinds.add(kind);
    return true;
  });
}

/** What a question names, when it says nothing else. */
function bareMentions({ tokens, mentions, kinds }: Analysis, ontology: Ontology): { kind: string; refs: Ref[] }[] {
  const isSaid = (index: number, span: MentionSpan, kind: string) => {
    const noun = nounBeside(span, kind, kinds);
    return [span, ...(noun ? [noun] : [])].some(({ start, end }) => index >= start && index < end);
  };
  const introducing = new Set([
    'and',
    'what',
    'about',
    'how',
    'or',
    'same',
    'for',
    'also',
    'then',
    'ok',
    'okay',
    'on',
    'in',
    'of',
    'with',
    'the',
    's',
  ]);
  return mentions.flatMap((span) =>
    ontology.kinds
      .filter(({ name }) => span.senses.some(({ kind }) => kind === name))
      .filter(({ name }) =>
        tokens.every((token, index) => isSaid(index, span, name) || introducing.has(token.word) || token.isStop),
      )
      .map(({ name }) => ({ kind: name, refs: span.senses.filter(({ kind }) => kind === name).map(({ ref }) => ref) })),
  );
}

/** The latest thing that fits, as a list of none or one. */
function first(refs: readonly Ref[], fits: (ref: Ref) => boolean): Ref[] {
  const found = refs.find(fits);
  return found === undefined ? [] : [found];
}
