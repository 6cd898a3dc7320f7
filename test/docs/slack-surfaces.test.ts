import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/slack-surfaces.md'), 'utf8');

/** Rows that name a test: its file, and what it says. */
const named = [...page.matchAll(/`(test\/[\w/.-]+\.ts)`: “([^”]+)”/g)].map(([, file = '', words = '']) => ({
  file,
  words,
}));

test('docs/slack-surfaces.md names a test for every surface, and each is there', () => {
  expect(named.length).toBeGreaterThanOrEqual(20);
  const missing = named.filter(
    ({ file, words }) => !existsSync(join(root, file)) || !readFileSync(join(root, file), 'utf8').includes(words),
  );
  expect(missing).toEqual([]);
});
