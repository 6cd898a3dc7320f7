export interface ExpiringCache<Value> {
  get(key: string): Promise<Value>;
  /** Loads it again, whatever is known. */
  fresh(key: string): Promise<Value>;
  forget(key: string): void;
}

export interface ExpiringCacheOptions<Value> {
  load: (key: string) => Promise<Value>;
  seconds: number;
  /** The oldest ones are forgotten beyond this. */
  most: number;
  now: () => Date;
}

/** What was loaded holds for a time. Failures are not kept; those who ask meanwhile share one load. */
export function createExpiringCache<Value>({
  load,
  seconds,
  most,
  now,
}: ExpiringCacheOptions<Value>): ExpiringCache<Value> {
  const entries = new Map<string, { value: Promise<Value>; until: number }>();

  const fresh = (key: string): Promise<Value> => {
    const entry = { value: load(key), until: now().getTime() + seconds * 1000 };
    entries.delete(key);
    entries.set(key, entry);
    entry.value.catch(() => {
      if (entries.get(key) === entry) entries.delete(key);
    });
    for (const oldest of entries.keys()) {
      if (entries.size <= most) break;
      entries.delete(oldest);
    }
    return entry.value;
  };
  return {
    fresh,
    get: (key) => {
      const entry = entries.get(key);
      return entry !== undefined && entry.until > now().getTime() ? entry.value : fresh(key);
    },
    forget: (key) => {
      entries.delete(key);
    },
  };
}
