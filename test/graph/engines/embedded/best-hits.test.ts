import { expect, test } from '@jest/globals';
import { createBestHits } from '../../../../graph/engines/embedded/best-hits.ts';

const offered = (scores: readonly [id: string, score: number][], limit: number) => {
  const best = createBestHits(limit);
  for (const [id, score] of scores) best.offer({ id, ref: id, score });
  return { ids: best.hits().map(({ id }) => id), worst: best.worst() };
};

test('the best are kept, best first, and equal ones by their ids', () => {
  const scores: [string, number][] = [
    ['b', 2],
    ['d', 1],
    ['c', 2],
    ['a', 3],
    ['e', 0.5],
  ];
  expect(offered(scores, 3)).toEqual({ ids: ['a', 'b', 'c'], worst: 2 });
  expect(offered([...scores].reverse(), 3)).toEqual({ ids: ['a', 'b', 'c'], worst: 2 });
  expect(offered(scores, 4).ids).toEqual(['a', 'b', 'c', 'd']);
});

test('while there is room, nothing is too bad', () => {
  expect(offered([['a', -1]], 2)).toEqual({ ids: ['a'], worst: -Infinity });
});

test('none are kept where none are wanted', () => {
  expect(offered([['a', 1]], 0)).toEqual({ ids: [], worst: Infinity });
});
