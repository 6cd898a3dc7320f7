import type { Hit } from '../../engine.ts';

/** The best of the hits that it is offered, best first; of equal scores the one whose id comes first. */
export interface BestHits {
  offer(hit: Hit): void;
  /** No more are kept than the limit, so what is worse than this need not be offered. */
  worst(): number;
  hits(): Hit[];
}

/** @param limit how many are kept */
export function createBestHits(limit: number): BestHits {
  const best: Hit[] = [];
  const isFull = () => best.length >= limit;
  return {
    offer(hit) {
      const last = best.at(-1);
      if (isFull() && (last === undefined || !isBefore(hit, last))) return;
      let [low, high] = [0, best.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const other = best[middle];
        if (other !== undefined && isBefore(hit, other)) high = middle;
        else low = middle + 1;
      }
      best.splice(low, 0, hit);
      if (best.length > limit) best.pop();
    },
    worst: () => (isFull() ? (best.at(-1)?.score ?? Infinity) : -Infinity),
    hits: () => best,
  };
}

function isBefore(a: Hit, b: Hit): boolean {
  return a.score > b.score || (a.score === b.score && a.id < b.id);
}
