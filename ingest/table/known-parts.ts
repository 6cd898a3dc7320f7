import { createHash } from 'node:crypto';
import type { ReadRecord } from '../../graph/apply/write-records.ts';
import type { RecordDraft } from '../../schema/record.ts';
import type { FileChange } from '../files/file-history.ts';
import type { Item } from '../mapping/map-item.ts';
import type { KnownRecords } from '../reading.ts';
import { mergeDrafts } from './map-row.ts';
import type { TableRow } from './tables.ts';

/*
 * A row of which nothing has changed need not be mapped again: that takes most of the time of reading a table. So a record keeps
 * the hashes of all that it was read from, in order and with a space between them.
 */

/** What one item of a row says of one thing. */
export interface Part {
  /** Of all it is read from. Undefined when something of it was left out: then it is read again each time, which says so each time. */
  hash: string | undefined;
  /** Where it is, for refusals. */
  place: string;
  map(): RecordDraft | Promise<RecordDraft>;
}

/** Finds the record that a part with this hash belonged to when the source was read last. */
export function findKnownParts(known: KnownRecords): (hash: string) => string | undefined {
  const ids = new Map<string, string>();
  for (const records of known.values())
    for (const { id, inputHash = '' } of records) for (const part of inputHash.split(' ')) ids.set(part, id);
  ids.delete('');
  return (hash) => ids.get(hash);
}

export interface Gathered {
  records: ReadRecord[];
  unchanged: string[];
  /** Records that had more parts, of which some may be among those that could not be read. */
  kept: string[];
}

/**
 * The records that parts are of. What has the parts that it had is unchanged, and none of them is mapped.
 *
 * @param parts by the id of their record
 * @param isWhole false when something could not be read: then a record that has fewer parts than before is left as it is
 * @param refuse called for a part that can't be mapped
 */
export async function gather(
  parts: ReadonlyMap<string, readonly Part[]>,
  {
    known,
    isWhole,
    refuse,
  }: { known: KnownRecords; isWhole: boolean; refuse: (place: string, error: unknown) => void },
): Promise<Gathered> {
  const before = new Map([...known.values()].flatMap((records) => records.map(({ id, inputHash }) => [id, inputHash])));
  const gathered: Gathered = { records: [], unchanged: [], kept: [] };
  for (const [id, own] of parts) {
    const hashes = own.flatMap(({ hash }) => hash ?? []);
    const inputHash = hashes.length === own.length ? hashes.join(' ') : undefined;
    if (inputHash !== undefined && before.get(id) === inputHash) {
      gathered.unchanged.push(id);
      continue;
    }
    if (!isWhole && own.length < countParts(before.get(id))) {
      gathered.kept.push(id);
      continue;
    }
    const drafts: RecordDraft[] = [];
    for (const { place, map } of own) {
      try {
        drafts.push(await map());
      } catch (error) {
        refuse(place, error);
      }
    }
    if (drafts.length === 0) continue;
    const isAll = drafts.length === own.length;
    gathered.records.push({ draft: mergeDrafts(drafts), inputHash: isAll ? inputHash : undefined });
  }
  return gathered;
}

function countParts(inputHash: string | undefined): number {
  return inputHash === undefined ? 0 : inputHash.split(' ').length;
}

export interface HashInput {
  /** Of the settings, and of all tables where expressions look into them. */
  settings: string;
  /** Whether expressions use the position of the row. */
  isPositional: boolean;
  changes: ReadonlyMap<string, FileChange>;
}

/** Hash of all that a mapping reads for an item, hex; undefined for what JSON can't hold: YAML may contain itself. */
export function hashItem(
  row: TableRow,
  item: Item,
  { settings, isPositional, changes }: HashInput,
): string | undefined {
  const change = changes.get(row.path);
  const read = [
    settings,
    row.path,
    row.isOnly,
    isPositional && row.index,
    change?.at,
    change?.by,
    row.data,
    item.context !== row.data && item.context,
  ];
  let written: string;
  try {
    written = JSON.stringify(read, writable);
  } catch {
    return undefined;
  }
  return createHash('sha256').update(written).digest('hex').slice(0, 32);
}

/** What JSON can't tell apart, or can't hold. */
function writable(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `bigint ${value}`;
  if (typeof value === 'number' && !Number.isFinite(value)) return `number ${value}`;
  return value;
}
