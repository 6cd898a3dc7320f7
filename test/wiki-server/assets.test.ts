import { brotliCompressSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { bundleFiles } from '../../wiki-server/assets.ts';

test('what every page loads is small, so that a page with everything on it but images has under 100 kB', async () => {
  const { style, script, icon } = await bundleFiles();
  const bytes = [style, script, icon].map(({ body }) => brotliCompressSync(body).length);
  // What the server checks with, such as zod, would be three times that.
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(30_000);
});
