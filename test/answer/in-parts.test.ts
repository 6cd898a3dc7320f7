import { describe, expect, test } from '@jest/globals';
import type { Draft } from '../../answer/compose/draft.ts';
import type { Exact } from '../../answer/exact.ts';
import { answerInParts } from '../../answer/in-parts.ts';
import { emptyMemory } from '../../answer/understand/understand.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { plainAnswerer } from '../support/plain-answerer.ts';
import { record, related } from '../support/records.ts';

const statement = (text: string) => ({ text, sources: [] });
/** What a stand-in for the graph and one for prose know, by what the part begins with. */
const graph: Record<string, string> = { 'who leads the Quay': 'Ada leads it.', 'who leads it': 'Ada leads it.' };
const pages: Record<string, string> = {
  'how do I moor': 'Throw a line.',
  'who moors': 'It is done by the Quay.',
  'which mailbox': 'quay@port.example',
};
/** Values that pages tell: which dock it is, and who keeps it. */
const values: Record<string, [value: string, of: string]> = {
  'which dock is in zone 5': ['Old Dock', 'Old Dock'],
  'name of the keeper of the Old Dock': ['Bo Lund', 'Old Dock'],
  'what is its depth': ['9 m', 'Old Dock'],
  'what is the depth of that dock': ['9 m', 'Old Dock'],
  'what is the length of the dock in zone 5': ['60 m', 'Old Dock'],
  'who is the keeper of the Old Dock': ['Bo Lund', 'Old Dock'],
  'what is the mail address of that person': ['bo@port.example', 'Bo Lund'],
};
/** What is nearest on the pages of the whole. */
const near: Record<string, string> = { 'where is the key': 'On a hook.', 'how many days': 'Three days.' };

const quoted = (text: string, told?: readonly [value: string, of: string]): Draft => ({
  mode: 'quote',
  statements: [statement(text)],
  value: told?.[0] ?? null,
  ...(told && { of: told[1] }),
  experts: [],
});

async function answer(question: string, { isOfWhole = false } = {}) {
  const asked: [question: string, about: string][] = [];
  const meant: Record<string, readonly string[]> = {};
  const knows = (known: Record<string, string>, part: string) =>
    Object.entries(known).find(([start]) => part.startsWith(start))?.[1];
  const draft = await answerInParts(question, emptyMemory, {
    context: {
      viewer: anyEmployee,
      on: '2026-11-20',
      store: { cards: () => Promise.resolve([{ name: 'The Quay' }]) } as never,
    },
    lookUp: (part, { subjects }): Promise<Exact> => {
      meant[part] = subjects;
      const text = knows(graph, part);
      const finding =
        text === undefined ? {} : { finding: { statements: [statement(text)], value: text, found: ['team:quay'] } };
      return Promise.resolve({ mentioned: [], memory: emptyMemory, ...finding });
    },
    quote: (part, _exact, { about, said }): Promise<Draft | undefined> => {
      asked.push([part, [about, said].filter((each) => each !== '').join(' / ')]);
      const told = Object.entries(values).find(([start]) => part.startsWith(start))?.[1];
      const text = told?.[0] ?? knows(pages, part);
      return Promise.resolve(text === undefined ? undefined : quoted(text, told));
    },
    doer: (part) => Promise.resolve(part.startsWith('who moors') ? 'team:quay' : undefined),
    quoteOfWhole: (part) => {
      const text = isOfWhole ? knows(near, part) : undefined;
      return Promise.resolve(text === undefined ? undefined : quoted(text));
    },
  });
  return { draft, texts: draft?.statements.map(({ text }) => text), asked, meant };
}

