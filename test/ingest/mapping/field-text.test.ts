import { describe, expect, test } from '@jest/globals';
import { asFieldReads, readAsText } from '../../../ingest/mapping/field-text.ts';

describe('fields are text', () => {
  test.each([
    ['[CEO](../../ceo/index.md), co-founder', 'CEO, co-founder'],
    ['see [the plan](https://x.example/a_(b)) "now"', 'see the plan "now"'],
    ['![logo](img/a.png) Docks', 'logo Docks'],
    ['~~Bremen, Germany~~ Skerry', 'Skerry'],
    ['Skerry ~~(was Bremen)~~.', 'Skerry.'],
    ['Berths, ~~cranes~~, yard', 'Berths, yard'],
    ['~~old~~', ''],
    ['**Harbour** master', 'Harbour master'],
    ['[Ada](https://x.example/ada)', 'Ada'],
  ])('%s', (text, expected) => {
    expect(readAsText(text)).toBe(expected);
  });

  test.each([
    ['src/**/test/**'],
    ['snake_case and `code` and *.md'],
    ['call fn[0](x)'],
    ['[todo] (later)'],
    ['a ~ b ~~ c'],
    ['2 ** 3 ** 4'],
    // The addresses are what it says.
    ['[site](https://x.example), [@ada](https://y.example/ada)'],
  ])('but %s stays', (text) => {
    expect(readAsText(text)).toBe(text);
  });

  test('of each item of a list, and not of prose, days and numbers', () => {
    expect(asFieldReads(['[a](b.md)', 3], { type: 'list' })).toEqual(['a', 3]);
    expect(asFieldReads('[a](b.md)', { type: 'markdown' })).toBe('[a](b.md)');
    expect(asFieldReads(7, { type: 'number' })).toBe(7);
  });

  test.each([
    ['[docs](https://x.example/a)', 'https://x.example/a'],
    ['https://x.example/[a](b.c)', 'https://x.example/[a](b.c)'],
    ['[docs](a.md)', '[docs](a.md)'],
  ])('a link field has the address: %s', (raw, expected) => {
    expect(asFieldReads(raw, { type: 'url' })).toBe(expected);
  });

  test('a text that never ends its marks takes no longer', () => {
    const begun = performance.now();
    for (const text of ['['.repeat(50_000), '[a]('.repeat(20_000), '~~a'.repeat(20_000), '**a'.repeat(20_000)])
      readAsText(text);
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});
