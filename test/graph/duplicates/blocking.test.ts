import { expect, test } from '@jest/globals';
import { createBlocks, deletions, mostPairsEach } from '../../../graph/duplicates/blocking.ts';
import { blockingKeys, readProfile } from '../../../graph/duplicates/profile.ts';

const pairsOf = (keys: readonly string[][]) => {
  const blocks = createBlocks();
  for (const each of keys) blocks.add(each);
  return blocks.pairs();
};

test('who shares a key is a pair, once, and a key that many share makes none', () => {
  expect(pairsOf([['a', 'b'], ['b'], ['a', 'b'], ['c']])).toEqual([
    [0, 1],
    [0, 2],
    [1, 2],
  ]);
  expect(pairsOf(Array.from({ length: 61 }, () => ['a']))).toEqual([]);
});

test('pairs grow with the candidates, not with their square: those of rare keys come first', () => {
  // Each candidate shares each of thirty keys with fifty-nine others.
  const crowded = Array.from({ length: 3000 }, (_, index) => [
    ...Array.from({ length: 30 }, (_key, key) => `${key} ${(index * (key + 1)) % 50} ${index % 1}`),
    `${Math.floor(index / 60)}`,
  ]);
  const shifted = Array.from({ length: 3000 }, (_, index) =>
    Array.from({ length: 20 }, (_key, key) => `${key}: ${Math.floor((index + key * 3) / 60)}`),
  );
  for (const keys of [crowded, shifted]) {
    const rare = keys.map((each, index) => [...each, `rare ${Math.floor(index / 2)}`]);
    const pairs = pairsOf(rare);
    expect(pairs.length).toBeLessThanOrEqual((mostPairsEach + 60) * keys.length);
    const known = new Set(pairs.map(([a, b]) => `${a} ${b}`));
    expect(Array.from({ length: 1500 }, (_, n) => known.has(`${2 * n} ${2 * n + 1}`))).not.toContain(false);
  }
});

test('what differs in its number only is no pair: ten thousand numbered names make few comparisons', () => {
  expect(deletions('ab12')).toEqual(['ab12', 'b12', 'a12']);
  for (const kind of ['Person', 'System']) {
    const blocks = createBlocks();
    for (let number = 0; number < 10_000; number += 1) {
      const candidate = {
        ref: `${kind}:${number}`,
        kind,
        name: `Deckhand ${String(number).padStart(4, '0')}`,
        aliases: [],
      };
      blocks.add(
        blockingKeys(
          readProfile({ ...candidate, identities: [], isActive: true, groups: [], managers: [] }, new Set()),
        ),
      );
    }
    expect(blocks.pairs().length).toBeLessThan(1000);
  }
});
