import { normaliseId, normaliseName } from '../../schema/names.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { allNames } from '../cypher/entities.ts';
import type { Run } from '../engine.ts';
import type { NameEntry } from '../store.ts';
import { redirectKey } from '../compute/redirects.ts';
import { loadRedirects, type SaidRedirect } from './redirects.ts';
import { ofWhatIsThere, text, texts } from './row.ts';

/** The names a viewer may know, with ways to find by them. */
export interface NameIndex {
  /** The same list as long as the graph does not change, so that what is derived from it can be kept with it. */
  entries: readonly NameEntry[];
  byIdentity: ReadonlyMap<string, Ref>;
  /** By normalised name or alias. */
  byName: ReadonlyMap<string, ReadonlySet<Ref>>;
  /** Names and addresses of which people say where they lead, as they say it, the first of equal ones first. */
  said: readonly SaidRedirect[];
  /** Where they lead, by `redirectKey`. */
  byRedirect: ReadonlyMap<string, Ref>;
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
  const [rows, said] = await Promise.all([
    read({ text: allNames, parameters: { audiences: [...audiences] } }),
    loadRedirects(read, audiences),
  ]);
  const named = ofWhatIsThere(rows, 'ref', 'kind', 'name').map((row) => ({
    ref: text(row, 'ref'),
    kind: text(row, 'kind'),
    name: text(row, 'name'),
    aliases: texts(row, 'aliases'),
    keys: texts(row, 'keys'),
  }));
  const byName = new Map<string, Set<Ref>>();
  for (const { ref, name, aliases } of named) {
    for (const each of [name, ...aliases]) {
      const normal = normaliseName(each);
      if (normal !== '') byName.set(normal, (byName.get(normal) ?? new Set()).add(ref));
    }
  }
  // A name that something bears leads there, whoever says otherwise.
  const byRedirect = new Map<string, Ref>();
  const leading = new Map<Ref, string[]>();
  const there = new Set(named.map(({ ref }) => ref));
  for (const { from, to } of [...said.filter(({ to }) => there.has(to)), ...said.filter(({ to }) => !there.has(to))]) {
    const key = redirectKey(from);
    if (byRedirect.has(key)) continue;
    byRedirect.set(key, to);
    if (!byName.has(key)) leading.set(to, [...(leading.get(to) ?? []), from]);
  }
  const entries = named.map((entry) => ({ ...entry, redirects: leading.get(entry.ref) ?? [] }));
  const byIdentity = new Map(entries.flatMap(({ ref, keys }) => keys.map((key) => [key, ref] as const)));
  return { entries, byIdentity, byName, said, byRedirect };
}

/** `email:Ada@Example.com` in the form in which identities are kept. */
export function normaliseIdentity(identity: string): string {
  const at = identity.indexOf(':');
  return `${identity.slice(0, at)}:${normaliseId(identity.slice(at + 1))}`;
}
