import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { contentOf, disturbed, undisturbedContent } from '../support/kill-rounds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
let expected: string[];
beforeAll(async () => {
  expected = await undisturbedContent(folder);
}, 120_000);

/** Milliseconds after the start: from before the first write to after the last. The moment is what is tested, so nothing is awaited. */
const moments = Array.from({ length: 20 }, (_, index) => 20 + index * 200);

describe('a first reading killed at any moment', () => {
  test.each(moments)(
    'after %i ms is completed by the next start, to the same graph',
    async (moment) => {
      const data = join(folder, String(moment));
      mkdirSync(data);
      await disturbed({ folder, data, signal: 'SIGKILL', when: () => pause(moment) });
      expect(await contentOf(data, folder)).toEqual(expected);
    },
    120_000,
  );
});
