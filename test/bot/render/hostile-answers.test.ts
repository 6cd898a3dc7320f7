import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { escapeMrkdwn, mrkdwnLink } from '../../../bot/render/mrkdwn.ts';
import { plainWords } from '../../../bot/render/plain-words.ts';
import {
  type Message,
  renderAnswer,
  renderForWorkflow,
  renderPlainly,
  renderUnfinished,
} from '../../../bot/render/render-answer.ts';
import { answerOf, citationOf } from '../../support/answers.ts';
import { hostileText } from '../../support/hostile-text.ts';

/** Whatever stands in the graph, in an answer or in a question: what Slack reads as a mark is Kiki's. */
const publicUrl = 'https://kiki.example.com';
const wiki = /^https:\/\/kiki\.example\.com(?:[/?#]|$)/;

/** Marks of Slack and of Markdown, addresses, words that call, and everything between. */
const text = fc.oneof(
  hostileText(),
  fc
    .array(
      fc.constantFrom(
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
          '*',
          '_',
          '~',
          '\\',
          '&',
          ';',
          ':',
          '/',
          '\n',
          '\r\n',
          ' ',
        ],
        ...[
          'here',
          'channel',
          'lt',
          'gt',
          'amp',
          '#60',
          'https://',
          'evil.example/a',
          'www.',
          'U1',
          'a',
          '1.',
          '>',
          '😀',
          'e\u0301',
        ],
        ...[
          '<!channel>',
          '&lt;!here&gt;',
          '@everyone',
          '<@U1|x>',
          '<https://evil.example|x>',
          '```\n',
          '\n\n',
          '| a |\n| - |\n',
          '- ',
        ],
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join('')),
);
const short = text.map((words) => words.slice(0, 400).toWellFormed());

/** What Slack reads as links in mrkdwn, and what is left of the text. */
function readMrkdwn(mrkdwn: string): { links: { address: string; label: string }[]; rest: string } {
  const links: { address: string; label: string }[] = [];
  const rest = mrkdwn.replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, address: string, label?: string) => {
    links.push({ address: address.replaceAll('&amp;', '&'), label: label ?? '' });
    return '';
  });
  return { links, rest };
}

function expectHarmless(mrkdwn: string): void {
  const { links, rest } = readMrkdwn(mrkdwn);
  for (const { address, label } of links) {
    expect(address).toMatch(wiki);
    expect(label).not.toMatch(/[|\r\n]/);
  }
  expect(rest).not.toMatch(/[<>]/);
  expect(mrkdwn).not.toMatch(/&(?!(?:amp|lt|gt);)/);
  for (const part of [rest, ...links.map(({ label }) => label)]) expectQuiet(part);
}

/** Calls nobody, and names no address but the wiki's. */
function expectQuiet(part: string): void {
  expect(part).toBe(part.toWellFormed());
  expect(part).not.toMatch(/(?<![\w.])@(?:here|channel|everyone|group)\b/i);
  for (const [address] of part.matchAll(/(?:https?:\/\/|\bwww\.)[^\s<>()[\]]+/gi)) expect(address).toMatch(wiki);
}

