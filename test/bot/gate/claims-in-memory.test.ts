import { describe, expect, it } from '@jest/globals';
import { createClaims } from '../../../bot/gate/claims-in-memory.ts';

describe('claims in memory', () => {
  it('are given once under any of their names', async () => {
    const claim = createClaims({ seconds: 60, most: 10, now: () => new Date(0) });
    expect(await claim(['a', 'b'])).toBe(true);
    expect(await claim(['b', 'c'])).toBe(false);
    expect(await claim(['c'])).toBe(false);
    expect(await claim(['d'])).toBe(true);
  });

  it('are given again after their time', async () => {
    let time = 0;
    const claim = createClaims({ seconds: 60, most: 10, now: () => new Date(time) });
    await claim(['a']);
    time = 59_000;
    expect(await claim(['a'])).toBe(false);
    time = 60_000;
    expect(await claim(['a'])).toBe(true);
  });

  it('take no more room than they may', async () => {
    const claim = createClaims({ seconds: 60, most: 3, now: () => new Date(0) });
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) await claim([key]);
    expect(await claim(['f'])).toBe(false);
    expect(await claim(['a'])).toBe(true);
  });
});
