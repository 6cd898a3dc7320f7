import { invalid } from '../../../schema/errors.ts';

const deepest = 64;
/** Grafeo returns nodes as flat objects with these names beside the properties, which would hide properties of the same name. */
const hiddenNames = new Set(['_id', '_labels', '_type', '_source', '_target', '__proto__']);

/**
 * Parameters in the form that Grafeo takes without harm: it crashes on cycles and great depth, stores NaN as null and maps as
 * properties, and reads objects with some keys as tagged values.
 *
 * @throws Invalid, naming the parameter.
 */
export function sanitise(parameters: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parameters).map(([name, item]) => [name, clean(item, `$${name}`, 0)]));
}

function clean(item: unknown, at: string, depth: number): unknown {
  if (depth > deepest) throw invalid(`${at} is nested more than ${deepest} deep`);
  switch (typeof item) {
    case 'string':
      return item.isWellFormed() ? item : item.toWellFormed();
    case 'number':
      if (!Number.isFinite(item)) throw invalid(`${at} is not a finite number`);
      return item;
    case 'boolean':
    case 'undefined':
      return item ?? null;
    case 'object':
      return cleanObject(item, at, depth);
    default:
      throw invalid(`${at} is a ${typeof item}, which a graph can't hold`);
  }
}

function cleanObject(item: object | null, at: string, depth: number): unknown {
  if (item === null || item instanceof Float32Array) return item;
  if (Array.isArray(item)) return item.map((each, index) => clean(each, `${at}[${index}]`, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(item);
  // Objects of another realm (Jest runs each test file in its own) have another Object.prototype without a prototype of its own.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw invalid(`${at} is not plain data`);
  return Object.fromEntries(
    Object.entries(item).map(([key, each]) => {
      if (hiddenNames.has(key) || key.startsWith('$') || key === 'termType')
        throw invalid(`${at} has the property ${key}, which a graph can't hold`);
      return [key, clean(each, `${at}.${key}`, depth + 1)];
    }),
  );
}
