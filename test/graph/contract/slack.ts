import { describe, expect, test } from '@jest/globals';
import { databaseTime } from '../../../graph/cypher/locks.ts';
import type { Engine } from '../../../graph/engine.ts';
import type { GraphStore, SlackQuestion } from '../../../graph/store.ts';
import { kiki } from '../../../schema/actor.ts';
import { type OpenEmpty, storeOn } from '../../support/engines.ts';
import { collect } from '../../support/iterables.ts';
import { useStore } from './harness.ts';

const minute = 60_000;
const place = { channel: 'C1', user: 'U1' };

/** The engine with a clock that a test can set, by milliseconds from the real one. */
function withClock(engine: Engine): { engine: Engine; clock: { ahead: number } } {
  const clock = { ahead: 0 };
  const shifted: Engine = {
    ...engine,
    write: (work) =>
      engine.write((run) =>
        work(async (statement) => {
          const rows = await run(statement);
          return statement.text === databaseTime ? rows.map(({ now }) => ({ now: Number(now) + clock.ahead })) : rows;
        }),
      ),
  };
  return { engine: shifted, clock };
}

const claim = (store: GraphStore, worker: string, ...questions: (Partial<SlackQuestion> & { event?: string })[]) =>
  store.claimSlackQuestions(kiki, {
    worker,
    milliseconds: minute,
    questions: questions.map((question) => ({ id: 'T1:C1:1', place, ...question })),
  });

const takeOver = (store: GraphStore, worker: string, limit = 10) =>
  store.takeOverSlackQuestions(kiki, { worker, milliseconds: minute, limit });

