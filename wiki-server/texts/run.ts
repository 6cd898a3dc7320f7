import { formatNumber } from '../format.ts';
import { count } from './count.ts';

export const runTexts = {
  title: 'Runs',
  intro: 'How sources were read, newest first. Each run says what it changed, and can be taken back as a whole.',
  none: 'No run is recorded.',
  one: (source: string) => `Run of ${source}`,
  unknownSource: 'a source',
  of: (source: string) => `Runs of ${source}`,
  sources: 'Sources',
  changes: 'What it changed',
  noChanges: 'It changed nothing that readers see.',
  total: (n: number) => count(n, 'page'),
  revert: 'Take this whole run back',
  revertTitle: (source: string) => `Take back the run of ${source}?`,
  revertEdits: 'All of these edits are undone, as one. Each page says again what it said before them.',
  revertIntro: 'All that the run did is undone. What its source said then is not heard until it says something else.',
  would: (restored: number, removed: number) =>
    `${count(restored, 'record')} would say again what ${restored === 1 ? 'it' : 'they'} said before, and ${count(removed, 'record')} that the run added would be removed.`,
  nothingWould: 'Nothing of it is left to take back.',
  leftAlone: (n: number) => `${count(n, 'record')} changed again since and would be left alone:`,
  done: (restored: number, removed: number, left: number) =>
    `Taken back: ${count(restored, 'record')} restored, ${formatNumber(removed)} removed, ${formatNumber(left)} left alone because they changed since.`,
  cancel: 'Leave it as it is',
  running: 'It is still under way.',
  lookAgain: 'Look again',
};
