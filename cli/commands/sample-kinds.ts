/**
 * As many items as the limit, shared out among kinds: each has its turn until none is left. In the order of the items.
 *
 * @param kindOf what an item is
 */
export function sampleKinds<Item>(items: readonly Item[], kindOf: (item: Item) => string, limit: number): Item[] {
  const seen = new Map<string, number>();
  const turns = items.map((item, index) => {
    const kind = kindOf(item);
    const turn = seen.get(kind) ?? 0;
    seen.set(kind, turn + 1);
    return { index, turn };
  });
  const taken = new Set(
    turns
      .sort((a, b) => a.turn - b.turn || a.index - b.index)
      .slice(0, limit)
      .map(({ index }) => index),
  );
  return items.filter((_, index) => taken.has(index));
}

/** `46 system, 70 team`: how many there are of each kind, the most first. */
export function countKinds<Item>(items: readonly Item[], kindOf: (item: Item) => string): string {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(kindOf(item), (counts.get(kindOf(item)) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
}
