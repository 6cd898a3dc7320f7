import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openGitHistory } from '../../../ingest/git/git-history.ts';
import { explainGit } from '../../../ingest/git/run-git.ts';
import { commitAll, git } from '../../support/git-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { writeFiles } from '../../support/write-files.ts';

const root = temporaryFolder();
const newFolder = () => mkdtempSync(join(root, 'repo-'));
const where = 'source wiki';
const open = (folder: string, variables: Record<string, string | undefined> = process.env) =>
  openGitHistory({ root: folder, where, variables });
const read = async (folder: string, paths: readonly string[]) => {
  const { changes, problems } = await open(folder).read(paths);
  return { changes: Object.fromEntries(changes), problems };
};
const ada = { by: 'Ada Lovelace', at: '2026-01-01T09:00:00.000Z' };
const bob = { by: 'Bob Ross', at: '2026-02-02T09:00:00.000Z' };
const eve = { by: 'Eve Adams', at: '2026-03-03T09:00:00.000Z' };
const commit = (folder: string, { by, at }: typeof ada) => commitAll(folder, by, at);

function repository(files: Record<string, string>): string {
  const folder = newFolder();
  git(folder, ['init', '-q']);
  writeFiles(folder, files);
  commit(folder, ada);
  return folder;
}

describe('the last change of a file', () => {
  test('is its last commit, wherever the source lies in the repository and whatever the file is called', async () => {
    const odd = [
      'with space.md',
      'line\nend.md',
      'Zo\u0308e 名 🎉.md',
      '-x.md',
      ':(top)y.md',
      '\u0001name.md',
      'q"uote.md',
    ];
    const folder = repository(Object.fromEntries(odd.map((name) => [`docs/in/${name}`, name])));
    writeFiles(folder, { 'docs/in/new.md': 'n', 'docs/in/-x.md': 'changed', 'top.md': 't' });
    commit(folder, bob);
    const paths = [...odd.map((name) => name.normalize('NFC')), 'new.md', 'never-committed.md'];
    const { changes, problems } = await read(join(folder, 'docs/in'), paths);
    expect(changes).toEqual({
      ...Object.fromEntries(odd.map((name) => [name.normalize('NFC'), ada])),
      '-x.md': bob,
      'new.md': bob,
    });
    expect(problems).toEqual([]);
  });

  test('is not one that only moved it, nor one of a file that is no longer there', async () => {
    const folder = repository({ 'a.md': 'some text\n', 'gone.md': 'other text\n' });
    mkdirSync(join(folder, 'deep'));
    renameSync(join(folder, 'a.md'), join(folder, 'deep/b.md'));
    commit(folder, bob);
    git(folder, ['rm', '-q', 'gone.md']);
    commit(folder, eve);
    writeFiles(folder, { 'gone.md': 'not committed' });
    expect((await read(folder, ['deep/b.md', 'gone.md'])).changes).toEqual({ 'deep/b.md': ada });
    expect((await read(join(folder, 'deep'), ['b.md'])).changes).toEqual({ 'b.md': bob }); // it came from elsewhere
  });

  test('is the merge that settled it by hand, and the side branch that was merged as it was', async () => {
    const folder = repository({ 'both.md': '1', 'side.md': '1' });
    git(folder, ['checkout', '-q', '-b', 'side']);
    writeFiles(folder, { 'both.md': '2', 'side.md': '2' });
    commit(folder, bob);
    git(folder, ['checkout', '-q', 'main']);
    writeFiles(folder, { 'both.md': '3' });
    commit(folder, ada);
    expect(() => git(folder, ['merge', '-q', 'side'])).toThrow();
    writeFiles(folder, { 'both.md': '4' });
    commit(folder, eve);
    expect((await read(folder, ['both.md', 'side.md'])).changes).toEqual({ 'both.md': eve, 'side.md': bob });
  });

  test('is not known where a shallow clone cuts it off, and the run says so', async () => {
    const folder = repository({ 'old.md': '1', 'new.md': '1' });
    writeFiles(folder, { 'other.md': '2' });
    commit(folder, bob);
    writeFiles(folder, { 'new.md': '3' });
    commit(folder, eve);
    const clone = join(newFolder(), 'clone');
    git(root, ['clone', '-q', '--depth', '2', `file://${folder}`, clone]);
    const { changes, problems } = await read(clone, ['old.md', 'new.md']);
    expect(changes).toEqual({ 'new.md': eve });
    expect(problems).toEqual([expect.stringMatching(/shallow clone, so 1 file has .* git fetch --unshallow/)]);
  });

  test('is nobody’s before the first commit', async () => {
    const folder = newFolder();
    git(folder, ['init', '-q']);
    writeFiles(folder, { 'a.md': '1' });
    expect(await read(folder, ['a.md'])).toEqual({
      changes: {},
      problems: [expect.stringContaining('Nothing is committed')],
    });
  });
});

