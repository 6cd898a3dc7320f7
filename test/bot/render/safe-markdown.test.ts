import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createLinks } from '../../../bot/render/links.ts';
import { safeMarkdown } from '../../../bot/render/safe-markdown.ts';
import { citationOf } from '../../support/answers.ts';

const publicUrl = 'https://kiki.example.com';
const citations = [
  citationOf(1, { source: { url: 'https://docs.example.org/travel' } }),
  citationOf(2, { quote: 'Fill in https://forms.example.net/trip first.' }),
];
const links = createLinks({ publicUrl, citations });
const sources = new Map(citations.map(({ n, url }) => [n, links.page(url)]));
const safe = (markdown: string) => safeMarkdown(markdown, { links, sources });

describe('safeMarkdown: mentions', () => {
  it.each([
    '<!channel>',
    '<!here|here>',
    '<@U123ABC>',
    '<#C123|general>',
    '<!subteam^S1>',
    '<\\!channel>',
    '&lt;!channel&gt;',
    '&#60;!everyone>',
    '&amp;lt;!here>',
    '`<!channel>`',
    '`&lt;!channel&gt;`',
  ])('leaves no mention of %s', (mention) => {
    expect(safe(`ask ${mention} now`)).not.toMatch(/<[!@#\\]|&lt;|&#60;/);
  });

  it.each(['@here', '@channel', '@everyone', '@Channel'])('breaks %s without changing how it looks', (mention) => {
    const text = safe(`ask ${mention} now`);
    expect(text).not.toContain(mention);
    expect(text.replaceAll('\u200B', '')).toBe(`ask ${mention} now`);
  });

  it('leaves an e-mail address whole', () => {
    expect(safe('write to ada@here.example')).toBe('write to ada@here.example');
  });
});

describe('safeMarkdown: addresses', () => {
  it.each([
    ['[click](https://evil.example/?q=secret)', 'click'],
    ['![logo](https://evil.example/p.png)', 'logo'],
    ['<https://evil.example/x>', '(link removed)'],
    ['<https://evil.example/x|the policy>', 'the policy'],
    ['see https://evil.example/x.', 'see (link removed).'],
    ['see www.evil.example/x', 'see (link removed)'],
    ['https:\\/\\/evil.example', '(link removed)'],
    ['https&#58;//evil.example', '(link removed)'],
    ['`curl https://evil.example/x`', '`curl (link removed)`'],
    ['[a]: https://evil.example', 'a: (link removed)'],
    ['[click](javascript:alert)', 'click'],
    ['[click](slack://open?team=T1)', 'click'],
    ['https://kiki.example.com.evil.example/', '(link removed)'],
    ['https://kiki.example.com@evil.example/', '(link removed)'],
    ['https://ada:secret@kiki.example.com/wiki/a', '(link removed)'],
    ['[https://evil.example](https://kiki.example.com/wiki/a)', '[(link removed)](https://kiki.example.com/wiki/a)'],
  ])('%s becomes %s', (input, output) => {
    expect(safe(input)).toBe(output);
  });

  it.each([
    ['[Payments](/wiki/team:payments)', '[Payments](https://kiki.example.com/wiki/team:payments)'],
    ['see https://kiki.example.com/wiki/a.', 'see <https://kiki.example.com/wiki/a>.'],
    ['[policy](https://docs.example.org/travel)', '[policy](https://docs.example.org/travel)'],
    ['fill in https://forms.example.net/trip first', 'fill in <https://forms.example.net/trip> first'],
  ])('keeps %s, which is the wiki or stands in a source', (input, output) => {
    expect(safe(input)).toBe(output);
  });

  it("does not keep another page of a cited source's site", () => {
    expect(safe('[x](https://docs.example.org/travel?leak=1)')).toBe('x');
  });
});

describe('safeMarkdown: code that is quoted', () => {
  const code =
    '```sh\ncurl https://api.example.net?a=b@c\ngit clone ssh://git@git.example.net/x.git TOKEN=<token> # $1\n```';
  const quoting = createLinks({ publicUrl, citations: [citationOf(1, { quote: code })] });

  it('stays as it is, with its addresses', () => {
    expect(safeMarkdown(`> Run:\n\n${code}`, { links: quoting, sources: new Map() })).toBe(`> Run:\n\n${code}`);
    expect(safeMarkdown('see ssh://git@git.example.net/x.git', { links: quoting })).toBe('see (link removed)');
  });

  it('has no other address than those', () => {
    const other = safeMarkdown('`curl https://api.example.net?a=b@d ssh://git@git.example.net`', { links: quoting });
    expect(other).toBe('`curl (link removed) (link removed)`');
  });
});

describe('safeMarkdown: citations', () => {
  const first = '[1](https://kiki.example.com/wiki/team:team-1)';
  const second = '[2](https://kiki.example.com/wiki/team:team-2)';

  it.each([
    ['12 people [1].', `12 people (${first}).`],
    ['12 people[1][2].', `12 people (${first}, ${second}).`],
    ['12 people [1] [1].', `12 people (${first}).`],
    ['made up [7].', 'made up.'],
    ['half made up [1][7].', `half made up (${first}).`],
    ['linked [1](https://evil.example).', `linked (${first}).`],
    ['code `list[1]` stays', 'code `list[1]` stays'],
    ['```\nlist[1]\n```', '```\nlist[1]\n```'],
  ])('%s becomes %s', (input, output) => {
    expect(safe(input)).toBe(output);
  });

  it('leaves the numbers plain while the sources are not known', () => {
    expect(safeMarkdown('12 people [1].', { links })).toBe('12 people [1].');
  });

  it('shows the number of a source that is not in the wiki without a link', () => {
    const foreign = createLinks({ publicUrl, citations });
    expect(foreign.page('https://evil.example/wiki/a')).toBeUndefined();
    expect(safeMarkdown('x [1]', { links, sources: new Map([[1, undefined]]) })).toBe('x (1)');
  });
});

describe('safeMarkdown: any text', () => {
  const bits = fc.constantFrom(
    ...[
      '<',
      '>',
      '!',
      '@',
      '#',
      '|',
      '[',
      ']',
      '(',
      ')',
      '`',
      '```\n',
      '\n',
      ' ',
      '\\',
      '&',
      ';',
      ':',
      '/',
      '//',
      '*',
      '_',
      '~',
      '"',
    ],
    ...[
      'here',
      'channel',
      'https:',
      'https://',
      'evil.example',
      'kiki.example.com',
      '/wiki/a',
      '[1]',
      '[2]',
      'lt',
      '#60',
      'amp',
      'www.',
      'U12',
    ],
    ...[
      '<!channel>',
      '<@U12>',
      '&lt;',
      'https://evil.example/?q=1',
      '[a](https://evil.example)',
      '\uE0000\uE001',
      '![x](',
      '- ',
      '> ',
    ],
  );
  const hostile = fc.array(bits, { maxLength: 40 }).map((parts) => parts.join(''));

  it('has no mention and no foreign address left', () => {
    fc.assert(
      fc.property(hostile, (markdown) => {
        const text = safe(markdown);
        expect(text).not.toMatch(/<[!@#\\&]/);
        expect(text).not.toMatch(/(?<![\w.])@(?:here|channel|everyone|group)\b/i);
        expect(text).not.toMatch(/[\uE000\uE001]/);
        for (const [address] of text.matchAll(/[a-z]+:\\?\/\\?\/[^\s()<>[\]`]*/gi))
          expect(address).toMatch(
            /^https:\/\/(kiki\.example\.com|docs\.example\.org\/travel|forms\.example\.net\/trip)(\/|$|[?#])/,
          );
      }),
      { numRuns: 3000 },
    );
  });

  it('is not changed by being made safe again, but for the citations', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('word', ' ', '\n', '`code`', '<', '!x', '@here', '- '), { maxLength: 30 }),
        (parts) => {
          const once = safe(parts.join(''));
          expect(safe(once)).toBe(once);
        },
      ),
    );
  });

  it('takes little time for a long hostile text', () => {
    for (const part of ['![', '[', '<a:', '`', '``', '&amp;', '[1]', '(', 'https:', '[a](', 'a'])
      expect(elapsed(() => safe(part.repeat(20_000)))).toBeLessThan(10_000);
  });
});

function elapsed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
