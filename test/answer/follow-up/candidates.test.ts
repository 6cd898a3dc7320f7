import { describe, expect, test } from '@jest/globals';
import { followUpCandidates } from '../../../answer/follow-up/candidates.ts';

const payments = { kind: 'Team', name: 'Payments' };
const ada = { kind: 'Person', name: 'Ada $& Lovelace' };

describe('what may be asked next', () => {
  test('is about each subject in turn, the nearest first', () => {
    expect(followUpCandidates([ada, payments], []).slice(0, 4)).toEqual([
      'Which teams is Ada $& Lovelace in?',
      'Who leads Payments?',
      'Who does Ada $& Lovelace report to?',
      'What does Payments own?',
    ]);
  });

  test('is nothing that was asked, whatever the case and punctuation', () => {
    expect(followUpCandidates([payments], ['who leads payments', 'x'])).not.toContain('Who leads Payments?');
  });

  test('of a kind that a company added is what holds for all kinds, and of nothing nothing', () => {
    expect(followUpCandidates([{ kind: 'Vessel', name: 'Havila' }], [])).toEqual([
      'Who owns Havila?',
      'What is Havila?',
    ]);
    expect(followUpCandidates([], ['x'])).toEqual([]);
  });
});
