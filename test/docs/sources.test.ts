import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { examplesOf, runExample } from '../support/documented-examples.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = join(import.meta.dirname, '../../docs/sources');
const read = (page: string) => readFileSync(join(folder, page), 'utf8');
const pages = readdirSync(folder).filter((page) => page !== 'README.md');
/** Those that need a server are in served-examples.test.ts. */
const run = pages.filter((page) => page !== 'push.md' && page !== 'schedule.md');
const root = temporaryFolder();

describe('docs/sources', () => {
  test('are all listed, and each has a worked example', () => {
    expect(pages.length).toBeGreaterThanOrEqual(5);
    expect(pages.filter((page) => !read('README.md').includes(`(${page})`))).toEqual([]);
    expect(run.filter((page) => !examplesOf(read(page)).some(({ gives }) => gives.length > 0))).toEqual([]);
  });

  const examples = run.flatMap((page) => examplesOf(read(page)).map((example) => ({ page, example })));
  test.each(examples)('$page: $example.heading gives what it says', async ({ example }) => {
    const { refused, lines } = await runExample(example, root);
    expect(refused).toEqual([]);
    expect(lines).toEqual(expect.arrayContaining(example.gives));
  });
});
