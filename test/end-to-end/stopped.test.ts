import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { contentOf, disturbed, undisturbedContent } from '../support/kill-rounds.ts';
import { logged } from '../support/run-kiki.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
let expected: string[];
beforeAll(async () => {
  expected = await undisturbedContent(folder);
}, 240_000);

describe('a first reading that is cut off', () => {
  test.each<[NodeJS.Signals, number | null]>([
    ['SIGKILL', null],
    ['SIGTERM', 0],
  ])(
    'by %s is completed by the next start, to the same graph',
    async (signal, code) => {
      const data = join(folder, signal);
      mkdirSync(data);
      const ended = await disturbed({ folder, data, signal, when: (server) => logged(server, '"source":"hr"') });
      expect(ended.code).toBe(code);
      expect(ended.stderr).not.toContain('"source":"glossary"');
      expect(await contentOf(data, folder)).toEqual(expected);
    },
    240_000,
  );
});
