import { formatNumber } from '../format.ts';
import { count } from './count.ts';

export const pageTexts = {
  onThisPage: 'On this page',
  tools: 'Tools',
  tabs: 'Page',
  crumbs: 'Where this is',
  read: 'Read',
  history: 'History',
  json: 'As JSON',
  facts: 'Facts',
  people: 'People',
  headcount: (direct: number, nested: number) =>
    nested === direct ? formatNumber(direct) : `${formatNumber(direct)} direct · ${formatNumber(nested)} nested`,
  headcountLede: (direct: number, nested: number) =>
    nested === direct
      ? count(direct, 'person', 'people')
      : `${count(direct, 'person', 'people')}, ${formatNumber(nested)} with its sub-teams`,
  headcountRule:
    'Counted are people who are active or on leave, each once; people outside the count, such as externals and vacancies, are marked.',
  lead: 'Lead',
  chain: 'Reporting line',
  steps: (n: number) => count(n, 'step'),
  stepsHeading: 'Steps',
  step: (n: number) => `Step ${n}`,
  responsible: 'Who',
  formerly: 'Formerly',
  until: (day: string) => `until ${day}`,
  since: (day: string) => `since ${day}`,
  from: (day: string) => `from ${day}`,
  dotted: 'dotted line',
  references: 'References',
  noReferences: 'No source is known for this page.',
  linksHere: 'What links here',
  mentions: 'Also mentioned',
  seeAlso: 'See also',
  runbooks: 'Runbooks',
  allNested: (n: number) => `All ${count(n, 'person', 'people')}, with the sub-teams`,
  nestedTitle: (team: string) => `${team}: people with all sub-teams`,
  allOf: (n: number, heading: string) => `All ${formatNumber(n)}: ${heading}`,
  sectionSource: 'From',
  textFrom: (day: string) => `Text of ${day}`,
  ownedBy: (who: string) => `owned by ${who}`,
  due: (day: string) => `due ${day}`,
  alsoCalled: (names: string) => `also called ${names}`,
  subTeams: 'Sub-teams',
  more: (n: number) => `${formatNumber(n)} more`,
  fromSources: (n: number) => `From ${count(n, 'source')}`,
  lastChanged: (age: string) => `Last changed ${age}`,
  replaced: 'Replaced.',
  replacedBy: 'Use this instead:',
  pinned: (by: string | undefined, day: string | undefined) =>
    ['pinned', by === undefined ? '' : `by ${by}`, day ?? ''].filter((part) => part !== '').join(' '),
  pinnedOn: (by: string | undefined, day: string | undefined) =>
    ['pinned', by === undefined ? '' : `by ${by}`, day === undefined ? '' : `on ${day}`]
      .filter((part) => part !== '')
      .join(' '),
  whereFrom: 'Where this is from',
  disagree: (what: string) => `Sources disagree about the ${what}.`,
  disagreeMark: 'sources disagree',
  shown: (sources: string) => `Shown, from ${sources}:`,
  says: (source: string) => `${source}:`,
  yes: 'Yes',
  no: 'No',
  changedBy: (who: string) => `by ${who}`,
  nothing: 'No source says anything more about this yet.',
  read_: (day: string) => `read ${day}`,
  stated: (day: string) => `dated ${day}`,
  places: (n: number) => count(n, 'place'),
  byHand: (by: string | undefined) => (by === undefined ? 'Edited in Kiki' : `Edited in Kiki by ${by}`),
};
