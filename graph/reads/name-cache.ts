import { normaliseId, normaliseName } from '../../schema/names.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { allNames } from '../cypher/entities.ts';
import type { Run } from '../engine.ts';
import type { NameEntry } from '../store.ts';
import { text, texts } from './row.ts';

/** The names a viewer may know, with ways to find by them. */
export interface NameIndex {
  /** The same list as long as the graph does not change, so that what is derived from it can be kept with it. */
  entries: readonly NameEntry[];
  byIdentity: ReadonlyMap<string, Ref>;
  /** By normalised name or alias. */
  byName: ReadonlyMap<string, ReadonlySet<Ref>>;
}

/** Reads the names once per version of the graph and set of audiences. */
export function createNameCache(read: Run, version: () => Promise<number>): (viewer: Viewer) => Promise<NameIndex> {
  let cachedVersion: number | undefined;
  const byAudiences = new Map<string, Promise<NameIndex>>();
  return async (viewer) => {
    const current = await version();
    if (current !== cachedVersion) {
      byAudiences.clear();
      cachedVersion = current;
    }
    const audiences = [...viewer.audiences].sort();
    const key = JSON.stringify(audiences);
    const known = byAudiences.get(key);
    if (known !== undefined) return known;
    const loading = load(read, audiences);
    byAudiences.set(key, loading);
    loading.catch(() => byAudiences.delete(key)); // the caller sees the error; the next one asks again
    return loading;
  };
}

async function load(read: Run, audiences: readonly string[]): Promise<NameIndex> {
  const rows = await read({ text: allNames, parameters: { audiences: [...audiences] } });
  const entries = rows.map((row) => ({
    ref: text(row, 'ref'),
    kind: text(row, 'kind'),
    name: text(row, 'name'),
    aliases: texts(row, 'aliases'),
    keys: texts(row, 'keys'),
  }));
  const byName = new Map<string, Set<Ref>>();
  for (const { ref, name, aliases } of entries) {
    for (const each of [name, ...aliases]) {
      const normal = normaliseName(each);
      if (normal !== '') byName.set(normal, (byName.get(normal) ?? new Set()).add(ref));
    }
  }
  const byIdentity = new Map(entries.flatMap(({ ref, keys }) => keys.map((key) => [key, ref] as const)));
  return { entries, byIdentity, byName };
}

/** `email:Ada@Example.com` in the form in which identities are kept. */
export function normaliseIdentity(identity: string): string {
  const at = identity.indexOf(':');
  return `${identity.slice(0, at)}:${normaliseId(identity.slice(at + 1))}`;
}
