import type { FieldSpec } from '../../schema/kinds.ts';
import type { Claim } from '../../schema/record.ts';
import type { LiveRecord } from './claims.ts';

/** Statuses under which a record tells of what was: its relations are over too. */
const over: ReadonlySet<unknown> = new Set(['left', 'archived']);

/**
 * A source may have one thing under several keys, some of them closed: the contract before a re-hire, a role that ended. A record
 * whose status takes it out of counts yields to those of the same source that count, whatever date it states; what it says of
 * relations is over when the record is. Without this a re-hired person would be one who left.
 *
 * @param records all records of one thing
 */
export function yieldClosedKeys(records: readonly LiveRecord[], specs: readonly FieldSpec[]): LiveRecord[] {
  const choices = specs.find(({ name }) => name === 'status')?.choices ?? [];
  const uncounted = new Set<unknown>(choices.filter(({ counted }) => counted === false).map(({ value }) => value));
  const isClosed = ({ claims }: LiveRecord) => uncounted.has(statusOf(claims));
  const open = new Set(records.filter((record) => !isClosed(record)).map(({ source }) => source));
  return records.map((record) => {
    if (!isClosed(record) || !open.has(record.source)) return record;
    // Ranks of sources are whole numbers: half of one is behind all keys of the same source and before the next source.
    const behind = { ...record, rank: record.rank + 0.5 };
    return over.has(statusOf(record.claims)) ? { ...behind, claims: record.claims.map(ended) } : behind;
  });
}

function statusOf(claims: readonly Claim[]): unknown {
  return claims.flatMap((claim) =>
    claim.about === 'field' && claim.field === 'status' && !claim.not ? [claim.value] : [],
  )[0];
}

function ended(claim: Claim): Claim {
  const runs = claim.about === 'relation' && !claim.not && claim.until === undefined;
  return runs ? { ...claim, ended: true } : claim;
}
