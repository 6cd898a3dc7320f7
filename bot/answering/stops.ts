import type { Place } from './place.ts';

/** Lets askers stop the answers that they wait for. */
export interface Stops {
  /** @returns a signal for the work on the question of this place; `end` when it is done */
  watch(place: Place, ts: string): { signal: AbortSignal; end(): void };
  /** Stops what this person asked in the thread; with `ts`, what he asked by that message. @returns whether there was anything */
  stop(order: { channel: string; threadTs: string; user: string; ts?: string }): boolean;
}

export function createStops(): Stops {
  const running = new Map<string, Map<AbortController, string>>();
  const keyOf = (channel: string, threadTs: string | undefined, user: string) =>
    JSON.stringify([channel, threadTs, user]);
  return {
    watch({ channel, threadTs, asker }, ts) {
      const key = keyOf(channel, threadTs, asker);
      const controller = new AbortController();
      const there = running.get(key) ?? new Map<AbortController, string>();
      running.set(key, there.set(controller, ts));
      return {
        signal: controller.signal,
        end() {
          there.delete(controller);
          if (there.size === 0 && running.get(key) === there) running.delete(key);
        },
      };
    },
    stop({ channel, threadTs, user, ts }) {
      const there = running.get(keyOf(channel, threadTs, user));
      const meant = [...(there ?? [])].filter(([, asked]) => ts === undefined || ts === asked);
      for (const [controller] of meant) controller.abort();
      return meant.length > 0;
    },
  };
}
