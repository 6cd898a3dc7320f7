import { mkdirSync, mkdtempSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { hashFiles, openFolder } from '../../../ingest/files/source-folder.ts';
import { type ReadFolder, walk } from '../../../ingest/files/walk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { writeFiles } from '../../support/write-files.ts';

const root = temporaryFolder();
const newFolder = () => mkdtempSync(join(root, 'source-'));
const open = (path: string, maximumBytes = 1024 ** 2) => openFolder(path, { maximumBytes, where: 'source hr' });

describe('the files of a source', () => {
  test('are found by their patterns, in order, without what is excluded', async () => {
    const folder = newFolder();
    writeFiles(folder, { 'b.csv': '', 'a.csv': '', 'deep/c.csv': '', 'deep/d.txt': '', 'node_modules/x.csv': '' });
    expect(await open(folder).find(['**/*.csv'], [])).toEqual(['a.csv', 'b.csv', 'deep/c.csv']);
    expect(await open(folder).find(['**/*.csv'], ['deep/**'])).toEqual(['a.csv', 'b.csv']);
  });

  test('have composed names, and are read however the disk spells them', async () => {
    const folder = newFolder();
    writeFiles(folder, { 'Zoe\u0308.md': 'hello' });
    const source = open(folder);
    expect(await source.find(['*.md'], [])).toEqual(['Zo\u00eb.md']);
    expect((await source.read('Zo\u00eb.md')).bytes.toString()).toBe('hello');
  });

  test.each(['../*.csv', '/etc/*', 'a/../../b'])('are never out of the root: %s', async (pattern) => {
    await expect(open(newFolder()).find([pattern], [])).rejects.toMatchObject({ code: 'invalid', where: 'source hr' });
  });

  test('are refused where a link leads out of the root', async () => {
    const [folder, elsewhere] = [newFolder(), newFolder()];
    writeFiles(elsewhere, { 'secret.md': 'x', 'deep/more.md': 'x' });
    writeFiles(folder, { 'own.md': 'x' });
    symlinkSync(join(elsewhere, 'secret.md'), join(folder, 'file.md'));
    symlinkSync(elsewhere, join(folder, 'folder'));
    const source = open(folder);
    expect(await source.find(['**/*.md'], [])).toEqual(['file.md', 'folder', 'own.md']);
    await expect(source.read('file.md')).rejects.toMatchObject({ code: 'not-allowed', where: 'file.md' });
    await expect(source.read('folder')).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(source.read('../x')).rejects.toMatchObject({ code: expect.stringMatching(/not-allowed|unavailable/) });
  });

  test('are found once where a link leads round in a circle', async () => {
    const folder = newFolder();
    writeFiles(folder, { 'a/x.md': 'x' });
    symlinkSync(folder, join(folder, 'a', 'loop'));
    symlinkSync('self', join(folder, 'self'));
    symlinkSync('/nowhere/at/all', join(folder, 'dangling.md'));
    expect(await open(folder).find(['**/*.md'], [])).toEqual(['a/x.md']);
  });

  test('are not taken for gone when a folder can not be read', async () => {
    const folder = newFolder();
    writeFiles(folder, { 'a/x.md': 'x', 'b.md': 'x' });
    const failing = ((path: string, _options: object, callback: (error: Error, entries: []) => void) => {
      callback(Object.assign(new Error('denied'), { code: 'EACCES', path, syscall: 'scandir' }), []);
    }) as unknown as ReadFolder;
    await expect(
      walk(folder, { patterns: ['**/*.md'], exclude: [], where: 'source hr' }, failing),
    ).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('EACCES') });
  });

  test('are refused when they are missing or larger than the limit', async () => {
    const folder = newFolder();
    writeFiles(folder, { 'big.csv': '' });
    truncateSync(join(folder, 'big.csv'), 50 * 1024 ** 2);
    const source = open(folder, 32 * 1024 ** 2);
    await expect(source.read('big.csv')).rejects.toMatchObject({
      code: 'invalid',
      message: 'The file has 50 MB, and the limit is 32 MB',
      fix: expect.stringContaining('fileMegabytes'),
    });
    await expect(source.read('gone.csv')).rejects.toMatchObject({ code: 'unavailable', where: 'gone.csv' });
  });

  test('have a common hash that tells a changed, a new and an unreadable file', async () => {
    const folder = newFolder();
    writeFiles(folder, { 'a.csv': '1', 'b.csv': '2' });
    const source = open(folder);
    const before = await hashFiles(source, ['a.csv', 'b.csv']);
    expect(await hashFiles(source, ['a.csv', 'b.csv'])).toBe(before);
    expect(await hashFiles(source, ['a.csv'])).not.toBe(before);
    expect(await hashFiles(source, ['a.csv', 'gone.csv'])).not.toBe(before);
    writeFiles(folder, { 'b.csv': '3' });
    expect(await hashFiles(source, ['a.csv', 'b.csv'])).not.toBe(before);
  });
});

test('a root that is no folder is refused before anything is read', () => {
  const folder = newFolder();
  writeFiles(folder, { file: '' });
  mkdirSync(join(folder, 'empty'));
  expect(() => open(join(folder, 'missing'))).toThrow(
    expect.objectContaining({ code: 'unavailable', where: 'source hr' }),
  );
  expect(() => open(join(folder, 'file'))).toThrow('is not a folder');
  expect(() => open(join(folder, 'empty'))).not.toThrow();
});
