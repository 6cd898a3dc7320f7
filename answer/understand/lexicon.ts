import type { NameEntry } from '../../graph/store.ts';
import { isStopWord, words } from '../../graph/text/analyse.ts';
import { normaliseId } from '../../schema/names.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Ref } from '../../schema/ref.ts';
import { type End, extraRelationType } from '../../schema/relations.ts';
import { isSaidId } from '../look-up/ids.ts';
import { namesWithoutBrackets } from './bracketed-names.ts';
import { type Blends, createBlends } from './blends.ts';
import { calledAlone } from './called-alone.ts';
import { type DatedText, datedTexts } from './dated-texts.ts';
import { waysToSay } from './denied-relations.ts';
import { idPhrases } from './id-phrases.ts';
import { personNouns } from './person-nouns.ts';
import { createPhraseTrie, type PhraseTrie } from './phrase-trie.ts';
import { stemsOf } from './tokens.ts';
import { createVocabulary, phrasesOf, type Vocabulary } from './vocabulary.ts';
import { type HeldValues, partsOfTexts, singularWords, valuePhrases, type ValueSense } from './values.ts';

/** How a name in the lexicon comes to mean an entity, the surest first. */
export type NameSort = 'name' | 'alias' | 'handle' | 'core' | 'part';

/** What stands between the roles of which either is meant: "chair or tech lead". */
export const eitherRole = ' or ';

/** An entity that a phrase can mean. */
export interface NameSense {
  ref: Ref;
  kind: string;
  sort: NameSort;
}

/** A noun for things of a kind, perhaps of one sort only: "people", "working group". */
export interface KindSense {
  kind: string;
  /** Field and value that the noun implies. */
  filter?: { field: string; value: string };
}

/** How a phrase speaks of a relation. */
export type Reading = 'name' | 'inverse' | 'noun-from' | 'noun-to' | 'role';

export interface RelationSense {
  relation: string;
  reading: Reading;
  /** The words of the phrase in the singular: "manager" and "manages" have one stem and mean opposite ends. */
  said: string;
  /** The role that the phrase names. */
  role?: string;
}

export interface FieldSense {
  field: string;
  kind: string;
}

/** Ids of things of a kind, such as their handles somewhere. */
export interface IdSense {
  kind: string;
  namespace: string;
}

/** A thing that is known by an id. */
export interface IdValueSense extends IdSense {
  ref: Ref;
  /** Normalised. */
  value: string;
}

/** All that words of a question can mean in this company. Names are matched as words, values in the singular, all else by stems. */
export interface Lexicon {
  names: PhraseTrie<NameSense>;
  kinds: PhraseTrie<KindSense>;
  relations: PhraseTrie<RelationSense>;
  fields: PhraseTrie<FieldSense>;
  values: PhraseTrie<ValueSense>;
  /** The words of all names of a thing. */
  wordsOf(ref: Ref): ReadonlySet<string>;
  /** Parts of free texts, which mean something beside their field alone. */
  valueParts: PhraseTrie<ValueSense>;
  datedTexts: readonly DatedText[];
  rolesFor: readonly RoleFor[];
  ids: PhraseTrie<IdSense>;
  idValues: PhraseTrie<IdValueSense>;
  vocabulary: Vocabulary;
  blends: Blends;
}

/** A role that is called after what it is for: "council-rep-berths". */
export interface RoleFor {
  relation: string;
  role: string;
  ref: Ref;
  /** The other words of the role. */
  stems: readonly string[];
}

export interface LexiconInput {
  ontology: Ontology;
  names: readonly NameEntry[];
  /** Values of the fields whose values are nouns, by kind and field. */
  nounValues: readonly { kind: string; field: string; value: string }[];
  roles: readonly { relation: string; role: string }[];
  held: readonly HeldValues[];
  /** Words of the company's own name. */
  ownName?: readonly string[];
}

