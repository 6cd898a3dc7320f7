import { describe, expect, test } from '@jest/globals';
import type { Exact } from '../../../answer/exact.ts';
import { followUps } from '../../../answer/follow-up/follow-ups.ts';
import type { Query } from '../../../answer/look-up/query.ts';
import { emptyMemory } from '../../../answer/understand/understand.ts';

const card = (ref: string, kind: string, name: string) => ({ ref, kind, name, aliases: [], fields: {}, changedAt: '' });
const all = [card('team:pay', 'Team', 'Pay'), card('person:ada', 'Person', 'Ada')];
const exactly = (found: string[], query: Partial<Query> & { of?: string[] }): Exact => ({
  finding: { statements: [], value: found, found },
  mentioned: [],
  memory: { subjects: query.of ?? [], answers: found, last: { query, want: 'list' } as never },
});
const nothing: Exact = { mentioned: [], memory: emptyMemory };
const asked = exactly(['person:ada'], { look: 'related', relation: 'LEADS', of: ['team:pay'] });
const question = 'who leads pay?';
const reads = (known: Record<string, Exact>) => {
  const tried: string[] = [];
  return {
    tried,
    cards: (refs: readonly string[]) =>
      Promise.resolve(refs.flatMap((ref) => all.find((each) => each.ref === ref) ?? [])),
    answerAlone: (text: string) => {
      tried.push(text);
      return Promise.resolve(known[text] ?? nothing);
    },
  };
};
const of = (exact: Exact, abstained = false) => ({ answer: { abstained, citations: [], question }, exact, before: [] });

describe('questions suggested below an answer', () => {
  test('are those that Kiki answers with something, at most three, and no more are looked into', async () => {
    const known = Object.fromEntries(
      ['Which teams is Ada in?', 'What does Pay own?', 'What does Ada own?', 'How do I reach Ada?'].map(
        (text, index) => [text, exactly([`x:${index}`], { look: 'describe', of: [text] })],
      ),
    );
    const { tried, ...rest } = reads({
      ...known,
      'Who does Ada report to?': exactly([], { look: 'related', of: ['person:ada'] }),
    });
    expect(await followUps(of(asked), rest)).toEqual([
      'Which teams is Ada in?',
      'What does Pay own?',
      'What does Ada own?',
    ]);
    expect(tried).not.toContain('Who leads Pay?');
    expect(tried.at(-1)).toBe('What does Ada own?');
  });

  test('are not the same question in other words, and none are suggested where Kiki did not know', async () => {
    expect(await followUps(of(asked), reads({ 'What does Pay own?': asked }))).toEqual([]);
    const { tried, ...rest } = reads({ 'What does Pay own?': exactly(['x:1'], { look: 'describe' }) });
    expect(await followUps(of(asked, true), rest)).toEqual([]);
    expect(tried).toEqual([]);
  });

  test('are about the page that prose was found on', async () => {
    const quoted = {
      answer: { abstained: false, citations: [{ ref: 'team:pay' } as never], question },
      exact: nothing,
      before: [],
    };
    const known = { 'What does Pay own?': exactly(['x:1'], { look: 'describe' }) };
    expect(await followUps(quoted, reads(known))).toEqual(['What does Pay own?']);
  });
});
