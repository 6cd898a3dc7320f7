import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { GraphStore } from '../../../graph/store.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import { confluencePage, notionId } from '../../support/exports.ts';
import { commitAll, git } from '../../support/git-folder.ts';
import { ingestAll, namesAt, parseConfig, readFirst, storeFor } from '../../support/ingesting.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { writeFiles } from '../../support/write-files.ts';

const root = temporaryFolder();
const newFolder = () => mkdtempSync(join(root, 'export-'));
const confluenceSource = 'sources: [{ name: space, kind: pages, export: confluence }]';
const steps = '<ol><li>One</li><li>Two</li><li>Three</li></ol>';

async function counts(store: GraphStore, yaml: string, folder: string) {
  const [report] = await ingestAll(store, parseConfig(yaml), folder);
  const { status, added = 0, changed = 0, unchanged = 0, removed = 0, warnings = [] } = report ?? {};
  return { status, added, changed, unchanged, removed, warnings };
}

describe('a Confluence space', () => {
  const files = {
    'index.html': confluencePage({ title: 'Space Details:', body: '<a href="Home_1.html">Home</a>' }),
    'Home_1.html': confluencePage({ title: 'Home', body: `<p>See <a href="Leave_2.html#days">leave</a>.</p>` }),
    'Leave_2.html': confluencePage({
      title: 'Leave',
      above: [['Home', 'Home_1.html']],
      meta: "Created by <span class='author'>Ada</span>, last modified by <span class='editor'>Bob</span> on Mar 09, 2026",
      body: '<p>25 days</p>',
    }),
    'Leave_3.html': confluencePage({ title: 'Leave', above: [['Home', 'Home_1.html']], body: '<p>The old rules</p>' }),
    'How-to-leave_4.html': confluencePage({ title: 'How to leave', above: [['Home', 'Home_1.html']], body: steps }),
    'attachments/2/9.html': '<p>attached</p>',
  };

  test('is pages with ids, dates, people, links and what they are part of', async () => {
    const folder = newFolder();
    writeFiles(folder, files);
    const { records, warnings } = await readFirst(confluenceSource, folder);
    expect(warnings).toEqual([]);
    expect(records.map(({ draft }) => [draft.key, draft.kind, draft.path])).toEqual([
      ['1', 'Article', 'Home_1.html'],
      ['4', 'Procedure', 'How-to-leave_4.html'],
      ['2', 'Article', 'Leave_2.html'],
      ['3', 'Article', 'Leave_3.html'],
    ]);
    expect(records[2]?.draft).toMatchObject({ statedAt: '2026-03-09', statedBy: 'Bob' });
    const store = await storeFor(parseConfig(confluenceSource));
    expect(await counts(store, confluenceSource, folder)).toMatchObject({ status: 'done', added: 4, warnings: [] });
    expect(await namesAt(store, 'article:home', 'PART_OF', 'to')).toEqual(['Leave', 'Leave']);
    expect(await namesAt(store, 'article:home', 'MENTIONS', 'from')).toEqual(['Leave']);
    await store.close();
  });

  test('keeps a page that was renamed, and moves pages when the one above becomes another kind', async () => {
    const folder = newFolder();
    writeFiles(folder, files);
    const store = await storeFor(parseConfig(confluenceSource));
    await counts(store, confluenceSource, folder);
    expect(await counts(store, confluenceSource, folder)).toMatchObject({ unchanged: 4, changed: 0 });
    writeFiles(folder, { 'Home_1.html': confluencePage({ title: 'How to start', body: steps }) });
    await ingestAll(store, parseConfig(confluenceSource), folder, { allowRemovals: true });
    expect(await namesAt(store, 'procedure:how-to-start', 'PART_OF', 'to')).toEqual(['How to leave']);
    rmSync(join(folder, 'Leave_3.html'));
    const before = await store.recordsOf('space');
    renameSync(join(folder, 'Leave_2.html'), join(folder, 'Days-off_2.html'));
    writeFiles(folder, { 'Days-off_2.html': confluencePage({ title: 'Days off' }) });
    await ingestAll(store, parseConfig(confluenceSource), folder, { allowRemovals: true });
    expect((await store.recordsOf('space')).map(({ id }) => id).sort()).toEqual(
      before
        .map(({ id }) => id)
        .filter((id) => id !== 'space:Article:3')
        .sort(),
    );
    await store.close();
  });

  test('without index, with a huge page, a name of 300 letters and no page at all', async () => {
    const folder = newFolder();
    const title = 'Long '.repeat(60).trim();
    writeFiles(folder, {
      '7.html': confluencePage({
        title,
        body: '<table><tbody>' + '<tr><td>a</td><td>b</td></tr>'.repeat(2000) + '</tbody></table>',
      }),
      'broken_8.html': '<div id="main-content"><p>half a pa',
    });
    const { records, refusals } = await readFirst(confluenceSource, folder);
    expect(refusals).toEqual([]);
    expect(records[0]?.draft.claims).toContainEqual({ about: 'field', field: 'name', value: title });
    expect(
      records[0]?.draft.passages
        .map(({ text }) => text)
        .join('\n')
        .match(/\| a \| b \|/g),
    ).toHaveLength(2000);
    expect(records[1]?.draft.passages[0]?.text).toBe('half a pa');
    const empty = newFolder();
    writeFiles(empty, { 'index.html': '' });
    await expect(readFirst(confluenceSource, empty)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('confluence export'),
    });
  });
});

