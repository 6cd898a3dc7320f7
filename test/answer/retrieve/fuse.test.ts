import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  belowCurrent,
  belowFirst,
  belowFresh,
  fuse,
  liftedByPhrases,
  topPages,
} from '../../../answer/retrieve/fuse.ts';
import type { Hit } from '../../../graph/engine.ts';

const hit = (ref: string, score: number, section = 'a'): Hit => ({ id: `${ref}#${section}`, ref, score });
const refsOf = (hits: readonly Hit[]) => [...new Set(hits.map(({ ref }) => ref))];

describe('two rankings become one', () => {
  test('in which both count, and what both find goes before what one finds', () => {
    const words = [hit('x', 10), hit('both', 9), hit('y', 1)];
    const meaning = [hit('z', 0.8), hit('both', 0.78), hit('w', 0.4)];
    expect(refsOf(fuse(words, meaning))[0]).toBe('both');
  });

  test('in which meaning counts more than words', () => {
    expect(refsOf(fuse([hit('x', 10), hit('y', 1)], [hit('z', 0.8), hit('y', 0.2)]))).toEqual(['z', 'x', 'y']);
  });

  test('by how far apart scores are, not by place alone', () => {
    const meaning = [hit('x', 0.8), hit('y', 0.79), hit('w', 0.2)];
    const words = [hit('y', 30), hit('x', 2), hit('w', 1)];
    expect(refsOf(fuse(words, meaning))[0]).toBe('y');
  });

  test('of which one may be empty, or both', () => {
    expect(refsOf(fuse([hit('x', 2), hit('y', 1)], []))).toEqual(['x', 'y']);
    expect(refsOf(fuse([], [hit('x', 0.2), hit('y', 0.1)]))).toEqual(['x', 'y']);
    expect(fuse([], [])).toEqual([]);
  });

  test('by words a page gains from further passages, by meaning from its best alone', () => {
    const several = [hit('one', 10), hit('many', 9, 'a'), hit('many', 8, 'b'), hit('z', 1)];
    expect(refsOf(fuse(several, []))[0]).toBe('many');
    expect(refsOf(fuse([], several))[0]).toBe('one');
  });

  test('page by page, and within a page passage by passage', () => {
    const hits = fuse([hit('x', 10, 'a'), hit('y', 9, 'a'), hit('x', 1, 'b')], []);
    expect(hits.map(({ id }) => id)).toEqual(['x#a', 'x#b', 'y#a']);
  });

  test('with scores from 0 to 1 in one order, whatever the scores and the order of the hits', () => {
    const hits = fc
      .uniqueArray(
        fc.record({
          ref: fc.constantFrom('p', 'q', 'r', 's'),
          section: fc.nat(30),
          score: fc.double({ min: -1, max: 40, noNaN: true }),
        }),
        { selector: ({ ref, section }) => `${ref}${section}`, maxLength: 80 },
      )
      .map((all) =>
        all.map(({ ref, section, score }) => hit(ref, score, String(section))).sort((a, b) => b.score - a.score),
      );
    fc.assert(
      fc.property(hits, hits, (words, meaning) => {
        const fused = fuse(words, meaning);
        for (const { score, pageScore } of fused)
          for (const each of [score, pageScore]) expect(each >= 0 && each <= 1 + 1e-9).toBe(true);
        expect(new Set(fused.map(({ id }) => id))).toEqual(new Set([...words, ...meaning].map(({ id }) => id)));
        expect([...fused].sort((a, b) => b.pageScore - a.pageScore).map(({ pageScore }) => pageScore)).toEqual(
          fused.map(({ pageScore }) => pageScore),
        );
      }),
    );
  });
});

test('the top is of so many pages, with so many passages of each', () => {
  const hits = fuse([hit('x', 9, 'a'), hit('x', 8, 'b'), hit('x', 7, 'c'), hit('y', 2), hit('z', 1)], []);
  expect(topPages(hits, 2, 2).map(({ id }) => id)).toEqual(['x#a', 'x#b', 'y#a']);
});

describe('a page that is overdue for review', () => {
  const isOverdue = (ref: string) => ref === 'old';

  test('comes after one that is as good and fresh', () => {
    const hits = fuse([hit('old', 10), hit('young', 10), hit('z', 1)], []);
    expect(refsOf(hits)[0]).toBe('old');
    expect(refsOf(belowFresh(hits, isOverdue)).slice(0, 2)).toEqual(['young', 'old']);
  });

  test('stays before one that is worse, with its passages in their order', () => {
    const hits = fuse([hit('old', 10, 'a'), hit('old', 9, 'b'), hit('young', 9), hit('z', 1)], []);
    expect(belowFresh(hits, isOverdue).map(({ id }) => id)).toEqual(['old#a', 'old#b', 'young#a', 'z#a']);
  });
});

test('a page that tells of the past comes after one nearly as good, and not after one that is far worse', () => {
  const ranked = fuse([], [hit('old', 1), hit('new', 0.95), hit('far', 0.1)]);
  expect(refsOf(belowCurrent(ranked, new Set(['old'])))).toEqual(['new', 'old', 'far']);
  expect(refsOf(belowCurrent(ranked, new Set()))).toEqual(['old', 'new', 'far']);
});

test('a page that says again what another one says comes behind what says something else', () => {
  const ranked = fuse([], [hit('first', 1), hit('again', 0.95), hit('other', 0.7), hit('far', 0.1)]);
  expect(refsOf(belowFirst(ranked, new Set(['again'])))).toEqual(['first', 'other', 'again', 'far']);
});

test('a page that has phrases of the question comes before one nearly as good, and not before one that is far better', () => {
  const ranked = fuse([], [hit('better', 1), hit('good', 0.95), hit('has', 0.9), hit('far', 0.1)]);
  expect(
    refsOf(
      liftedByPhrases(
        ranked,
        new Map([
          ['has', 1],
          ['far', 1],
        ]),
      ),
    ),
  ).toEqual(['has', 'better', 'good', 'far']);
  expect(refsOf(liftedByPhrases(ranked, new Map()))).toEqual(['better', 'good', 'has', 'far']);
});
