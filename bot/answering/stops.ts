import type { Place } from './place.ts';

/** Lets askers stop the answers that they wait for. */
export interface Stops {
  /** @returns a signal for the work on the question of this place; `end` when it is done */
  watch(place: Place): { signal: AbortSignal; end(): void };
  /** Stops what this person asked in the thread. @returns whether there was anything */
  stop(order: { channel: string; threadTs: string; user: string }): boolean;
}

export function createStops(): Stops {
  const running = new Map<string, Set<AbortController>>();
  const keyOf = (channel: string, threadTs: string | undefined, user: string) =>
    JSON.stringify([channel, threadTs, user]);
  return {
    watch({ channel, threadTs, asker }) {
      const key = keyOf(channel, threadTs, asker);
      const controller = new AbortController();
      const there = running.get(key) ?? new Set();
      running.set(key, there.add(controller));
      return {
        signal: controller.signal,
        end() {
          there.delete(controller);
          if (there.size === 0 && running.get(key) === there) running.delete(key);
        },
      };
    },
    stop({ channel, threadTs, user }) {
      const there = running.get(keyOf(channel, threadTs, user));
      for (const controller of there ?? []) controller.abort();
      return there !== undefined;
    },
  };
}
