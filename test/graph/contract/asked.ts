import { describe, expect, test } from '@jest/globals';
import { kiki } from '../../../schema/actor.ts';
import type { AskedQuestion, Feedback } from '../../../schema/asked.ts';
import { anyEmployee, localAdmin, type Viewer } from '../../../schema/viewer.ts';
import { emptyEmbedded, type OpenEmpty, storeOn } from '../../support/engines.ts';
import { collect, each } from '../../support/iterables.ts';
import { related } from '../../support/records.ts';
import { editorActor, useStore } from './harness.ts';

const viewer = (id: string): Viewer => ({ ...anyEmployee, id });

function asked(id: string, more: Partial<AskedQuestion> = {}): AskedQuestion {
  return {
    id,
    at: `2026-11-0${(Number(id) % 9) + 1}T12:00:00.000Z`,
    asker: 'ada@example.com',
    surface: 'wiki',
    question: `Question ${id}?`,
    mode: 'graph',
    abstained: false,
    text: `Answer ${id}.`,
    refs: ['team:payments'],
    milliseconds: 12,
    ...more,
  };
}

export function describeAsked(openEmpty: OpenEmpty): void {
  describe('questions that were asked', () => {
    const harness = useStore(openEmpty);
    const save = (question: AskedQuestion, isPublic = true) => harness.store.saveQuestion(kiki, question, { isPublic });
    const rate = (answer: string, asker: string, vote: 'up' | 'down', more: Partial<Feedback> = {}) =>
      harness.store.saveFeedback(kiki, { answer, asker, vote, at: '2026-11-20T08:00:00.000Z', ...more });
    const open = async (since = '') =>
      (await harness.store.openQuestions(localAdmin, { since, limit: 50 })).map(({ id }) => id);

    test('are told to who asked, newest first, and to nobody else', async () => {
      const whole = asked('3', {
        page: 'team:payments',
        model: { name: 'm', promptTokens: 5, completionTokens: 2, steps: 1 },
      });
      await save(asked('1'));
      await save(whole);
      await save(asked('2', { asker: 'bob@example.com' }));
      const ada = viewer('ada@example.com');
      expect(await harness.store.questionsOf(ada, 10)).toEqual([whole, asked('1')]);
      expect(await harness.store.questionsOf(ada, 1)).toEqual([whole]);
      expect(await harness.store.asked(ada, '3')).toEqual({ ...whole, isPublic: true });
      expect(await harness.store.asked(ada, '2')).toBeUndefined();
      expect(await harness.store.asked({ ...localAdmin }, '2')).toBeUndefined();
    });

    test('are open when there is no answer or an asker calls it bad, until somebody deals with them', async () => {
      await save(asked('1', { mode: 'unknown', abstained: true }));
      await save(asked('2'));
      await save(asked('3'));
      await save(asked('4', { mode: 'unknown', abstained: true }));
      await rate('2', 'bob@example.com', 'down', { reason: 'outdated', comment: ' It was Eve until May. ' });
      expect(await open()).toEqual(['4', '2', '1']);
      const [, second] = await harness.store.openQuestions(localAdmin, { since: '', limit: 50 });
      expect(second).toEqual({
        id: '2',
        at: asked('2').at,
        question: 'Question 2?',
        abstained: false,
        refs: ['team:payments'],
        against: [{ at: '2026-11-20T08:00:00.000Z', reason: 'outdated', comment: 'It was Eve until May.' }],
      });
      expect(await open('2026-11-05')).toEqual(['4']);
      await harness.store.closeQuestions(editorActor, ['1', '2'], 'answered');
      expect(await open()).toEqual(['4']);
      await rate('2', 'cy@example.com', 'down');
      expect(await open()).toEqual(['4', '2']);
      expect(await harness.store.openQuestions(anyEmployee, { since: '', limit: 50 })).toEqual([]);
    });

    test('have one vote of each asker, and are fine again when nobody calls the answer bad any more', async () => {
      await save(asked('1'));
      await rate('1', 'bob', 'down', { reason: 'wrong' });
      await rate('1', 'cy', 'down');
      await rate('1', 'bob', 'up');
      expect(await open()).toEqual(['1']);
      expect((await harness.store.feedback(localAdmin, 10)).map(({ asker, vote }) => [asker, vote]).sort()).toEqual([
        ['bob', 'up'],
        ['cy', 'down'],
      ]);
      expect((await harness.store.feedback(localAdmin, 10))[0]).not.toHaveProperty('reason');
      await rate('1', 'cy', 'up');
      expect(await open()).toEqual([]);
      expect(await harness.store.feedback(anyEmployee, 10)).toEqual([]);
      await expect(rate('none', 'bob', 'up')).rejects.toMatchObject({ code: 'not-found' });
    });

    test('are frequent when several people ask them, in whatever letters, and all may read the answer', async () => {
      const ask = (id: string, asker: string, question: string, isPublic = true) =>
        save(asked(id, { asker, question }), isPublic);
      await ask('1', 'ada', 'Who leads Payments?');
      await ask('2', 'bob', 'who leads payments');
      await ask('3', 'bob', 'Who leads  Payments ?');
      await ask('4', 'ada', 'What do I earn?', false);
      await ask('5', 'bob', 'What do I earn?', false);
      await ask('6', 'ada', 'Where is my desk?');
      await ask('7', 'ada', 'Where is my desk?');
      const query = { since: '', limit: 5 };
      expect(await harness.store.frequentQuestions(anyEmployee, query)).toEqual([
        { question: 'Who leads  Payments ?', count: 3 },
      ]);
      expect(await harness.store.frequentQuestions(anyEmployee, { ...query, since: '2026-11-04' })).toEqual([]);
    });

    test('that are open are told, without who asked, to those who answer for a page that they are about', async () => {
      await harness.read([
        { kind: 'Person', key: '1', name: 'Ada', ids: { email: ['ada@example.com'] } },
        { kind: 'Team', key: 't', name: 'Payments', claims: [related('LEADS', 'Ada', { end: 'to' })] },
        { kind: 'System', key: 's', name: 'Refunds', claims: [related('OWNS', 'Payments', { end: 'to' })] },
        { kind: 'System', key: 'o', name: 'Other' },
      ]);
      const about = (refs: string[]) => ({ asker: 'bob', refs, abstained: true, mode: 'unknown' as const });
      await save(asked('1', about(['system:refunds'])));
      await save(asked('2', about(['system:other'])));
      await save(asked('3', about(['system:refunds'])), false);
      await save(asked('4', { ...about(['team:payments']), abstained: false, mode: 'graph' }));
      const of = async (email: string) =>
        harness.store.openQuestionsForOwner({ ...viewer(email), email }, { since: '', limit: 5 });
      expect((await of('ada@example.com')).map(({ id }) => id)).toEqual(['1']);
      await rate('4', 'bob', 'down', { reason: 'not what I asked' });
      const [newest] = await of('ada@example.com');
      expect(newest).toMatchObject({ id: '4', against: [{ reason: 'not what I asked' }] });
      expect(JSON.stringify(newest)).not.toContain('bob');
      expect(await of('cy@example.com')).toEqual([]);
    });

    test('are counted for those who answer for a page, with the words of what several people asked', async () => {
      await harness.read([
        { kind: 'Person', key: '1', name: 'Ada', ids: { email: ['ada@example.com'] } },
        { kind: 'System', key: 's', name: 'Refunds', claims: [related('OWNS', 'Ada', { end: 'to' })] },
        { kind: 'System', key: 'l', name: 'Ledger', claims: [related('OWNS', 'Ada', { end: 'to' })] },
        { kind: 'System', key: 'o', name: 'Other' },
      ]);
      const about = (refs: string[], asker: string, question: string) => ({ asker, refs, question });
      await save(asked('1', about(['system:refunds', 'system:other'], 'bob', 'How?')));
      await save(asked('2', about(['system:refunds', 'system:ledger'], 'cy', 'how')));
      await save(asked('3', about(['system:refunds'], 'cy', 'May I?')));
      await save(asked('4', about(['system:refunds'], 'ada@example.com', 'May I?')));
      await save(asked('5', about(['system:refunds'], 'bob', 'May I?')), false);
      await save(asked('6', about(['system:other'], 'bob', 'What?')));
      const of = (email: string, since = '') =>
        harness.store.askedOfOwner({ ...viewer(email), email }, { since, limit: 5 });
      expect(await of('ada@example.com')).toEqual({
        total: 3,
        pages: [
          { ref: 'system:refunds', count: 3 },
          { ref: 'system:ledger', count: 1 },
        ],
        frequent: [{ question: 'how', count: 2 }],
      });
      expect(await of('ada@example.com', '2026-11-04')).toMatchObject({ total: 1, frequent: [] });
      expect(await of('cy@example.com')).toEqual({ total: 0, pages: [], frequent: [] });
    });

    test('are kept within bounds, and swept with what was said of them', async () => {
      await save(asked('1', { question: 'x'.repeat(5_000), text: 'y'.repeat(50_000) }));
      const [long] = await harness.store.questionsOf(viewer('ada@example.com'), 1);
      expect([long?.question.length, long?.text.length]).toEqual([2_000, 8_000]);
      await save(asked('5'));
      await rate('1', 'bob', 'down');
      await rate('5', 'bob', 'down');
      expect(await harness.store.sweepQuestions(kiki, '2026-11-03')).toBe(1);
      expect(await open()).toEqual(['5']);
      expect(await harness.store.feedback(localAdmin, 10)).toHaveLength(1);
    });

    test('are no change of the graph, and move with it', async () => {
      const version = await harness.store.version();
      await save(asked('1'));
      await rate('1', 'bob', 'down');
      expect(await harness.store.version()).toBe(version);
      const other = await storeOn(await emptyEmbedded());
      await other.importAll(kiki, each(await collect(harness.store.exportAll(kiki))));
      expect(await other.questionsOf(viewer('ada@example.com'), 5)).toEqual([asked('1')]);
      expect(await other.openQuestions(localAdmin, { since: '', limit: 5 })).toHaveLength(1);
      await other.close();
    });
  });
}
