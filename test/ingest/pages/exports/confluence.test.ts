import { describe, expect, test } from '@jest/globals';
import { createCatalogue } from '../../../../ingest/pages/catalogue.ts';
import { confluence } from '../../../../ingest/pages/exports/confluence.ts';
import { confluencePage } from '../../../support/exports.ts';

const paths = ['Home_100.html', 'Guides_101.html', '102.html', 'Leave_103.html'];
const read = (html: string, path = 'Leave_103.html') => confluence.read(path, html, createCatalogue(paths, confluence));
const bodyOf = (body: string) => read(confluencePage({ title: 'Leave', body })).body;

describe('a page of a Confluence space', () => {
  test('says its title, its people, its day and what is above it, and its frame is no text', () => {
    const parts = read(
      confluencePage({
        space: 'People & Culture',
        title: 'Leave : how to',
        above: [
          ['Home', 'Home_100.html'],
          ['Guides', 'Guides_101.html'],
        ],
        meta: "Created by <span class='author'> Ada Lovelace (Unlicensed)</span>, last modified by <span class='editor'> May 1, 2020</span> on Mar 09, 2026",
        body: '<h1 id="Leave-Days">Days</h1><p>25 days.</p>',
      }),
    );
    expect(parts).toMatchObject({
      title: 'Leave : how to',
      file: 'Leave',
      author: 'Ada Lovelace',
      editor: 'May 1, 2020',
      changed: '2026-03-09',
      above: ['Home', 'Guides'],
      parent: 'Guides_101.html',
      body: '# Days\n\n25 days.',
    });
  });

  test.each([
    [
      "Created by <span class='author'>Ada</span>, last modified on Mar 09, 2026",
      { author: 'Ada', editor: 'Ada', changed: '2026-03-09' },
    ],
    [
      "Created by <span class='author'><a href='/display/~ada'>Ada</a></span> on <a class='last-modified'>Mar 09, 2026</a>",
      { editor: 'Ada', changed: '2026-03-09' },
    ],
    ["Erstellt von <span class='author'>Ada</span>, zuletzt geändert am 09. März 2026", { changed: '2026-03-09' }],
    ['on 03/09/2026', { problems: [expect.stringContaining('stated:')] }],
    ['', {}],
  ])('says who and when: %s', (meta, expected) => {
    expect(read(confluencePage({ title: 'T', meta }))).toMatchObject(expected);
  });

  test('keeps what its macros say', () => {
    const body = bodyOf(`
      <style>div.rbtoc {x: y}</style><div class='toc-macro rbtoc1'><ul><li><a href='#a'>Contents</a></li></ul></div>
      <div class="confluence-information-macro confluence-information-macro-warning"><p class="title">Careful</p>
        <span class="aui-icon aui-iconfont-error confluence-information-macro-icon"></span>
        <div class="confluence-information-macro-body"><p>It is hot.</p></div></div>
      <div class="code panel pdl"><div class="codeHeader"><b>run.sh</b></div><div class="codeContent panelContent pdl">
        <pre class="syntaxhighlighter-pre" data-syntaxhighlighter-params="brush: bash; gutter: false">a &lt; b\n  c</pre></div></div>
      <div class="expand-container"><div class="expand-control"><span class="expand-control-icon">&nbsp;</span><span class="expand-control-text">More</span></div>
        <div class="expand-content expand-hidden"><p>Hidden text</p></div></div>
      <ul class="inline-task-list"><li class="checked" data-inline-task-id="1">Done</li><li data-inline-task-id="2">Open</li></ul>
      <p>Well <img class="emoticon" alt="(smile)" data-emoji-fallback="🙂" src="images/icons/emoticons/smile.png"/><img src="data:image/png;base64,AAAA"/></p>`);
    expect(body).toContain('> **Warning**\n> \n> **Careful**\n> \n> It is hot.');
    expect(body).toContain('**run.sh**\n\n```bash\na < b\n  c\n```');
    expect(body).toContain('**More**\n\nHidden text');
    expect(body).toMatch(/-\s+\[x\]\s+Done\n-\s+\[ \]\s+Open/);
    expect(body).toContain('Well 🙂');
    expect(body).not.toMatch(/Contents|rbtoc|base64/);
  });

  test('names people, and links to pages wherever Confluence had them', () => {
    const parts = read(
      confluencePage({
        title: 'T',
        body: `<p><a class="confluence-userlink user-mention" data-username="ada@acme.example" href="https://wiki.acme.example/display/~ada">Ada</a>,
        <a class="confluence-userlink user-mention" data-account-id="1" href="https://acme.example/wiki/people/1">Bob Ross (Deactivated)</a>
        <a href="https://wiki.acme.example/pages/viewpage.action?pageId=101">guides</a>
        <a data-linked-resource-id="102" data-linked-resource-type="page" href="/display/P/X">x</a>
        <a href="https://acme.example/wiki/spaces/P/pages/999/Gone">gone</a></p>`,
      }),
    );
    expect(parts.people).toEqual(['ada@acme.example', 'Bob Ross']);
    expect(parts.body).toContain('Ada, Bob Ross');
    expect(parts.body).toContain('[guides](Guides_101.html)');
    expect(parts.body).toContain('[x](102.html)');
    expect(parts.body).toContain('[gone](https://acme.example/wiki/spaces/P/pages/999/Gone)');
  });

  test('has the rows of its page properties as names and values', () => {
    const parts = read(
      confluencePage({
        title: 'T',
        body: '<div class="plugin-tabmeta-details"><table><tbody><tr><th>Owner</th><td><p>Payments</p></td></tr><tr><th>Tags</th><td><ul><li>a</li><li>b</li></ul></td></tr><tr><th>__proto__</th><td>x</td></tr></tbody></table></div>',
      }),
    );
    expect(parts.front).toMatchObject({ Owner: 'Payments', Tags: 'a; b' });
    expect(parts.body).toContain('| Owner | Payments |');
  });

  test.each([
    ['<html><body><div id="content"><div class="page-metadata">by</div><p>left over', 'left over'],
    ['<div id="main-content"><p>text<div id="footer"><p>Document generated by Confluence on Mar 09, 2026', 'text'],
    ['', ''],
    ['no markup', 'no markup'],
  ])('that is broken is read as far as it goes: %j', (html, body) => {
    expect(read(html).body).toBe(body);
  });
});

test('pages are told from lists and attachments, and known by their ids', () => {
  expect(['a/index.html', 'attachments/1/2.html', 'x.css', 'A_1.html'].map((path) => confluence.isPage(path))).toEqual([
    false,
    false,
    false,
    true,
  ]);
  expect(['A-b_12.html', '12.html', 'x/12.html', 'A12.html'].map((path) => confluence.idOf(path))).toEqual([
    '12',
    '12',
    '12',
    undefined,
  ]);
  const twice = createCatalogue(['A_1.html', 'B_1.html', 'C_2.html'], confluence);
  expect(['A_1.html', 'B_1.html', 'C_2.html'].map((path) => twice.keyOf(path))).toEqual(['A_1.html', 'B_1.html', '2']);
});
