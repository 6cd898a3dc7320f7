import { formatNumber } from '../format.ts';
import { count } from './count.ts';

export const searchTexts = {
  label: 'Search',
  placeholder: 'Search people, teams, systems, procedures, or ask',
  button: 'Search',
  suggestions: 'Suggestions',
  searchFor: (q: string) => `Search all pages for “${q}”`,
  askFor: (q: string) => `Ask Kiki: ${q}`,
  title: (q: string) => (q === '' ? 'Search' : `Results for “${q}”`),
  found: (n: number, complete: boolean) => (complete ? count(n, 'page') : `More than ${count(n, 'page')}`),
  allKinds: 'All',
  kindFilter: 'Kinds',
  allTeams: 'All',
  teamFilter: 'Teams',
  nothing: (q: string) => `No page has these words: ${q}`,
  nothingInKind: 'None that fits both; choose another kind or team.',
  closest: 'Names that are close to it',
  ask: 'Ask Kiki instead',
  empty: 'Type a name or a few words. Kiki looks in names, other names, facts and all text.',
  morePassages: (n: number) => count(n, 'more place', 'more places'),
  inFacts: 'in its facts',
  meaning: {
    off: 'Search goes by words only: search by meaning is switched off.',
    unavailable: (reason: string | undefined) =>
      `Search goes by words only: search by meaning is not available${reason === undefined ? '' : ` (${reason})`}.`,
    working: (done: number, total: number) =>
      total === 0
        ? 'Search goes by words for now; search by meaning joins when it is ready.'
        : `Search goes by words for now; search by meaning joins when it is ready: ${formatNumber(done)} of ${count(total, 'text')} done.`,
  },
};
