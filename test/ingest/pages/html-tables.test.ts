import { describe, expect, test } from '@jest/globals';
import { withMarkdownTables } from '../../../ingest/pages/html-tables.ts';

const table = (rows: string, attributes = '') => `<table${attributes}>\n${rows}\n</table>`;
const row = (cells: readonly string[], tag = 'td') =>
  `<tr>\n${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('\n')}\n</tr>`;
const drawn = (markdown: string) =>
  withMarkdownTables(markdown)
    .split('\n')
    .filter((line) => line.startsWith('|'));

describe('tables of HTML in Markdown', () => {
  test('become tables of Markdown, with head, spans and what is in the cells', () => {
    const html = table(
      [
        `<thead>${row(['Berth', '<blockquote><p>Length</p></blockquote>', 'Who'], 'th')}</thead>`,
        '<tr><td rowspan="2">North <em>Quay</em></td><td>12 &lt; 14</td><td><a href="crews/gannet.md">Gannet</a></td></tr>',
        row(['8', 'snake_case and `code` | bar<br />two']),
      ].join('\n'),
      ' style="width: 99%"',
    );
    const text = withMarkdownTables(`# Berths\n\n${html}\n\nBelow.\n`);
    expect(text.split('\n').filter((line) => line.startsWith('|'))).toEqual([
      '| Berth | Length | Who |',
      '| --- | --- | --- |',
      '| North *Quay* | 12 \\< 14 | [Gannet](crews/gannet.md) |',
      '| North *Quay* | 8 | snake_case and `code` \\| bar<br>two |',
    ]);
    expect(text.split('\n').indexOf('Below.')).toBe(`# Berths\n\n${html}\n\nBelow.\n`.split('\n').indexOf('Below.'));
    expect(text).not.toContain('<table');
  });

  test.each([
    ['above columns of numbers', [row(['Boat', 'Seats']), row(['Tern', '12']), row(['Lark', '1,400'])], 'Boat'],
    [
      'in bold',
      [row(['<strong>Boat</strong>', '<b>Use</b>']), row(['<b>Tern</b>', 'trips']), row(['Lark', 'post'])],
      '**Boat**',
    ],
    [
      'but not of one that reads like the others',
      [row(['Tern', 'trips']), row(['Lark', 'post']), row(['Skua', 'rest'])],
      '',
    ],
    ['but not of names and values', [row(['Seats', '12']), row(['Crew', '3']), row(['Decks', '2'])], ''],
    ['but not of two rows', [row(['Boat', 'Seats']), row(['Tern', '12'])], ''],
  ])('have the first row as head where it is %s', (_, rows, first) => {
    expect(drawn(table(rows.join('\n')))[0]).toMatch(
      first === '' ? /^\|[ |]+\|$/ : new RegExp(`^\\| ${first.replace(/\*/g, '\\*')} \\|`),
    );
  });

  test.each([
    ['in code', `\`\`\`html\n${table(row(['a', 'b']))}\n\`\`\``],
    ['in a list', `- item\n\n    ${table(row(['a', 'b'])).replace(/\n/g, '\n    ')}`],
    ['with code in it', table(row(['<pre>a\n  b</pre>', 'b']))],
    ['with lists of Markdown in it', table(row(['\n\n- a\n- b\n', 'b']))],
    ['of one column', table([row(['a']), row(['b'])].join('\n'))],
    ['that never ends', '<table>\n<tr><td>a</td><td>b</td></tr>\n\nText.'],
    ['in words', 'Write `<table>` and `</table>`, or <table> in a line.'],
  ])('stay as they are %s', (_, markdown) => {
    expect(withMarkdownTables(markdown)).toBe(markdown);
  });

  test('of any number take time in proportion', () => {
    const many = '<table><tr><td>a</td><td>b</td></tr>\n'.repeat(20_000);
    const begin = Date.now();
    withMarkdownTables(many);
    expect(Date.now() - begin).toBeLessThan(2000);
  });
});
