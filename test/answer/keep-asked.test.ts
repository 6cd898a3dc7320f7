import { expect, test } from '@jest/globals';
import { createKeepAsked } from '../../answer/keep-asked.ts';
import type { Answer } from '../../schema/answer.ts';
import type { AskedQuestion } from '../../schema/asked.ts';
import { unavailable } from '../../schema/errors.ts';
import { anyEmployee } from '../../schema/viewer.ts';

const answer: Answer = {
  id: 'a1',
  question: 'Who leads Payments?',
  text: 'Ada.',
  value: ['Ada'],
  mode: 'graph',
  abstained: false,
  asOf: '2026-11-25',
  citations: [],
  contexts: [],
  experts: [],
  timings: {},
};
const question = { question: answer.question, asker: anyEmployee };

function keeping() {
  const kept: [AskedQuestion, boolean][] = [];
  const warnings: object[] = [];
  const keep = createKeepAsked({
    store: {
      saveQuestion: (_actor, asked, { isPublic }) => {
        if (asked.question === 'fail') return Promise.reject(unavailable('The graph does not answer'));
        kept.push([asked, isPublic]);
        return Promise.resolve();
      },
    },
    logger: { warn: (line: object) => void warnings.push(line) },
    now: () => new Date('2026-11-25T10:00:00Z'),
  });
  return { keep, kept, warnings };
}

test('a question is kept with its answer, where it was asked somewhere', async () => {
  const { keep, kept } = keeping();
  await keep({ asked: question, answer, refs: [], milliseconds: 3 });
  expect(kept).toEqual([]);
  await keep({ asked: { ...question, surface: 'slack' }, answer, refs: ['team:payments'], milliseconds: 3.4 });
  expect(kept).toEqual([
    [
      {
        id: 'a1',
        at: '2026-11-25T10:00:00.000Z',
        asker: 'employee',
        surface: 'slack',
        question: 'Who leads Payments?',
        mode: 'graph',
        abstained: false,
        text: 'Ada.',
        refs: ['team:payments'],
        milliseconds: 3,
      },
      true,
    ],
  ]);
});

test('of who may read more than everyone, nothing is told to others', async () => {
  const { keep, kept } = keeping();
  const asker = { ...anyEmployee, audiences: ['everyone', 'hr'] };
  await keep({ asked: { ...question, asker, surface: 'wiki' }, answer, refs: [], milliseconds: 3 });
  expect(kept[0]?.[1]).toBe(false);
});

test('an answer is given although it can not be kept, and the log says so', async () => {
  const { keep, warnings } = keeping();
  const asked = { ...question, surface: 'wiki' as const };
  await keep({ asked, answer: { ...answer, question: 'fail' }, refs: [], milliseconds: 3 });
  expect(warnings).toEqual([{ answer: 'a1', reason: expect.stringContaining('The graph does not answer') }]);
});
