import { formatNumber } from './format.ts';

/**
 * Every word of the interface, in one place, by part of the interface. To translate, give another set of the same shape. Parts are
 * separate exports so that the browser gets those it uses.
 */

const count = (n: number, one: string, many = `${one}s`): string => `${formatNumber(n)} ${n === 1 ? one : many}`;

export const siteTexts = {
  name: 'Kiki',
  skip: 'Skip to content',
  mainNavigation: 'Main',
  home: 'Home',
  organisation: 'Org',
  browse: 'Browse',
  recent: 'Recent',
  me: 'My page',
  sources: 'Sources',
  quality: 'Quality',
  api: 'API',
  footer: 'What Kiki shows is computed from these sources; every value says where it is from.',
  filling:
    'Kiki is reading its sources for the first time. Pages appear as they are read; counts and lists are not complete yet.',
  aboutSite: 'About this wiki',
  exampleTitle: 'Example company.',
  example: 'Everyone and everything in it is made up. To see your own: “kiki init FOLDER” on a folder of your files.',
  title: (page: string, company: string) => `${page} · ${company}`,
};

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
  nothing: (q: string) => `No page has these words: ${q}`,
  nothingInKind: 'None of this kind; other kinds have some.',
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

export const askTexts = {
  title: 'Ask Kiki',
  aboutPage: 'about this page',
  placeholder: 'Ask a question',
  placeholderFirst: 'How many people are in …? Who owns …? How do I …?',
  placeholderMore: 'Ask a follow-up',
  label: 'Question',
  button: 'Ask',
  conversation: 'Conversation',
  working: 'Kiki is looking it up …',
  failed: 'That did not work.',
  offline: 'Kiki cannot be reached. Check the connection and ask again.',
  you: 'You asked',
  cited: 'Sources of this answer',
  nearest: 'The nearest pages',
  experts: 'Who may know',
  asOf: (day: string) => `As of ${day}`,
  onPage: (name: string) => `Asked on the page ${name}`,
  modes: {
    graph: { label: 'Looked up', note: 'Looked up in the company’s own records, not written by an AI.' },
    quote: { label: 'Quoted', note: 'Quoted from the pages named below, not written by an AI.' },
    model: { label: 'Written by AI', note: 'Written by an AI from these sources; it may be wrong.' },
    unknown: { label: 'Not known', note: 'Kiki found no source that answers this, so it does not guess.' },
  },
  intro: 'Kiki answers from the company’s own sources and names them. Ask as you would ask a colleague.',
  fresh: 'Start a new conversation',
};

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
  nothingYet: 'There is nothing here yet.',
  nothingYetFix:
    'Run “kiki init FOLDER” on a folder with your org chart, team pages or procedures: it writes a kiki.yaml that says how to read them. Then start Kiki again.',
};

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

export const freshnessTexts = {
  mark: 'Verified',
  was: 'Was verified',
  /** @param who the person, or the source that says so of itself */
  verified: (who: { by?: string | undefined; source?: string | undefined }, on: string, due?: string) =>
    [
      ...(who.by !== undefined ? [`by ${who.by}`] : who.source !== undefined ? [`in ${who.source}`] : []),
      `on ${on}${due === undefined ? '' : `, due ${due}`}`,
    ].join(' '),
  overdue: (days: number, part: string | undefined) =>
    `${part === undefined ? 'This page' : part} has been due for review for ${count(days, 'day')}.`,
  overdueMark: 'review overdue',
  changed: (part: string | undefined) =>
    `${part === undefined ? 'This page' : part} has changed since it was verified.`,
  changedSince: (last: string) => `It was verified ${last}; what it says now nobody has looked at.`,
  lastVerified: (last: string | undefined, due: string | undefined) =>
    `${last === undefined ? 'Nobody has verified it yet' : `Last verified ${last}`}${due === undefined ? '' : `; it was due on ${due}`}.`,
  toVerify: 'To be verified by',
  anEditor: 'an editor',
  verifyHeading: 'Is it still right?',
  verify: 'Verify this page',
  verifyPart: (part: string) => `Verify: ${part}`,
  takeBack: 'Take back the verification',
};

export const proseTexts = {
  deadLink: (address: string) => `${address} is not part of the wiki`,
};

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
};

export const goneTexts = {
  title: (name: string) => `${name} is no more`,
  explanation: 'It was here and was removed. Its history stays.',
};

export const browseTexts = {
  title: 'Browse',
  letters: 'Letters',
  status: 'Status',
  anyCounted: 'Current',
  everyLetter: 'All',
  everyStatus: 'All',
  none: 'There is none.',
  total: (n: number, one: string, many: string) => count(n, one, many),
  previous: 'Previous page',
  next: 'Next page',
  pages: 'Pages',
  pageOf: (page: number, pages: number) => `Page ${formatNumber(page)} of ${formatNumber(pages)}`,
};

