import type { Hit } from '../../graph/engine.ts';

/** Constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009): how little the very first places differ. */
const rankConstant = 60;

/**
 * One ranking from several: a page is as good as its best passage in each list, and a passage as good as its page and itself.
 * Lists may be empty.
 */
export function fuse(lists: readonly (readonly Hit[])[]): Hit[] {
  const pages = new Map<string, number>();
  const passages = new Map<string, Hit>();
  for (const list of lists) {
    const seen = new Set<string>();
    list.forEach(({ id, ref }, index) => {
      const known = passages.get(id) ?? { id, ref, score: 0 };
      passages.set(id, { ...known, score: known.score + 1 / (rankConstant + index + 1) });
      if (seen.has(ref)) return;
      seen.add(ref);
      pages.set(ref, (pages.get(ref) ?? 0) + 1 / (rankConstant + seen.size));
    });
  }
  return [...passages.values()]
    .map((hit) => ({ ...hit, score: (pages.get(hit.ref) ?? 0) + hit.score / 100 }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
