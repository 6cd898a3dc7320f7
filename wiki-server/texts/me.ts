import { formatDay } from '../format.ts';
import { count } from './count.ts';

export const meTexts = {
  title: 'My page',
  signedIn: (name: string) => `You are ${name}.`,
  noSignIn:
    'There is no sign-in yet. Whoever uses the machine that Kiki runs on is its administrator, and the server listens on this machine only.',
  unknown: (email: string) => `No source names a person with the address ${email}.`,
  ownPage: 'Your page in the wiki, with where each fact is from',
  mayEdit: 'You may change everything.',
  proposals: 'Proposals to review',
  mayRead: 'You may read everything that all employees may read.',
  leads: 'What you lead',
  owns: 'What you and your teams own',
  toVerify: 'To be verified by you',
  nothingToVerify: 'Nothing is due for review.',
  due: (due: string | undefined, overdueDays: number | undefined) =>
    overdueDays === undefined
      ? `due on ${due === undefined ? '' : formatDay(due)}`
      : `due for review for ${count(overdueDays, 'day')}`,
  questions: 'Your recent questions',
  noQuestions: 'You have not asked anything yet.',
};
