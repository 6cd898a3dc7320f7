import { countChange, meta } from '../cypher/subjects.ts';
import type { Engine, Row } from '../engine.ts';
import { map, number } from '../reads/row.ts';
import { loadIdentityRows, type StoredRow } from './identity-rows.ts';

/**
 * The identity rows of all records, kept between settlements: reading them all takes far longer than most changes.
 *
 * They hold for one version of the graph. Writes through an engine of `following` are followed; when someone else has written, the version is
 * another than expected, and all are read anew.
 */
export interface IdentityCache {
  /** An engine by which the graph is changed: this one, or one that writes under a lease. */
  following(engine: Engine): Engine;
  /** Says, before it happens, that these records are written, deleted or given another entity through an engine that is followed. */
  writing(ids: Iterable<string>): void;
  /** All rows. What a record says is in the same lists as long as it says it. */
  load(): Promise<{ rows: ReadonlyMap<string, StoredRow>; version: number; meta: Row }>;
}

export function createIdentityCache(engine: Engine, rankOf: (source: string) => number): IdentityCache {
  let known: { version: number; rows: Map<string, StoredRow> } | undefined;
  const stale = new Set<string>();

  const follow = (versions: readonly number[]) => {
    const [first, last] = [versions[0], versions.at(-1)];
    if (known === undefined || first === undefined || last === undefined) return;
    if (first === known.version + 1) known.version = last;
    else known = undefined; // others wrote in between
  };
  const readMeta = async () => {
    const properties = map((await engine.read({ text: meta }))[0] ?? {}, 'properties');
    return { meta: properties, version: number(properties, 'version') };
  };
  /** Reads what was written since; undefined when someone else wrote meanwhile. */
  const renew = async (rows: Map<string, StoredRow>, version: number) => {
    if (stale.size === 0) return rows;
    const ids = [...stale];
    const fresh = await loadIdentityRows(engine.read, rankOf, ids);
    if ((await readMeta()).version !== version) return undefined;
    const found = new Set(fresh.map(({ id }) => id));
    for (const id of ids) {
      stale.delete(id);
      if (!found.has(id)) rows.delete(id);
    }
    // By their own ids: the database may write one otherwise than it was asked for.
    for (const row of fresh) rows.set(row.id, sharing(row, rows.get(row.id)));
    return rows;
  };

  return {
    following: (database) => ({
      ...database,
      async write(work) {
        let versions: number[] = [];
        const result = await database.write((run) => {
          versions = [];
          return work(async (statement) => {
            const rows = await run(statement);
            if (statement.text === countChange) versions.push(number(rows[0] ?? {}, 'version'));
            return rows;
          });
        });
        follow(versions);
        return result;
      },
    }),
    writing(ids) {
      for (const id of ids) stale.add(id);
    },
    async load() {
      const now = await readMeta();
      const kept = known?.version === now.version ? await renew(known.rows, now.version) : undefined;
      if (kept !== undefined) return { rows: kept, ...now };
      known = undefined;
      stale.clear();
      const rows = new Map((await loadIdentityRows(engine.read, rankOf)).map((row) => [row.id, row]));
      // Rows of a version that is being passed are used, and writing from them fails then; they are not kept.
      if ((await readMeta()).version === now.version) known = { version: now.version, rows };
      return { rows, ...now };
    },
  };
}

/** Of the same content, lists are the same objects: who has looked into them need not do so again. */
function sharing(row: StoredRow, before: StoredRow | undefined): StoredRow {
  if (before === undefined || before.hash !== row.hash) return row;
  const { identities, names, deniedNames, mentions } = before;
  return { ...row, identities, names, deniedNames, mentions };
}
