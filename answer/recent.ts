/** What was looked at last, as many as are to be kept. */
export interface Recent<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
}

/** Forgets what was not asked for longest. @param most how many are kept */
export function createRecent<T>(most: number): Recent<T> {
  const known = new Map<string, T>();
  const put = (key: string, value: T) => {
    known.delete(key);
    known.set(key, value);
    if (known.size > most) known.delete(known.keys().next().value ?? '');
  };
  return {
    get(key) {
      const value = known.get(key);
      if (value !== undefined) put(key, value);
      return value;
    },
    set: put,
    delete: (key) => void known.delete(key),
  };
}

/** Computes each thing once, also while several ask for it. */
export type Once<T> = (key: string, compute: () => Promise<T>) => Promise<T>;

/** What fails is not kept, and whoever waited for it tries itself: who asked first may have been stopped. @param most how many are kept */
export function createOnce<T>(most: number): Once<T> {
  const known = createRecent<Promise<{ value: T } | undefined>>(most);
  return async (key, compute) => {
    const under = known.get(key);
    const found = under && (await under);
    if (found !== undefined) return found.value;
    const computed = compute();
    known.set(
      key,
      computed.then(
        (value) => ({ value }),
        () => {
          known.delete(key);
          return undefined;
        },
      ),
    );
    return computed;
  };
}
