import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { tinyModel, writeTinyModel } from '../../../support/tiny-model.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../../..');
const paths = writeTinyModel(temporaryFolder());

/** Embeds one text with the program at the address, in a process of its own, and prints the vector. */
const script = (program: string) => `
  const { createLocalEmbedder } = await import(${JSON.stringify(program)});
  const embedder = await createLocalEmbedder({ model: ${JSON.stringify(tinyModel)}, paths: ${JSON.stringify(paths)}, threads: 1 });
  console.log(JSON.stringify([...(await embedder.embedDocuments(['refund']))[0]]));
  await embedder.close();`;

async function embedWith(flags: string[], program: string): Promise<unknown> {
  const address = pathToFileURL(join(program, 'graph/embeddings/local/local-embedder')).href;
  const extension = flags.length === 0 ? '.js' : '.ts';
  const parameters = [...flags, '--input-type=module', '--eval', script(address + extension)];
  const { stdout } = await run(process.execPath, parameters, { cwd: root, timeout: 30_000 });
  return JSON.parse(stdout);
}

const expected = [2, 6, 0, 0].map((value) => expect.closeTo(value / Math.hypot(2, 6), 5));
/** What scripts/test.ts compiled; else it is done here, inside the checkout, so that packages are found from there. */
const given = process.env.KIKI_TEST_PROGRAM;
let compiled = '';

beforeAll(async () => {
  if (given !== undefined) {
    compiled = join(dirname(given), '..');
    return;
  }
  mkdirSync(join(root, '.kiki'), { recursive: true });
  compiled = mkdtempSync(join(root, '.kiki', 'compiled-'));
  const program = pathToFileURL(join(root, 'scripts/program.ts')).href;
  const write = `await (await import(${JSON.stringify(program)})).writeProgram(${JSON.stringify(compiled)})`;
  await run(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', write], { cwd: root });
}, 120_000);
afterAll(() => {
  if (given === undefined) rmSync(compiled, { recursive: true, force: true });
});

describe('the thread of the local model starts', () => {
  test('from its source under tsx', async () => {
    expect(await embedWith(['--import', 'tsx'], root)).toEqual(expected);
  }, 30_000);

  test('from what the build compiled, under plain Node', async () => {
    expect(await embedWith([], compiled)).toEqual(expected);
  }, 30_000);
});
