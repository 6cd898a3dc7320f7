import type { Ontology } from '../../schema/ontology.ts';
import { access } from '../mapping/access.ts';
import { type Column, columnsOf } from './columns.ts';
import { dayForm } from './days.ts';
import { isOfTerm } from './guess-field.ts';
import { kindNamed } from './guess-kind.ts';
import { guessIdentity, type Identity } from './identity.ts';
import { arePeople } from './people-within.ts';
import { idName } from './references.ts';

/** Who a list names: `alumni`, `former_members`, `emeritus leads` are over. */
const former = /^(former|emeritus|past|previous|ex|alumni|alumnus)\b ?/;
/** Says nothing of what they are: `all_current_maintainers`. */
export const qualifier = /^((all|current|active|main|primary) )+/;
/** Names of lists that say no more than the relation does. */
const plainRole =
  /^(leads?|leaders?|heads?|managers?|members?|people|staff|persons?|owners?|maintainers?|teams?|assignees?|contributors?|participants?|employees|users?|services?|systems?|projects?)$/;

/** The name of a list without the word that says it is over. */
export function withoutFormer(word: string): string {
  return word.replace(former, '') || 'members';
}

export function isFormer(word: string): boolean {
  return former.test(word);
}

/** What kind the objects of a list are, among those that a relation allows. */
export function kindOfItems(column: Column, kinds: readonly string[], ontology: Ontology): string | undefined {
  const named = kindNamed(column.path.at(-1) ?? '', ontology);
  if (named !== undefined && kinds.includes(named)) return named;
  return kinds.includes('Person') && arePeople(column.items, ontology) ? 'Person' : kinds[0];
}

/**
 * `members.{ "email": mail, "role": role }`: the other ends that a list of objects names. Undefined when nothing identifies them.
 *
 * @param said the role that the list stands for, where its own name does not say it; empty for none
 */
export function endsFromItems(
  column: Column,
  kind: string,
  isOneOfSeveral: boolean,
  ontology: Ontology,
  said?: string,
): string | undefined {
  const columns = columnsOf(column.items);
  const identity = guessIdentity(kind, columns, ontology);
  if (identity === undefined) return undefined;
  const { namespace, expression, filled } = surest(identity);
  const role = columns.find(({ word }) => /^(role|roles|title|function|position|job title)$/.test(word));
  const begin = columns.find(
    (each) =>
      (isOfTerm(each) ? /\b(start|begin|from)( date)?$/ : /^(from|since|term start)$/).test(each.word) &&
      dayForm(each.texts.flat()) === 'YYYY-MM-DD',
  );
  const always = [
    ...(begin === undefined ? [] : [`"from": ${access(begin.path)}`]),
    ...(isFormer(lastWord(column)) ? ['"ended": true'] : []),
    ...(isOneOfSeveral ? [`"kind": ${JSON.stringify(kind)}`] : []),
  ];
  const called = said === undefined ? roleOf(column) : said === '' ? [] : [`"role": ${JSON.stringify(said)}`];
  const roles = role ? [`"role": ${access(role.path)}`] : called;
  const object = (value: string, some: readonly string[]) =>
    `{ ${[`${JSON.stringify(namespace)}: ${value}`, ...some, ...always].join(', ')} }`;
  const path = access(column.path);
  // Who has no address or account is known by the name.
  const named = filled < column.items.length && namespace !== 'name' ? `, "name": ${identity.name}` : '';
  if (!column.isMixed) return `${path}.${object(`${expression}${named}`, roles)}`;
  // Some items are texts, and some are objects that say more.
  return `${path}.($type($) = "string" ? ${object('$', called)} : ${object(`${expression}${named}`, roles)})`;
}

/** What identifies most of the items, and of equals the surest. */
function surest({ email, handles, key, nameColumns, name }: Identity): {
  namespace: string;
  expression: string;
  /** Items that have it. */
  filled: number;
} {
  const candidates = [
    ...(email === undefined ? [] : [{ namespace: 'email', column: email }]),
    ...handles.map((column) => ({ namespace: idName(column.word), column })),
    ...(key === undefined || key === email || handles.includes(key) || nameColumns.includes(key)
      ? []
      : [{ namespace: 'id', column: key }]),
  ];
  const best = candidates.reduce<(typeof candidates)[number] | undefined>(
    (known, each) => (known === undefined || each.column.filled > known.column.filled ? each : known),
    undefined,
  );
  const named = Math.max(0, ...nameColumns.map(({ filled }) => filled));
  return best === undefined || best.column.filled < named / 2
    ? { namespace: 'name', expression: name, filled: named }
    : { namespace: best.namespace, expression: access(best.column.path), filled: best.column.filled };
}

/** `chairs` are led by someone with the role "chair". */
function roleOf(column: Column): string[] {
  const word = withoutFormer(lastWord(column)).replace(qualifier, '');
  const one = word.replace(/s$/, '');
  // Initials are written large: "PTL".
  const role = /^[^aeiouy]{2,4}$/.test(one) ? one.toUpperCase() : one;
  return plainRole.test(word) ? [] : [`"role": ${JSON.stringify(role)}`];
}

/** What the last part of the path says. */
export function lastWord({ path, word }: Pick<Column, 'path' | 'word'>): string {
  const above = path
    .slice(0, -1)
    .join(' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((each) => each !== '').length;
  return path.length === 1 ? word : word.split(' ').slice(above).join(' ');
}
