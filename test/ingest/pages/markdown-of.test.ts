import { describe, expect, test } from '@jest/globals';
import { renderMarkdown } from '../../../wiki-server/markdown/render.ts';
import { readHtml } from '../../../ingest/pages/html.ts';

const markdown = (html: string) => readHtml(`<main>${html}</main>`).body;

describe('a table', () => {
  test('without a head gets an empty one, and what is in a cell stays in its line', () => {
    const html =
      '<table><tr><th>Owner</th><td><p>Ada</p><p>Bob</p></td></tr><tr><td>a|b</td><td><ul><li>x</li><li>y</li></ul></td></tr></table>';
    expect(markdown(html)).toBe('|  |  |\n| --- | --- |\n| Owner | Ada<br>Bob |\n| a\\|b | • x<br>• y |');
  });

  test('says what spans rows in each of them, and believes no number that is too large', () => {
    const html =
      '<table><tr><th>a</th><th>b</th></tr><tr><td rowspan="999999999">1</td><td>2</td></tr><tr><td>3</td></tr><tr><td colspan="2">4</td></tr></table>';
    expect(markdown(html)).toBe('| a | b |  |\n| --- | --- | --- |\n| 1 | 2 |  |\n| 1 | 3 |  |\n| 1 | 4 |  |');
  });

  test('within a table and one around a single cell are read', () => {
    expect(markdown('<table><tr><td><h2>Head</h2><p>text</p></td></tr></table>')).toBe('## Head\n\ntext');
    expect(
      markdown(
        '<table><tr><th>a</th><th>b</th></tr><tr><td><table><tr><th>c</th><th>d</th></tr></table></td><td>e</td></tr></table>',
      ),
    ).toContain('c');
  });
});

test('what is no element in the page is none in Markdown', () => {
  const body = markdown('<p>Write &lt;your name&gt;, or &amp;lt;, as in R&amp;D.</p><pre><code>a &lt; b</code></pre>');
  expect(body).toBe('Write \\<your name>, or \\&lt;, as in R&D.\n\n```\na < b\n```');
  expect(renderMarkdown(body, { level: 2, linkOf: (address) => address })).toContain(
    '<p>Write &lt;your name&gt;, or &amp;lt;, as in R&amp;D.</p>',
  );
});

test.each([
  ['without an element of its own', '<pre>a_b_  &lt;c&gt;<br>  d\n</pre>', '```\na_b_  <c>\n  d\n```'],
  [
    'that a generator of sites has coloured',
    '<div class="highlight-bash notranslate"><div class="highlight"><pre><span></span><span class="c1"># x</span>\nT=&lt;t&gt; run</pre></div></div>',
    '```bash\n# x\nT=<t> run\n```',
  ],
  [
    'with something before it',
    '<pre><span></span><code class="language-yaml">a: ${{ b }}\n  c: d\n</code></pre>',
    '```yaml\na: ${{ b }}\n  c: d\n```',
  ],
])('code %s is a block of code', (_what, html, expected) => {
  expect(markdown(`<p>Run:</p>${html}`)).toBe(`Run:\n\n${expected}`);
});

test('code in a cell stays in its line', () => {
  expect(markdown('<table><tr><th>a</th></tr><tr><td><pre>b</pre></td></tr></table>')).toBe('| a |\n| --- |\n| b |');
});

describe('a page of many elements', () => {
  test('is read whole, in order, with its lists counting on', () => {
    const items = Array.from({ length: 250 }, (_, index) => `<li>item ${index + 1}</li>`).join('');
    const paragraphs = Array.from({ length: 300 }, (_, index) => `<p>text <b>${index}</b></p>`).join('');
    const body = markdown(`<div><div>${paragraphs}</div></div><ol>${items}</ol>`);
    expect([...body.matchAll(/\*\*(\d+)\*\*/g)].map(([, number]) => Number(number))).toEqual(
      Array.from({ length: 300 }, (_, index) => index),
    );
    expect([...body.matchAll(/^(\d+)\.\s+item (\d+)$/gm)].every(([, number, item]) => number === item)).toBe(true);
    expect(body).toMatch(/^250\.\s+item 250$/m);
  });

  test('that can not be cut keeps its text', () => {
    expect(markdown(`<p>${'<i>w</i> '.repeat(6000)}</p>`).split(' ')).toHaveLength(6000);
  });
});
