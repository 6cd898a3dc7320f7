import type { ClaimQuestion } from './first-time.ts';

/** Claims of this process: they hold for a time, and the oldest are given up beyond a number. */
export function createClaims({
  seconds,
  most,
  now,
}: {
  seconds: number;
  most: number;
  now: () => Date;
}): ClaimQuestion {
  const claimed = new Map<string, number>();

  const forgetOld = (time: number) => {
    // In the order in which they were claimed, so the first that still holds ends it.
    for (const [key, until] of claimed) {
      if (until > time && claimed.size <= most) break;
      claimed.delete(key);
    }
  };
  return (keys) => {
    const time = now().getTime();
    forgetOld(time);
    const isFirst = !keys.some((key) => claimed.has(key));
    for (const key of keys) if (!claimed.has(key)) claimed.set(key, time + seconds * 1000);
    return Promise.resolve(isFirst);
  };
}
