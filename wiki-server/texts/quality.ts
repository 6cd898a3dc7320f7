import { formatNumber } from '../format.ts';

export const qualityTexts = {
  title: 'Quality',
  intro: 'What misleads or fails those who read this wiki, each with where it is mended.',
  nothing: 'Nothing is wrong that Kiki can see.',
  asOf: (time: string) => `As of ${time}.`,
  stillLooking: 'Kiki is still looking for duplicates, so they are not all counted here.',
  lookAgain: 'Look again',
  checks: 'Checks',
  all: 'All',
  none: 'Nothing was found.',
  mend: 'Mend',
  mendIt: (name: string) => `Mend: ${name}`,
  more: (n: number) => `${formatNumber(n)} more`,
  notAllowed: 'The quality report is for editors.',
  notAllowedFix: 'Ask an editor.',
};
