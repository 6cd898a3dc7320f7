import { count } from './count.ts';

export const historyTexts = {
  title: (name: string) => `History of ${name}`,
  lede: 'What changed, when, by whom and why',
  revision: (n: number) => `Revision ${n}`,
  none: 'Nothing is recorded.',
  added: 'added',
  removed: 'removed',
  wasAdded: 'Added to Kiki',
  wasRemoved: 'Removed',
  section: (anchor: string) => `Text: ${anchor}`,
  verified: (part: string | undefined) => (part === undefined ? 'Verified' : `Verified: ${part}`),
  onlyLatest: (n: number) => `The newest ${n} revisions are shown.`,
  andMore: (n: number) => count(n, 'more change'),
  noChanges: 'Only where it is from changed.',
  earlier: 'earlier',
  later: 'later',
  compare: 'Compare what is marked',
  diffTitle: (name: string, from: number, to: number) =>
    from === 0 ? `${name} up to revision ${to}` : `${name}: revision ${from} to ${to}`,
  diffLede: 'What went and what came from one to the other',
  same: 'Nothing differs between the two.',
  noSuch: 'The history has no such two revisions. Choose an earlier and a later one.',
  backTo: (n: number) => `Go back to revision ${n}`,
  fieldBack: 'Take this back',
  fieldBackLabel: (label: string, n: number) => `Take back only ${label}, to revision ${n}`,
  backRule: (n: number) =>
    `The page then says what it said at revision ${n}. It is a new revision: nothing is lost, and it can be taken back too.`,
  wentBack: (n: number) => `Went back to revision ${n}.`,
  stillDiffers: 'What still differs is said by records of other things, or was not taken back:',
  whole: 'The whole history',
};
