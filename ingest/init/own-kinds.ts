import { fold, singularWord } from '../../schema/names.ts';
import { createOntology, type Ontology, type OntologySettings, reservedProperties } from '../../schema/ontology.ts';
import { type Column, columnsOf, plainWords } from './columns.ts';
import { dayForm } from './days.ts';
import { guessField } from './guess-field.ts';
import { peopleByWork } from './guess-kind.ts';
import { guessRelation } from './guess-relation.ts';
import { guessIdentity } from './identity.ts';
import { withPeople } from './people-within.ts';
import { relationByValues } from './role-columns.ts';
import { isIdentity, namesOf, type Riddle, type Things, withoutNoun } from './things.ts';

type KindSettings = NonNullable<OntologySettings['kinds']>;

export interface OwnKinds {
  /** With the kinds that were found. */
  ontology: Ontology;
  settings: KindSettings;
  things: Things[];
  /** What is still unknown. */
  riddles: Riddle[];
}

/** Built-in relations that things of a company's own kind may have, if their columns say so. */
const relationsOfOwn: readonly (readonly [key: string, end: 'from' | 'to'])[] = [
  ['OWNS', 'to'],
  ['LEADS', 'to'],
  ['PART_OF', 'from'],
];

/** Such names say nothing of what is in a file. */
const sayNothing =
  /^(data|items?|rows?|lists?|entries|entry|records?|things?|values?|exports?|files?|objects?|results?|details?|settings|options?|configs?|params|pages?|links?|nodes?|index|indices|metadata|navigations?|menus?|sections?|translations?|labels?|tags?|statuses|status|news)$/;
/** Lists that are called after what people are of something: what the rows are, is not said. */
const afterPeople = new RegExp(
  `(${peopleByWork}|owner|lead|leader|sponsor|manager|liaison|assignee|editor|responsible|responsibilitie|assignment|membership)s?$`,
);
/** More words than this are a title and no name of a kind. */
const mostWords = 3;
const mostFields = 20;
const fewestRows = 2;
/** Longer texts than this on average are prose. */
const longestValue = 120;

/**
 * Tables that are about things of the company's own, called after the file: `features.yml`, whose rows have a key and a name, and a column
 * that points at things that are known, or that are pointed at by such.
 */
export function findOwnKinds(riddles: readonly Riddle[], known: readonly Things[], ontology: Ontology): OwnKinds {
  const candidates = riddles.flatMap((riddle) => {
    const name = riddle.isOpen === true ? kindNameOf(riddle, ontology) : undefined;
    return name === undefined ? [] : [{ riddle, name }];
  });
  const names = [...new Set(candidates.map(({ name }) => name.kind))];
  const everything = withKinds(
    Object.fromEntries(candidates.map(({ name: { kind, singular, plural } }) => [kind, { singular, plural }])),
  );
  const open = candidates.flatMap(({ riddle, name: { kind } }) => {
    const things = thingsOf(riddle, kind, everything);
    return things === undefined ? [] : [{ riddle, things }];
  });
  const found: typeof open = [];
  for (let more = true; more;) {
    const settled = [...known, ...found.map(({ things }) => things)];
    const next = open.filter((each) => !found.includes(each) && isTied(each.things, settled, everything));
    found.push(
      ...next.map(({ riddle, things }) => ({
        riddle,
        things: { ...things, because: reasons(things, settled, everything) },
      })),
    );
    for (const each of next) open.splice(open.indexOf(each), 1);
    more = next.length > 0;
  }
  const kinds = names.filter((kind) => found.some(({ things }) => things.kind === kind));
  const all = [...known, ...found.map(({ things }) => things)];
  const settings: KindSettings = Object.fromEntries(
    kinds.map((kind) => {
      const { singular, plural } = everything.kind(kind);
      const own = found.filter(({ things }) => things.kind === kind).map(({ things }) => things);
      const fields = fieldsOf(own, all, everything);
      return [kind, { singular, plural, ...(Object.keys(fields).length > 0 && { fields }) }];
    }),
  );
  return {
    ontology: kinds.length === 0 ? ontology : withKinds(settings),
    settings,
    things: found.map(({ things }) => things),
    riddles: riddles.filter((riddle) => !found.some((each) => each.riddle === riddle)),
  };
}

/** Kiki's own kinds and these, with the built-in relations that they may have. */
function withKinds(kinds: KindSettings): Ontology {
  const names = Object.keys(kinds);
  if (names.length === 0) return createOntology();
  return createOntology({
    kinds,
    relations: Object.fromEntries(relationsOfOwn.map(([key, end]) => [key, { [end]: names }])),
  });
}

/** The part of `schema: relations:` that lets kinds of the company's own have built-in relations, by their keys. */
export function widenedFor(
  kinds: ReadonlyMap<string, ReadonlySet<string>>,
): NonNullable<OntologySettings['relations']> {
  return Object.fromEntries(
    relationsOfOwn.flatMap(([key, end]) => {
      const [only, ...more] = kinds.get(key) ?? [];
      return only === undefined ? [] : [[key, { [end]: more.length === 0 ? only : [only, ...more] }]];
    }),
  );
}

interface KindName {
  /** `UseCase`. */
  kind: string;
  singular: string;
  plural: string;
}

