import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { openEmbedded } from '../../../../graph/engines/embedded/engine.ts';
import { kiki } from '../../../../schema/actor.ts';
import { anyEmployee } from '../../../../schema/viewer.ts';
import { storeOn } from '../../../support/engines.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const folder = temporaryFolder();
const filler = join(import.meta.dirname, '../../../support/graph-filler.ts');

interface Report {
  acknowledged: number;
  write: { code: string; says: string };
  read: Record<string, number>;
  close: unknown;
}

test('a disk that takes no more is Unavailable with the way out, reads go on, and what was acknowledged is kept', async () => {
  // No file may grow beyond a megabyte: the system then refuses writes as it does on a full disk.
  const limited = 'trap "" XFSZ; ulimit -f 1024; exec "$@"';
  const { stdout } = await promisify(execFile)('bash', [
    '-c',
    limited,
    'limited',
    process.execPath,
    '--import',
    'tsx',
    filler,
    folder,
  ]);
  const { acknowledged, write, read } = JSON.parse(stdout) as Report;
  expect(acknowledged).toBeGreaterThan(3);
  expect(write).toMatchObject({ code: 'unavailable', says: expect.stringContaining('Make space') });
  expect(read).toEqual({ Person: acknowledged });

  const store = await storeOn(await openEmbedded({ folder }));
  await store.settle(kiki);
  expect((await store.list(anyEmployee, { kind: 'Person' })).total).toBeGreaterThanOrEqual(acknowledged);
  await store.close();
}, 30_000);
