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
  admin: 'Admin',
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

export const asOfTexts = {
  label: 'As Kiki knew it on',
  show: 'Show',
  banner: (day: string) => `As Kiki knew it on ${day}.`,
  how: 'Links lead to the pages of today.',
  before: (first: string | undefined) =>
    first === undefined ? 'Kiki has read nothing yet.' : `Kiki had read nothing then: it began on ${first}.`,
  now: 'See it as it is now',
  notThen: (ref: string) => `${ref} was not known on that day`,
};

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
  revertIntro: 'All that the run did is undone. What its source said then is not heard until it says something else.',
  would: (restored: number, removed: number) =>
    `${count(restored, 'record')} would say again what ${restored === 1 ? 'it' : 'they'} said before, and ${count(removed, 'record')} that the run added would be removed.`,
  nothingWould: 'Nothing of it is left to take back.',
  leftAlone: (n: number) => `${count(n, 'record')} changed again since and would be left alone:`,
  done: (restored: number, removed: number, left: number) =>
    `Taken back: ${count(restored, 'record')} restored, ${formatNumber(removed)} removed, ${formatNumber(left)} left alone because they changed since.`,
  cancel: 'Leave it as it is',
  running: 'It is still under way.',
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

export const adminTexts = {
  title: 'Admin',
  intro: 'Where the graph is kept right: what sources differ on, what may be one thing, and what was read.',
  notAllowed: 'These pages are for those who may edit.',
  notAllowedFix: 'Ask an editor.',
  pages: 'Admin pages',
  all: 'All',
  kinds: 'Kinds',
  show: 'Show',
  reason: 'Reason (for the history)',
  decided: {
    contradictions: 'Contradictions',
    duplicates: 'Suspected duplicates',
    runs: 'Runs',
    quality: 'Quality',
    proposals: 'Proposals',
    sources: 'Sources',
  },
  about: {
    contradictions: 'What sources say differently, and who is right.',
    duplicates: 'What may be one thing under two names. Nothing is merged by itself.',
    runs: 'What was read and when, what each run changed, and taking a run back.',
    quality: 'What is missing, old or broken, each with where it is mended.',
    proposals: 'What a language model read in pages, to accept or reject.',
    sources: 'How the sources are, and what could not be read.',
  },
  counts: {
    contradictions: (open: number, settled: number) => `${formatNumber(open)} open, ${formatNumber(settled)} settled`,
    duplicates: (suspected: number, merged: number) =>
      `${formatNumber(suspected)} suspected, ${formatNumber(merged)} merged`,
    runs: (n: number) => (n === 0 ? 'all went well' : `${formatNumber(n)} with problems`),
    sources: (n: number) => formatNumber(n),
  },
  notDone: 'Not done.',
};

export const contradictionTexts = {
  title: 'Contradictions',
  titleSettled: 'Settled contradictions',
  intro:
    'What sources say differently. Until someone decides, readers see the most trusted source and are told of the others.',
  introSettled: 'What was decided. It is open again by itself when a source says something else.',
  of: (name: string) => `Contradictions about ${name}`,
  total: (n: number) => count(n, 'contradiction'),
  none: 'Sources agree on everything.',
  noneSettled: 'Nothing is settled.',
  noneOf: 'Nothing is in contradiction here any more.',
  states: { open: 'Open', settled: 'Settled' },
  state: 'State',
  subject: (label: string, plural: string) => `${label} of ${plural}`,
  shown: 'shown',
  firstRead: 'first read',
  right: 'This is right',
  rightLabel: (value: string, subject: string) => `${value} is right: ${subject}`,
  rightOnes: 'What is marked is right',
  mayBeSeveral: 'Several may be right.',
  inTime: 'Each was right in its time',
  now: 'Right now',
  earlier: 'Right earlier',
  from: 'from (if known)',
  until: 'until',
  settleInTime: 'Settle so',
  trust: 'Always trust one source',
  trustFirst: (source: string, subject: string) => `Always trust ${source} first for ${subject}`,
  touches: (n: number) => `This is about ${count(n, 'open contradiction')}.`,
  alreadyTrusted: (sources: string) => `The order so far: ${sources}.`,
  then: ', then ',
  reopen: 'Open again',
  reopenLabel: (subject: string) => `Open again: ${subject}`,
  untrust: (subject: string) => `Rank no sources for ${subject} any more`,
  settledAs: {
    chosen: (by: string, day: string) => `Chosen by ${by}, ${day}.`,
    chosenBefore: 'A person chose.',
    dated: 'Right in its time',
    ranked: (sources: string, by: string, day: string) => `${sources}: so ranked by ${by}, ${day}.`,
    rankedBefore: 'The sources are ranked for it.',
  },
  ruled: { chosen: 'overruled', dated: 'right earlier', ranked: 'ranked lower' },
  until_: (from: string | undefined, until: string) =>
    from === undefined ? `until ${until}` : `from ${from} until ${until}`,
  done: (name: string) => `Done: ${name}.`,
  undo: 'See what is settled there, or open it again',
  openAgain: 'See what is open there',
  unknownChoice: 'That is not said any more',
  unknownChoiceFix: 'Choose from what is said now',
  chooseOne: 'Nothing is chosen',
  chooseOneFix: 'Mark what is right',
  settleHere: 'Settle it',
};

export const duplicateTexts = {
  title: 'Suspected duplicates',
  intro: 'What may be one thing under two names, the likeliest first. Nothing is merged by itself.',
  total: (n: number, isCut: boolean) => `${isCut ? 'More than ' : ''}${count(n, 'pair')}`,
  none: 'Nothing looks like one thing twice.',
  state: 'State',
  states: { open: 'Suspected', dismissed: 'Two things', merged: 'Merged' },
  introDismissed: 'Pairs of which someone said that they are two things. They are not suggested again.',
  introMerged: 'What stands for something else as well. Every merge can be taken back.',
  noneDismissed: 'Nothing was said to be two things.',
  noneMerged: 'Nothing is merged.',
  score: (score: number) => `${Math.round(score * 100)} %`,
  scoreLabel: 'how likely they are one',
  pair: (a: string, b: string) => `${a} and ${b}`,
  distinct: 'Not the same',
  distinctLabel: (a: string, b: string) => `${a} and ${b} are not the same`,
  again: 'Suggest again',
  againLabel: (a: string, b: string) => `Suggest again: ${a} and ${b}`,
  by: (who: string, day: string) => `by ${who}, ${day}`,
  mergedInto: 'stands for',
  done: {
    merged: (name: string) => `Merged: ${name}.`,
    distinct: 'They are two things, and are not suggested again.',
    again: 'They may be suggested again.',
  },
  seeMerged: 'See it, or take the merge back',
  neither: 'Nothing was chosen',
  gone: 'One of them is there no more',
  goneFix: 'Load the list again',
};

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
