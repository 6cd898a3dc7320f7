import { describe, expect, test } from '@jest/globals';
import { kiki } from '../../../schema/actor.ts';
import type { AskedQuestion } from '../../../schema/asked.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import { groupQuestions } from '../../../wiki-server/present/question-groups.ts';
import { adminWiki } from '../../support/admin-wiki.ts';

const wiki = adminWiki();

async function ask(id: string, question: string, more: Partial<AskedQuestion> = {}): Promise<void> {
  const asked: AskedQuestion = {
    id,
    at: `2026-11-1${id}T12:00:00.000Z`,
    asker: `${id}@example.com`,
    surface: 'wiki',
    question,
    mode: 'unknown',
    abstained: true,
    text: 'I do not know.',
    refs: [],
    milliseconds: 1,
    ...more,
  };
  await wiki.store.saveQuestion(kiki, asked, { isPublic: true });
}

/** Questions that were not answered, one a day. */
const notKnown = (questions: readonly string[]) =>
  questions.map((question, index) => ({
    id: `${index}`,
    at: `2026-11-0${index + 1}`,
    question,
    abstained: true,
    refs: [],
    against: [],
  }));

describe('unanswered questions', () => {
  test('that ask the same in other words are one, the most often asked first', () => {
    const open = notKnown([
      'Where can I park my bicycle?',
      'Who is the CFO?',
      'Where do I park bicycles?',
      'Who was the CEO?',
    ]);
    const groups = groupQuestions(open);
    expect(groups.map(({ ids }) => ids)).toEqual([['2', '0'], ['3'], ['1']]);
    expect(groups[0]).toMatchObject({
      question: 'Where do I park bicycles?',
      alsoAsked: ['Where can I park my bicycle?'],
    });
  });

  test('that have one meaning are one, unless it is of another thing in the same words', () => {
    const open = notKnown([
      'Who runs finance?',
      'Where may I park a car?',
      'Who is the CFO?',
      'Where may I park a bicycle?',
    ]);
    const ofOneSort = (text: string) => text.startsWith('Who');
    const likeness = (one: string, other: string) => (ofOneSort(one) === ofOneSort(other) ? 0.7 : 0.1);
    expect(groupQuestions(open, likeness).map(({ ids }) => ids)).toEqual([['2', '0'], ['3'], ['1']]);
    expect(groupQuestions(open).map(({ ids }) => ids)).toEqual([['3'], ['2'], ['1'], ['0']]);
  });

  test('are listed with a way to write their page, and leave the list when they are dealt with', async () => {
    await ask('1', 'Where can I park <script>my</script> bicycle?');
    await ask('2', 'Who is the CFO?', { abstained: false });
    await wiki.store.saveFeedback(kiki, {
      answer: '2',
      asker: 'x',
      at: '2026-11-19T08:00:00.000Z',
      vote: 'down',
      reason: 'wrong',
      comment: 'He left',
    });
    const { body } = await wiki.get('/admin/questions');
    expect(body).not.toContain('<script>my');
    expect(body).toContain('/new?kind=Article&amp;name=Where+can+I+park');
    expect(body).toContain('wrong: He left');
    expect(body).toContain('0 helpful, 1 not');
    expect(body).not.toContain('@example.com');
    expect((await wiki.submit('/admin/questions', { id: ['1'], how: 'answered' })).statusCode).toBe(303);
    const after = (await wiki.get('/admin/questions?closed=1')).body;
    expect([after.includes('bicycle'), after.includes('CFO'), after.includes('1 question dealt with')]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('are for editors', async () => {
    expect((await wiki.get('/admin/questions', { viewer: anyEmployee })).statusCode).toBe(403);
    expect((await wiki.submit('/admin/questions', { id: '1', how: 'answered' }, anyEmployee)).statusCode).toBe(403);
    expect((await wiki.submit('/admin/questions', { id: '1', how: 'burnt' })).statusCode).toBe(400);
  });
});
