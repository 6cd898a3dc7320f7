import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { emptyNeo4j, neo4jAccess } from '../support/engines.ts';
import { killRounds } from '../support/faults/kill-rounds.ts';
import { embeddedPlace, neo4jPlace } from '../support/faults/places.ts';
import { restartRounds } from '../support/faults/restart-rounds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = temporaryFolder();
const newFolder = (name: string) => {
  const folder = join(root, name);
  mkdirSync(folder);
  return folder;
};
const hour = 3_600_000;

describe('fifty rounds', () => {
  test(
    'of killing kiki ingest leave the embedded graph as if nothing had been',
    async () => {
      const folder = newFolder('embedded');
      const place = embeddedPlace(join(folder, 'data'));
      const outcome = await killRounds({ place, folder, rounds: 50, size: { people: 240, pages: 40 }, span: 2000 });
      expect(outcome.differences).toEqual([]);
      expect(outcome.cutOff).toBeGreaterThan(10);
    },
    hour,
  );

  test(
    'of killing kiki ingest leave the Neo4j graph as if nothing had been',
    async () => {
      const folder = newFolder('neo4j');
      const place = neo4jPlace(neo4jAccess(), await emptyNeo4j(), folder);
      const outcome = await killRounds({ place, folder, rounds: 50, size: { people: 240, pages: 40 }, span: 4000 });
      await place.close();
      expect(outcome.differences).toEqual([]);
      expect(outcome.cutOff).toBeGreaterThan(10);
    },
    hour,
  );
});

test(
  'ten restarts of Neo4j in the middle of runs leave its graph as if nothing had been',
  async () => {
    const folder = newFolder('restarts');
    const outcome = await restartRounds({ folder, rounds: 10, size: { people: 240, pages: 40 }, span: 4000 });
    expect(outcome.differences).toEqual([]);
    for (const told of outcome.said) expect(told).toMatch(/Neo4j does not answer/);
    expect(outcome.disturbed).toBeGreaterThan(5);
  },
  hour,
);
