import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCatalogue } from '../../answer/catalogue/create-catalogue.ts';
import { createAnswerer } from '../../answer/create-answerer.ts';
import type { LanguageModel } from '../../answer/model/language-model.ts';
import { createMeaning } from '../../answer/retrieve/meaning.ts';
import { createRetriever } from '../../answer/retrieve/retrieve.ts';
import type { GraphStore } from '../../graph/store.ts';
import type { SourceKind } from '../../schema/channel-settings.ts';
import type { Question } from '../../schema/services.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { fakeModel, inTurn } from '../support/fake-model.ts';
import { sampleStore } from '../support/sample-graph.ts';

let store: GraphStore;
beforeAll(async () => {
  store = await sampleStore();
});
afterAll(() => store.close());

const kinds: Readonly<Record<string, SourceKind>> = {
  hr: 'table',
  projects: 'table',
  catalogue: 'table',
  handbook: 'pages',
  people: 'people',
};
const logger = { info: () => undefined };

function ask(question: string, extra: Partial<Question> = {}, model?: LanguageModel) {
  const retrieve = createRetriever({
    store,
    meaning: createMeaning({ embedder: () => undefined, logger: logger as never }),
  });
  const answerer = createAnswerer({
    store,
    embedder: () => undefined,
    model,
    catalogue: createCatalogue({ store, retrieve, publicUrl: undefined }),
    publicUrl: undefined,
    logger,
    kindOf: (source) => kinds[source],
    now: () => new Date('2026-11-20T09:30:00Z'),
  });
  return answerer({ question, asker: anyEmployee, ...extra });
}

const count = 'how many people are in the Booking Platform team?';
const prose = 'how much a night are hotels in Oslo?';

describe('an answer that may rest on some kinds of source only', () => {
  test('tells what these say, and nothing that others say', async () => {
    expect(await ask(count, { sources: ['table'] })).toMatchObject({ mode: 'graph', value: 4 });
    const answer = await ask(count, { sources: ['pages', 'people'] });
    expect(answer.mode).not.toBe('graph');
    expect(answer.value).toBeNull();
    expect(answer.citations.map(({ source }) => source.name).filter((name) => kinds[name] !== 'pages')).toEqual([]);
    expect(await ask(prose, { sources: ['pages'] })).toMatchObject({ mode: 'quote' });
    const tables = await ask(prose, { sources: ['table'] });
    expect(tables).toMatchObject({ abstained: true, citations: [], contexts: [] });
  });

  test('names nobody who may know whom only other sources name', async () => {
    const unheard = 'what is the favourite colour of the Fare Calculator?';
    const whoMayKnow = async (sources?: SourceKind[]) => {
      const { experts, text } = await ask(unheard, sources && { sources });
      expect(experts.every(({ name }) => text.includes(name))).toBe(true);
      return experts.map(({ name }) => name);
    };
    expect((await whoMayKnow()).length).toBeGreaterThan(0);
    expect(await whoMayKnow(['push'])).toEqual([]);
    const { text } = await ask(unheard, { sources: ['push'] });
    expect(text).not.toContain('Who may know');
  });

  test('knows nothing of a source that kiki.yaml does not name any more', async () => {
    expect(await ask(prose)).toMatchObject({ mode: 'quote' });
    const all: SourceKind[] = ['table', 'push', 'people', 'pages'];
    delete (kinds as Record<string, SourceKind>).handbook;
    try {
      expect(await ask(prose, { sources: all })).toMatchObject({ abstained: true });
    } finally {
      (kinds as Record<string, SourceKind>).handbook = 'pages';
    }
  });

  test('gives a model nothing else to read or look up', async () => {
    const calls = [{ name: 'list_entities', arguments: { kind: 'Team' } }];
    const { model, asked } = fakeModel(inTurn({ calls }, 'NOT KNOWN'));
    const answer = await ask(prose, { sources: ['push'] }, model);
    expect(answer).toMatchObject({ abstained: true, citations: [] });
    const read = JSON.stringify(asked);
    expect(read).toContain('Nothing was found that can be cited');
    expect(read).not.toContain('<evidence n');
    const free = fakeModel(inTurn({ calls }, 'NOT KNOWN'));
    await ask(prose, {}, free.model);
    expect(JSON.stringify(free.asked)).toContain('<evidence n');
  });
});

describe('an answer in another language', () => {
  const german = 'Im Team Booking Platform sind 4 Personen [1].';

  test('is written in it by the model, also where it was looked up, and checked as ever', async () => {
    const { model, asked } = fakeModel(german);
    const answer = await ask(count, { language: 'de' }, model);
    expect(answer).toMatchObject({ mode: 'model', value: 4 });
    expect(answer.text).toContain('sind 4 Personen');
    expect(answer.citations.length).toBeGreaterThan(0);
    expect(JSON.stringify(asked[0])).toContain('In German.');
    const wrong = fakeModel('Im Team Booking Platform sind 7 Personen [1].');
    const checked = await ask(count, { language: 'de' }, wrong.model);
    expect(checked).toMatchObject({ mode: 'graph', value: 4 });
    expect(checked.text).not.toContain('7');
  });

  test('is that of the question unless one is asked for, and needs no model where Kiki speaks it itself', async () => {
    const { model, asked } = fakeModel('NOT KNOWN');
    expect(await ask(count, {}, model)).toMatchObject({ mode: 'graph' });
    expect(await ask(count, { language: 'en' }, model)).toMatchObject({ mode: 'graph' });
    expect(asked).toEqual([]);
    await ask(prose, {}, model);
    await ask(prose, { language: 'fr' }, model);
    expect(asked.map((messages) => /In (.*?)\.\\n/.exec(JSON.stringify(messages))?.[1])).toEqual([
      'the language of the question',
      'French',
    ]);
    expect(await ask(count, { language: 'de' })).toMatchObject({ mode: 'graph' });
  });
});
