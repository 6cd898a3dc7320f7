import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createMeaning } from '../../../answer/retrieve/meaning.ts';
import { createRetriever } from '../../../answer/retrieve/retrieve.ts';
import { createThesaurus, type Thesaurus } from '../../../answer/retrieve/thesaurus.ts';
import type { Embedder } from '../../../graph/embeddings/embedder.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { kiki } from '../../../schema/actor.ts';
import { anyEmployee, type Viewer } from '../../../schema/viewer.ts';
import { evidenceOf } from '../../support/evidence.ts';
import { fakeEmbedder } from '../../support/fake-embedder.ts';
import { record } from '../../support/records.ts';
import { sampleStore } from '../../support/sample-graph.ts';

const secret = record({
  source: 'handbook',
  kind: 'Article',
  key: 'pay.md',
  path: 'pay.md',
  name: 'Refund limits of the board',
  audience: 'group:board',
  passages: [{ heading: [], text: 'Refunds of the board have no limit.' }],
});

let store: GraphStore;
beforeAll(async () => {
  store = await sampleStore([secret]);
});
afterAll(() => store.close());

const logged: object[] = [];
const logger = { info: (line: object) => void logged.push(line) };
const retrieverWith = (embedder?: Embedder) =>
  createRetriever({ store, meaning: createMeaning({ embedder: () => embedder, logger }) });
const titlesOf = async (question: string, viewer: Viewer = anyEmployee, embedder?: Embedder) => {
  const found = await retrieverWith(embedder)({ viewer, question, pages: 5 });
  return [...new Set(found.map(({ passage }) => passage.title))];
};

describe('without embeddings', () => {
  test('prose is found by its words, best first, without the cards of entities', async () => {
    const found = await retrieverWith()({ viewer: anyEmployee, question: 'what may a hotel in Oslo cost?', pages: 5 });
    expect(found[0]?.passage).toMatchObject({ title: 'Travel policy', source: { path: 'policies/travel.md' } });
    expect(found.some(({ passage }) => passage.card)).toBe(false);
    expect(found.every(({ closeness }) => closeness === undefined)).toBe(true);
    expect(found[0]?.coverage).toBeGreaterThan(found.at(-1)?.coverage ?? 1);
  });

  test('fields of a person are no prose', async () => {
    const hits = await store.searchText(anyEmployee, 'harbour master', { limit: 10 });
    expect(hits.some(({ id }) => id.endsWith('#~card'))).toBe(true);
    expect(await titlesOf('harbour master')).not.toContain('Karin Moen');
  });

  test('nothing is found for words that nobody uses', async () => {
    expect(await titlesOf('quux zorb')).toEqual([]);
  });

  test('prose is found in the words that it has for those of the question', async () => {
    const question = 'lodgings in town';
    const thesaurus = createThesaurus([{ written: ['hotel'], said: ['lodgings'] }]);
    const titles = async (given: Thesaurus) => {
      const retrieve = createRetriever({ store, meaning: () => Promise.resolve(undefined), thesaurus: given });
      const found = await retrieve({ viewer: anyEmployee, question, pages: 5 });
      return found.map(({ passage }) => passage.title);
    };
    expect(await titles(thesaurus)).toContain('Travel policy');
    expect(await titles(createThesaurus([]))).not.toContain('Travel policy');
  });

  test('only kinds that are asked for', async () => {
    const found = await retrieverWith()({
      viewer: anyEmployee,
      question: 'refund a fare',
      kinds: ['Procedure'],
      pages: 5,
    });
    expect(new Set(found.map(({ passage }) => passage.ref.split(':')[0]))).toEqual(new Set(['procedure']));
  });
});

describe('the viewer', () => {
  test('finds nothing that he may not read, and it takes no place from the rest', async () => {
    const board: Viewer = { ...anyEmployee, id: 'board', audiences: [...anyEmployee.audiences, 'group:board'] };
    expect(await titlesOf('refund limits of the board', board)).toContain('Refund limits of the board');
    expect(await titlesOf('refund limits of the board')).not.toContain('Refund limits of the board');
    expect(await titlesOf('refund limits of the board')).not.toEqual([]);
  });
});

describe('with embeddings', () => {
  const { embedder, fake } = fakeEmbedder();
  beforeAll(async () => {
    const tasks = await store.missingEmbeddings(embedder.model, 1_000);
    const vectors = await embedder.embedDocuments(tasks.map(({ text }) => text));
    await store.putEmbeddings(
      kiki,
      embedder.model,
      embedder.dimensions,
      tasks.map(({ textHash }, index) => ({ textHash, vector: vectors[index]! })),
    );
  });

  test('each passage says how close it is, and words that nobody uses find something', async () => {
    const found = await retrieverWith(embedder)({ viewer: anyEmployee, question: 'quux zorb', pages: 3 });
    expect(new Set(found.map(({ passage }) => passage.ref)).size).toBe(3);
    expect(found.every(({ closeness }) => closeness !== undefined && closeness <= 1)).toBe(true);
  });

  test('the hidden is not found by meaning either', async () => {
    expect(await titlesOf('Refunds of the board have no limit.', anyEmployee, embedder)).not.toContain(
      'Refund limits of the board',
    );
  });

  test('a failing embedder leaves search by words, and the log says so', async () => {
    fake.outages = 1_000;
    logged.length = 0;
    expect(await titlesOf('what may a hotel in Oslo cost?', anyEmployee, embedder)).toContain('Travel policy');
    expect(logged).toEqual([{ reason: 'The model is away.' }]);
    fake.outages = 0;
    expect(await titlesOf('quux zorb', anyEmployee, embedder)).not.toEqual([]);
  });

  test('an asker who gives up gets his reason, not search by words', async () => {
    const giving = new AbortController();
    const slow: Embedder = {
      ...embedder,
      embedQuery: async () => {
        giving.abort('enough');
        throw new Error('ended');
      },
    };
    const work = retrieverWith(slow)({ viewer: anyEmployee, question: 'hotel', pages: 3, signal: giving.signal });
    await expect(work).rejects.toBe('enough');
  });
});

