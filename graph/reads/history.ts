import { z } from 'zod';
import type { Revision } from '../../schema/entity.ts';
import { value } from '../../schema/value.ts';
import { inBatches } from '../apply/batches.ts';
import { readableSubjects, revisions, subjectByRef } from '../cypher/entities.ts';
import { revisionsOfRun } from '../cypher/versions.ts';
import type { Row, Run } from '../engine.ts';
import type { HistoryReads } from '../store.ts';
import { map, number, optional, optionalText, text } from './row.ts';

export function createHistoryReads(read: Run): Omit<HistoryReads, 'asOf'> {
  return {
    async history(viewer, ref, limit = 100) {
      // What was of an entity is for those who might read the entity.
      const [subject] = await read({ text: subjectByRef, parameters: { ref, audiences: [...viewer.audiences] } });
      if (subject === undefined) return [];
      return (await read({ text: revisions, parameters: { ref, limit } })).map((row) =>
        toRevision(map(row, 'properties')),
      );
    },
    async revisionsOf(viewer, run) {
      const rows = (await read({ text: revisionsOfRun, parameters: { run } })).map((row) =>
        toRevision(map(row, 'properties')),
      );
      const readable = new Set<string>();
      for (const refs of inBatches([...new Set(rows.map(({ ref }) => ref))])) {
        const found = await read({ text: readableSubjects, parameters: { refs, audiences: [...viewer.audiences] } });
        for (const row of found) readable.add(text(row, 'ref'));
      }
      return rows.filter(({ ref }) => readable.has(ref));
    },
  };
}

const changes = z.array(
  z.object({
    about: z.enum(['field', 'relation', 'passage', 'entity', 'verified']),
    name: z.string(),
    other: z.string().exactOptional(),
    before: value.nullable(),
    after: value.nullable(),
  }),
);

function toRevision(row: Row): Revision {
  return {
    ref: text(row, 'ref'),
    number: number(row, 'number'),
    at: text(row, 'at'),
    actor: text(row, 'actor'),
    actorType: z.enum(['person', 'run', 'kiki']).parse(row.actorType),
    ...optional('run', optionalText(row, 'run')),
    ...optional('reason', optionalText(row, 'reason')),
    changes: changes.parse(JSON.parse(text(row, 'changes'))),
  };
}
