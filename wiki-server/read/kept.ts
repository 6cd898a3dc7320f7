import type { GraphStore } from '../../graph/store.ts';
import type { Viewer } from '../../schema/viewer.ts';

/** For how long an older result is good enough while the graph goes on changing, in milliseconds. */
export const goodEnough = 10_000;
/** Sets of audiences for which results are kept at a time. */
const mostAudiences = 20;

export interface KeptOptions<T> {
  store: Pick<GraphStore, 'version'>;
  read: (viewer: Viewer) => Promise<T>;
  /** What the result depends on beside the graph and who may read what, such as the day. */
  also?: (viewer: Viewer) => string;
  /** For how long a result of an older graph is good enough, in milliseconds; with 0, what is shown is of the graph as it is. */
  goodFor?: number;
}

/** Reads something costly once per state of the graph and set of audiences. A failed read is not kept. */
export function keepPerState<T>({
  store,
  read,
  also = () => '',
  goodFor = goodEnough,
}: KeptOptions<T>): (viewer: Viewer) => Promise<T> {
  const kept = new Map<string, { version: number; at: number; result: Promise<T> }>();
  return async (viewer) => {
    const key = JSON.stringify([[...viewer.audiences].sort(), also(viewer)]);
    const version = await store.version();
    const known = kept.get(key);
    if (known !== undefined && (known.version === version || performance.now() - known.at < goodFor))
      return known.result;
    const result = read(viewer);
    kept.delete(key);
    kept.set(key, { version, at: performance.now(), result });
    const [oldest] = kept.keys();
    if (kept.size > mostAudiences && oldest !== undefined) kept.delete(oldest);
    result.catch(() => kept.delete(key));
    return result;
  };
}
