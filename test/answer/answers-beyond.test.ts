import { describe, expect, test } from '@jest/globals';
import { createAnswersBeyond } from '../../answer/answers-beyond.ts';
import { everyone } from '../../schema/audience.ts';
import type { Answer } from '../../schema/answer.ts';
import type { Question } from '../../schema/services.ts';
import { anyEmployee, type Viewer } from '../../schema/viewer.ts';
import { answerOf } from '../support/answers.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { fakeModel } from '../support/fake-model.ts';
import { record } from '../support/records.ts';
import { plainAnswerer } from '../support/plain-answerer.ts';

const ofBoard: Viewer = { ...anyEmployee, id: 'ada', audiences: [everyone, 'board'] };
const rights = { own: ofBoard, shared: anyEmployee };
const asked: Question[] = [];
/** Whether there is more for the board, as it and all others are answered. */
function more(all: Partial<Answer>, common: Partial<Answer>, who = rights): Promise<boolean> {
  asked.length = 0;
  const beyond = createAnswersBeyond({
    ask: (question) => {
      asked.push(question);
      const { text = 'It is 5 [1].', ...rest } = question.asker === ofBoard ? all : common;
      return Promise.resolve(answerOf(text, rest));
    },
  });
  return beyond({ question: 'How much is it?', sources: ['pages'] }, who);
}

describe('there is a better answer for the asker alone', () => {
  test('when what he may read answers, and says something else than what all may read', async () => {
    expect(await more({}, { text: 'I do not know.', abstained: true })).toBe(true);
    expect(await more({ value: 5 }, { value: 4 })).toBe(true);
    expect(await more({}, { text: 'It is 4 [1].' })).toBe(true);
  });

  test('not when it says the same, whatever sources say so, nor when it knows nothing either', async () => {
    expect(await more({}, {})).toBe(false);
    expect(await more({ text: 'It is 5 [1] [2].' }, {})).toBe(false);
    expect(await more({ text: 'I do not know. Near: minutes.', abstained: true }, { abstained: true })).toBe(false);
    expect(asked).toMatchObject([
      { asker: ofBoard, withoutModel: true, sources: ['pages'] },
      { asker: anyEmployee, withoutModel: true, sources: ['pages'] },
    ]);
    // Nothing of it is kept.
    expect(asked.map(({ surface }) => surface)).toEqual([undefined, undefined]);
  });

  test('not where he may read what all may, which is known without asking', async () => {
    expect(await more({}, { text: 'else' }, { ...rights, own: anyEmployee })).toBe(false);
    expect(asked).toEqual([]);
  });
});

test('a page that only the board may read makes a better answer, without a word to the model', async () => {
  const store = await storeOn(await emptyEmbedded());
  await store.apply(
    { type: 'run', id: 'r', source: 'hr' },
    {
      upserts: [
        record({
          kind: 'Article',
          key: 'm',
          name: 'Severance budget',
          audience: 'board',
          passages: [{ heading: ['Severance budget'], text: 'The severance budget is 5 million euros a year.' }],
        }),
        record({
          kind: 'Article',
          key: 't',
          name: 'Tea kitchen',
          passages: [{ heading: ['Tea kitchen'], text: 'The tea kitchen is on the third floor.' }],
        }),
      ],
      removals: [],
    },
  );
  const { model, asked: read } = fakeModel('NOT KNOWN');
  const ask = plainAnswerer(store, { model });
  const beyond = createAnswersBeyond({ ask });
  expect(await beyond({ question: 'How much is the severance budget a year?' }, rights)).toBe(true);
  expect(await beyond({ question: 'On which floor is the tea kitchen?' }, rights)).toBe(false);
  expect(read).toEqual([]);
  await store.close();
});
