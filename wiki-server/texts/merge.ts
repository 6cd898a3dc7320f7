import { formatNumber } from '../format.ts';
import { count } from './count.ts';

export const mergeTexts = {
  title: (name: string) => `Merge ${name} with …`,
  titleBoth: (a: string, b: string) => `Merge ${a} and ${b}?`,
  intro:
    'Both become one page. What is said of either is then said of that one, and the other address leads there; its name is the one that the most trusted source gives. A merge can be taken back.',
  find: 'Name or address of the other one',
  search: 'Find',
  candidates: 'Which one?',
  noCandidates: (q: string) => (q === '' ? '' : `Nothing of this kind is called “${q}”.`),
  choose: 'Compare',
  otherChoice: 'Choose another one',
  comparison: (a: string, b: string) => `${a} and ${b}, side by side`,
  names: 'Names',
  sources: 'From',
  more: (n: number) => `${formatNumber(n)} more`,
  willContradict: 'will contradict',
  contradictions: (n: number) =>
    n === 0
      ? 'They do not contradict each other. All names stay as other names.'
      : `${count(n, 'thing')} will contradict, marked ≠, until someone settles it. All names stay as other names.`,
  keep: (name: string) => `Merge, keep the page ${name}`,
  keepLabel: (name: string, ref: string) => `Merge, keep the page ${name} (${ref})`,
  link: 'Merge with …',
  mergedHere: 'Merged into this page',
  mergedAt: (by: string, day: string) => `by ${by}, ${day}`,
  unmerge: 'Un-merge',
  unmergeLabel: (ref: string) => `Un-merge ${ref}`,
  unmergeTitle: (ref: string) => `Take ${ref} out again?`,
  unmergeIntro: (ref: string, name: string) =>
    `${ref} becomes a page of its own again, with what its sources say. ${name} stays with the rest.`,
  noEdits: 'Nobody has changed the page since.',
  edits: (n: number, name: string) =>
    `${count(n, 'change')} made by people since stay with ${name}. Move by hand what belongs to the other one:`,
  cancel: 'Leave it merged',
  which: 'The page to merge is not named',
  whichFix: 'Open “Merge with …” on the history of a page',
};
