import { expect, test } from '@jest/globals';
import { emptyNeo4j } from '../support/engines.ts';
import { checkMergesAreUndone } from '../support/merge-property.ts';
import { checkOrderDoesNotMatter } from '../support/order-property.ts';

test(
  'on Neo4j too, any order and repetition of writes gives the same graph',
  () => checkOrderDoesNotMatter(4, emptyNeo4j),
  180_000,
);

test('on Neo4j too, any merges, taken back in any order, leave the graph as it was', async () => {
  const { merges } = await checkMergesAreUndone(4, emptyNeo4j);
  expect(merges).toBeGreaterThan(2);
}, 180_000);
