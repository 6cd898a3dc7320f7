import type { AnswerMode } from '../schema/answer.ts';

/**
 * Everything Kiki says in Slack that is not an answer. One place, so that the tone is one and a translation has somewhere
 * to go. No line may contain anything of the graph: some are read by people who may not read it.
 */
export const texts = {
  /** Shown under the asker's message while an answer is made. */
  working: 'is looking it up…',
  queued: (before: number) =>
    `has many questions just now; ${before === 1 ? 'one comes' : `${before.toLocaleString('en')} come`} before yours…`,
  promptsTitle: 'I am an AI assistant over the company wiki. Every answer names its sources.',
  /** Questions that every company's graph can answer. */
  examples: ['Which teams are there?', 'How many people work here?', 'Which projects are active?'],
  help: (examples: readonly string[]) =>
    `Ask me a question in the same message, for example:\n${examples.map((example) => `• ${example}`).join('\n')}`,
  greeting: (examples: readonly string[]) =>
    [
      'I am Kiki, an AI assistant over the company wiki. Mention me with a question and I answer in the thread, with sources, from what every employee may read; I read nothing else here. For example:',
      ...examples.slice(0, 3).map((example) => `• @Kiki ${example}`),
    ].join('\n'),
  notHere:
    'I do not answer here: this channel is shared with another company, or is about to be, or I cannot tell. Please ask me in a direct message, and remove me from it if I am still here.',
  linkRemoved: '(link removed)',
  tooLong: (limit: number) =>
    `That is longer than I can read (${limit.toLocaleString('en')} characters). Please ask in fewer words.`,

  sharedChannel: 'I do not answer in channels that are shared with other companies. Please ask me in a direct message.',
  notAMember: 'I answer full members of this workspace only.',
  noEmail:
    'Slack does not show me a confirmed e-mail address for you, so I cannot tell what you may read. Please ask an admin of this app.',
  notInDirectory:
    'I do not find you in the company directory, so I cannot tell what you may read. Please ask an admin.',
  unchecked: (requestId: string) =>
    `I could not check with Slack who may read this, so I did not answer. Please try again in a minute. (request ${requestId})`,
  busy: 'I am still working on your other questions. Please ask this one again when they are answered.',
  tooMany: 'That is a lot of questions at once. Please ask this one again in a minute.',

  wikiDown: (requestId: string) =>
    `I cannot reach the company wiki right now, so I cannot answer. Please try again in a few minutes. (request ${requestId})`,
  answerFailed: (requestId: string) =>
    `Something went wrong while I was answering. Please try again; if it happens again, tell an admin. (request ${requestId})`,
  queueTooLong:
    'I am asked more than I can answer right now, so I did not get to this. Please ask again in a few minutes.',
  tookTooLong: (requestId: string) => `That took too long, so I stopped. Please ask again. (request ${requestId})`,
  restarting: 'I am being restarted. Please ask again in a minute.',
  interrupted: 'I was restarted before I could answer this. Please ask again.',
  interruptedWhilePosting:
    'I was restarted while I was posting my answer. If you do not see all of it above, please ask again.',
  stoppedEarly: 'The answer stopped early.',
  notPosted: (requestId: string) => `I have an answer, but Slack did not let me post it. (request ${requestId})`,
  sharedMeanwhile:
    'This channel has been shared with another company, so I took back my answer. Please ask me directly.',
  postedHere: 'I could not post in the channel where you asked. This is what I would have said there:',
  withoutHistory: 'I could not read the earlier messages of this thread; this answers your last message alone.',

  noAnswer: 'I have no answer to that.',
  sources: 'Sources',
  moreSources: (count: number) => `and ${count} more`,
  original: 'original',
  mayKnow: 'May know more',
  /** Numbered steps, where they stand. */
  openSteps: (title: string) => `Open “${title}” in the wiki`,
  name: 'Name',
  kind: 'Kind',
  /** Below a table that does not show all. */
  moreInWiki: (count: number) => `… and ${count.toLocaleString('en')} more in the wiki`,
  openInWiki: 'Open this answer in the wiki',
  goesOnInWiki: 'The answer goes on in the wiki',
  /** True to how the answer was made. @param asOf day, ISO */
  footer: (mode: AnswerMode, { asOf, hasSources }: { asOf: string; hasSources: boolean }) => {
    switch (mode) {
      case 'model':
        return hasSources
          ? 'Written by AI from the company wiki, may be wrong; sources above.'
          : 'Written by AI and without a source: check it before you rely on it.';
      case 'graph':
        return `Looked up in the company graph, as of ${asOf}.`;
      case 'quote':
        return hasSources ? `Quoted from the pages above, as of ${asOf}.` : `Quoted from the wiki, as of ${asOf}.`;
      case 'unknown':
        return `Not found in the company wiki, as of ${asOf}.`;
    }
  },
  unfinishedFooter: 'Written by AI, unfinished and unchecked.',
} as const;

export * from './texts/ask.ts';
export * from './texts/channels.ts';
export * from './texts/home.ts';
export * from './texts/unfurl.ts';
export * from './texts/feedback.ts';
export * from './texts/outreach.ts';
export * from './texts/help.ts';
export * from './texts/interview.ts';
