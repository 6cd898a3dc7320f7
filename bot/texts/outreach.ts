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
  questions: (isOn: boolean, snoozedUntil: string | undefined) =>
    !isOn
      ? 'I ask you nothing about your pages.'
      : snoozedUntil === undefined
        ? 'A few short questions a week about your pages, one at a time, where a word of yours helps most.'
        : `I ask you nothing until ${snoozedUntil.slice(0, 10)}.`,
  questionsOff: 'Ask me nothing',
  questionsOffSays: 'Ask me no questions about my pages any more',
  questionsOn: 'Ask me questions',
  questionsOnSays: 'Ask me questions about my pages, from now on',
  topicsAgain: (count: number) => `Ask again about ${count === 1 ? 'one topic' : `${count} topics`}`,
  topicsAgainSays: 'Ask me again also about what I declined',
  failed: 'That could not be saved just now. Please try again in a few minutes.',
} as const;
