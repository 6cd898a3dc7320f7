import { allMerges } from '../cypher/merges.ts';
import type { Row, Run } from '../engine.ts';
import type { EntityReads, MergeReads, MergeRecord } from '../store.ts';
import { map, optional, optionalText, text } from './row.ts';

export function createMergeReads(read: Run, locate: EntityReads['locate']): MergeReads {
  return {
    async merges(viewer) {
      const all = (await read({ text: allMerges })).map((row) => toMerge(map(row, 'properties')));
      const readable = await Promise.all(
        all.map(async ({ into }) => (await locate(viewer, into)).status !== 'unknown'),
      );
      return all.filter((_, index) => readable[index]);
    },
  };
}

export function toMerge(row: Row): MergeRecord {
  return {
    from: text(row, 'merged'),
    into: text(row, 'survivor'),
    at: text(row, 'at'),
    by: text(row, 'by'),
    ...optional('reason', optionalText(row, 'reason')),
    ...optional('until', optionalText(row, 'until')),
    ...optional('endedBy', optionalText(row, 'endedBy')),
  };
}