export function createLexicon({ ontology, names, nounValues, roles, held, ownName = [] }: LexiconInput): Lexicon {
  const values = createPhraseTrie<ValueSense>();
  for (const { phrase, sense } of valuePhrases(held)) values.add(phrase, sense);
  const valueParts = createPhraseTrie<ValueSense>();
  for (const { phrase, sense } of partsOfTexts(held)) valueParts.add(phrase, sense);
  const kinds = createPhraseTrie<KindSense>();
  for (const { noun, kind } of kindNouns(ontology, names)) kinds.add(noun.split(' '), { kind });
  for (const { kind, field, value } of nounValues) {
    const { singular, plural, synonyms = [] } = ontology.kind(kind);
    // Where one sort of team is called "team", the word still means any team.
    const isGeneral = [singular, plural].map(stems).includes(stems(value));
    // A sort may be kept by its initials, and a synonym of the kind write them out: "SIG", "special interest group".
    const writtenOut = synonyms.filter((each) => acronymOf(each).includes(value.toLowerCase()));
    for (const noun of [value, ...acronymOf(value), ...writtenOut])
      kinds.add(stems(noun).split(' '), isGeneral ? { kind } : { kind, filter: { field, value } });
  }
  const [relations, fields] = [relationTrie(ontology, roles), fieldTrie(ontology)];
  const isTaken = (phrase: string) =>
    [kinds, relations, fields].some((trie) => trie.matches(stemsOf(phrase), 0).at(-1)?.end === stemsOf(phrase).length);
  const named = nameTrie(names, ontology, nounValues);
  const isSaid = (phrase: readonly string[]) =>
    isTaken(phrase.join(' ')) || [named, values].some((trie) => trie.matches(phrase, 0).at(-1)?.end === phrase.length);
  const bare = namesWithoutBrackets(names).filter(({ phrase }) => !isSaid(phrase));
  for (const { phrase, ref, kind } of bare) named.add(phrase, { ref, kind, sort: 'alias' });
  for (const { phrase, sense } of partsOfNames(names, isSaid)) named.add(phrase, sense);
  for (const { phrase, sense } of withoutOwnName(names, ownName, isSaid)) named.add(phrase, sense);
  const entries = new Map(names.map((entry) => [entry.ref, entry]));
  const { ids, idValues } = idTries(names, isTaken);
  const said = [...phrasesOf(ontology), ...nounValues.map(({ value }) => value), ...roles.map(({ role }) => role)];
  return {
    names: named,
    wordsOf(ref) {
      const entry = entries.get(ref);
      return new Set(entry === undefined ? [] : [entry.name, ...entry.aliases, ...entry.redirects].flatMap(words));
    },
    blends: createBlends(names),
    kinds,
    relations,
    fields,
    values,
    valueParts,
    datedTexts: datedTexts(held),
    rolesFor: rolesFor(roles, named),
    ids,
    idValues,
    vocabulary: createVocabulary(
      said,
      [named, values, idValues, ids].flatMap((trie) => [...trie.words()]),
    ),
  };
}

/** What things of each kind are called, as stems. Where teams are called projects and nothing is a project, the word means teams. */
function kindNouns(ontology: Ontology, names: readonly NameEntry[]): { noun: string; kind: string }[] {
  const all = ontology.kinds.flatMap(({ name: kind, singular, plural, synonyms = [] }) => {
    const nouns = [singular, plural, ...synonyms];
    return [...new Set([...nouns, ...nouns.flatMap(acronymOf)].map(stems))].map((noun) => ({ noun, kind }));
  });
  const known = new Set(names.map(({ kind }) => kind));
  const ofKnown = new Set(all.flatMap(({ noun, kind }) => (known.has(kind) ? [noun] : [])));
  return all.filter(({ noun, kind }) => known.has(kind) || !ofKnown.has(noun));
}

/** People say "WG" for "working group", and nothing for what would be a word like "of". */
export function acronymOf(phrase: string): string[] {
  const said = words(phrase);
  if (said.length < 2 || said.length > 5) return [];
  const short = said.map((word) => word.charAt(0)).join('');
  return [short, ...stemsOf(short), ...singularWords(short)].some(isStopWord) ? [] : [short];
}

function stems(phrase: string): string {
  return stemsOf(phrase).join(' ');
}

function saidOf(phrase: string): string {
  return singularWords(phrase).join(' ');
}

