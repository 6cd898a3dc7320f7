import { test } from '@jest/globals';
import { readsAnyBytes } from '../support/any-bytes.ts';

test('whatever bytes a file has, its source is read or refused in words (a sample; the rest is in any-bytes.long.ts)', async () => {
  await readsAnyBytes({ numRuns: 150, seed: 20260131 });
}, 60_000);
