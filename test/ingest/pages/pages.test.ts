import { describe, expect, test } from '@jest/globals';
import { splitFrontMatter } from '../../../ingest/pages/front-matter.ts';
import { guessKind, guessName, guessStated, type Page } from '../../../ingest/pages/guess.ts';
import { readHtml } from '../../../ingest/pages/html.ts';
import { lex } from '../../../ingest/pages/lex.ts';
import { linkTargets, resolveLink } from '../../../ingest/pages/links.ts';
import { responsibleOf } from '../../../ingest/pages/responsible.ts';
import { titleHeading } from '../../../ingest/pages/title-heading.ts';
import { createOntology } from '../../../schema/ontology.ts';

describe('front matter', () => {
  test('is split from the text, whose first line is known', () => {
    expect(splitFrontMatter('p.md', '---\nowner: Claims\n---\n# Hi\n')).toEqual({
      front: { owner: 'Claims' },
      body: '# Hi\n',
      bodyLine: 4,
    });
    expect(splitFrontMatter('p.md', '---\n---\nHi')).toEqual({ front: {}, body: 'Hi', bodyLine: 3 });
  });

  test('may begin with two dashes by mistake', () => {
    expect(splitFrontMatter('p.md', '--\nname: Access\nlabels: a\n---\n\nHi')).toEqual({
      front: { name: 'Access', labels: 'a' },
      body: '\nHi',
      bodyLine: 5,
    });
    for (const text of ['--\nJust words.\n--\nHi', '--\na: b: c\n---\n', '--\na: 1\n'])
      expect(splitFrontMatter('p.md', text)).toEqual({ front: {}, body: text, bodyLine: 1 });
  });

  test.each(['# Hi\n\n---\n\nx: 1\n\n---\n', '---\nnever ends\n', '---\nJust a paragraph.\n---\nmore'])(
    'is not what only looks like it: %j',
    (text) => {
      expect(splitFrontMatter('p.md', text)).toEqual({ front: {}, body: text, bodyLine: 1 });
    },
  );

  test('in which a name is there twice is read, and that is told', () => {
    expect(splitFrontMatter('p.md', '---\nowner: Claims\nlabels: a\nowner: Ledger\n---\nHi')).toMatchObject({
      front: { owner: 'Ledger', labels: 'a' },
      warnings: [expect.stringContaining('"owner" is there twice, on line 2 and on line 4: the last one is read')],
    });
  });

  test('that is broken is refused with its line', () => {
    expect(() => splitFrontMatter('p.md', '---\na: 1\nb: x: y\n---\n')).toThrow(
      expect.objectContaining({ code: 'invalid', where: 'p.md:3', fix: expect.stringContaining('quotes') }),
    );
  });
});

const page = (more: Partial<Page>): Page => ({
  path: 'p.md',
  dir: '',
  file: 'p',
  front: {},
  title: 'P',
  text: '',
  headings: [],
  steps: 0,
  stepsUnder: '',
  ...more,
});

describe('the heading that a page is called by', () => {
  test.each([
    ['its first one', '# A **b**\n\n# C', 'A b'],
    [
      'without pictures, tags and the targets of links',
      '# <img src="x.png" alt="Logo" width="4"> [Kiki](k.md) docs {#top}',
      'Kiki docs',
    ],
    ['the only one of the first level', '## Note\n\n# A\n\n## B', 'A'],
    ['one at the top below which all others stand', '<!-- x -->\n\n## A\n\n### B\n\n### C', 'A'],
    ['none where it has others beside it', '## Goals of A\n\n## Plan', undefined],
    ['none of a section on any page', '## Description\n\n### B', undefined],
    ['none within its text', 'Words.\n\n## Questions', undefined],
    ['none that is a picture', '# <img src="x.png">\n\nWords.', undefined],
  ])('is %s', (_what, markdown, title) => {
    expect(titleHeading(lex(markdown))).toBe(title);
  });
});

