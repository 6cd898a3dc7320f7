import { expect, test } from '@jest/globals';
import { teamsNamed } from '../../../answer/retrieve/teams-named.ts';
import { terms } from '../../../graph/text/analyse.ts';

test.each([
  ['who leads the payroll team?', 'payroll'],
  ['what does the blockchain working group do?', 'blockchain'],
  ['is Ada in the design systems guild?', 'systems'],
  ['does our mobile sig meet the docks committee?', 'mobile docks'],
])('words that name a team: %s', (question, words) => {
  expect(teamsNamed(question)).toEqual(terms(words));
});

test.each([
  'which team does it?',
  'who is in the new team?',
  'is there a working group for it?',
  'how big is the largest crew?',
  'a board of directors',
  'what does the combined team do?',
])('none: %s', (question) => {
  expect(teamsNamed(question)).toEqual([]);
});
