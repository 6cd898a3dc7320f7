import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createLinks } from '../../../bot/render/links.ts';
import { renderAnswer } from '../../../bot/render/render-answer.ts';
import { type Thing, thingBlocks } from '../../../bot/render/things.ts';
import { answerOf, citationOf } from '../../support/answers.ts';
import { refuseBlocks } from '../../support/block-kit-rules.ts';
import { hostileText } from '../../support/hostile-text.ts';

const publicUrl = 'https://kiki.example.com';
const links = createLinks({ publicUrl });
const all = links.ask('Who is in Payments?');
const blocksOf = (shown: Thing[], total = shown.length) => thingBlocks({ shown, total }, { links, all });

const ada: Thing = {
  ref: 'person:ada',
  name: 'Ada Lovelace',
  kind: 'person',
  details: [
    { label: 'Title', value: 'Staff Engineer' },
    { label: 'Teams', value: 'Payments, Risk & Fraud' },
  ],
};
const bob: Thing = {
  ref: 'person:bob',
  name: 'Bob',
  kind: 'person',
  details: [{ label: 'Teams', value: 'Payments' }],
};
const ledger: Thing = { ref: 'system:ledger', name: 'Ledger', kind: 'system', details: [] };
const link = (text: string, url: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url, text }] }],
});
const raw = (text: string) => ({ type: 'raw_text', text });

describe('one thing', () => {
  it('is a card: its name leads to the wiki, below it stand kind, role and team', () => {
    expect(blocksOf([ada])).toEqual([
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          text: '*<https://kiki.example.com/wiki/person:ada|Ada Lovelace>*\nPerson · Title: Staff Engineer · Teams: Payments, Risk &amp; Fraud',
        },
      },
    ]);
  });

  it('has nothing but its kind where sources say nothing more', () => {
    expect(blocksOf([ledger])).toEqual([
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '*<https://kiki.example.com/wiki/system:ledger|Ledger>*\nSystem' },
      },
    ]);
  });

  it('that is one of many is no card', () => {
    expect(blocksOf([ada], 30)).toEqual([]);
  });
});

describe('several things', () => {
  it('are a table with a column for each attribute', () => {
    expect(blocksOf([ada, bob])).toEqual([
      {
        type: 'table',
        column_settings: [{ is_wrapped: true }],
        rows: [
          [raw('Name'), raw('Title'), raw('Teams')],
          [
            link('Ada Lovelace', 'https://kiki.example.com/wiki/person:ada'),
            raw('Staff Engineer'),
            raw('Payments, Risk & Fraud'),
          ],
          [link('Bob', 'https://kiki.example.com/wiki/person:bob'), raw('–'), raw('Payments')],
        ],
      },
    ]);
  });

  it('of several kinds have their kind beside the name', () => {
    expect(blocksOf([bob, ledger])).toMatchObject([
      {
        rows: [
          [raw('Name'), raw('Kind'), raw('Teams')],
          [link('Bob', 'https://kiki.example.com/wiki/person:bob'), raw('person'), raw('Payments')],
          [link('Ledger', 'https://kiki.example.com/wiki/system:ledger'), raw('system'), raw('–')],
        ],
      },
    ]);
  });

  it('that are more than a table shows are counted, with the way to the wiki', () => {
    const [table, more] = blocksOf([ada, bob], 1240);
    expect(table?.type).toBe('table');
    expect(more).toEqual({
      type: 'context',
      elements: [
        {
          type: 'mrkdwn',
          text: '<https://kiki.example.com/ask?q=Who+is+in+Payments%3F|… and 1,238 more in the wiki>',
        },
      ],
    });
  });

  it('count what did not fit with what was not loaded', () => {
    const wide = (index: number): Thing => ({
      ref: `person:${'p'.repeat(200)}${index}`,
      name: 'n'.repeat(200),
      kind: 'person',
      details: ['A', 'B', 'C'].map((label) => ({ label, value: '"'.repeat(200) })),
    });
    const [table, more] = blocksOf(
      Array.from({ length: 25 }, (_, index) => wide(index)),
      100,
    );
    const shown = table?.type === 'table' ? table.rows.length - 1 : 0;
    expect(shown).toBeGreaterThan(4);
    expect(shown).toBeLessThan(25);
    expect(JSON.stringify(table).length).toBeLessThanOrEqual(7000);
    expect(JSON.stringify(more)).toContain(`… and ${100 - shown} more in the wiki`);
  });

  it('of which there is nothing but names are left to the text', () => {
    expect(blocksOf([ledger, { ...ledger, ref: 'system:other', name: 'Other' }])).toEqual([]);
  });
});

