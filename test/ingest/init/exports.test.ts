import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { initFolder } from '../../../ingest/init/init-folder.ts';
import { confluencePage, notionId } from '../../support/exports.ts';
import { parseConfig } from '../../support/ingesting.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { writeFiles } from '../../support/write-files.ts';

const root = temporaryFolder();

async function propose(files: Record<string, string>) {
  const home = mkdtempSync(join(root, 'home-'));
  writeFiles(join(home, 'data'), files);
  const { path, notes } = await initFolder({ folder: join(home, 'data'), target: join(home, 'kiki.yaml') });
  return { sources: parseConfig(readFileSync(path, 'utf8')).sources, notes };
}

const [home, tasks, one] = [notionId('home'), notionId('tasks'), notionId('one')];

describe('init recognises', () => {
  test('a Confluence space beside other pages', async () => {
    const { sources, notes } = await propose({
      'ENG/index.html': confluencePage({ title: 'Space Details:' }),
      'ENG/Home_1.html': confluencePage({ title: 'Home' }),
      'ENG/Leave_2.html': confluencePage({ title: 'Leave' }),
      'ENG/attachments/2/9.html': '<p>attached</p>',
      'notes/a.md': '# A',
      'notes/b.html': '<p>b</p>',
    });
    expect(sources).toMatchObject([
      { name: 'eng', kind: 'pages', export: 'confluence', root: 'data/ENG' },
      { kind: 'pages', root: 'data', exclude: ['ENG/**'] },
    ]);
    expect(notes.slice(0, 2)).toEqual(['eng: 2 Article', 'pages: 2 Article']);
  });

  test('a Notion export, and reads of its tables only what is no page', async () => {
    const { sources, notes } = await propose({
      [`Export-1/Home ${home}.md`]: '# Home',
      'Export-1/index.html': '<p>list</p>',
      [`Export-1/Home ${home}/Tasks ${tasks}.csv`]: 'Name,Owner\nOne,Ada\n',
      [`Export-1/Home ${home}/Tasks ${tasks}_all.csv`]: 'Name,Owner\nOne,Ada\n',
      [`Export-1/Home ${home}/Tasks ${tasks}/One ${one}.md`]: '# One\n\nOwner: Ada\n',
    });
    expect(sources).toMatchObject([{ name: 'notion', kind: 'pages', export: 'notion', root: 'data/Export-1' }]);
    expect(sources).toHaveLength(1);
    expect(notes[0]).toBe('notion: 2 Article');
    expect(notes.join('\n')).toContain('in the pages of the Notion export too');
  });

  test('a folder of which the export is all', async () => {
    const { sources } = await propose({
      'Home_1.html': confluencePage({ title: 'Home' }),
      'index.html': confluencePage({ title: 'x' }),
    });
    expect(sources).toMatchObject([{ name: 'confluence', export: 'confluence', root: 'data' }]);
  });

  test('no export in pages that only look a little like one', async () => {
    const { sources } = await propose({ 'page_1.html': '<div id="main-content">x</div>', 'a1b2.md': '# A' });
    expect(sources).toHaveLength(1);
    expect(sources[0]).not.toHaveProperty('export');
  });
});
