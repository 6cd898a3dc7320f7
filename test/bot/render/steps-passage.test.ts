import { expect, test } from '@jest/globals';
import { stepsPassage } from '../../../bot/render/steps-passage.ts';
import { citationOf } from '../../support/answers.ts';

const citations = [citationOf(1), citationOf(2)];

test('a list of steps is from what is cited behind it, whatever code in it looks like', () => {
  const text = '> 1. Run:\n\n```\n1. argv[2]\n```\n\n> 2. Wait.\n\n[1]';
  expect(stepsPassage({ text, citations })?.n).toBe(1);
});

test('a list in code is no list of steps', () => {
  expect(stepsPassage({ text: '```\n1. a\n2. b\n```\n\n[1]', citations })).toBeUndefined();
});
