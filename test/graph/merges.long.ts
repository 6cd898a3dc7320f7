import { expect, test } from '@jest/globals';
import { emptyEmbedded, emptyNeo4j } from '../support/engines.ts';
import { checkMergesAreUndone } from '../support/merge-property.ts';

test('any of many merges, taken back in any order, leave the graph as it was', async () => {
  const { merges } = await checkMergesAreUndone(500, emptyEmbedded);
  expect(merges).toBeGreaterThan(500);
}, 1_800_000);

test('so they do on Neo4j', async () => {
  const { merges } = await checkMergesAreUndone(50, emptyNeo4j);
  expect(merges).toBeGreaterThan(50);
}, 1_800_000);
