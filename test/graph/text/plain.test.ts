import { expect, test } from '@jest/globals';
import { plainText } from '../../../graph/text/plain.ts';

test.each([
  ['## Heading ##\n\nText', 'Heading ##\n\nText'],
  ['a **b** _c_ `d` *e*.', 'a b c d e.'],
  ['[words](https://a.example/x_(y) "title") and [other][ref]\n\n[ref]: https://b.example', 'words and other'],
  ['![a picture](x.png)', 'a picture'],
  ['<https://a.example> <b>bold</b> <!-- a\nremark -->', 'https://a.example bold'],
  ['|a|b|\n|---|:-:|\n|c|d|', '|a|b|\n\n|c|d|'],
  ['> quoted\n> twice', 'quoted\ntwice'],
  ['```js\nlet a = 1\n```', 'let a = 1'],
  ['[guide]({% page "/a" %}) in {% channel "help" %} {{ site.name }}{% end %}', 'guide in help'],
  ['**{{% alert title="Note" %}}Kept for years.{{% /alert %}}**', 'Kept for years.'],
  ['{{< figure title="a {x}" >}}Kept {% alert title="Note" %}long{% /alert %}', 'Kept long'],
  ['Choose a day\\\nand send it', 'Choose a day\nand send it'],
  ['2 \\* 3 and snake_case_name', '2 * 3 and snake_case_name'],
])('%j is read as %j', (markdown, text) => {
  expect(plainText(markdown)).toBe(text);
});

test.each([
  ['dashes', `${'-'.repeat(100_000)}a`],
  ['line ends', `a${'\n'.repeat(100_000)}a`],
  ['spaces', `${' '.repeat(100_000)}a`],
  ['brackets', '['.repeat(100_000)],
  ['pictures', '!['.repeat(50_000)],
  ['links', '[a]('.repeat(25_000)],
  ['definitions', '[a]: '.repeat(20_000)],
  ['comments', '<!--'.repeat(25_000)],
  ['tags', '<a'.repeat(50_000)],
  ['addresses', '<http:'.repeat(16_000)],
  ['bold', '**a '.repeat(25_000)],
  ['slanted', ' *a'.repeat(33_000)],
  ['ticks', '`'.repeat(100_000)],
  ['parentheses', `[a](${'('.repeat(100_000)}`],
  ['template tags', '{% a "'.repeat(20_000)],
  ['shortcodes', '{{<'.repeat(33_000)],
  ['options of tags', '{%='.repeat(33_000)],
  ['bars', `${'| - '.repeat(25_000)}a`],
])('100,000 signs of %s are read in time in proportion to the text', (_what, text) => {
  const started = Date.now();
  plainText(text);
  // In proportion to the text it takes a second at most; with its square, minutes. A busy machine is neither.
  expect(Date.now() - started).toBeLessThan(15_000);
});
