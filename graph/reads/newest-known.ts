import type { Viewer } from '../../schema/viewer.ts';

/** What takes long to find, found once per state of the graph and set of audiences. */
export interface NewestKnown<T> {
  /** Of the state of now. */
  current(viewer: Viewer): Promise<T>;
  /**
   * What is there when the patience (milliseconds) is over: of the state of now, or of an older one, or undefined where none was found so
   * far. It goes on being found, but one search at a time, however often this is asked and the graph changes.
   */
  soFar(viewer: Viewer, patience: number): Promise<{ value: T; isCurrent: boolean } | undefined>;
}

/** Sets of audiences for which something is kept. */
const mostAudiences = 20;

interface Entry<T> {
  state: string;
  finding: Promise<T>;
  isFinding: boolean;
  /** The last one found, maybe of an older state. */
  last: { value: T } | undefined;
}

/** @param state equal when what would be found is */
export function createNewestKnown<T>(
  state: () => Promise<string>,
  find: (viewer: Viewer) => Promise<T>,
): NewestKnown<T> {
  const entries = new Map<string, Entry<T>>();

  const begin = (key: string, viewer: Viewer, at: string): Entry<T> => {
    const entry: Entry<T> = { state: at, finding: find(viewer), isFinding: true, last: entries.get(key)?.last };
    entries.delete(key);
    entries.set(key, entry);
    const [oldest] = entries.keys();
    if (entries.size > mostAudiences && oldest !== undefined) entries.delete(oldest);
    entry.finding.then(
      (value) => {
        entry.isFinding = false;
        entry.last = { value };
        // It may have been overtaken by one that is not found yet.
        const newest = entries.get(key);
        if (newest !== undefined) newest.last ??= entry.last;
      },
      // Whoever waits sees the error; the next one tries again.
      () => {
        if (entries.get(key) === entry) entries.delete(key);
      },
    );
    return entry;
  };

  const entryOf = async (viewer: Viewer) => {
    const key = JSON.stringify([...viewer.audiences].sort());
    const at = await state();
    return { key, at, known: entries.get(key) };
  };

  return {
    async current(viewer) {
      const { key, at, known } = await entryOf(viewer);
      return known?.state === at ? known.finding : begin(key, viewer, at).finding;
    },
    async soFar(viewer, patience) {
      const { key, at, known } = await entryOf(viewer);
      const isUsable = known !== undefined && (known.state === at || known.isFinding);
      const entry = isUsable ? known : begin(key, viewer, at);
      if (entry.state === at) {
        const found = await within(patience, entry.finding);
        if (found !== undefined) return { value: found.value, isCurrent: true };
      }
      return entry.last && { value: entry.last.value, isCurrent: false };
    },
  };
}

/** The value, if it comes within so many milliseconds. */
async function within<T>(milliseconds: number, coming: Promise<T>): Promise<{ value: T } | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([coming.then((value) => ({ value })), late]);
  } finally {
    clearTimeout(timer);
  }
}