function nameTrie(
  names: readonly NameEntry[],
  ontology: Ontology,
  nounValues: LexiconInput['nounValues'],
): PhraseTrie<NameSense> {
  const trie = createPhraseTrie<NameSense>();
  const nounsOf = (kind: string) => {
    const { singular, plural, synonyms = [] } = ontology.kind(kind);
    const values = nounValues.filter((each) => each.kind === kind).map(({ value }) => value);
    const all = [singular, plural, ...synonyms, ...values];
    return new Set([...all, ...all.flatMap(acronymOf)].map(stems));
  };
  const nouns = new Map(ontology.kinds.map(({ name }) => [name, nounsOf(name)]));
  const bodies = bodiesOf(names, nouns.get('Team') ?? new Set());
  const paths = lastSegments(names, (phrase) => [...nouns.values()].some((some) => coreOf(phrase, some).length > 0));
  for (const { ref, kind, name, aliases, redirects, keys } of names) {
    const seen = new Set<string>();
    const add = (phrase: readonly string[], sort: NameSort) => {
      const token = phrase.join(' ');
      if (token === '' || seen.has(token)) return;
      seen.add(token);
      trie.add(phrase, { ref, kind, sort });
    };
    add(withoutArticle(words(name)), 'name');
    for (const alias of [...aliases, ...redirects]) add(withoutArticle(words(alias)), 'alias');
    if (kind === 'Team') for (const one of [name, ...aliases].flatMap(oneOf)) add(one, 'alias');
    for (const body of bodies.get(ref) ?? []) add([body], 'alias');
    for (const { phrase, isOnly } of paths.get(ref) ?? []) add(phrase, isOnly ? 'alias' : 'core');
    for (const handle of handlesOf(keys)) add(words(handle), 'handle');
    for (const each of [name, ...aliases, ...redirects]) add(coreOf(words(each), nouns.get(kind) ?? new Set()), 'core');
    // A vacancy is called after its title: "Vacancy: Data Engineer".
    if (kind === 'Person' && !/[:,/]|\s[-–]\s/.test(name))
      for (const part of words(name)) if (part.length > 2) add([part], 'part');
  }
  return trie;
}

/** "Infra admin": one of a team that is called after its people. A word alone, such as "lead", is rather what somebody is. */
function oneOf(name: string): string[][] {
  const said = words(name);
  const last = said.at(-1) ?? '';
  return said.length > 1 && last.endsWith('s') && personNouns.has(last)
    ? [[...said.slice(0, -1), last.slice(0, -1)]]
    : [];
}

/** What people call a body when there is only one of the sort: "the council". */
const bodyNouns = new Set(
  'assembly board cabinet chapter circle commission committee council crew guild office panel senate squad taskforce tribe'.split(
    ' ',
  ),
);

/** Teams whose name ends in such a noun, where no other team's does. @param teamNouns words for any team, which are no names, as stems */
function bodiesOf(names: readonly NameEntry[], teamNouns: ReadonlySet<string>): Map<Ref, string[]> {
  const said = names.flatMap(({ ref, kind, name, aliases }) =>
    kind !== 'Team'
      ? []
      : [name, ...aliases].flatMap((each) => {
          const last = words(each).at(-1) ?? '';
          return !bodyNouns.has(last) || teamNouns.has(stems(last)) ? [] : [{ phrase: [last], ref }];
        }),
  );
  const found = new Map<Ref, string[]>();
  for (const { ref, phrase } of calledAlone(said)) found.set(ref, [...(found.get(ref) ?? []), ...phrase]);
  return found;
}

/** Kinds whose names are headings: a part of one is a topic. */
const prose = new Set(['Article', 'Procedure', 'Term', 'Person']);
/** Names with more words are sentences. */
const longestName = 6;

/**
 * Two or more words of a longer name that are in no other name: "reliability engineering" of "Site Reliability Engineering Platform".
 *
 * @param isSaid whether a phrase means something as a whole
 */
function partsOfNames(
  names: readonly NameEntry[],
  isSaid: (phrase: readonly string[]) => boolean,
): { phrase: string[]; sense: NameSense }[] {
  const found: { phrase: string[]; ref: Ref; kind: string }[] = [];
  for (const { ref, kind, name, aliases } of names) {
    if (prose.has(kind)) continue;
    // "IO website" is no part of "acme-io/website".
    const all = [name, ...aliases].map((each) => (path.test(each) ? (each.split('/').at(-1) ?? each) : each));
    for (const said of [...all.map(words), ...(kind === 'Team' ? all.flatMap(oneOf) : [])]) {
      if (said.length < 3 || said.length > longestName) continue;
      for (let start = 0; start < said.length - 1; start += 1)
        for (let end = start + 2; end <= said.length && end - start < said.length; end += 1) {
          const phrase = said.slice(start, end);
          if (isStopWord(phrase[0] ?? '') || isStopWord(phrase.at(-1) ?? '')) continue;
          found.push({ phrase, ref, kind });
        }
      // "The harbour project directors" of "harbour board project directors".
      if (said.length > 3)
        for (let gap = 1; gap < said.length - 1; gap += 1)
          found.push({ phrase: said.filter((_, index) => index !== gap), ref, kind });
    }
  }
  return calledAlone(found)
    .filter(({ phrase }) => !isSaid(phrase))
    .map(({ phrase, ref, kind }) => ({ phrase, sense: { ref, kind, sort: 'part' } }));
}

