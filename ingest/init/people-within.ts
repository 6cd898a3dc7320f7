import type { Ontology } from '../../schema/ontology.ts';
import { type Column, columnsOf, isRow, plainWords, type Row } from './columns.ts';
import { viewOf } from './guess-relation.ts';
import { guessIdentity } from './identity.ts';
import { lastWord } from './other-ends.ts';

/** What somebody may be for a team or a thing that no built-in relation says. */
const roles =
  /(^| )(liaison|representative|delegate|sponsor|coordinator|secretary|treasurer|ambassador|mentor|advisor|adviser|steward|champion)s?$/;

/** Whether a name says what somebody may be for a row: `leadership_sponsors`. */
export function isRole(column: Pick<Column, 'path' | 'word'>): boolean {
  return roles.test(lastWord(column));
}

/** A relation of the company's own: who is the `liaison` of a team, in which role. */
export interface RoleRelation {
  /** `liaison`. */
  noun: string;
  /** `security liaison`; undefined where the noun says it all. */
  role: string | undefined;
}

/** `liaisons.security`, `tc_liaison`, `sponsors`: people whom no built-in relation has, by what they are called. */
export function roleRelation(
  column: Pick<Column, 'path' | 'word' | 'items'>,
  ontology: Ontology,
): RoleRelation | undefined {
  if (!arePeople(column.items, ontology)) return undefined;
  const last = lastWord(column);
  const above = plainWords(column.path.at(-2) ?? '');
  const noun = (roles.exec(last) ?? roles.exec(above))?.[2];
  if (noun === undefined) return undefined;
  const said = roles.test(last) ? last.replace(/s$/, '') : `${last} ${noun}`;
  return { noun, role: said === noun ? undefined : said };
}

/** Whether objects say who people are: a name, and an address or an account. */
export function arePeople(items: readonly Row[], ontology: Ontology): boolean {
  const identity = items.length === 0 ? undefined : guessIdentity('Person', columnsOf(items), ontology);
  if (identity === undefined) return false;
  const { nameColumns, handles, email } = identity;
  return (
    (email !== undefined || handles.length > 0) &&
    nameColumns.every((column) => !handles.includes(column) && column.word !== 'id')
  );
}

/** Names of people have a blank; handles and numbers have not. */
export const personName = /^\p{L}[^\d@]*\s[^\d@]*\p{L}\.?$/u;
/** This share of the values reads like names. */
export const mostlyNames = 0.8;

/** Whether objects are people by their names too, whatever they are to the row: `editor: { name: Ada Holm, github: ada }`. */
export function namesOfPeople(items: readonly Row[], ontology: Ontology): boolean {
  if (!arePeople(items, ontology)) return false;
  const names = guessIdentity('Person', columnsOf(items), ontology)?.nameColumns.flatMap(({ texts }) => texts.flat());
  return names !== undefined && names.filter((name) => personName.test(name)).length >= names.length * mostlyNames;
}

/**
 * The columns of rows, in which an object that says who leads, owns or stands for them (`lead: { name, email }`) is one column of people, as
 * a list of such objects is.
 */
export function withPeople(
  columns: readonly Column[],
  rows: readonly Row[],
  kind: string,
  ontology: Ontology,
): Column[] {
  // A person's manager is another row.
  if (kind === 'Person') return [...columns];
  const parents = new Map(
    columns.flatMap(({ path }) =>
      path.length < 2 ? [] : ([[JSON.stringify(path.slice(0, -1)), path.slice(0, -1)]] as const),
    ),
  );
  const people = [...parents.values()].flatMap((path) => {
    const values = rows.map((row) =>
      path.reduce<unknown>((value, name) => (isRow(value) ? value[name] : undefined), row),
    );
    const items = values.filter(isRow);
    const column: Column = {
      path,
      word: plainWords(path.join(' ')),
      texts: [],
      isList: false,
      items,
      isMixed: values.some((value) => typeof value === 'string'),
      isOther: false,
      filled: items.length,
      isUnique: false,
    };
    if (!arePeople(items, ontology)) return [];
    const view = viewOf(column, kind, ontology);
    const isOfPeople = view !== undefined && ontology.otherKinds(view.relation, view.end, kind).includes('Person');
    const isRole = roleRelation(column, ontology) !== undefined || namesOfPeople(items, ontology);
    return isOfPeople || isRole ? [column] : [];
  });
  const isOf = ({ path }: Column, whole: Column) => whole.path.every((name, index) => path[index] === name);
  const seen = new Set<Column>();
  return columns.flatMap((column) => {
    const whole = people.find((each) => isOf(column, each));
    if (whole === undefined) return [column];
    if (seen.has(whole)) return [];
    seen.add(whole);
    return [whole];
  });
}
