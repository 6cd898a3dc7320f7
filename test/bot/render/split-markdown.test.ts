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

  it('does not cut an emoji in two', () => {
    for (const piece of splitMarkdown(`x${'😀'.repeat(300)}`, 200)) expect(piece).toBe(piece.toWellFormed());
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
        for (const piece of splitMarkdown(markdown, 250)) expect(piece.length).toBeLessThanOrEqual(250);
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