describe('of a page is guessed', () => {
  test.each<[string, Partial<Page>, string]>([
    ['its kind says', { front: { kind: 'runbook' } }, 'Procedure'],
    ['a category is where it is filed', { front: { category: 'guide' } }, 'Article'],
    ['it has steps and sounds like one', { steps: 3, title: 'How to restart' }, 'Procedure'],
    ['it has steps only', { steps: 9, title: 'Our values' }, 'Article'],
    ['it sounds like one only', { steps: 2, title: 'How to restart' }, 'Article'],
  ])('the kind: %s', (_why, more, kind) => {
    expect(guessKind(page(more), createOntology())).toBe(kind);
  });

  test('the name, from what it says, its heading, its file or its folder', () => {
    const at = { front: {}, path: 'a/b-c.md', file: 'b-c', dir: 'a' };
    expect(guessName({ ...at, front: { title: ' T ' } }, 'H')).toBe('T');
    expect(guessName({ ...at, front: { title: 7 } }, 'H')).toBe('H');
    expect(guessName(at, undefined)).toBe('B c');
    expect(guessName({ ...at, file: 'README', dir: 'x/my-team' }, undefined)).toBe('My team');
  });

  test('the date, the best that there is', () => {
    expect(guessStated(page({ front: { date: '2020-01-01', lastUpdated: '2026-02-03' } }))).toBe('2026-02-03');
    expect(guessStated(page({ front: { updated: 'yesterday', date: '2020-01-01' } }))).toBe('2020-01-01');
    expect(guessStated(page({ front: { last_reviewed_at: '2025-05-16' } }))).toBe('2025-05-16');
    expect(guessStated(page({ front: { 'updated-on': '2025-05-17' } }))).toBe('2025-05-17');
    expect(guessStated(page({}))).toBeUndefined();
  });
});

describe('links', () => {
  const pages = new Set(['a/b.md', 'a/c/README.md', 'top.md', 'a/é.md']);
  const resolve = (target: string, from = 'a/b.md') => resolveLink(target, from, (path) => pages.has(path));

  test.each([
    ['c', 'a/c/README.md'],
    ['./c/', 'a/c/README.md'],
    ['../top.md#part', 'top.md'],
    ['../top.html', 'top.md'],
    ['/top', 'top.md'],
    ['%C3%A9.md', 'a/é.md'],
  ])('%s leads to %s', (target, path) => {
    expect(resolve(target)).toEqual({ path, found: true });
  });

  test('to pages that are not there are known as such', () => {
    expect(resolve('gone.md')).toEqual({ path: 'a/gone.md', found: false });
  });

  test.each([
    'https://x.example/a.md',
    'mailto:a@b.example',
    '#part',
    '//x/y.md',
    '../../out.md',
    'pic.png',
    '{{ site.url }}/a.md',
    '{% link x.md %}',
    '%ZZ',
  ])('to elsewhere are none: %s', (target) => {
    expect(resolve(target)).toBeUndefined();
  });

  test('are found in text, not in code or pictures', () => {
    expect(linkTargets('[a](a.md) `[b](b.md)` ![c](c.png) <https://d.example> [e][r]\n\n[r]: e.md\n')).toEqual([
      'a.md',
      'https://d.example',
      'e.md',
    ]);
  });
});

describe('the responsible party of a step', () => {
  test.each([
    ['Book it. (Owner: Finance)', { name: 'Finance', isGuess: false }],
    ['**Responsible:** [Finance](../f.md)', { name: 'Finance', isGuess: false }],
    ['Book it.\n\nApprover: Head of Finance', { name: 'Head of Finance', isGuess: false }],
    ['**Finance:** books it', { name: 'Finance', isGuess: true }],
    ['Book it.', undefined],
  ])('%j', (step, party) => {
    expect(responsibleOf(step)).toEqual(party);
  });
});

describe('HTML', () => {
  test('becomes Markdown of the main part, without what is no content', () => {
    const html = `<html><head><title> Leave </title><meta name="owner" content="HR"></head><body><nav>Menu</nav>
      <main><h1>Leave</h1><p>25 <b>days</b>.</p><ol><li>Ask</li><li>Go</li></ol><table><tr><th>a</th></tr><tr><td>1</td></tr></table>
      <script>alert(1)</script></main><footer>Foot</footer></body></html>`;
    const { title, front, body } = readHtml(html);
    expect({ title, front }).toEqual({ title: 'Leave', front: { owner: 'HR' } });
    expect(body).toContain('# Leave\n\n25 **days**.');
    expect(body).toMatch(/1\.\s+Ask\n2\.\s+Go/);
    expect(body).toMatch(/\| a +\|\n\| -+ \|\n\| 1 +\|/);
    expect(body).not.toMatch(/Menu|Foot|alert/);
  });

  test('that is broken is read as far as it goes', () => {
    expect(readHtml('<p>one<p>two <b>three').body).toBe('one\n\ntwo **three**');
    expect(readHtml('').body).toBe('');
  });
});
