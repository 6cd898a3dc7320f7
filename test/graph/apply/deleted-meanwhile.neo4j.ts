import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { storedBodies } from '../../../graph/apply/bodies.ts';
import { loadIdentityRows } from '../../../graph/apply/identity-rows.ts';
import { writeRecords } from '../../../graph/apply/write-records.ts';
import { deleteRecords } from '../../../graph/cypher/records.ts';
import type { Engine } from '../../../graph/engine.ts';
import { createSourceReads } from '../../../graph/reads/sources.ts';
import { kiki } from '../../../schema/actor.ts';
import { emptyNeo4j } from '../../support/engines.ts';
import { field, record } from '../../support/records.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await emptyNeo4j();
});
afterAll(() => engine.close());

const people = Array.from({ length: 250 }, (_, index) =>
  record({ source: 'hr', kind: 'Person', key: `${index}`, name: `Person ${index}`, claims: [field('title', 'Clerk')] }),
);
const ids = people.map(({ draft }) => `hr:Person:${draft.key}`);
const paths = people.map(({ draft }) => draft.path);

/** Another process writes the records and deletes one after the other, some times. */
async function othersWriteAndDelete(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await writeRecords(engine, { upserts: people, removals: [] }, { actor: kiki, at: '2026-01-01T00:00:00.000Z' });
    for (const id of ids) await engine.write((run) => run({ text: deleteRecords, parameters: { ids: [id] } }));
  }
}

// Neo4j gives a node that goes while it is read as a row of nulls.
test('a record that another process deletes while it is read is left out', async () => {
  const reads = createSourceReads(engine.read);
  const ways = [
    () => loadIdentityRows(engine.read, () => 0),
    () => loadIdentityRows(engine.read, () => 0, ids),
    () => storedBodies(engine.read)(ids).then(({ size }) => Array.from({ length: size })),
    () => reads.records(ids).then(({ size }) => Array.from({ length: size })),
    () => reads.recordsOf('hr'),
    () => reads.recordsAt('hr', paths),
  ];
  const over = othersWriteAndDelete(2).then(() => true);
  const lengths = new Set<number>();
  do for (const way of ways) lengths.add((await way()).length);
  while (!(await Promise.race([over, Promise.resolve(false)])));
  // They were read while some were gone.
  expect(lengths.size).toBeGreaterThan(3);
}, 120_000);
