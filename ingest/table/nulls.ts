/**
 * Takes what is null out of a parsed document, at any depth: a null says nothing, like an empty cell, and functions of JSONata
 * refuse one. Works in place, so that what a YAML file names once and uses often stays one thing, even if it contains itself.
 *
 * @param data freshly parsed, and nobody else's
 */
export function removeNulls(data: unknown, seen = new WeakSet<object>()): void {
  if (typeof data !== 'object' || data === null || seen.has(data)) return;
  seen.add(data);
  if (Array.isArray(data)) {
    let kept = 0;
    for (const item of data as unknown[]) if (item !== null) data[kept++] = item;
    data.length = kept;
  } else {
    for (const [key, value] of Object.entries(data)) if (value === null) Reflect.deleteProperty(data, key);
  }
  for (const value of Object.values(data)) removeNulls(value, seen);
}
