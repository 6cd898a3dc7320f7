import { z } from 'zod';
import type { Revision } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import { value } from '../../schema/value.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { inBatches } from '../apply/batches.ts';
import { revisionId } from '../apply/write-difference.ts';
import { readableSubjects, revisionNumbers, revisions, revisionsById, subjectByRef } from '../cypher/entities.ts';
import { newestRevisions, revisionsOfRun, revisionsSince } from '../cypher/versions.ts';
import type { Row, Run } from '../engine.ts';
import type { HistoryReads } from '../store.ts';
import { map, number, optional, optionalText, text } from './row.ts';

/** Later than every time. */
const endOfTime = '9999';

export function createHistoryReads(read: Run): Omit<HistoryReads, 'asOf'> {
  const onlyReadable = async (viewer: Viewer, revisions: readonly Revision[]): Promise<Revision[]> => {
    const readable = new Set<Ref>();
    for (const refs of inBatches([...new Set(revisions.map(({ ref }) => ref))])) {
      const found = await read({ text: readableSubjects, parameters: { refs, audiences: [...viewer.audiences] } });
      for (const row of found) readable.add(text(row, 'ref'));
    }
    return revisions.filter(({ ref }) => readable.has(ref));
  };
  return {
    async history(viewer, ref, limit = 100) {
      // What was of an entity is for those who might read the entity.
      const [subject] = await read({ text: subjectByRef, parameters: { ref, audiences: [...viewer.audiences] } });
      if (subject === undefined) return [];
      return (await read({ text: revisions, parameters: { ref, limit } })).map((row) =>
        toRevision(map(row, 'properties')),
      );
    },
    async lastRevisions(viewer, refs) {
      const found = new Map<Ref, Revision>();
      for (const batch of inBatches([...new Set(refs)])) {
        const audiences = [...viewer.audiences];
        const numbers = await read({ text: revisionNumbers, parameters: { refs: batch, audiences } });
        const ids = numbers.map((row) => revisionId(text(row, 'ref'), number(row, 'revision')));
        for (const row of await read({ text: revisionsById, parameters: { ids } })) {
          const revision = toRevision(row);
          found.set(revision.ref, revision);
        }
      }
      return found;
    },
    async newestRevisions(viewer, { by, before = endOfTime, limit }) {
      const rows = await read({ text: newestRevisions, parameters: { by: [...by], before, limit } });
      return onlyReadable(
        viewer,
        rows.map((row) => toRevision(map(row, 'properties'))),
      );
    },
    async changesSince(viewer, pages, limit) {
      const found: Revision[] = [];
      for (const batch of inBatches(pages)) {
        const rows = await read({
          text: revisionsSince,
          parameters: { rows: batch.map(({ ref, since }) => ({ ref, since })), limit },
        });
        found.push(...rows.map((row) => toRevision(map(row, 'properties'))));
      }
      const readable = await onlyReadable(viewer, found);
      return readable.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.ref < b.ref ? -1 : 1)).slice(0, limit);
    },
    async revisionsOf(viewer, run) {
      const rows = (await read({ text: revisionsOfRun, parameters: { run } })).map((row) =>
        toRevision(map(row, 'properties')),
      );
      return onlyReadable(viewer, rows);
    },
  };
}

const actorType = z.enum(['person', 'run', 'kiki']);

const changes = z.array(
  z.object({
    about: z.enum(['field', 'relation', 'passage', 'entity', 'verified', 'redirect']),
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
    actorType: actorType.parse(row.actorType),
    ...optional('run', optionalText(row, 'run')),
    ...optional('reason', optionalText(row, 'reason')),
    changes: changes.parse(JSON.parse(text(row, 'changes'))),
  };
}