it('a thing has no address and no mention but its page, whatever it is called', () => {
  const evil = {
    ...ada,
    name: '<!channel> https://evil.example/a',
    details: [{ label: 'Title', value: '@here www.evil.example' }],
  };
  for (const blocks of [blocksOf([evil]), blocksOf([evil, bob])]) {
    const json = JSON.stringify(blocks);
    expect(json).not.toContain('evil.example');
    expect(json).not.toMatch(/<!|@here/);
    expect(json).toContain('/wiki/person:ada');
  }
});

it('an answer with its things is taken by Slack whatever they hold', () => {
  const text = hostileText();
  const thing: fc.Arbitrary<Thing> = fc.record({
    ref: text,
    name: text,
    kind: text,
    details: fc.array(fc.record({ label: text, value: text }), { maxLength: 6 }),
  });
  const citations = Array.from({ length: 8 }, (_, index) =>
    citationOf(index + 1, {
      title: 'T'.repeat(300),
      source: { url: `https://docs.example.org/${'p'.repeat(250)}${index}` },
    }),
  );
  fc.assert(
    fc.property(
      fc.array(thing, { maxLength: 40 }),
      fc.nat(2000),
      fc.constantFrom('Ada leads it.', 'word '.repeat(3000), '1. a\n2. b\n\n[1]'),
      (shown, more, said) => {
        const things = { shown, total: shown.length + more };
        const messages = renderAnswer(answerOf(said, { citations }), { publicUrl, things });
        for (const { blocks = [] } of messages) {
          expect(refuseBlocks(blocks)).toBeUndefined();
          const withoutPages = JSON.stringify(blocks).replace(/https:\/\/kiki\.example\.com[^"|>]*/g, '');
          expect(withoutPages).not.toMatch(/<!|<@|<#|https?:\/\/evil/);
        }
        const tables = messages.flatMap(({ blocks = [] }) => blocks.filter(({ type }) => type === 'table'));
        expect(tables.length).toBeLessThanOrEqual(1);
      },
    ),
  );
});

describe('an answer', () => {
  it('has its card between text and sources', () => {
    const [message] = renderAnswer(answerOf('**Ada Lovelace** leads Payments.'), {
      publicUrl,
      things: { shown: [ada], total: 1 },
    });
    expect(message?.blocks?.map(({ type }) => type)).toEqual(['markdown', 'section', 'context']);
  });

  it('that is long has it below its last message', () => {
    const messages = renderAnswer(answerOf('word '.repeat(4000)), { publicUrl, things: { shown: [ada], total: 1 } });
    expect(messages.map(({ blocks = [] }) => blocks.some(({ type }) => type === 'section'))).toEqual([false, true]);
  });
});

describe('steps', () => {
  const citations = [
    citationOf(1, { title: 'Payments' }),
    citationOf(2, { title: 'Refund a customer', url: '/wiki/procedure:refund#how' }),
  ];
  const smallPrint = (text: string) => JSON.stringify(renderAnswer(answerOf(text, { citations }), { publicUrl }));
  const open = '<https://kiki.example.com/wiki/procedure:refund#how|Open “Refund a customer” in the wiki>';

  it('stay a numbered list, with a link to the passage where they stand', () => {
    const [message] = renderAnswer(
      answerOf('Payments owns it. [1]\n\n1. Open the ledger.\n2. Press refund.\n\n[2]', { citations }),
      { publicUrl },
    );
    expect(message?.blocks?.[0]).toEqual({
      type: 'markdown',
      text: 'Payments owns it. ([1](https://kiki.example.com/wiki/team:team-1))\n\n1. Open the ledger.\n2. Press refund.\n\n ([2](https://kiki.example.com/wiki/procedure:refund#how))',
    });
    expect(message?.blocks?.at(-1)).toEqual({
      type: 'context',
      elements: [{ type: 'mrkdwn', text: `${open}\nLooked up in the company graph, as of 2026-11-22.` }],
    });
  });

  it.each([
    ['cited step by step', '1. Open it. [2]\n2. Press. [2]', true],
    ['in a quote', '> 1. Open it.\n> 2. Press.\n\n[2]', true],
    ['of one step', '1. Open it. [2]', false],
    ['without a source', '1. Open it.\n2. Press.', false],
    ['that are bullets', '- Open it.\n- Press. [2]', false],
    ['whose source is unknown', '1. Open it.\n2. Press. [7]', false],
  ])('%s', (_, text, isLinked) => {
    expect(smallPrint(text).includes('Open “Refund a customer” in the wiki')).toBe(isLinked);
  });

  it('of a source outside the wiki are not linked', () => {
    const foreign = [citationOf(1, { url: 'https://evil.example/steps' })];
    const shown = JSON.stringify(renderAnswer(answerOf('1. a\n2. b\n\n[1]', { citations: foreign }), { publicUrl }));
    expect(shown).not.toMatch(/evil|in the wiki/);
  });
});
