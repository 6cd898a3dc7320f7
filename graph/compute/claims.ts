import type { RecordDraft } from '../../schema/record.ts';
import { byTrust } from './identity.ts';

/** A live record with what ranking needs. */
export interface LiveRecord extends RecordDraft {
  id: string;
  /** Place of its source in the order of trust; smaller is better. */
  rank: number;
}

/** Which record says something, and where in it. */
export interface Support {
  record: string;
  /** Path and place of the claim, when it is not where the record is. */
  at?: string | undefined;
}

/**
 * Preferred first: the better source, then the newer by the date the source itself states (a stated date before none), then by
 * the record's id. Never by the time of reading, so the order of runs does not matter.
 */
export function preferred(a: LiveRecord, b: LiveRecord): number {
  return a.rank - b.rank || compareDates(b.statedAt, a.statedAt) || byTrust(a, b);
}

function compareDates(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
