import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeUnread } from '../../../ingest/pages/unread.ts';
import { readFirst } from '../../support/ingesting.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { writeFiles } from '../../support/write-files.ts';

const root = temporaryFolder();

test('links to files that are not read are told in one line, and a page that is not there once for a page', async () => {
  const folder = mkdtempSync(join(root, 'unread-'));
  writeFiles(folder, {
    'a.md': '[1](sigs.md) [2](sigs.md#one) [3](.github/how.md) [4](gone.md) [5](gone.md#here) [6](../out.md) [7](b.md)',
    'b.md': '[1](./sigs.md#two)',
    'sigs.md': '# SIGs',
    '.github/how.md': '# How',
  });
  writeFiles(root, { 'out.md': '# Out of the root' });
  const { warnings, records } = await readFirst(
    'sources: [{ name: wiki, kind: pages, files: "**/*.md", exclude: sigs.md }]',
    folder,
  );
  expect(warnings).toEqual([
    {
      where: 'source wiki',
      reason:
        '4 links lead to files that files: and exclude: leave out: sigs.md (3), .github/how.md; ' +
        "a folder that begins with a dot is read if files: names it, as '.github/**/*.md'",
    },
    { where: 'a.md', reason: 'The link to gone.md leads nowhere.' },
  ]);
  expect(records.map(({ draft }) => draft.brokenLinks)).toEqual([['gone.md'], undefined]);
});

test('folders that begin with a dot are read where files: names them', async () => {
  const folder = mkdtempSync(join(root, 'unread-'));
  writeFiles(folder, { 'a.md': '[3](.github/how.md)', '.github/how.md': '# How' });
  const { warnings, records } = await readFirst(
    'sources: [{ name: wiki, kind: pages, files: ["**/*.md", ".github/**/*.md"] }]',
    folder,
  );
  expect([warnings, records.length]).toEqual([[], 2]);
});

test('of many files the most wanted are named', () => {
  const paths = Array.from({ length: 11 }, (_, index) => `x/${index}.md`);
  expect(describeUnread([...paths, 'x/9.md'])).toEqual([
    '12 links lead to files that files: and exclude: leave out: x/9.md (2), x/0.md, x/1.md, x/2.md, x/3.md, x/4.md, x/5.md, x/6.md and 3 more',
  ]);
  expect(describeUnread(['a.md'])).toEqual(['1 link leads to a file that files: and exclude: leave out: a.md']);
  expect(describeUnread([])).toEqual([]);
});