export const organisationTexts = {
  title: 'Organisation',
  teams: 'Teams',
  reporting: 'Who reports to whom',
  lead: (names: string) => `led by ${names}`,
  below: (name: string) => `Below ${name}`,
  more: (n: number) => `${count(n, 'more', 'more')} below`,
  noTeams: 'No source says which teams there are.',
  noLines: 'No source says who reports to whom.',
  reportingRule:
    'Numbers are people below, at any depth, who are active or on leave. Dotted lines are on people’s own pages.',
  rule: 'Numbers are people who are active or on leave, each once: directly in the team, and with all teams inside it.',
};

export const recentTexts = { title: 'Recent changes', none: 'Nothing has changed yet.' };

export const sourcesTexts = {
  title: 'Sources',
  intro: 'What Kiki reads, in which state it is, and what could not be read.',
  none: 'Kiki reads no source yet.',
  records: 'Records',
  lastRead: 'Last read whole',
  never: 'never',
  dropped: 'Not in kiki.yaml any more. Its records stay until “kiki ingest --forget”.',
  noRuns: 'No run is recorded.',
  counts: ({
    added,
    changed,
    removed,
    unchanged,
  }: {
    added: number;
    changed: number;
    removed: number;
    unchanged: number;
  }) =>
    `${formatNumber(added)} added, ${formatNumber(changed)} changed, ${formatNumber(removed)} removed, ${formatNumber(unchanged)} unchanged`,
  refused: (n: number) => `${formatNumber(n)} refused`,
  warnings: (n: number) => count(n, 'warning'),
  statuses: { running: 'running', done: 'done', partly: 'done in part', stopped: 'stopped', failed: 'failed' },
  andMore: (n: number) => `and ${formatNumber(n)} more`,
  readNow: 'Read now',
  readNowOf: (source: string) => `Read ${source} now`,
  next: 'Next read',
};

export const qualityTexts = {
  title: 'Quality',
  intro: 'What misleads or fails those who read this wiki, each with where it is mended.',
  nothing: 'Nothing is wrong that Kiki can see.',
  asOf: (time: string) => `As of ${time}.`,
  checks: 'Checks',
  all: 'All',
  none: 'Nothing was found.',
  mend: 'Mend',
  mendIt: (name: string) => `Mend: ${name}`,
  more: (n: number) => `${formatNumber(n)} more`,
  notAllowed: 'The quality report is for editors.',
  notAllowedFix: 'Ask an editor.',
};

export const proposalTexts = {
  title: 'Proposals',
  intro:
    'Relations that a language model read in the text of pages. Nothing here is part of the graph until someone accepts it; each quotes its page.',
  total: (n: number, status: 'open' | 'accepted' | 'rejected' | 'stale') =>
    `${count(n, 'proposal')} ${{ open: 'to review', accepted: 'accepted', rejected: 'rejected', stale: 'whose page has changed' }[status]}`,
  none: 'There is nothing to review.',
  howTo:
    'Proposals come when a language model reads team pages, procedures and articles. Set KIKI_MODEL, and OPENAI_API_KEY or OPENAI_BASE_URL, and run this; the text of the pages then goes to that endpoint. Pages that were read are read again when they change.',
  status: 'Status',
  statuses: { open: 'To review', accepted: 'Accepted', rejected: 'Rejected', stale: 'Page changed' },
  kinds: 'About',
  pages: 'Quoted from',
  all: 'All',
  from: 'From',
  readBy: (model: string) => `read by ${model}`,
  quoteGone: 'What it quoted does not stand on the page any more.',
  replaces: 'The graph says otherwise, and accepting replaces:',
  accept: 'Accept',
  reject: 'Reject',
  decided: (status: 'open' | 'accepted' | 'rejected' | 'stale') =>
    ({ open: 'Not decided:', accepted: 'Accepted:', rejected: 'Rejected:', stale: 'Page changed:' })[status],
};

export const meTexts = {
  title: 'My page',
  signedIn: (name: string) => `You are ${name}.`,
  noSignIn:
    'There is no sign-in yet. Whoever uses the machine that Kiki runs on is its administrator, and the server listens on this machine only.',
  ownPage: 'Your page in the wiki',
  mayEdit: 'You may change everything through the API.',
  proposals: 'Proposals to review',
  mayRead: 'You may read everything that all employees may read.',
};

export const errorTexts = {
  notFoundTitle: 'Nothing here',
  notFound: (text: string) => `There is no page “${text}”.`,
  close: 'You may mean',
  failedTitle: 'That did not work',
  failed: 'Something went wrong in Kiki. It has been written to the log.',
  requestId: 'Number of the request, for whoever runs Kiki:',
  unavailableTitle: 'Not available just now',
  badRequestTitle: 'That request makes no sense',
  notAllowedTitle: 'Not allowed',
  conflictTitle: 'Changed meanwhile',
  tooManyTitle: 'Too many requests at once',
  wrongHost: 'Kiki does not answer under this name.',
  wrongHostFix: 'Open it as http://localhost, or set KIKI_PUBLIC_URL to the address people use.',
  wrongOrigin: 'Another site may not change anything here.',
  wrongOriginFix: 'Send the request without an Origin header, or from Kiki’s own address.',
  tooMany: (seconds: number) => `Try again in ${count(seconds, 'second')}.`,
};