/** "Ledger" for "acme-ledger" at Acme, where nothing else is called so. @param isSaid whether a phrase means something as a whole */
function withoutOwnName(
  names: readonly NameEntry[],
  [own]: readonly string[],
  isSaid: (phrase: readonly string[]) => boolean,
): { phrase: string[]; sense: NameSense }[] {
  if (own === undefined || own.length < 3) return [];
  const found = names.flatMap(({ ref, kind, name }) => {
    const [first, ...phrase] = words(name);
    const isShort = phrase.length > 0 && phrase.length < 3 && phrase.join('').length > 2;
    return prose.has(kind) || first !== own || !isShort ? [] : [{ phrase, ref, kind }];
  });
  return calledAlone(found)
    .filter(({ phrase }) => !isSaid(phrase))
    .map(({ phrase, ref, kind }) => ({ phrase, sense: { ref, kind, sort: 'core' } }));
}

/** What stands last in a name that is a path: `quayside/tide-tables` is also called "tide-tables". */
interface LastSegment {
  phrase: string[];
  /** Several words by which nothing else is called: they name it wherever they stand, one word does beside its noun. */
  isOnly: boolean;
}

/** @param isSaidWithNoun whether a phrase reads as a name beside a noun: "libs-team" is rather the team */
function lastSegments(
  names: readonly NameEntry[],
  isSaidWithNoun: (phrase: readonly string[]) => boolean,
): Map<Ref, LastSegment[]> {
  const paths = names.flatMap(({ ref, kind, name, aliases }) =>
    kind === 'Person'
      ? []
      : [name, ...aliases].flatMap((each) =>
          path.test(each) ? [{ ref, phrase: words(each.split('/').at(-1) ?? '') }] : [],
        ),
  );
  if (paths.length === 0) return new Map();
  const bearers = new Map<string, Set<Ref>>();
  const bears = (phrase: readonly string[], ref: Ref) => {
    const key = phrase.join(' ');
    bearers.set(key, (bearers.get(key) ?? new Set()).add(ref));
  };
  for (const { ref, phrase } of paths) bears(phrase, ref);
  for (const { ref, name, aliases } of names) for (const each of [name, ...aliases]) bears(words(each), ref);
  const found = new Map<Ref, LastSegment[]>();
  for (const { ref, phrase } of paths) {
    const isOnly = phrase.length > 1 && !isSaidWithNoun(phrase) && bearers.get(phrase.join(' '))?.size === 1;
    found.set(ref, [...(found.get(ref) ?? []), { phrase, isOnly }]);
  }
  return found;
}

/** Segments without spaces between slashes. */
const path = /^[\p{L}\p{N}._@-]+(?:\/[\p{L}\p{N}._-]+)+$/u;

/** "The Steering Council" is the same name as "Steering Council". */
function withoutArticle(name: readonly string[]): readonly string[] {
  return name.length > 1 && name[0] === 'the' ? name.slice(1) : name;
}

/** Ids that people also write in text: handles, not addresses, numbers or keys of a source. */
function handlesOf(keys: readonly string[]): string[] {
  return keys.flatMap((key) => {
    const [namespace, value] = partsOfKey(key);
    return isSaidId(namespace, value) && /\p{L}{2}/u.test(value) ? [value] : [];
  });
}

/** A name without the noun of its kind: "SIG Network" is also called "network" where a SIG is meant. */
function coreOf(name: readonly string[], nouns: ReadonlySet<string>): string[] {
  for (let length = Math.min(3, name.length - 1); length > 0; length -= 1) {
    if (nouns.has(stems(name.slice(0, length).join(' ')))) return name.slice(length);
    if (nouns.has(stems(name.slice(-length).join(' ')))) return name.slice(0, -length);
  }
  return [];
}

