import { count } from './count.ts';

export const questionTexts = {
  title: 'Unanswered questions',
  intro:
    'What was asked of Kiki and not answered, or answered badly as askers say, in the last 90 days. Who asked is not shown.',
  none: 'Nothing is open. All that was asked has been answered, and nobody calls an answer bad.',
  asked: (n: number) => `asked ${n === 1 ? 'once' : count(n, 'time')}`,
  unknown: 'not known',
  bad: 'called bad',
  also: 'Also asked as',
  against: 'What askers say of the answer',
  near: 'Nearest pages',
  write: 'Write this page',
  again: 'Ask it now',
  answered: 'It is answered now',
  dismissed: 'Not for Kiki',
  closed: (n: number) => `${count(n, 'question')} dealt with.`,
  feedbackTitle: 'What askers say of answers',
  feedbackNone: 'Nobody has said anything yet.',
  votes: (up: number, down: number) => `${up} helpful, ${down} not, of the newest ${up + down}.`,
  up: 'helpful',
  down: 'not helpful',
};