export function describeSlack(openEmpty: OpenEmpty): void {
  describe('a question from Slack', () => {
    const harness = useStore(openEmpty);

    test('is of whoever claims it first, under its own id or that of its event', async () => {
      const { store } = harness;
      expect(await claim(store, 'a', { event: 'Ev1' })).toEqual([true]);
      expect(await claim(store, 'b', { event: 'Ev1' })).toEqual([false]);
      expect(await claim(store, 'b', { event: 'Ev2' })).toEqual([false]);
      expect(await claim(store, 'b', { id: 'T1:C1:2', event: 'Ev1' })).toEqual([false]);
      expect(await claim(store, 'a', {})).toEqual([false]);
      expect(await claim(store, 'b', { id: 'T1:C1:3', event: 'Ev3' })).toEqual([true]);
      await expect(claim(store, 'b', { id: '' })).rejects.toMatchObject({ code: 'invalid' });
      expect(await claim(store, 'b')).toEqual([]);
    });

    test('that comes twice in one batch is claimed once', async () => {
      expect(await claim(harness.store, 'a', { event: 'Ev1' }, { event: 'Ev2' }, { id: 'T1:C1:2' })).toEqual([
        true,
        false,
        true,
      ]);
    });

    test('is claimed once by many processes at the same moment, in whatever order they name it', async () => {
      const stores = await Promise.all(Array.from({ length: 6 }, () => storeOn(harness.engine)));
      const ids = Array.from({ length: 40 }, (_, index) => `T1:C1:${index}`);
      const results = await Promise.all(
        stores.map((store, worker) => {
          const named = worker % 2 === 0 ? ids : [...ids].reverse();
          return claim(store, `w${worker}`, ...named.map((id) => ({ id, event: `Ev${id}` }))).then((won) =>
            named.filter((_, index) => won[index]),
          );
        }),
      );
      expect(results.flat().sort()).toEqual([...ids].sort());
    });

    test('stays with its worker as long as that renews it, and is taken over once when it does not', async () => {
      const { engine, clock } = withClock(harness.engine);
      const store = await storeOn(engine);
      await claim(store, 'a', { event: 'Ev1' });
      clock.ahead = 0.9 * minute;
      await store.renewSlackQuestions(kiki, { worker: 'a', milliseconds: minute });
      clock.ahead = 1.8 * minute;
      expect(await takeOver(store, 'b')).toEqual([]);
      clock.ahead = 2 * minute;
      const taken = await Promise.all(['b', 'c', 'd'].map((worker) => takeOver(store, worker)));
      expect(taken.flat()).toEqual([{ id: 'T1:C1:1', place }]);
      expect(await store.noteSlackAnswers(kiki, 'a', [{ id: 'T1:C1:1', answer: 'a1' }])).toEqual(new Set());
      await store.finishSlackQuestions(kiki, 'a', ['T1:C1:1']);
      clock.ahead = 4 * minute;
      expect(await takeOver(store, 'e')).toHaveLength(1);
    });

    test('is taken over with how far its answer was, and not when it is finished', async () => {
      const { engine, clock } = withClock(harness.engine);
      const store = await storeOn(engine);
      await claim(store, 'a', {}, { id: 'T1:C1:2' }, { id: 'T1:C1:3' });
      const progress = { id: 'T1:C1:1', answer: 'a1', parts: 2, messages: ['17.1', '17.2'] };
      expect(await store.noteSlackAnswers(kiki, 'a', [progress, { id: 'none' }])).toEqual(new Set(['T1:C1:1']));
      await store.finishSlackQuestions(kiki, 'a', ['T1:C1:2']);
      clock.ahead = 2 * minute;
      expect(await takeOver(store, 'b', 1)).toEqual([{ ...progress, place }]);
      expect(await takeOver(store, 'b')).toEqual([{ id: 'T1:C1:3', place }]);
      expect(await claim(store, 'b', { id: 'T1:C1:2' })).toEqual([false]);
    });

    test('is forgotten with its event after a time', async () => {
      let now = new Date('2026-01-01T00:00:00Z');
      const store = await storeOn(harness.engine, { now: () => now });
      await claim(store, 'a', { event: 'Ev1' });
      now = new Date('2026-01-02T00:00:00Z');
      await claim(store, 'a', { id: 'T1:C1:2', event: 'Ev2' });
      expect(await store.sweepSlackQuestions(kiki, '2026-01-01T12:00:00Z')).toBe(2);
      expect(await store.sweepSlackQuestions(kiki, '2026-01-01T12:00:00Z')).toBe(0);
      expect(await claim(store, 'a', { event: 'Ev1' }, { id: 'T1:C1:2', event: 'Ev2' })).toEqual([true, false]);
    });

    test('that is answered stays known with where the answer stands, for longer', async () => {
      let now = new Date('2026-01-01T00:00:00Z');
      const store = await storeOn(harness.engine, { now: () => now });
      await claim(store, 'a', { thread: 'C1:1', asker: 'U1' }, { id: 'T1:C1:2', thread: 'C1:1', asker: 'U2' });
      await store.noteSlackAnswers(kiki, 'a', [{ id: 'T1:C1:1', answer: 'a1', posted: ['C1:1.5', 'C1:1.6'] }]);
      await store.finishSlackQuestions(kiki, 'a', ['T1:C1:1', 'T1:C1:2']);
      const about = {
        id: 'T1:C1:1',
        at: now.toISOString(),
        thread: 'C1:1',
        asker: 'U1',
        isDone: true,
        isWithdrawn: false,
      };
      const known = { ...about, answer: 'a1', posted: ['C1:1.5', 'C1:1.6'] };
      now = new Date('2026-01-03T00:00:00Z');
      expect(await store.sweepSlackQuestions(kiki, '2026-01-02T00:00:00Z')).toBe(1);
      expect(await store.slackQuestion(kiki, 'T1:C1:1')).toEqual(known);
      expect(await store.slackQuestion(kiki, 'T1:C1:2')).toBeUndefined();
      const asked = (query: object) =>
        store.slackQuestionIn(kiki, { thread: 'C1:1', asker: 'U1', since: '2026-01-01T00:00:00.000Z', ...query });
      expect(await asked({})).toEqual(known);
      for (const query of [{ asker: 'U2' }, { thread: 'C2:1' }, { since: '2026-01-01T00:00:01.000Z' }])
        expect(await asked(query)).toBeUndefined();
      expect(await store.sweepAnsweredSlackQuestions(kiki, '2026-01-02T00:00:00Z')).toBe(1);
      expect(await store.slackQuestion(kiki, 'T1:C1:1')).toBeUndefined();
    });

    test('that is withdrawn gets no answer any more, nor what was asked again of it', async () => {
      const { store } = harness;
      const again = { id: 'T1:C1:1:again:2', of: 'T1:C1:1', thread: 'C1:1' };
      await claim(store, 'a', { thread: 'C1:1', asker: 'U1' }, again, { id: 'T1:C1:3', thread: 'C1:1' });
      const note = (id: string, posted: string[]) => store.noteSlackAnswers(kiki, 'a', [{ id, posted }]);
      await note('T1:C1:1', ['C1:1.5']);
      await store.finishSlackQuestions(kiki, 'a', ['T1:C1:1']);
      await store.noteSlackAnswers(kiki, 'a', [{ id: again.id, messages: ['1.7'] }]);
      expect(await store.withdrawSlackQuestion(kiki, { id: 'T1:C1:1', thread: 'C1:1' })).toMatchObject([
        { id: 'T1:C1:1', posted: ['C1:1.5'], isDone: true, isWithdrawn: true },
        { id: again.id, messages: ['1.7'], isDone: false, isWithdrawn: true },
      ]);
      expect(await note(again.id, ['C1:1.8'])).toEqual(new Set());
      expect(await note('T1:C1:3', ['C1:1.9'])).toEqual(new Set(['T1:C1:3']));
      expect(await store.withdrawSlackQuestion(kiki, { id: 'T1:C1:9', thread: 'C1:9' })).toEqual([]);
    });

    test('is in no export, and no change of the graph', async () => {
      const { store } = harness;
      const version = await store.version();
      const before = await collect(store.exportAll(kiki));
      await claim(store, 'a', { event: 'Ev1' });
      expect(await store.version()).toBe(version);
      expect(await collect(store.exportAll(kiki))).toEqual(before);
    });
  });
}
