import { describe, expect, test } from '@jest/globals';
import { createCatalogue } from '../../../../ingest/pages/catalogue.ts';
import { notion, plainName } from '../../../../ingest/pages/exports/notion.ts';
import { readProperties } from '../../../../ingest/pages/exports/notion-properties.ts';
import { notionId } from '../../../support/exports.ts';

const [home, tasks, one] = [notionId('home'), notionId('tasks'), notionId('one')];
const read = (text: string, path = `Home ${home}/Tasks ${tasks}/One ${one}.md`, more: string[] = [`Home ${home}.md`]) =>
  notion.read(path, text, createCatalogue([path, ...more], notion));

describe('a page of a Notion export', () => {
  test('of a database has properties, and its text begins behind them', () => {
    const parts = read(
      `# One: the 🎉 *first*\n\nOwner: Ada Lovelace\nDue: March 9, 2026\nWhen: March 9, 2026 → March 12, 2026\nTags: a, b\nProject: Website (../Projects/Website%20${home}.md), Shop, the (https://www.notion.so/Shop-${tasks}?pvs=21)\n#: 126\nNotes: first line\nsecond line\nEmpty: \nLast edited time: March 10, 2026 2:56 PM\nLast edited by: Bob Ross\nCreated by: Eve Adams\n\n## Plan\n\nText: here.\n`,
    );
    expect(parts).toEqual({
      front: {
        Owner: 'Ada Lovelace',
        Due: '2026-03-09',
        When: 'March 9, 2026 → March 12, 2026',
        Tags: 'a, b',
        Project: ['Website', 'Shop, the'],
        '#': '126',
        Notes: 'first line\nsecond line',
        'Last edited time': '2026-03-10',
        'Last edited by': 'Bob Ross',
        'Created by': 'Eve Adams',
      },
      body: '\n## Plan\n\nText: here.\n',
      bodyLine: 15,
      title: 'One: the 🎉 *first*',
      file: 'One',
      author: 'Eve Adams',
      editor: 'Bob Ross',
      changed: '2026-03-10',
      above: ['Home', 'Tasks'],
      parent: `Home ${home}.md`,
      links: [`../Projects/Website%20${home}.md`, `https://www.notion.so/Shop-${tasks}?pvs=21`],
    });
  });

  test.each([
    ['# T\n\nNote: this is a sentence.\n\nMore.'],
    ['# T\n\nJust text.\nwith: a colon'],
    ['# T\n\n- Owner: Ada\n- Status: x'],
    ['# T\n\nhttps://a.example/x\nhttps://b.example/y'],
    ['no title\n\nOwner: Ada'],
  ])('without properties keeps every word in its text: %j', (text) => {
    const { front, body } = read(text);
    expect(front).toEqual({});
    expect(text.replace(/^# T\n\n/, '')).toBe(body);
  });

  test('has one of Notion’s own properties alone, too', () => {
    expect(readProperties(['Owner: Ada', '', 'x']).values).toEqual({ Owner: 'Ada' });
  });

  test('shows callouts as quotes, each line where it was', () => {
    expect(read('# T\n\n<aside>\n💡 Mind **this**\n\n</aside>\n\n```\n<aside>\n```\n').body).toBe(
      '\n> 💡 Mind **this**\n> \n\n\n```\n<aside>\n```\n',
    );
  });

  test('lies below the page of its folder, with or without an id, unless two could be meant', () => {
    const parent = (path: string, more: string[]) => read('# T', path, more).parent;
    expect(parent(`Home/One ${one}.md`, [`Home ${home}.md`])).toBe(`Home ${home}.md`);
    expect(parent(`Home/One ${one}.md`, [`Home ${home}.md`, `Home ${tasks}.md`])).toBeUndefined();
    expect(parent(`Home ${home}/One ${one}.md`, [`Home ${home}.md`, `Home ${tasks}.md`])).toBe(`Home ${home}.md`);
    expect(parent(`One ${one}.md`, [])).toBeUndefined();
  });

  test('without anything in it is still a page', () => {
    expect(read('', `${one}.md`)).toMatchObject({ title: 'Untitled', body: '', front: {} });
    expect(read('# \n', `名前 🎉 ${one}.md`)).toMatchObject({ title: '名前 🎉' });
  });
});

test('ids are found in names and addresses, and only there', () => {
  expect(
    [`A ${one}.md`, `${one}.md`, `A-${one}.md`, `A${one}.md`, 'A.md', `A ${one}/b.md`].map((path) => notion.idOf(path)),
  ).toEqual([one, one, one, undefined, undefined, undefined]);
  const dashed = one.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  expect(
    [
      `https://www.notion.so/A-page-${one}?pvs=21`,
      `https://acme.notion.site/${dashed}`,
      `https://evil.example/${one}`,
      `https://notion.so.evil.example/${one}`,
    ].map((address) => notion.idInAddress(address)),
  ).toEqual([one, one, undefined, undefined]);
  expect(plainName(`My page ${one}.md`)).toBe('My page');
});
