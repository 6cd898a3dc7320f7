import { expect, test } from '@jest/globals';
import { restartRounds } from '../support/faults/restart-rounds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

test('a run goes on when Neo4j is killed in the middle of it and started again, to the graph of an undisturbed one', async () => {
  const outcome = await restartRounds({ folder, rounds: 1, size: { people: 80, pages: 15 }, span: 1500 });
  expect(outcome.differences).toEqual([]);
  expect(outcome.disturbed).toBe(1);
}, 300_000);
