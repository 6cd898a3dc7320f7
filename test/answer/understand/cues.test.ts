import { describe, expect, test } from '@jest/globals';
import { findCues, isAskedNoun, isFiller } from '../../../answer/understand/cues.ts';
import { tokenise } from '../../../answer/understand/tokens.ts';

const cues = (question: string) => [...new Set(findCues(tokenise(question)).map(({ cue }) => cue))];

describe('what a question wants', () => {
  test.each([
    ['how many people are in Payments', 'count'],
    ['number of systems', 'count'],
    ['all the sub-teams included', 'nested'],
    ['including subteams', 'nested'],
    ['including all of its sub-teams', 'nested'],
    ['which team has the most systems', 'most'],
    ['the smallest team', 'least'],
    ['who is in both', 'both'],
    ['other than Ada', 'except'],
    ['headcount of Payments', 'size'],
  ])('%s: %s', (question, cue) => expect(cues(question)).toContain(cue));

  test('words of a phrase far apart are no phrase', () => {
    expect(cues('how do I add many people')).not.toContain('count');
  });
});

test('a word that may be passed over is not where it is what is asked for', () => {
  const [, company] = tokenise('the company');
  const [what] = tokenise('what company');
  expect(company && isFiller(company)).toBe(true);
  expect(company && isAskedNoun(company, what)).toBe(true);
  expect(company && isAskedNoun(company, tokenise('the')[0])).toBe(false);
});
