import { expect, test } from '@jest/globals';
import { emptyNeo4j, neo4jAccess } from '../support/engines.ts';
import { killRounds } from '../support/faults/kill-rounds.ts';
import { neo4jPlace } from '../support/faults/places.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

test('wherever kiki ingest is killed, the next run leaves the Neo4j graph that an undisturbed embedded one is', async () => {
  const place = neo4jPlace(neo4jAccess(), await emptyNeo4j(), folder);
  const outcome = await killRounds({ place, folder, rounds: 5, size: { people: 80, pages: 15 }, span: 2000 });
  await place.close();
  expect(outcome.differences).toEqual([]);
  expect(outcome.cutOff).toBeGreaterThan(0);
}, 300_000);
