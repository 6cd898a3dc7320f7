import { editDistance } from '../../graph/duplicates/edit-distance.ts';
import { access } from '../mapping/access.ts';
import type { Mapping } from '../mapping/compile-mapping.ts';
import type { Expression } from '../mapping/expressions.ts';
import { spoken } from '../mapping/vocabulary.ts';

/** Columns that are named where none is like the one that is missing. */
const mostNamed = 10;
/** Missing ones that are named. */
const mostMissing = 8;

/** What a mapping is about: rows, and their items where it has `each`, else the rows again. */
export interface MappedContexts {
  rows: unknown[];
  items: unknown[];
}

/**
 * What a mapping reads and not one row has, in a sentence; undefined when there is nothing. Without any row nothing is known.
 */
export function describeMissingColumns(mapping: Mapping, { rows, items }: MappedContexts): string | undefined {
  const missing: string[] = [];
  if (objectsIn(items).length === 0) return undefined; // rows that are texts or numbers have no columns
  for (const [setting, expression] of expressionsOf(mapping)) {
    for (const { path, of } of expression.columns()) {
      const contexts = of === 'row' || setting === 'each' ? rows : items;
      const written = (names: readonly string[]) => `${of === 'row' ? '$row.' : ''}${access(names)}`;
      const hint = missingHint(contexts, path, written);
      if (hint !== undefined) missing.push(`${written(path)} (in ${setting}; ${hint})`);
    }
  }
  if (missing.length === 0) return undefined;
  const more = missing.length - mostMissing;
  const named = `${missing.slice(0, mostMissing).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return `No row has ${named}. Check the spelling; what some rows may have is read as $exists(x) ? x`;
}

function expressionsOf(mapping: Mapping): [setting: string, expression: Expression][] {
  const { when, each, key, text, url, stated, by, ids, fields, relations } = mapping;
  const single = Object.entries({ when, each, key, text, url, stated, by });
  return [
    ...single.flatMap(([setting, expression]): [string, Expression][] =>
      expression === undefined ? [] : [[setting, expression]],
    ),
    ...ids.map(({ namespace, expression }): [string, Expression] => [`ids.${namespace}`, expression]),
    ...fields.map(({ spec, expression }): [string, Expression] => [
      ['name', 'aliases'].includes(spec.name) ? spec.name : `fields.${spec.name}`,
      expression,
    ]),
    ...relations.map(({ view: { relation, end }, expression }): [string, Expression] => [
      `relations.${end === 'from' ? relation.name : relation.inverse}`,
      expression,
    ]),
  ];
}

/** What may be meant by a path that is in none of the contexts; undefined when it is in one. @param written how a path is written */
function missingHint(
  contexts: readonly unknown[],
  path: readonly string[],
  written: (path: readonly string[]) => string,
): string | undefined {
  let within = objectsIn(contexts);
  for (const [index, name] of path.entries()) {
    const next = within.flatMap((each) => (Object.hasOwn(each, name) ? [each[name]] : []));
    if (next.length === 0) {
      const names = [...new Set(within.flatMap(Object.keys))];
      const near = nearest(name, names);
      if (near !== undefined) return `did you mean ${written([...path.slice(0, index), near])}?`;
      const more = names.length > mostNamed ? ', …' : '';
      if (names.length === 0) return 'there is nothing within';
      return `there are ${names.slice(0, mostNamed).map(shortened).join(', ')}${more}`;
    }
    within = objectsIn(next);
  }
  return undefined;
}

/** A name in one line, of a length that can be read. */
function shortened(name: string): string {
  const line = name.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}

/** Objects among values and in their lists: a path goes through lists. */
function objectsIn(values: readonly unknown[]): Record<string, unknown>[] {
  return values.flatMap((value) => {
    if (Array.isArray(value)) return objectsIn(value);
    return isObject(value) ? [value] : [];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The name that is the same but for its writing, or differs by a slip of the pen. */
function nearest(name: string, names: readonly string[]): string | undefined {
  const plain = (text: string) => spoken(text).replace(/\s/g, '');
  const wanted = plain(name);
  const limit = wanted.length < 3 ? 0 : wanted.length < 7 ? 1 : 2;
  const near = names
    .filter((other) => !/[\n\r]/.test(other))
    .map((other) => ({ other, distance: editDistance(plain(other), wanted, limit) }))
    .filter(({ distance }) => distance <= limit);
  return near.sort((a, b) => a.distance - b.distance)[0]?.other;
}
