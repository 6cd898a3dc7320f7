import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Message, renderAnswer, renderPlainly, renderUnfinished } from '../../../bot/render/render-answer.ts';
import { answerOf, citationOf } from '../../support/answers.ts';

const publicUrl = 'https://kiki.example.com';
const render = (...args: Parameters<typeof answerOf>) => renderAnswer(answerOf(...args), { publicUrl });
const markdownOf = ({ blocks = [] }: Message) =>
  blocks.flatMap((block) => (block.type === 'markdown' ? [block.text] : [])).join('');
const smallPrint = ({ blocks = [] }: Message) =>
  blocks
    .flatMap((block) => (block.type === 'context' ? block.elements : []))
    .map((element) => ('text' in element ? element.text : ''))
    .join('\n');
const only = (messages: Message[]): Message => {
  expect(messages).toHaveLength(1);
  return messages[0]!;
};

describe('renderAnswer', () => {
  it('puts the text into a markdown block with its sources and its footer below', () => {
    const message = only(render('Payments has **12** people [1].', { citations: [citationOf(1)] }));
    expect(message).toEqual({
      text: 'Payments has 12 people (1).',
      blocks: [
        { type: 'markdown', text: 'Payments has **12** people ([1](https://kiki.example.com/wiki/team:team-1)).' },
        {
          type: 'context',
          elements: [
            {
              type: 'mrkdwn',
              text: 'Sources\n1. <https://kiki.example.com/wiki/team:team-1|Team 1> · hr-export, 2026-10-01',
            },
          ],
        },
        { type: 'context', elements: [{ type: 'mrkdwn', text: 'Looked up in the company graph, as of 2026-11-22.' }] },
      ],
    });
  });

  it('has code as it is in the block and, where Slack reads its own marks, in a fence without a language', () => {
    const code = '# Check\nTOKEN=<token> run\n\n  a: ${{ b }}';
    const text = `From **Ops**:\n\n> Set \`<x>\`:\n\n\`\`\`bash\n${code}\n\`\`\``;
    const message = only(render(text));
    expect(markdownOf(message)).toBe(text);
    const escaped = code.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(message.text).toBe(`From Ops:\n\nSet \`&lt;x&gt;\`:\n\n\`\`\`\n${escaped}\n\`\`\``);
    expect(renderPlainly(answerOf(text), { publicUrl }).text).toContain(escaped);
  });

  it.each([
    ['model', [citationOf(1)], 'Written by AI from the company wiki, may be wrong; sources above.'],
    ['model', [], 'Written by AI and without a source: check it before you rely on it.'],
    ['graph', [citationOf(1)], 'Looked up in the company graph, as of 2026-11-22.'],
    ['quote', [citationOf(1)], 'Quoted from the pages above, as of 2026-11-22.'],
    ['unknown', [], 'Not found in the company wiki, as of 2026-11-22.'],
  ] as const)('says how an answer of mode %s was made', (mode, citations, footer) => {
    expect(smallPrint(only(render('x', { mode, citations: [...citations] })))).toContain(footer);
  });

  it('links the original of a source beside its wiki page', () => {
    const citations = [citationOf(1, { source: { url: 'https://docs.example.org/a?b=1&c=2' } })];
    expect(smallPrint(only(render('x [1]', { citations })))).toContain(
      '<https://docs.example.org/a?b=1&amp;c=2|original>',
    );
  });

  it('shows eight sources and says how many more there are', () => {
    const citations = Array.from({ length: 11 }, (_, index) => citationOf(index + 1));
    const print = smallPrint(only(render('x', { citations })));
    expect(print).toContain('8. ');
    expect(print).not.toContain('9. ');
    expect(print).toContain('/ask?q=How+many+people+are+in+Payments%3F|and 3 more>');
  });

  it("takes Slack's marks out of titles and names of sources", () => {
    const citations = [citationOf(1, { title: '<!channel> a|b & c', source: { name: '<@U1>' } })];
    const print = smallPrint(only(render('x', { citations })));
    expect(print).not.toMatch(/<[!@]/);
    expect(print).toContain('a¦b &amp; c>');
  });

  it('does not link a citation that leads elsewhere', () => {
    const message = only(render('x [1]', { citations: [citationOf(1, { url: 'https://evil.example/wiki/a' })] }));
    expect(JSON.stringify(message)).not.toContain('evil.example');
  });

  it('names whom to ask when nothing is known, unless the text does', () => {
    const experts = [
      { ref: 'person:ada', name: 'Ada Lovelace', why: 'leads Payments' },
      { ref: 'person:bob', name: 'Bob', why: 'owns it' },
    ];
    const print = smallPrint(only(render('I do not know. Ask Bob.', { mode: 'unknown', abstained: true, experts })));
    expect(print).toContain('May know more: <https://kiki.example.com/wiki/person:ada|Ada Lovelace> (leads Payments)');
    expect(print).not.toContain('Bob');
  });

  it('leads to the wiki when the answer is longer than is comfortable in Slack', () => {
    expect(smallPrint(only(render('word '.repeat(200))))).not.toContain('/ask?q=');
    expect(smallPrint(only(render('word '.repeat(400))))).toContain('|Open this answer in the wiki>');
  });

  it('spreads a long answer over messages and closes the last one only', () => {
    const messages = render(
      Array.from({ length: 60 }, (_, index) => `Paragraph ${index}. ${'word '.repeat(80)}`).join('\n\n'),
    );
    expect(messages).toHaveLength(3);
    expect(messages.slice(0, -1).map(smallPrint)).toEqual(['', '']);
    expect(smallPrint(messages.at(-1)!)).toContain('Looked up in the company graph');
    expect(messages.map(markdownOf).join(' ')).toContain('Paragraph 59.');
  });

  it('stops after three messages and says where the rest is', () => {
    const messages = render('word '.repeat(11_000));
    expect(messages).toHaveLength(3);
    expect(smallPrint(messages.at(-1)!)).toContain('|The answer goes on in the wiki>');
  });

  it('says that there is no answer rather than nothing', () => {
    expect(only(render('  ')).text).toBe('I have no answer to that.');
  });

  it('adds notes below the answer', () => {
    const [message] = renderAnswer(answerOf('x'), { publicUrl, notes: ['I could not read <that>.'] });
    expect(smallPrint(message!)).toContain('I could not read &lt;that&gt;.');
  });

  it('keeps within what Slack takes, whatever the answer holds', () => {
    const citations = Array.from({ length: 8 }, (_, index) =>
      citationOf(index + 1, {
        title: 'T'.repeat(300),
        source: { name: 'n'.repeat(300), url: `https://docs.example.org/${'p'.repeat(250)}${index}` },
      }),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'word ',
            'x'.repeat(700),
            '\n\n',
            '| a |\n| - |\n| b |\n',
            '```\ncode\n```\n',
            '[1]',
            '- item\n',
          ),
          { maxLength: 120 },
        ),
        (parts) => {
          for (const { text, blocks = [] } of render(parts.join(''), { citations, mode: 'model' })) {
            expect(text.length).toBeLessThan(40_000);
            expect(text.trim()).not.toBe('');
            const markdown = blocks.flatMap((block) => (block.type === 'markdown' ? [block.text] : []));
            expect(markdown.join('').length).toBeLessThanOrEqual(11_000);
            expect(JSON.stringify(blocks).length).toBeLessThan(markdown.join('').length * 1.2 + 3000);
            for (const block of blocks)
              if (block.type === 'context') expect(JSON.stringify(block).length).toBeLessThan(3000);
          }
        },
      ),
    );
  });
});

describe('renderPlainly', () => {
  it('is the beginning of the text and a link', () => {
    const { text, blocks } = renderPlainly(answerOf(`**Long** ${'word '.repeat(2000)}`), { publicUrl });
    expect(blocks).toBeUndefined();
    expect(text).toMatch(/^Long word .*…\n<https:\/\/kiki\.example\.com\/ask\?q=.*\|Open this answer in the wiki>$/s);
    expect(text.length).toBeLessThan(3500);
  });

  it('has no foreign address that appears when the marks are taken away', () => {
    expect(renderPlainly(answerOf('https:/**/evil.example/a** x'), { publicUrl }).text).not.toContain('evil.example');
  });
});

describe('renderUnfinished', () => {
  it('keeps what was written and claims no source for it', () => {
    const message = renderUnfinished('Payments has [1] twelve', 'Please ask again.', { publicUrl });
    expect(markdownOf(message)).toBe('Payments has twelve');
    expect(smallPrint(message)).toBe(
      'The answer stopped early. Please ask again.\nWritten by AI, unfinished and unchecked.',
    );
  });

  it('is the reason alone when nothing was written', () => {
    expect(renderUnfinished(' ', 'Please ask again.', { publicUrl })).toEqual({ text: 'Please ask again.' });
  });
});