describe('a question of several parts', () => {
  test('is answered by the graph where it knows and by prose where that does', async () => {
    const { draft, texts } = await answer('who leads the Quay, and how do I moor there?');
    expect(texts).toEqual(['Ada leads it.', 'Throw a line.']);
    expect(draft).toMatchObject({ mode: 'quote', value: null, found: ['team:quay'] });
  });

  test('knows in a later part what "it" is from an earlier one', async () => {
    const { texts, asked } = await answer('who leads the Quay and which mailbox has it?');
    expect(texts).toEqual(['Ada leads it.', 'quay@port.example']);
    expect(asked).toEqual([['which mailbox has it?', 'The Quay']]);
  });

  test('says once what two parts have in common', async () => {
    expect((await answer('who leads the Quay and who leads it and how do I moor?')).texts).toEqual([
      'Ada leads it.',
      'Throw a line.',
    ]);
  });

  test('names the part that it found nothing on, beside what the graph knows and what prose says', async () => {
    const { draft, texts } = await answer('who leads the Quay and where is the key and how do I moor?');
    expect(draft?.mode).toBe('quote');
    expect(texts).toEqual(['Ada leads it.', 'Throw a line.', 'I found nothing in the sources on “where is the key”.']);
  });

  test('names every part that it found nothing on', async () => {
    const { draft, texts } = await answer('who leads the Quay and where is the key and what opens it?');
    expect(draft?.mode).toBe('graph');
    expect(texts).toEqual([
      'Ada leads it.',
      'I found nothing in the sources on “where is the key” and “what opens it”.',
    ]);
  });

  test('is answered from the pages of the whole where those are likely to and a part alone is not', async () => {
    const question = 'how do I moor and where is the key?';
    expect((await answer(question, { isOfWhole: true })).texts).toEqual(['Throw a line.', 'On a hook.']);
    expect((await answer('where is the key and how many days is it there?', { isOfWhole: true })).texts).toEqual([
      'On a hook.',
      'Three days.',
    ]);
    expect((await answer('how do I moor and what opens it?', { isOfWhole: true })).draft).toBeUndefined();
  });

  test('finds the thing that is described before it asks, and says which it is', async () => {
    const { texts, asked } = await answer('the dock in zone 5 - what is its depth and which mailbox has it?');
    expect(texts).toEqual(['9 m', 'quay@port.example', 'Old Dock']);
    expect(asked).toEqual([
      ['which dock is in zone 5?', ''],
      ['what is its depth', 'Old Dock'],
      ['which mailbox has it?', 'Old Dock'],
    ]);
    expect((await answer('the dock in zone 5 - what is its depth?')).draft?.value).toBe('9 m');
    expect((await answer('the dock in zone 6 - what is its depth?')).draft).toBeUndefined();
  });

  test('finds the thing that is described within it', async () => {
    const { texts, asked } = await answer('what is the depth of the dock in zone 5 and which mailbox has it?');
    expect(texts).toEqual(['9 m', 'quay@port.example', 'Old Dock']);
    expect(asked).toEqual([
      ['which dock is in zone 5?', ''],
      ['what is the depth of that dock', 'Old Dock'],
      ['which mailbox has it?', 'Old Dock'],
    ]);
    expect((await answer('what is the depth of the dock in zone 5?')).draft?.value).toBe('9 m');
    expect((await answer('what is the depth of the dock in zone 6?')).draft).toBeUndefined();
    // A page tells it as it stands.
    expect((await answer('what is the length of the dock in zone 5?')).draft).toBeUndefined();
  });

  test.each(['who is listed as', 'listed as', 'named as the', "who's given as", 'that is shown as the'])(
    'finds the person who is described within it: %s',
    async (how) => {
      const question = `what is the mail address of the person ${how} keeper of the Old Dock?`;
      const { draft, texts } = await answer(question);
      expect(texts).toEqual(['bo@port.example', 'Bo Lund']);
      expect(draft?.value).toBe('bo@port.example');
    },
  );

  test('means the place that is named before where nothing is found by its description', async () => {
    const { asked } = await answer('the dock in Port Osk: what is its depth and which mailbox is open?');
    expect(asked.slice(1).map(([, about]) => about)).toEqual(['Port Osk / the dock in Port Osk', 'Port Osk']);
  });

  test('knows that "that" is the team that does it, by the words of what is quoted', async () => {
    const { meant } = await answer('who moors us, and how many people is that?');
    expect(meant).toEqual({ 'who moors us': [], 'how many people is that?': ['team:quay'] });
    expect((await answer('who moors us, and how many people row?')).meant).toMatchObject({
      'how many people row?': [],
    });
  });

  test('knows of which person the next part is', async () => {
    const { asked } = await answer('name of the keeper of the Old Dock, and which mailbox does he read?');
    expect(asked).toEqual([
      ['name of the keeper of the Old Dock', ''],
      ['which mailbox does he read?', 'Bo Lund'],
    ]);
  });

  test('asks each part beside what is told before, or the name that is written there', async () => {
    const { asked } = await answer('my line is lost at Pier Nine. how do I moor, and which mailbox has it?');
    expect(asked).toEqual([
      ['how do I moor', 'my line is lost at Pier Nine'],
      ['which mailbox has it?', 'Pier Nine / my line is lost at Pier Nine'],
    ]);
  });

  test.each([
    ['prose knows one part of it only', 'how do I moor and where is the key?'],
    ['nothing is known', 'where is the key and what opens it?'],
    ['it has one part', 'how do I moor?'],
    ['a part asks nothing', 'I lost my rope - how do I moor?'],
    ['it has too many', 'how do I moor and how do I moor and how do I moor and how do I moor?'],
  ])('is left as a whole where %s', async (_why, question) => {
    expect((await answer(question)).draft).toBeUndefined();
  });
});

test('a part with a misspelt word is judged as it was meant', async () => {
  const store = await storeOn(await emptyEmbedded());
  try {
    const text = 'The weatherproof locker of the pier is opened by the bronze key in the shed.';
    await store.apply(
      { type: 'run', id: 'r', source: 'port' },
      {
        upserts: [
          record({ kind: 'Team', key: 'Quay', name: 'Quay', claims: [] }),
          record({ kind: 'Person', key: 'Ada Moe', name: 'Ada Moe', claims: [related('LEADS', 'Quay')] }),
          record({ kind: 'Article', key: 'locker', name: 'Locker', passages: [{ heading: [], text }] }),
        ],
        removals: [],
      },
    );
    const ask = plainAnswerer(store);
    const { text: told } = await ask({
      question: 'who leads the Quay, and where is the weatherprof locker of the pier?',
      asker: anyEmployee,
    });
    expect(told).toContain('Ada Moe');
    expect(told).toContain('bronze key');
  } finally {
    await store.close();
  }
});
