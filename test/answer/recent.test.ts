import { expect, test } from '@jest/globals';
import { createOnce, createRecent } from '../../answer/recent.ts';

test('what was looked at last is kept', () => {
  const recent = createRecent<number>(2);
  recent.set('a', 1);
  recent.set('b', 2);
  expect(recent.get('a')).toBe(1);
  recent.set('c', 3);
  expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual([1, undefined, 3]);
  recent.delete('a');
  expect(recent.get('a')).toBeUndefined();
});

test('a thing is computed once, and again where it failed', async () => {
  const once = createOnce<string>(2);
  let computed = 0;
  const compute = async () => {
    computed += 1;
    await Promise.resolve();
    if (computed === 1) throw new Error('away');
    return 'here';
  };
  const [first, second] = await Promise.allSettled([once('a', compute), once('a', compute)]);
  expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
  expect(await once('a', compute)).toBe('here');
  expect(computed).toBe(2);
});
