import { brotliCompressSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { bundleFiles } from '../../wiki-server/assets.ts';

test('what pages load is small, so that a page with everything on it but images has under 100 kB', async () => {
  const { style, script, icon, graph } = await bundleFiles();
  const bytesOf = (files: { body: Buffer }[]) =>
    files.map(({ body }) => brotliCompressSync(body).length).reduce((sum, each) => sum + each, 0);
  // What the server checks with, such as zod, would be three times that.
  expect(bytesOf([style, script, icon])).toBeLessThan(30_000);
  // A page with a drawing loads this beside it.
  expect(bytesOf([graph])).toBeLessThan(30_000);
});