/** What a table is about by its name, which says several of something: `use_cases.yml`. */
function nounOf({ group, list }: Pick<Riddle, 'group' | 'list'>): Omit<KindName, 'kind'> | undefined {
  const name = namesOf(group, list).find((each) => !sayNothing.test(plainWords(each).split(' ').at(-1) ?? ''));
  const plural = plainWords(name ?? '');
  const singular = plural.replace(/\S+$/, singularWord);
  const isNoun = /^[a-z][a-z ]{2,38}$/.test(plural) && plural.split(' ').length <= mostWords;
  return singular === plural || !isNoun || afterPeople.test(plural) ? undefined : { singular, plural };
}

function kindNameOf(riddle: Riddle, ontology: Ontology): KindName | undefined {
  const noun = nounOf(riddle);
  if (noun === undefined) return undefined;
  const kind = noun.singular.replace(/(?:^| )([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return ontology.findKind(kind) !== undefined || !canBeKind(kind) ? undefined : { kind, ...noun };
}

/** What the company calls things of Kiki's own kinds, where one file lists all of them under another name: a `package` in `packages.yml`. */
export function wordsForKinds(known: readonly Things[], ontology: Ontology): KindSettings {
  const taken = new Set(
    ontology.kinds.flatMap(({ singular, plural, synonyms = [] }) => [singular, plural, ...synonyms].map(fold)),
  );
  const kinds = [...new Set(known.map(({ kind }) => kind))];
  return Object.fromEntries(
    kinds.flatMap((kind) => {
      const [only, ...more] = known.filter((things) => things.kind === kind);
      if (only === undefined || more.length > 0 || only.each !== undefined || only.group.paths.length > 1) return [];
      const word = nounOf(only)?.singular;
      return word === undefined || taken.has(word) ? [] : [[kind, { synonyms: [word] }]];
    }),
  );
}

/** Kiki keeps some names for itself. */
function canBeKind(kind: string): boolean {
  try {
    createOntology({ kinds: { [kind]: {} } });
    return true;
  } catch {
    return false;
  }
}

/** The rows as things of the kind, if each has a key and a name of its own. */
function thingsOf({ group, list }: Riddle, kind: string, ontology: Ontology): Things | undefined {
  const columns = withPeople(withoutNoun(columnsOf(list.rows), namesOf(group, list)), list.rows, kind, ontology);
  const identity = guessIdentity(kind, columns, ontology);
  const [name] = identity?.nameColumns ?? [];
  if (identity === undefined || name === undefined || list.rows.length < fewestRows) return undefined;
  // Who has only a key is known by it elsewhere.
  if (name === identity.key && /^(id|key|code|no|nr|number|slug|ref)$/.test(name.word)) return undefined;
  const isOwn = identity.key?.isUnique === true || (list.isSingle && name.isUnique);
  return isOwn
    ? { group, list, each: undefined, kind, because: [], rowCount: list.rows.length, columns, identity }
    : undefined;
}

/** Whether things point at known ones, or known ones at them. */
function isTied(things: Things, known: readonly Things[], ontology: Ontology): boolean {
  if (pointing(things, known, ontology).length > 0) return true;
  return known.some((other) => pointing(other, [things], ontology).some(({ items }) => items.length === 0));
}

/** Columns that name things of others, and are no field. */
function pointing(things: Things, others: readonly Things[], ontology: Ontology): Column[] {
  return things.columns.filter(
    (column) => !isIdentity(column, things) && relationByValues(column, things, others, ontology) !== undefined,
  );
}

function reasons(things: Things, known: readonly Things[], ontology: Ontology): string[] {
  const columns = pointing(things, known, ontology).map(({ word }) => `“${word}”`);
  return ['its name', ...(columns.length > 0 ? columns : ['what points at it'])];
}

/** Fields of the kind's own, for columns that say nothing else of it. */
function fieldsOf(
  own: readonly Things[],
  all: readonly Things[],
  ontology: Ontology,
): NonNullable<KindSettings[string]['fields']> {
  const fields: NonNullable<KindSettings[string]['fields']> = {};
  for (const things of own) {
    for (const column of things.columns) {
      const isSaid =
        isIdentity(column, things) ||
        guessField(column, things.kind, ontology) !== undefined ||
        guessRelation(column, things, all, ontology) !== undefined ||
        relationByValues(column, things, all, ontology) !== undefined;
      const name = fieldName(column.word);
      const type = typeOf(column);
      if (isSaid || name === undefined || type === undefined || Object.keys(fields).length >= mostFields) continue;
      fields[name] ??= type;
    }
  }
  return fields;
}

/** Such numbers count nothing. */
const namesByNumber = /\b(phone|telephone|mobile|fax|code|zip|no|nr|number|id|room|extension)$/;

function typeOf({ texts, isList, word }: Column): 'text' | 'list' | 'date' | 'url' | 'number' | undefined {
  const values = texts.flat();
  const length = values.reduce((sum, value) => sum + value.length, 0);
  if (values.length === 0 || length > values.length * longestValue) return undefined;
  if (isList) return 'list';
  if (values.every((value) => /^https?:\/\/\S+$/.test(value))) return 'url';
  if (!namesByNumber.test(word) && values.every((value) => /^-?\d+(\.\d+)?$/.test(value))) return 'number';
  return dayForm(values) === undefined ? 'text' : 'date';
}

/** `documentationLink`. */
function fieldName(word: string): string | undefined {
  const name = word.replace(/ +(\S)/g, (_, letter: string) => letter.toUpperCase());
  return /^[a-z][A-Za-z0-9]{0,39}$/.test(name) && !reservedProperties.has(name) ? name : undefined;
}