function expectHarmlessMessage({ text: fallback, blocks = [] }: Message): void {
  expectHarmless(fallback);
  for (const block of blocks) {
    if (block.type === 'markdown') {
      expect(block.text).not.toMatch(/<[!@#\\&]/);
      expectQuiet(block.text);
    }
    if (block.type === 'section') expectHarmless(block.text?.text ?? '');
    if (block.type === 'context')
      for (const element of block.elements) if ('text' in element) expectHarmless(element.text);
    if (block.type === 'table') expectQuiet(JSON.stringify(block.rows).replaceAll('"', ' '));
  }
}

const citation = fc
  .record({
    title: short,
    name: short,
    url: fc.constantFrom('/wiki/team:a', 'https://evil.example/a', '//evil.example'),
  })
  .map(({ title, name, url }) => citationOf(1, { title, url, source: { name } }));
const expert = fc.record({ ref: fc.constantFrom('person:a', 'person:a|b>'), name: short, why: short });
const thing = fc.record({
  ref: fc.constantFrom('person:a', 'person:a|b>'),
  name: short,
  kind: short,
  details: fc.array(fc.record({ label: short, value: short }), { maxLength: 3 }),
});
const hostileAnswer = fc
  .record({
    words: text,
    citations: fc.array(citation, { maxLength: 3 }),
    experts: fc.array(expert, { maxLength: 3 }),
    question: short,
    abstained: fc.boolean(),
  })
  .map(({ words, citations, ...rest }) =>
    answerOf(`${words} [1]`, { ...rest, citations: citations.map((each, index) => ({ ...each, n: index + 1 })) }),
  );

describe('an answer of hostile words', () => {
  it('calls nobody and leads nowhere but to the wiki', () => {
    fc.assert(
      fc.property(hostileAnswer, fc.array(thing, { maxLength: 3 }), (answer, shown) => {
        const things = { shown, total: shown.length };
        for (const message of renderAnswer(answer, { publicUrl, limit: 300, things })) expectHarmlessMessage(message);
        expectHarmlessMessage(renderPlainly(answer, { publicUrl }));
        expectHarmlessMessage(renderUnfinished(answer.text, 'Stopped.', { publicUrl }));
        expectQuiet(renderForWorkflow(answer, { publicUrl }).text);
      }),
      { numRuns: 300 },
    );
  });

  it('has as many lines of sources as sources', () => {
    fc.assert(
      fc.property(fc.array(citation, { minLength: 1, maxLength: 4 }), (citations) => {
        const numbered = citations.map((each, index) => ({ ...each, n: index + 1 }));
        const [message] = renderAnswer(answerOf('a', { citations: numbered }), { publicUrl });
        const blocks = JSON.stringify(message?.blocks?.at(-2));
        expect(blocks.split('\\n')).toHaveLength(1 + citations.length);
      }),
    );
  });
});

describe('mrkdwn', () => {
  it('shows an escaped text as it was, but for what nobody sees', () => {
    fc.assert(
      fc.property(text, (words) => {
        const escaped = escapeMrkdwn(words);
        expectHarmlessMarks(escaped);
        const shown = escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
        expect(shown.replaceAll('\u200B', '')).toBe(words.replaceAll('\u200B', ''));
      }),
      { numRuns: 300 },
    );
  });

  it('makes one link of any words', () => {
    fc.assert(
      fc.property(text, (words) => {
        const { links, rest } = readMrkdwn(mrkdwnLink('https://kiki.example.com/a?b=1&c=2', words));
        expect(rest).toBe('');
        expect(links).toHaveLength(1);
        expect(links[0]?.address).toBe('https://kiki.example.com/a?b=1&c=2');
        expect(links[0]?.label).not.toMatch(/[<>|\n]/);
      }),
      { numRuns: 300 },
    );
  });
});

function expectHarmlessMarks(escaped: string): void {
  expect(escaped).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/);
  expect(escaped).not.toMatch(/(?<![\w.])@(?:here|channel|everyone|group)\b/i);
}

describe('plain words', () => {
  it('are one line that fits, without address, call or mark that formats', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 10, max: 200 }), (words, most) => {
        const line = plainWords(words, most);
        expect(line.length).toBeLessThanOrEqual(most);
        expect(line).not.toMatch(/[\r\n\t]/);
        expectQuiet(line);
        // A mark that formats stands at the edge of a word.
        expect(line).not.toMatch(/(?<!\u200B)[*~`]|[*~`](?!\u200B|…)/);
        expect(line).not.toMatch(/(?<![\p{L}\p{N}\u200B])_|_(?![\p{L}\p{N}\u200B…])/u);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['refund_service', 'refund_service'],
    ['*bold*', '\u200B*\u200Bbold\u200B*\u200B'],
    ['a\n2. b', 'a 2. b'],
    ['see https://evil.example/a', 'see (link removed)'],
  ])('%j becomes %j', (words, line) => {
    expect(plainWords(words, 80)).toBe(line);
  });

  it('call nobody where they are cut', () => {
    expect(plainWords('ask @hereafter', 10)).not.toMatch(/@here/);
  });
});
