import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { killRounds } from '../support/faults/kill-rounds.ts';
import { embeddedPlace } from '../support/faults/places.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

test('wherever kiki ingest is killed, the next run leaves the embedded graph that an undisturbed one does', async () => {
  const place = embeddedPlace(join(folder, 'data'));
  const outcome = await killRounds({ place, folder, rounds: 5, size: { people: 240, pages: 40 }, span: 1500 });
  expect(outcome.differences).toEqual([]);
  expect(outcome.cutOff).toBeGreaterThan(0);
}, 240_000);
