import { describe, expect, test } from '@jest/globals';
import { hasConflictMarks, mergeText, mergeValue } from '../../../wiki-server/present/three-way.ts';

describe('a value that two people may have changed', () => {
  test.each([
    ['neither', 'a', 'a', 'a', 'a', false],
    ['only they', 'a', 'b', 'a', 'b', false],
    ['only I', 'a', 'a', 'c', 'c', false],
    ['both the same', 'a', 'b', 'b', 'b', false],
    ['both otherwise', 'a', 'b', 'c', 'c', true],
  ])('%s', (_who, base, theirs, mine, merged, isConflict) => {
    expect(mergeValue({ base, theirs, mine })).toEqual({ merged, isConflict });
  });
});

describe('a text that two people changed', () => {
  const base = 'one\ntwo\nthree\nfour\nfive';

  test('in different lines has both changes', () => {
    const theirs = base.replace('one', 'ONE');
    const mine = base.replace('five', 'FIVE');
    expect(mergeText({ base, theirs, mine })).toEqual({ merged: 'ONE\ntwo\nthree\nfour\nFIVE', isConflict: false });
  });

  test('in the same line has both between marks, and loses neither', () => {
    const { merged, isConflict } = mergeText({
      base,
      theirs: base.replace('three', 'theirs'),
      mine: base.replace('three', 'mine'),
    });
    expect(isConflict).toBe(true);
    expect(merged).toBe('one\ntwo\n<<<<<<< yours\nmine\n=======\ntheirs\n>>>>>>> theirs\nfour\nfive');
    expect([hasConflictMarks(merged), hasConflictMarks(base)]).toEqual([true, false]);
  });
});
