import { singularWord } from '../../schema/names.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { builtInRelations } from '../../schema/relations.ts';
import { type Column, plainWords } from './columns.ts';
import { guessField } from './guess-field.ts';
import {
  endsFromTexts,
  type ProposedRelation,
  readsLikeNames,
  withoutSuffix,
  wordsForNobody,
} from './guess-relation.ts';
import { endsFromItems, isFormer, lastWord } from './other-ends.ts';
import { isRole, namesOfPeople } from './people-within.ts';
import { findReference, namespaceFor, type Reference } from './references.ts';
import type { Things } from './things.ts';

/** A column says what its values are of its row when at least this share of them is found among things of one kind. */
const nearlyAll = 0.8;
/** One value may be found by chance. */
const fewestValues = 2;
/** Words that are also called so: that a value is one of them says nothing. */
const kindsOfWords = ['Term', 'Article', 'Procedure'];

/**
 * The relation that a column is by whom or what its values name, called as the column is: `design`, of which nearly all values are keys of
 * people, says who is the `design` of a team. Undefined where its name says a field, or its values are found nowhere.
 */
export function relationByValues(
  column: Column,
  things: Things,
  all: readonly Things[],
  ontology: Ontology,
): ProposedRelation | undefined {
  if (column.isOther || guessField(column, things.kind, ontology) !== undefined) return undefined;
  const said = nameOf(column);
  if (said === undefined) return undefined;
  const shared = { word: said.noun, kind: undefined, column, undescribed: undefined };
  if (column.items.length > 0) {
    const isOfPeople = things.kind !== 'Person' && namesOfPeople(column.items, ontology);
    const to = isOfPeople ? endsFromItems(column, 'Person', false, ontology, said.role ?? '') : undefined;
    if (to === undefined) return undefined;
    const own = { noun: said.noun, kind: 'Person' };
    return { ...shared, to, isObjects: true, by: undefined, reference: undefined, certainty: 0.9, own };
  }
  const reference = referenceOf(column, things, all, ontology);
  if (reference === undefined) return undefined;
  const { kind } = reference.things;
  const texts = endsFromTexts(column, { isSplit: reference.isSplit, nobody: wordsForNobody(column, all, [kind]) });
  const isObjects = said.role !== undefined || isFormer(lastWord(column));
  const by = namespaceFor(reference, all);
  return {
    ...shared,
    to:
      said.role === undefined
        ? texts
        : `${texts}.{ ${JSON.stringify(by ?? 'name')}: $, "role": ${JSON.stringify(said.role)} }`,
    isObjects,
    by,
    reference,
    certainty: reference.share,
    own: { noun: said.noun, kind },
  };
}

/** Where nearly all values of a column are found, among what tells things apart. */
function referenceOf(
  column: Column,
  things: Things,
  all: readonly Things[],
  ontology: Ontology,
): Reference | undefined {
  const values = new Set(column.texts.flat().map((text) => text.trim()));
  const named = [...values].filter((value) => /\p{L}/u.test(value));
  if (!readsLikeNames(column) || named.length < Math.max(isRole(column) ? 1 : fewestValues, values.size * nearlyAll))
    return undefined;
  const kinds = ontology.kinds.map(({ name }) => name).filter((name) => !kindsOfWords.includes(name));
  const reference = findReference(column, all, kinds);
  if (reference === undefined || reference.share < nearlyAll) return undefined;
  const { key, email, nameColumns, aliases, handles } = reference.things.identity;
  const identifies = [key, email, ...nameColumns, ...aliases, ...handles].includes(reference.column);
  // Each row names another one of its own table: itself, by a second name.
  const isItself = reference.things === things && values.size >= things.rowCount * nearlyAll;
  return identifies && !isItself ? reference : undefined;
}

/**
 * What the other ends are called of the row, by the name of the column: `use_cases` are a "use case" each, `sponsors.product` the "sponsor",
 * as "product sponsor".
 */
function nameOf(column: Column): { noun: string; role: string | undefined } | undefined {
  const above = column.path.length < 2 ? '' : plainWords(column.path.at(-2) ?? '');
  const isOfList = above !== '' && singular(above) !== above && !/[iu]s$/.test(above);
  const last = singular(withoutSuffix(lastWord(column)));
  const noun = asSaid(isOfList ? singular(above) : singular(withoutSuffix(column.word)));
  if (!/^\p{L}[\p{L}\p{N} '-]{1,39}$/u.test(noun) || isBuiltIn(noun)) return undefined;
  // Who wrote a row or changed it last is nothing to what it is about.
  if (/ by$/.test(noun)) return undefined;
  return { noun, role: isOfList ? `${last} ${noun}` : undefined };
}

function singular(words: string): string {
  return words.replace(/\S+$/, singularWord);
}

/** Initials are written large: "PM". */
export function asSaid(word: string): string {
  return /^([^aeiouy\s]{2,4}|[a-z]{2})$/.test(word) ? word.toUpperCase() : word;
}

/** What relations of Kiki's own are called, `… of` included. */
const builtInNames = new Set(builtInRelations.flatMap(({ key, name, inverse }) => [key.toLowerCase(), name, inverse]));

function isBuiltIn(noun: string): boolean {
  const word = noun.toLowerCase();
  return [word, `${word} of`, `${word}s`].some((each) => builtInNames.has(each));
}
