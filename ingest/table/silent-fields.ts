import { isBlank } from '../../schema/field-values.ts';
import { access } from '../mapping/access.ts';
import type { Mapping } from '../mapping/compile-mapping.ts';

/** What a mapping said in all items that it is for. */
export interface SpokenFields {
  items: unknown[];
  /** Fields that had a value once, if only one that was left out. */
  fields: Set<string>;
}

/** Of fewer items nothing follows. */
const fewest = 3;

/**
 * Fields whose expression gave no value in any item although what it reads is there, in a sentence: a value that is compared with a text that
 * never occurs, or looked up where it is not. That a column is empty is no mistake.
 */
export function describeSilentFields(mapping: Mapping, { items, fields }: SpokenFields): string | undefined {
  if (items.length < fewest) return undefined;
  const silent = mapping.fields.flatMap(({ spec: { name }, expression }) => {
    if (fields.has(name)) return [];
    const read = expression
      .columns()
      .filter(({ path, of }) => of === 'context' && items.some((item) => says(item, path)));
    if (read.length === 0) return [];
    return [`${name} (reads ${read.map(({ path }) => access(path)).join(', ')})`];
  });
  if (silent.length === 0) return undefined;
  return `Never a value in ${items.length} rows, although what is read has values: ${silent.join(', ')}. Check what it is compared with or looked up in`;
}

/** Whether a context has a value at a path, which goes through lists. */
function says(context: unknown, path: readonly string[]): boolean {
  if (Array.isArray(context)) return context.some((item) => says(item, path));
  const [name, ...rest] = path;
  if (name === undefined) return !isBlank(context);
  if (typeof context !== 'object' || context === null || !Object.hasOwn(context, name)) return false;
  return says((context as Record<string, unknown>)[name], rest);
}
