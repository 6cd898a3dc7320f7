import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { splitMarkdown } from '../../../bot/render/split-markdown.ts';

const paragraph = (word: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${word}${index}`).join(' ');

describe('splitMarkdown', () => {
  it('leaves a text that fits in one piece', () => {
    expect(splitMarkdown('# A\n\nb\n\n- c\n- d\n', 200)).toEqual(['# A\n\nb\n\n- c\n- d']);
  });

  it('gives nothing for a text of white space', () => {
    expect(splitMarkdown(' \n\n ', 200)).toEqual([]);
  });

  it('cuts between paragraphs', () => {
    const [first, second] = [paragraph('a', 40), paragraph('b', 40)];
    expect(splitMarkdown(`${first}\n\n${second}`, 200)).toEqual([first, second]);
  });

  it('cuts a long list between its items', () => {
    const items = Array.from({ length: 20 }, (_, index) => `- item number ${index}`);
    const pieces = splitMarkdown(items.join('\n'), 200);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join('\n').split('\n')).toEqual(items);
  });

  it('closes a fence that it cuts and opens it again in its language', () => {
    const code = Array.from({ length: 30 }, (_, index) => `const x${index} = ${index};`);
    const pieces = splitMarkdown(`\`\`\`ts\n${code.join('\n')}\n\`\`\``, 200);
    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces) expect(piece).toMatch(/^```ts\n[\s\S]*\n```$/);
    expect(pieces.flatMap((piece) => piece.split('\n').slice(1, -1))).toEqual(code);
  });

  it('repeats the head of a table that it cuts', () => {
    const rows = Array.from({ length: 20 }, (_, index) => `| name ${index} | team ${index} |`);
    const pieces = splitMarkdown(['| Name | Team |', '| --- | --- |', ...rows].join('\n'), 200);
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) expect(piece).toMatch(/^\| Name \| Team \|\n\| --- \| --- \|\n\|/);
    expect(pieces.flatMap((piece) => piece.split('\n').slice(2))).toEqual(rows);
  });

  it('never cuts a link', () => {
    const link = '[the refund service of Payments](https://kiki.example.com/wiki/system:refund-service)';
    for (let before = 100; before < 200; before += 7) {
      const pieces = splitMarkdown(`${'x'.repeat(before)} ${link} and more words after it`, 200);
      expect(pieces.some((piece) => piece.includes(link))).toBe(true);
    }
  });

  it.each(['😀', 'e\u0301', '👩‍👩‍👧', '🇳🇴', 'ก็'])('does not cut %s in two', (character) => {
    const pieces = splitMarkdown(`x${character.repeat(300)}`, 200);
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) expect(piece.replace(/^x/, '').replaceAll(character, '')).toBe('');
  });

  it('cuts what has accents without end', () => {
    const pieces = splitMarkdown(`e${'\u0301'.repeat(500)}`, 200);
    expect(pieces.map(({ length }) => length)).toEqual([200, 200, 101]);
  });

  it('calls nobody at a cut', () => {
    for (let before = 190; before < 205; before += 1)
      for (const piece of splitMarkdown(`${'x'.repeat(before)}@here`, 200)) expect(piece).not.toMatch(/^@here/);
  });
});

