import { describe, expect, it } from '@jest/globals';
import { createExpiringCache } from '../../../bot/slack/expiring-cache.ts';

function cacheOf({ most = 10, fail = () => false }: { most?: number; fail?: () => boolean } = {}) {
  const clock = { seconds: 0 };
  const loaded: string[] = [];
  const cache = createExpiringCache({
    load: (key) => {
      loaded.push(key);
      return fail() ? Promise.reject(new Error('down')) : Promise.resolve(`${key}${loaded.length}`);
    },
    seconds: 60,
    most,
    now: () => new Date(clock.seconds * 1000),
  });
  return { cache, clock, loaded };
}

describe('an expiring cache', () => {
  it('loads once for all who ask within the time', async () => {
    const { cache, clock } = cacheOf();
    expect(await Promise.all([cache.get('a'), cache.get('a')])).toEqual(['a1', 'a1']);
    clock.seconds = 59;
    expect(await cache.get('a')).toBe('a1');
    clock.seconds = 60;
    expect(await cache.get('a')).toBe('a2');
  });

  it('loads anew when asked to, and keeps that', async () => {
    const { cache } = cacheOf();
    await cache.get('a');
    expect(await cache.fresh('a')).toBe('a2');
    expect(await cache.get('a')).toBe('a2');
  });

  it('keeps no failure', async () => {
    let isDown = true;
    const { cache } = cacheOf({ fail: () => isDown });
    await expect(cache.get('a')).rejects.toThrow('down');
    isDown = false;
    expect(await cache.get('a')).toBe('a2');
  });

  it('forgets what it is told to, and the oldest beyond its bound', async () => {
    const { cache, loaded } = cacheOf({ most: 2 });
    await cache.get('a');
    cache.forget('a');
    await cache.get('a');
    await cache.get('b');
    await cache.get('c');
    await cache.get('c');
    await cache.get('a');
    expect(loaded).toEqual(['a', 'a', 'b', 'c', 'a']);
  });
});
