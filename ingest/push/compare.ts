import type { MadeRecords } from './make-records.ts';

/** A record as the graph has it. `path` is the id it was pushed under. */
export interface StoredRecord {
  id: string;
  hash: string;
  path: string;
}

/** What pushed rows change of what is stored of them. */
export interface PushChange {
  upserts: MadeRecords['records'];
  /** Ids of records that the rows made before and make no more. */
  removals: string[];
}

/** @param stored all records of these rows */
export function compareRows(rows: readonly MadeRecords[], stored: readonly StoredRecord[]): PushChange {
  const hashes = new Map(stored.map(({ id, hash }) => [id, hash]));
  const made = rows.flatMap(({ records }) => records);
  const present = new Set(made.map(({ id }) => id));
  return {
    upserts: made.filter(({ id, hash }) => hashes.get(id) !== hash),
    removals: stored.map(({ id }) => id).filter((id) => !present.has(id)),
  };
}

/**
 * Rows that may be taken in: each makes records that no other row makes. Of two in one list the first counts.
 *
 * @param ownerOf the row that a record is of by now, if that stays
 */
export function refuseShared(
  rows: readonly MadeRecords[],
  ownerOf: (record: string) => string | undefined,
): { accepted: MadeRecords[]; refused: Map<MadeRecords, string> } {
  const takenBy = new Map<string, string>();
  const refused = new Map<MadeRecords, string>();
  const accepted = rows.filter((row) => {
    for (const { id } of row.records) {
      const owner = takenBy.get(id) ?? ownerOf(id);
      if (owner === undefined || owner === row.id) continue;
      refused.set(row, `It makes the record ${id}, which "${owner}" makes already. Give each record one row.`);
      return false;
    }
    for (const { id } of row.records) takenBy.set(id, row.id);
    return true;
  });
  return { accepted, refused };
}
