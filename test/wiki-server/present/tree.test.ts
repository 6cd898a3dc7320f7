import { describe, expect, test } from '@jest/globals';
import { countFound, limitTree, searchTree, subtree, type TreeItem } from '../../../wiki-server/present/tree.ts';

const item = (text: string, parts: TreeItem[] = []): TreeItem => ({
  ref: `team:${text}`,
  text,
  href: `/wiki/${text}`,
  parts,
});
const tree = [item('a', [item('b', [item('c'), item('d')]), item('e')])];

describe('a tree on a page', () => {
  test('is whole where it fits', () => {
    expect(limitTree(tree, 5)).toEqual(tree);
  });

  test('loses its deepest level first and says how much is left out', () => {
    const [root] = limitTree(tree, 4);
    expect(root?.parts.map(({ text, parts, hidden }) => [text, parts.length, hidden])).toEqual([
      ['b', 0, 2],
      ['e', 0, undefined],
    ]);
  });

  test('is searched for entries with all words, which keep what leads to them', () => {
    const found = searchTree([item('a', [item('Bärbel Olsson', [item('c')]), item('e')])], 'olsson barb');
    expect(found).toHaveLength(1);
    expect(found[0]?.found).toBeUndefined();
    expect(found[0]?.parts).toEqual([expect.objectContaining({ text: 'Bärbel Olsson', found: true, hidden: 1 })]);
    expect(countFound(found)).toBe(1);
    expect(searchTree(tree, 'zzz')).toEqual([]);
    expect(searchTree(tree, '  ')).toEqual(tree);
  });

  test('begins anywhere, but not where someone stands by a dotted line', () => {
    expect(subtree(tree, 'team:b')?.parts).toHaveLength(2);
    expect(subtree(tree, 'team:zzz')).toBeUndefined();
    expect(subtree([{ ...item('a'), dotted: true }], 'team:a')).toBeUndefined();
  });

  test('shows its roots, however many', () => {
    expect(limitTree([item('a'), item('b')], 1).map(({ text }) => text)).toEqual(['a', 'b']);
  });
});
