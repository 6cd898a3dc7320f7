import { expect, test } from '@jest/globals';
import { emptyEmbedded } from '../support/engines.ts';
import { checkMergesAreUndone } from '../support/merge-property.ts';

test('any merges, taken back in any order, leave the graph as it was', async () => {
  const { merges } = await checkMergesAreUndone(12, emptyEmbedded);
  expect(merges).toBeGreaterThan(10);
}, 240_000);
