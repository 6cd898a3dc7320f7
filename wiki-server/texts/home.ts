import { formatNumber } from '../format.ts';
import { count } from './count.ts';

export const homeTexts = {
  intro: (company: string) =>
    `Everything ${company} has written down about its people, teams, systems and ways of working, in one place. Each fact says where it is from.`,
  kinds: 'Look around',
  tryAsking: 'For example:',
  questions: {
    Team: (name: string) => `How many people are in ${name}?`,
    System: (name: string) => `Who owns ${name}?`,
    Project: (name: string) => `What is the status of ${name}?`,
    Procedure: (name: string) => `What are the steps of “${name}”?`,
  },
  recent: 'Recently changed',
  allRecent: 'All recent changes',
  mostAsked: 'Asked most',
  times: (n: number) => `${formatNumber(n)} times lately`,
  care: 'What needs care',
  overdue: (days: number) => `has been due for review for ${count(days, 'day')}`,
  moreOverdue: (n: number) => `${count(n, 'more page', 'more pages')} overdue for review.`,
  contradictions: (n: number) => `${count(n, 'contradiction')} between sources to settle`,
  allOverdue: 'All that is overdue',
  nothingYet: 'There is nothing here yet.',
  nothingYetFix:
    'Run “kiki init FOLDER” on a folder with your org chart, team pages or procedures: it writes a kiki.yaml that says how to read them. Then start Kiki again.',
};
