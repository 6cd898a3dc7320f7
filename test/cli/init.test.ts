import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { init } from '../../cli/commands/init.ts';
import { recordingIo } from '../support/recording-io.ts';
import { runKiki } from '../support/run-kiki.ts';
import { temporaryFolders } from '../support/temporary-folder.ts';
import { writeFiles } from '../support/write-files.ts';

const newFolder = temporaryFolders();

async function run(config: { option?: string; environment?: string }) {
  const workingFolder = newFolder();
  writeFiles(workingFolder, { 'data/people.csv': 'id,name,email\n1,Ada Lovelace,ada@firm.example\n' });
  const io = recordingIo();
  const { option, environment } = config;
  const exit = await init({ folder: 'data', config: { option, environment }, workingFolder }, io);
  expect(exit).toBe(0);
  const [said] = io.outs;
  return { said, written: (path: string) => existsSync(join(workingFolder, path)), workingFolder };
}

describe('init', () => {
  test('writes kiki.yaml into the working folder', async () => {
    const { said, written, workingFolder } = await run({});
    expect(written('kiki.yaml')).toBe(true);
    expect(said).toBe(`Wrote ${join(workingFolder, 'kiki.yaml')}. Look through it, then: kiki ingest --dry-run`);
  });

  test('writes the file that --config names, and says how to read it', async () => {
    const { said, written, workingFolder } = await run({ option: 'new/sub.yaml', environment: 'other.yaml' });
    expect([written('new/sub.yaml'), written('other.yaml'), written('kiki.yaml')]).toEqual([true, false, false]);
    expect(readFileSync(join(workingFolder, 'new/sub.yaml'), 'utf8')).toContain('root: ../data');
    expect(said).toMatch(/kiki ingest --dry-run --config new\/sub\.yaml$/);
  });

  test('writes the file that KIKI_CONFIG names', async () => {
    const { said, written } = await run({ environment: 'other.yaml' });
    expect([written('other.yaml'), written('kiki.yaml')]).toEqual([true, false]);
    expect(said).toMatch(/kiki ingest --dry-run$/);
  });

  test('is given --config by the command line', async () => {
    const folder = newFolder();
    writeFiles(folder, { 'data/people.csv': 'id,name,email\n1,Ada Lovelace,ada@firm.example\n' });
    const variables = { KIKI_CONFIG: 'other.yaml' };
    expect((await runKiki(['init', 'data', '--config', 'sub.yaml'], { folder, variables })).code).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['data', 'sub.yaml']);
  });
});
