import { test } from '@jest/globals';
import { readsAnyBytes } from '../support/any-bytes.ts';

test('whatever bytes a file has, its source is read or refused in words', async () => {
  await readsAnyBytes({ numRuns: 100_000 });
}, 3_600_000);
