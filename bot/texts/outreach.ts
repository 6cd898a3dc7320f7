const count = (number: number, one: string, many: string) =>
  number === 1 ? `one ${one}` : `${number.toLocaleString('en')} ${many}`;

/** The weekly digest. */
export const digestTexts = {
  title: 'Your pages this week',
  missing: (total: number) => `${count(total, 'question', 'questions')} about your pages without a good answer`,
  contradictory: (total: number) => `${count(total, 'page', 'pages')} on which sources disagree`,
  disagree: (about: readonly string[]) => `sources disagree about ${about.join(', ')}`,
  overdue: (total: number) => `${count(total, 'page', 'pages')} overdue for a look`,
  overdueBy: (days: number) => (days === 1 ? 'one day overdue' : `${days} days overdue`),
  broken: (total: number) => `${count(total, 'page', 'pages')} with links that lead nowhere`,
  asked: (total: number, days: number) =>
    `${count(total, 'question', 'questions')} about your pages in the last ${days} days`,
  times: (times: number) => (times === 1 ? 'asked once' : `asked ${times} times`),
  more: (left: number) => `and ${left} more`,
  open: 'Open my page',
  openSays: 'Open your own page in the wiki',
  why: 'You get this once a week because you answer for these pages. Who asked is not told.',
  stopped: 'You get no more digests. Your Home tab has a button to begin again.',
  again: 'You get the digest again, once a week.',
} as const;

/** What people want to hear of Kiki. */
export const wishTexts = {
  title: 'What I send you',
  digest: (isOn: boolean) =>
    isOn
      ? 'Once a week, if there is anything to say: what was asked about your pages, and what needs you.'
      : 'You get no weekly digest of your pages.',
  digestOff: 'Stop the digest',
  digestOffSays: 'Send me no more weekly digests',
  digestOn: 'Send the digest',
  digestOnSays: 'Send me a weekly digest of my pages',
  failed: 'That could not be saved just now. Please try again in a few minutes.',
} as const;
