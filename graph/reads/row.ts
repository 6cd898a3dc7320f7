import type { Row } from '../engine.ts';

/** Typed looks into a result row. A value of another type is a mistake in a statement, so it throws. */

export function text(row: Row, name: string): string {
  const item = row[name];
  if (typeof item === 'string') return item;
  throw new TypeError(`Column ${name} is not a text`);
}

export function optionalText(row: Row, name: string): string | undefined {
  const item = row[name];
  return item === null || item === undefined ? undefined : text(row, name);
}

export function number(row: Row, name: string): number {
  const item = row[name];
  if (typeof item === 'number') return item;
  throw new TypeError(`Column ${name} is not a number`);
}

export function flag(row: Row, name: string): boolean {
  return row[name] === true;
}

/** A list of texts; empty where there is none. */
export function texts(row: Row, name: string): string[] {
  const item = row[name];
  if (item === null || item === undefined) return [];
  if (Array.isArray(item) && item.every((each) => typeof each === 'string')) return item;
  throw new TypeError(`Column ${name} is not a list of texts`);
}

/** A map, such as `properties(n)`. */
export function map(row: Row, name: string): Row {
  const item = row[name];
  if (typeof item === 'object' && item !== null && !Array.isArray(item)) return item as Row;
  throw new TypeError(`Column ${name} is not a map`);
}

/**
 * Rows of what is there. Neo4j gives a node that another process deletes while it is read as nulls: those rows are left out.
 *
 * @param columns what every row has that is there
 */
export function ofWhatIsThere(rows: readonly Row[], ...columns: readonly string[]): Row[] {
  return rows.filter((row) => columns.every((name) => row[name] !== null && row[name] !== undefined));
}

/** `{ key: value }` when there is a value: for optional properties. */
export function optional<Key extends string, T>(key: Key, item: T | undefined | null): { [K in Key]?: T } {
  return item === undefined || item === null ? {} : ({ [key]: item } as { [K in Key]: T });
}