test('the version of the history changes with the commit that is checked out', async () => {
  const folder = repository({ 'a.md': '1' });
  const before = await open(folder).version();
  expect(await open(folder).version()).toBe(before);
  git(folder, ['commit', '-q', '--amend', '--no-edit', '--date', '2020-01-01T00:00:00Z']);
  expect(await open(folder).version()).not.toBe(before);
});

describe('a folder without a history', () => {
  test('is refused in words', async () => {
    const folder = newFolder();
    await expect(open(folder).version()).rejects.toMatchObject({
      code: 'invalid',
      where,
      message: expect.stringContaining('not in a Git folder'),
    });
    await expect(open(folder, { PATH: '/nowhere' }).version()).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('not installed'),
    });
    const bare = join(newFolder(), 'bare');
    git(root, ['init', '-q', '--bare', bare]);
    await expect(open(bare).version()).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('bare'),
    });
    await expect(open(join(repository({ a: '1' }), '.git')).version()).rejects.toMatchObject({ code: 'invalid' });
  });

  test.each([
    ["fatal: detected dubious ownership in repository at '/x'", 'not-allowed', 'safe.directory'],
    ['fatal: could not fetch 12ab from promisor remote', 'unavailable', '--filter'],
    ['fatal: your disk is full\nmore', 'unavailable', 'Try git log'],
    ['', 'unavailable', 'Try git log'],
  ])('%j says what to do', (complaint, code, fix) => {
    expect(explainGit(complaint, { root: '/x', where })).toMatchObject({
      code,
      where,
      fix: expect.stringContaining(fix),
    });
  });
});

test('nothing that the repository names is executed', async () => {
  const folder = repository({ 'a.md': '1', '.gitattributes': '*.md diff=evil filter=evil\n' });
  const [trap, sprung] = [join(folder, '.git', 'trap'), join(folder, 'sprung')];
  writeFiles(folder, { '.git/trap': `#!/bin/sh\ntouch ${sprung}\ncat\n` });
  chmodSync(trap, 0o755);
  mkdirSync(join(folder, '.git', 'hooks'), { recursive: true });
  for (const [name, value] of [
    ['core.fsmonitor', trap],
    ['core.pager', trap],
    ['diff.external', trap],
    ['diff.evil.textconv', trap],
    ['filter.evil.clean', trap],
    ['core.hooksPath', join(folder, '.git')],
    ['log.showSignature', 'true'],
    ['gpg.program', trap],
    ['pager.log', trap],
    ['alias.log', `!${trap}`],
    ['alias.rev-parse', `!${trap}`],
  ] as const)
    git(folder, ['config', name, value]);
  const plain = git(folder, ['cat-file', 'commit', 'HEAD']);
  const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n';
  writeFiles(folder, { '.git/signed': plain.replace('\n\n', `\n${signature}\n`) });
  const signed = git(folder, ['hash-object', '-t', 'commit', '-w', '--no-filters', '.git/signed']).trim();
  git(folder, ['update-ref', 'HEAD', signed]);
  await open(folder).version();
  expect((await read(folder, ['a.md'])).changes).toEqual({ 'a.md': ada });
  expect(existsSync(sprung)).toBe(false);
});

test('what a partial clone lacks is not fetched, and the run says so', async () => {
  const folder = repository({ 'deep/a.md': '1' });
  const sprung = join(folder, 'sprung');
  const tree = git(folder, ['rev-parse', 'HEAD:deep']).trim();
  rmSync(join(folder, '.git/objects', tree.slice(0, 2), tree.slice(2)), { force: true });
  for (const [name, value] of [
    ['core.repositoryformatversion', '1'],
    ['extensions.partialClone', 'origin'],
    ['remote.origin.promisor', 'true'],
    ['remote.origin.url', `ext::touch ${sprung}`],
    ['protocol.ext.allow', 'always'],
  ] as const)
    git(folder, ['config', name, value]);
  await expect(open(folder).read(['deep/a.md'])).rejects.toMatchObject({ code: 'unavailable', where });
  expect(existsSync(sprung)).toBe(false);
});
