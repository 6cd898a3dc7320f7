import { recordId } from '../../schema/record.ts';
import type { LiveRecord } from '../../graph/compute/claims.ts';
import { record, type RecordSketch } from './records.ts';

/** A record as computing sees it. Sources rank by the alphabet unless a rank is given. */
export function live({ rank, ...sketch }: RecordSketch & { rank?: number }): LiveRecord {
  const { draft } = record(sketch);
  return { ...draft, id: recordId(draft), rank: rank ?? draft.source.charCodeAt(0) };
}
