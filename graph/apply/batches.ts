import type { Row, Run } from '../engine.ts';

/** Largest number of rows in one statement: both engines take these at ease. */
const largest = 500;

export function inBatches<T>(items: readonly T[], size = largest): T[][] {
  const batches: T[][] = [];
  for (let start = 0; start < items.length; start += size) batches.push(items.slice(start, start + size));
  return batches;
}

/** Runs a statement over `$rows`, some at a time; not at all when there are none. */
export async function runOverRows(run: Run, text: string, rows: readonly Row[]): Promise<void> {
  for (const batch of inBatches(rows)) await run({ text, parameters: { rows: batch } });
}

/** Runs a statement over a list parameter, some at a time. */
export async function runOverList(run: Run, text: string, name: string, items: readonly string[]): Promise<void> {
  for (const batch of inBatches(items)) await run({ text, parameters: { [name]: batch } });
}

/** Groups by a key, in the order of first appearance. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
