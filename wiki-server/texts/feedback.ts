import type { FeedbackReason } from '../../schema/asked.ts';

export const feedbackTexts = {
  label: 'What do you think of this answer?',
  up: 'Helpful',
  down: 'Not helpful',
  why: 'What is the matter?',
  reasons: {
    wrong: 'It is wrong',
    outdated: 'It is out of date',
    'not what I asked': 'It is not what I asked',
    'no answer': 'It does not answer the question',
    'missing source': 'A source is missing',
    'too long': 'It is too long',
    other: 'Something else',
  } satisfies Record<FeedbackReason, string>,
  comment: 'What would be right? (optional)',
  send: 'Send',
  thanks: 'Thank you',
  failed: 'That could not be kept. Try again later.',
  what: {
    up: 'That the answer helped is kept.',
    down: 'Those who keep this wiki right will look at the question and its answer.',
  },
  askMore: 'Ask something else',
  notKept: 'This answer is not kept any more',
  notKeptFix: 'Ask the question again',
};
