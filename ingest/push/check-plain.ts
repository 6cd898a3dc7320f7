import { invalid } from '../../schema/errors.ts';

/** Deeper than any record, and harmless for everything that walks through it. */
const deepest = 32;
/** Names that mean something to JavaScript on every object. */
const refused = new Set(['__proto__', 'constructor', 'prototype']);

/** Makes sure that data of a stranger is safe to walk through. @throws Invalid when it is nested too deep or has a name that is none of data */
export function checkPlain(data: unknown): void {
  const left: { value: unknown; depth: number }[] = [{ value: data, depth: 0 }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= deepest) throw invalid(`It is nested deeper than ${deepest} levels`, { fix: 'Send it flatter' });
    for (const [name, item] of Object.entries(value)) {
      if (refused.has(name)) throw invalid(`"${name}" can't be the name of a value`, { fix: 'Leave it out' });
      left.push({ value: item, depth: depth + 1 });
    }
  }
}
