import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ingested } from '../support/faults/kill-rounds.ts';
import { writeCompany } from '../support/faults/moving-company.ts';
import { embeddedPlace } from '../support/faults/places.ts';
import { differences } from '../support/faults/said.ts';
import { kikiCommand } from '../support/run-kiki.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

test('kiki ingest on a full disk says so with the way out, and with room the next run completes the graph', async () => {
  writeCompany(folder, 0, { people: 240, pages: 40 });
  const place = embeddedPlace(join(folder, 'data'));
  // No file may grow beyond 300 kB: the system then refuses writes as it does on a full disk.
  const limited = 'trap "" XFSZ; ulimit -f 300; exec "$@"';
  const { command, environment } = kikiCommand(['ingest'], place.variables);
  const { code, stderr } = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
    execFile('bash', ['-c', limited, 'limited', ...command], { cwd: folder, env: environment }, (error, _out, told) =>
      resolve({ code: error?.code, stderr: told }),
    );
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/can't be written to disk .*Make space where the data folder is/);
  const found = await ingested(place, folder, 0);
  const expected = await ingested(embeddedPlace(join(folder, 'undisturbed')), folder, 0);
  expect(differences(expected.said, found.said)).toEqual([]);
}, 120_000);
