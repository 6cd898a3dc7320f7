import { normaliseId, normaliseName } from '../../schema/names.ts';
import { spoken } from '../mapping/vocabulary.ts';
import type { Column } from './columns.ts';
import type { Things } from './things.ts';

/** A column of another table in which most of a column's values are found. */
export interface Reference {
  things: Things;
  column: Column;
  /** Share of the distinct values that are found. */
  share: number;
  /** The values are lists in one cell, with semicolons or commas in between. */
  isSplit: boolean;
}

/** Fewer found than this is chance. */
const leastShare = 0.5;
export const listInCell = /\s*[;,|]\s*/;

/** Where the values of a column point, among things of the given kinds; the best there is. */
export function findReference(
  column: Pick<Column, 'texts' | 'path'>,
  all: readonly Things[],
  kinds: readonly string[],
): Reference | undefined {
  const whole = distinct(column.texts.flat());
  const parts = column.texts.flat().map((text) => text.split(listInCell));
  const split = distinct(parts.flat());
  const canSplit = parts.some(({ length }) => length > 1);
  const found = all
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap((things) =>
      things.columns
        .filter((other) => other !== column && canBePointedAt(other, things))
        .flatMap((other): Reference[] => {
          const shared = { things, column: other };
          return [
            { ...shared, share: shareIn(other, whole), isSplit: false },
            { ...shared, share: shareIn(other, split), isSplit: canSplit },
          ];
        }),
    )
    .filter(({ share }) => share >= leastShare);
  return found.sort((a, b) => b.share - a.share || Number(a.isSplit) - Number(b.isSplit) || rank(a) - rank(b))[0];
}

/** Among columns that fit equally well, what identifies goes before what is only a name. */
function rank({ column, things }: Reference): number {
  const { key, email, nameColumns } = things.identity;
  return column === email ? 0 : column === key ? 1 : nameColumns.includes(column) ? 3 : 2;
}

/** Columns whose values can stand for the thing: they hardly repeat. */
function canBePointedAt(column: Column, { identity, rowCount }: Things): boolean {
  if (column.texts.length === 0) return false;
  if (column === identity.key || column === identity.email || identity.nameColumns.includes(column)) return true;
  return identity.aliases.includes(column) || idsIn(column).size >= Math.min(rowCount, column.filled) * 0.9;
}

function shareIn(column: Column, values: readonly string[]): number {
  const ids = idsIn(column);
  const names = new Set(column.texts.flat().map(normaliseName));
  const found = values.filter((value) => ids.has(normaliseId(value)) || names.has(normaliseName(value)));
  return values.length === 0 ? 0 : found.length / values.length;
}

/** The distinct ids in a column, in the form in which they are compared. */
function idsIn({ texts }: Pick<Column, 'texts'>): Set<string> {
  return new Set(texts.flat().map(normaliseId));
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))];
}

/** Namespace of the ids in a column: `Employee no` is `employeeNo`. Ids that only one table knows are called after it. */
export function namespaceOf({ word }: Column, { kind, each, group }: Things, all: readonly Things[]): string {
  const isGeneric = /^(id|key|code|no|nr|number|uuid|guid|slug|ref|identifier|name)$/.test(word);
  const others = all.filter((other) => other.kind === kind && (other.group !== group || other.each !== each));
  const file = others.length === 0 ? '' : spoken(group.path.replace(/\.[^.]+$/, '').replaceAll('/', ' '));
  const text = isGeneric ? `${spoken(kind)} ${file} ${word}` : word;
  return idName(text);
}

/** What the values are, where they are ids; names are found by themselves. */
export function namespaceFor({ things, column }: Reference, all: readonly Things[]): string | undefined {
  const { email, nameColumns, aliases } = things.identity;
  if (column === email) return 'email';
  return nameColumns.includes(column) || aliases.includes(column) ? undefined : namespaceOf(column, things, all);
}

/** A text as the name of a namespace of ids: `employeeNo`. An account is known by where it is, however a table calls it: `github`. */
export function idName(text: string): string {
  const words = text
    .replace(
      /^(github|gitlab|irc|matrix|discord|telegram|zulip|mattermost) (name|nick|nickname|handle|username|login|user|account)$/i,
      '$1',
    )
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const joined = words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
  return (/^[a-z]/.test(joined) ? joined : `id${joined}`).slice(0, 31);
}