describe('splitMarkdown: any text', () => {
  const block = fc.oneof(
    fc.lorem({ maxCount: 60 }),
    fc.array(fc.lorem({ maxCount: 12 }), { maxLength: 20 }).map((items) => items.map((item) => `- ${item}`).join('\n')),
    fc.array(fc.lorem({ maxCount: 4 }), { maxLength: 40 }).map((lines) => `\`\`\`js\n${lines.join('\n')}\n\`\`\``),
    fc
      .array(fc.lorem({ maxCount: 3 }), { maxLength: 30 })
      .map((rows) => `| a |\n| --- |\n${rows.map((row) => `| ${row} |`).join('\n')}`),
    fc
      .array(fc.webUrl({ size: 'small' }), { maxLength: 6 })
      .map((urls) => urls.map((url) => `see [here](${encodeURI(url).replace(/[()]/g, '')}) now`).join(' ')),
    fc.string({ maxLength: 300 }),
    fc.constant('word '.repeat(100)),
    fc.constant('x'.repeat(500)),
  );
  const text = fc.array(block, { maxLength: 8 }).map((blocks) => blocks.join('\n\n'));

  it('gives pieces that fit', () => {
    fc.assert(
      fc.property(text, (markdown) => {
        // What keeps a cut word from calling somebody takes a character.
        for (const piece of splitMarkdown(markdown, 250))
          expect(piece.replaceAll('\u200B', '').length).toBeLessThanOrEqual(250);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves every fence closed', () => {
    fc.assert(
      fc.property(text, (markdown) => {
        fc.pre((markdown.match(/^[ >]*(?:```|~~~)/gm) ?? []).length % 2 === 0 && !/~~~|````/.test(markdown));
        for (const piece of splitMarkdown(markdown, 250))
          expect((piece.match(/^ {0,3}```/gm) ?? []).length % 2).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('loses nothing of any prose but white space', () => {
    const bare = (markdown: string) => markdown.replace(/[\s\u200B]+/g, '');
    const words = fc.oneof(
      fc.lorem({ maxCount: 30 }),
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.string({ unit: 'grapheme-composite', minLength: 300, maxLength: 400 }),
      fc.constantFrom(
        '\r\n',
        '\r\n\r\n',
        '\n',
        ' ',
        '- item\n',
        '1. step\n',
        '> quote\n',
        '# head\n',
        '[a](https://kiki.example.com/b)',
        '`code`',
      ),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 25 }), (parts) => {
        // Code and tables are written anew at a cut.
        const markdown = parts
          .join(' ')
          .replace(/```+|~~~+|\|/g, '')
          .replace(/^\s+/gm, '');
        const pieces = splitMarkdown(markdown, 250);
        expect(bare(pieces.join(''))).toBe(bare(markdown));
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(260);
          expect(piece).toBe(piece.toWellFormed());
        }
      }),
      { numRuns: 150 },
    );
  });

  it('cuts no link, and no row of a table', () => {
    const link = fc.nat(999).map((n) => `[page ${n} of it](https://kiki.example.com/wiki/page-${n})`);
    const row = fc
      .array(fc.lorem({ maxCount: 3 }), { minLength: 2, maxLength: 2 })
      .map((cells) => `| ${cells.join(' | ')} |`);
    const filler = fc.lorem({ maxCount: 12 });
    fc.assert(
      fc.property(
        fc.array(fc.oneof(link, filler), { maxLength: 40 }),
        fc.array(row, { maxLength: 30 }),
        (parts, rows) => {
          const table = rows.length === 0 ? '' : `\n\n| a | b |\n| --- | --- |\n${rows.join('\n')}\n`;
          const pieces = splitMarkdown(`${parts.join(' ')}${table}`, 250);
          const links = (text: string) =>
            text.match(/\[page \d+ of it\]\(https:\/\/kiki\.example\.com\/wiki\/page-\d+\)/g) ?? [];
          expect(pieces.flatMap(links)).toEqual(links(parts.join(' ')));
          const lines = pieces.flatMap((piece) => piece.split('\n'));
          expect(lines.filter((line) => rows.includes(line))).toEqual(rows);
          for (const piece of pieces)
            if (piece.includes('\n|') || piece.startsWith('|')) expect(piece).toContain('| a | b |\n| --- | --- |');
        },
      ),
      { numRuns: 100 },
    );
  });

  it('loses no word', () => {
    const words = (markdown: string) => markdown.match(/[a-z0-9]{2,}/gi) ?? [];
    fc.assert(
      fc.property(fc.array(fc.lorem({ maxCount: 80 }), { maxLength: 8 }), (paragraphs) => {
        const markdown = paragraphs.join('\n\n');
        expect(splitMarkdown(markdown, 250).flatMap(words)).toEqual(words(markdown));
      }),
      { numRuns: 300 },
    );
  });
});
