import { describe, expect, test } from '@jest/globals';
import { createPhraseTrie } from '../../../answer/understand/phrase-trie.ts';

const trie = createPhraseTrie<string>();
trie.add(['plant'], 'a plant');
trie.add(['plant', 'systems'], 'the team');
trie.add(['plant', 'systems'], 'the product');
trie.add([], 'nothing');

describe('phrases in a list of words', () => {
  test('are all found that begin at a word, the longest last', () => {
    expect(trie.matches(['the', 'plant', 'systems', 'lead'], 1)).toEqual([
      { end: 2, values: ['a plant'] },
      { end: 3, values: ['the team', 'the product'] },
    ]);
  });
  test('are not found from the middle', () => expect(trie.matches(['plant', 'systems'], 1)).toEqual([]));
  test('the empty phrase is never found', () => expect(trie.matches(['x'], 0)).toEqual([]));
  test('are found with one word misspelt, and not with two', () => {
    const isNear = (word: string, known: string) => word.toLowerCase() === known && word !== known;
    expect(trie.nearMatches(['plant', 'SYSTEMS'], 0, isNear)).toEqual([
      { end: 2, values: ['the team', 'the product'], misspelt: 1 },
    ]);
    expect(trie.nearMatches(['PLANT', 'SYSTEMS'], 0, isNear).filter(({ end }) => end === 2)).toEqual([]);
  });
});