describe('an embedder on another thread', () => {
  test('has the question, and what it may be put as, before this thread is busy with searches', async () => {
    const order: string[] = [];
    const { embedder } = fakeEmbedder();
    const passedOn: Embedder = {
      ...embedder,
      async embedQuery(text) {
        for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
        order.push(text);
        await setTimeout(20);
        return embedder.embedQuery(text);
      },
    };
    const find = createMeaning({ embedder: () => passedOn, logger });
    await find('something before, which asks how far apart unrelated texts are');
    order.length = 0;
    const retrieve = createRetriever({
      store: {
        searchText: async () => (order.push('words'), []),
        searchVector: async () => (order.push('meaning'), []),
        passages: async () => [],
        passagesOf: async () => [],
        freshness: async () => new Map(),
      },
      meaning: find,
      thesaurus: createThesaurus([{ written: ['hotel'], said: ['lodgings'] }]),
    });
    await retrieve({ viewer: anyEmployee, question: 'lodgings in town', pages: 3 });
    expect(order).toEqual(['lodgings in town', 'words', 'hotel in town', 'meaning', 'meaning']);
  });
});

describe('a passage that only words found', () => {
  const byWords = { id: 'article:words#a', ref: 'article:words', score: 1 };
  const hits = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      id: `article:${index}#a`,
      ref: `article:${index}`,
      score: 0.9 - index / 1_000,
    }));
  const closenessAmong = async (count: number) => {
    const { embedder } = fakeEmbedder();
    const fakeStore = {
      searchText: async () => [byWords],
      searchVector: async () => hits(count),
      passages: async (_: Viewer, ids: readonly string[]) =>
        ids.map((id) => evidenceOf('x', { passage: { id } }).passage),
      passagesOf: async (_: Viewer, refs: readonly string[]) =>
        refs.map((ref) => evidenceOf('x', { passage: { id: `${ref}#a`, ref } }).passage),
      freshness: async () => new Map(),
    };
    const found = await createRetriever({
      store: fakeStore,
      meaning: createMeaning({ embedder: () => embedder, logger }),
    })({
      viewer: anyEmployee,
      question: 'x',
      pages: 500,
    });
    const closeness = (id: string) => found.find(({ passage }) => passage.id === id)?.closeness;
    return { own: closeness(byWords.id), last: closeness(`article:${count - 1}#a`) };
  };

  test('is no closer than the last of as many as were asked for', async () => {
    const { own, last } = await closenessAmong(400);
    expect(own).toBe(last);
    expect(own).toBeDefined();
  });

  test('has no embedding yet where fewer came', async () => {
    expect((await closenessAmong(399)).own).toBeUndefined();
  });
});

describe('phrases of the question', () => {
  const section = (ref: string, text: string) =>
    evidenceOf(text, { passage: { id: `${ref}#a`, ref, title: ref, heading: [] } }).passage;
  const scattered = 'The meeting begins at nine. A personal note and an id are kept for each guest of the call.';
  const sections = [
    section('article:notes', scattered),
    section(
      'article:calls',
      'Do not use your personal meeting id for a call: anyone who has it may join at any time, and it never ends.',
    ),
  ];
  const hits = (scores: readonly number[]) =>
    sections.map(({ id, ref }, index) => ({ id, ref, score: scores[index] ?? 0 }));
  const firstOf = async (question: string) => {
    const retrieve = createRetriever({
      store: {
        searchText: async () => hits([9, 9]),
        searchVector: async () => hits([0.6, 0.55]),
        passages: async (_: Viewer, ids: readonly string[]) => sections.filter(({ id }) => ids.includes(id)),
        passagesOf: async (_: Viewer, refs: readonly string[]) => sections.filter(({ ref }) => refs.includes(ref)),
        freshness: async () => new Map(),
      },
      meaning: createMeaning({ embedder: () => fakeEmbedder().embedder, logger }),
    });
    const [first] = await retrieve({ viewer: anyEmployee, question, pages: 5 });
    return first?.passage.ref;
  };

  test('put the section first that has them, before one that has the same words here and there', async () => {
    expect(await firstOf('may I use my personal meeting id for the call?')).toBe('article:calls');
    expect(await firstOf('a note on a guest of the meeting?')).toBe('article:notes');
  });
});
