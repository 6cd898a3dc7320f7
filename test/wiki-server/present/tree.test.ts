import { describe, expect, test } from '@jest/globals';
import { limitTree, type TreeItem } from '../../../wiki-server/present/tree.ts';

const item = (text: string, parts: TreeItem[] = []): TreeItem => ({ text, href: `/wiki/${text}`, parts });
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

  test('shows its roots, however many', () => {
    expect(limitTree([item('a'), item('b')], 1).map(({ text }) => text)).toEqual(['a', 'b']);
  });
});