describe('a Notion export', () => {
  const [home, projects, site, shop] = ['home', 'projects', 'site', 'shop'].map(notionId) as [
    string,
    string,
    string,
    string,
  ];
  const files = {
    [`Export-1/Home 🏠 ${home}.md`]: `# Home 🏠\n\nSee [the site](Projects%20${projects}/Website%20${site}.md), [it](https://www.notion.so/Webshop-${shop}?pvs=21), [list](Projects%20${projects}.csv) and [gone](Gone%20${notionId('gone')}.md).\n`,
    [`Export-1/Projects ${projects}.csv`]: 'Name,Owner,Status\nWebsite,Ada,Live\nIdea,Bob,Idea\n',
    [`Export-1/Projects ${projects}_all.csv`]: 'Name,Owner,Status\nWebsite,Ada,Live\nIdea,Bob,Idea\n',
    [`Export-1/Projects ${projects}/Website ${site}.md`]:
      '# Website\n\nOwner: Ada Lovelace\nStatus: Live\nLast edited time: March 9, 2026 2:56 PM\n\nText.\n',
    [`Export-1/Projects ${projects}/Webshop ${shop}.md`]: '# Webshop\n\nOwner: Ada Lovelace\nStatus: Planned\n',
    'Export-1/index.html': '<p>list</p>',
  };

  test('is pages whose links lead to one another, with their properties to map', async () => {
    const folder = newFolder();
    writeFiles(folder, files);
    const { records, warnings } = await readFirst(
      `sources: [{ name: notion, kind: pages, export: notion, pages: [{ when: '"Projects" in above', kind: Project, fields: { status: front.Status } }, {}] }]`,
      folder,
    );
    const at = (key: string) => records.find(({ draft }) => draft.key === `${key}.md`)?.draft;
    expect(records).toHaveLength(3);
    expect(at(site)).toMatchObject({ kind: 'Project', statedAt: '2026-03-09' });
    expect(at(site)?.claims).toContainEqual({ about: 'field', field: 'status', value: 'Live' });
    expect(at(site)?.claims).toContainEqual(
      expect.objectContaining({ relation: 'OWNS', end: 'to', other: { namespace: 'any', value: 'Ada Lovelace' } }),
    );
    expect(at(home)?.claims.flatMap((claim) => (claim.about === 'relation' ? [claim.other.value] : []))).toEqual([
      `${site}.md`,
      `${shop}.md`,
    ]);
    expect(warnings.map(({ reason }) => reason)).toEqual([expect.stringContaining('Gone')]);
  });

  test('and the tables of its databases make each thing once', async () => {
    const folder = newFolder();
    writeFiles(folder, files);
    const yaml = `
sources:
  - { name: notion, kind: pages, export: notion, pages: [{ when: '"Projects" in above', kind: Project }, {}] }
  - { name: rows, kind: table, files: '**/*_all.csv', entities: [{ kind: Project, key: Name, name: Name, fields: { status: Status } }] }`;
    const store = await storeFor(parseConfig(yaml));
    await ingestAll(store, parseConfig(yaml), folder);
    const { items } = await store.list(anyEmployee, { kind: 'Project', includeUncounted: true, limit: 10 });
    expect(items.map(({ name }) => name).sort()).toEqual(['Idea', 'Webshop', 'Website']);
    await store.close();
  });
});

describe('a Git folder', () => {
  const yaml = `sources:
  - { name: docs, kind: pages, root: docs, git: true, files: '*.md' }
  - { name: teams, kind: table, root: docs, git: true, files: '*.toml', entities: [{ kind: Team, name: name }] }`;

  test('says who stated a page or row and when, unless the page does, and only a commit changes that', async () => {
    const folder = newFolder();
    git(folder, ['init', '-q']);
    writeFiles(folder, {
      'docs/a.md': '# A',
      'docs/b.md': '---\nupdated: 2025-05-05\nauthor: Eve\n---\n# B',
      'docs/t.toml': 'name = "T"',
    });
    commitAll(folder, 'Ada Lovelace', '2026-01-01T09:00:00Z');
    writeFiles(folder, { 'docs/new.md': '# New' });
    const config = parseConfig(yaml);
    const store = await storeFor(config);
    const stated = async () => {
      const found = [];
      for (const ref of ['article:a', 'article:b', 'article:new', 'team:t']) {
        const entity = await store.entity(anyEmployee, ref);
        found.push(entity?.facts.name?.sources.flatMap(({ date, by }) => [date, by]));
      }
      return found;
    };
    await ingestAll(store, config, folder);
    expect(await stated()).toEqual([
      ['2026-01-01T09:00:00.000Z', 'Ada Lovelace'],
      ['2025-05-05', 'Eve'],
      [undefined, undefined],
      ['2026-01-01T09:00:00.000Z', 'Ada Lovelace'],
    ]);
    const again = await ingestAll(store, config, folder);
    expect(again.map(({ changed, unchanged }) => [changed, unchanged])).toEqual([
      [0, 3],
      [0, 1],
    ]);
    git(folder, ['commit', '-q', '--amend', '--no-edit', '--date', '2026-02-02T09:00:00Z']);
    const amended = await ingestAll(store, config, folder);
    expect(amended.map(({ changed, unchanged }) => [changed, unchanged])).toEqual([
      [1, 2],
      [1, 0],
    ]);
    expect((await stated())[0]).toEqual(['2026-02-02T09:00:00.000Z', 'Ada Lovelace']);
    rmSync(join(folder, '.git'), { recursive: true });
    const failed = await ingestAll(store, config, folder);
    expect(failed.map(({ status, removed }) => [status, removed])).toEqual([
      ['failed', 0],
      ['failed', 0],
    ]);
    await store.close();
  });
});