function relationTrie(ontology: Ontology, roles: LexiconInput['roles']): PhraseTrie<RelationSense> {
  const trie = createPhraseTrie<RelationSense>();
  for (const { type, key, name, inverse, synonyms, nouns, headings } of ontology.relations) {
    const add = (phrases: readonly string[], reading: Reading) => {
      for (const phrase of new Set(phrases))
        trie.add(stemsOf(phrase), { relation: key, reading, said: saidOf(phrase) });
    };
    const asNouns = (end: End) => [...(nouns?.[end] ?? [])];
    // "Liaison of" is no verb: it is the noun with "of", and either may stand alone.
    const isNoun = [inverse, headings[1], ...asNouns('to')].some((noun) => stems(`${noun} of`) === stems(name));
    const said = (phrases: readonly string[]) => (type === extraRelationType ? phrases.flatMap(waysToSay) : phrases);
    add(said([...(type === extraRelationType && isNoun ? [] : [name]), ...(synonyms?.name ?? [])]), 'name');
    add(said([inverse, ...(synonyms?.inverse ?? [])]), 'inverse');
    add(asNouns('from'), 'noun-from');
    add([...asNouns('to'), headings[1]], 'noun-to');
  }
  for (const { relation, role } of roles)
    // "EM" is the engineering manager, a technical lead a tech lead.
    for (const said of [role, ...acronymOf(role), ...writtenOutOf(role)])
      trie.add(stemsOf(said), { relation, reading: 'role', role, said: saidOf(said) });
  return trie;
}

/** A role with "tech" written out, or cut short. */
function writtenOutOf(role: string): string[] {
  const other = role.replace(/\btech(nical)?\b/i, (_all, long?: string) => (long === undefined ? 'technical' : 'tech'));
  return other === role ? [] : [other];
}

/** Roles that end or begin with the name of a thing and say more than it. */
function rolesFor(roles: LexiconInput['roles'], named: PhraseTrie<NameSense>): RoleFor[] {
  return roles.flatMap(({ relation, role }) => {
    const said = words(role);
    const splits = Array.from({ length: Math.max(0, said.length - 1) }, (_, index) => index + 1);
    return splits.flatMap((at): RoleFor[] =>
      [
        { name: said.slice(at), rest: said.slice(0, at) },
        { name: said.slice(0, at), rest: said.slice(at) },
      ].flatMap(({ name, rest }) =>
        (named.matches(name, 0).find(({ end }) => end === name.length)?.values ?? [])
          .filter(({ kind, sort }) => kind === 'Team' && sort !== 'part')
          .map(({ ref }) => ({ relation, role, ref, stems: rest.flatMap(stemsOf) })),
      ),
    );
  });
}

function fieldTrie(ontology: Ontology): PhraseTrie<FieldSense> {
  const trie = createPhraseTrie<FieldSense>();
  for (const { name: kind } of ontology.kinds) {
    for (const { name, label, synonyms = [] } of ontology.fields(kind)) {
      if (name === 'name' || name === 'aliases') continue;
      const inWords = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2');
      for (const phrase of new Set([label, inWords, ...synonyms].map(stems)))
        trie.add(phrase.split(' '), { field: name, kind });
    }
  }
  return trie;
}

/** `github:ada42` as its two halves. */
function partsOfKey(key: string): [namespace: string, value: string] {
  const at = key.indexOf(':');
  return [key.slice(0, at), key.slice(at + 1)];
}

/** A name of letters in one word, as people have in chats and forges. */
const handle = /^[^\s/]*\p{L}{2}[^\s/]*$/u;

function idTries(names: readonly NameEntry[], isTaken: (phrase: string) => boolean): Pick<Lexicon, 'ids' | 'idValues'> {
  const ids = createPhraseTrie<IdSense>();
  const idValues = createPhraseTrie<IdValueSense>();
  const namespaces = new Map<string, Map<string, boolean>>();
  for (const { ref, kind, keys } of names) {
    for (const key of keys) {
      const [namespace, value] = partsOfKey(key);
      if (!isSaidId(namespace, value)) continue;
      idValues.add(words(value), { ref, kind, namespace, value: normaliseId(value) });
      const ofKind = namespaces.get(kind) ?? new Map<string, boolean>();
      namespaces.set(kind, ofKind.set(namespace, (ofKind.get(namespace) ?? true) && handle.test(value)));
    }
  }
  for (const [kind, all] of namespaces) {
    const spaces = [...all].map(([namespace, isHandle]) => ({ namespace, isHandle }));
    for (const { phrase, namespace } of idPhrases(spaces, isTaken)) ids.add(stemsOf(phrase), { kind, namespace });
  }
  return { ids, idValues };
}
