import { describe, expect, test } from '@jest/globals';
import { createFrequentQuestions } from '../../../graph/reads/frequent-questions.ts';
import type { Row } from '../../../graph/engine.ts';

const since = '2026-10-20';
const query = { since, limit: 6 };
const rows = (question: string, ...askers: string[]): Row[] =>
  askers.map((asker) => ({ question, asked: question.toLowerCase(), asker }));

/** A graph that answers with what it holds when it is asked, and counts how often it is. */
function graph(holds: Row[] = []) {
  const state = { holds, reads: 0, time: 0, fails: false };
  const frequent = createFrequentQuestions(
    () => {
      state.reads += 1;
      return state.fails ? Promise.reject(new Error('gone')) : Promise.resolve(state.holds);
    },
    () => state.time,
  );
  return { state, frequent };
}

describe('what is asked most', () => {
  test('is read once for all views of some seconds, also for those at once', async () => {
    const { state, frequent } = graph(rows('Who leads Payments?', 'ada', 'bo'));
    const [first] = await Promise.all([frequent.read(query), frequent.read(query)]);
    state.time = 4_999;
    expect(await frequent.read(query)).toEqual(first);
    expect(first).toEqual([{ question: 'Who leads Payments?', count: 2 }]);
    expect(state.reads).toBe(1);
    state.time = 5_000;
    state.holds = rows('Who owns the ferry?', 'ada', 'bo');
    expect(await frequent.read(query)).toEqual([{ question: 'Who owns the ferry?', count: 2 }]);
  });

  test('is read again as soon as a question came or went here, also when it is being read just then', async () => {
    const { state, frequent } = graph();
    const before = frequent.read(query);
    state.holds = rows('Who owns the ferry?', 'ada', 'bo');
    frequent.forget();
    expect(await before).toEqual([]);
    expect(await frequent.read(query)).toHaveLength(1);
  });

  test('is another list of another day or length', async () => {
    const { state, frequent } = graph();
    await frequent.read(query);
    await frequent.read({ ...query, since: '2026-10-21' });
    await frequent.read({ ...query, limit: 1 });
    expect(state.reads).toBe(3);
  });

  test('that could not be read is asked for again', async () => {
    const { state, frequent } = graph(rows('Who leads Payments?', 'ada', 'bo'));
    state.fails = true;
    await expect(frequent.read(query)).rejects.toThrow('gone');
    state.fails = false;
    expect(await frequent.read(query)).toHaveLength(1);
  });
});
