import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Engine } from '../../graph/engine.ts';
import type { GraphStore, RunRecord } from '../../graph/store.ts';
import { localAdmin } from '../../schema/viewer.ts';
import { emptyNeo4j, neo4jAccess, storeOn } from '../support/engines.ts';
import { ingested } from '../support/faults/kill-rounds.ts';
import { writeCompany } from '../support/faults/moving-company.ts';
import { embeddedPlace, neo4jPlace, type Place } from '../support/faults/places.ts';
import { differences, saidBy } from '../support/faults/said.ts';
import { logged, runKiki, startServer } from '../support/run-kiki.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const size = { people: 80, pages: 15 };
const sources = ['hr', 'desk', 'wiki'];
let engine: Engine;
let store: GraphStore;
let place: Place;
beforeAll(async () => {
  engine = await emptyNeo4j();
  store = await storeOn(engine, { sources: sources.map((name) => ({ name })) });
  place = neo4jPlace(neo4jAccess(), engine, folder);
});
afterAll(() => store.close());

/** Runs of a source that wrote something; the others found it read already. */
const working = async (source: string): Promise<RunRecord[]> =>
  (await store.runs(localAdmin, { source, limit: 100 })).filter(
    ({ added, changed, removed }) => added + changed + removed > 0,
  );

/** No two runs of a source were under way at one time. */
const expectOneAtATime = async () => {
  for (const source of sources) {
    const runs = await store.runs(localAdmin, { source, limit: 100 });
    const inOrder = runs.reverse().map(({ startedAt, finishedAt }) => [startedAt, finishedAt ?? 'never'] as const);
    for (const [index, [, end]] of inOrder.slice(0, -1).entries())
      expect([source, end <= (inOrder[index + 1]?.[0] ?? '')]).toEqual([source, true]);
  }
};

test('of two replicas that start on an empty graph one reads each source, and both show what one alone would', async () => {
  writeCompany(folder, 0, size);
  const start = () => startServer({ folder, variables: place.variables });
  const replicas = await Promise.all([start(), start()]);
  for (const replica of replicas) await logged(replica, 'every source has been read');
  const names = await Promise.all(
    replicas.map(async ({ url }) =>
      (await fetch(`${url}/browse/person`)).text().then((page) => page.match(/Name\d+/g)),
    ),
  );
  expect(names[0]?.length).toBeGreaterThan(size.people / 2);
  expect(names[1]).toEqual(names[0]);
  for (const replica of replicas) await replica.stop();
  for (const source of sources) expect(await working(source)).toHaveLength(1);
  await expectOneAtATime();
}, 120_000);

test('of two imports at once one reads each source, the other waits for it, and both end well', async () => {
  writeCompany(folder, 1, size);
  const ingest = () => runKiki(['ingest'], { folder, variables: place.variables });
  const ended = await Promise.all([ingest(), ingest()]);
  // What one that failed said is the first thing to see.
  expect(ended.filter(({ code }) => code !== 0)).toEqual([]);
  expect(ended.map(({ stderr }) => stderr).join()).toMatch(/hr is being read by .*; waiting for it/);
  for (const source of sources) expect(await working(source)).toHaveLength(2);
  await expectOneAtATime();
}, 120_000);

test('and the graph is the one that a single process leaves', async () => {
  const undisturbed = embeddedPlace(join(folder, 'undisturbed'));
  writeCompany(folder, 0, size);
  await ingested(undisturbed, folder, 0, { takesBack: false });
  writeCompany(folder, 1, size);
  const { said } = await ingested(undisturbed, folder, 1, { takesBack: false });
  expect(differences(said, await saidBy(store))).toEqual([]);
}, 120_000);
