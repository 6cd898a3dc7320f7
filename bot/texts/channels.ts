import {
  type ChannelSettings,
  languageNames,
  type SourceKind,
  sourceKinds,
  usesAllSources,
} from '../../schema/channel-settings.ts';

const kinds: Record<SourceKind, string> = {
  table: 'Tables: lists of people, teams, systems …',
  pages: 'Pages: handbooks, procedures, articles …',
  push: 'What other systems send to Kiki',
  people: 'What people edited in the wiki',
};
const kindsInSentence: Record<SourceKind, string> = {
  table: 'tables',
  pages: 'pages',
  push: 'what other systems send',
  people: 'edits in the wiki',
};
const answers = {
  mentions: 'When somebody mentions me',
  'follow-ups': 'Also what the same person writes on in the thread',
} satisfies Record<ChannelSettings['answers'], string>;
const readers = {
  everyone: 'Everyone here, in the thread',
  asker: 'Only who asks',
} satisfies Record<ChannelSettings['readers'], string>;

const listed = (of: readonly SourceKind[]) =>
  of.length === sourceKinds.length ? 'all' : of.map((kind) => kindsInSentence[kind]).join(', ');
const language = (of: ChannelSettings['language']) => languageNames[of].replace(/^the l/, 'L');

/** `/kiki settings`. */
export const channelTexts = {
  title: 'Kiki in this channel',
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  intro: (channel: string) => `How I answer in ${channel}. It holds for everyone there, from the next question on.`,
  byDefault: 'Nothing is chosen here: everything is as by default.',
  lastChanged: (by: string, day: string) => `Last changed by ${by}, ${day}.`,
  mayNot:
    'You can read this. It is changed by whoever made the channel, by admins of the workspace, and by editors of Kiki.',
  thisChannel: 'this channel',
  follows: 'What is left as by default follows it when it changes.',
  defaultIs: (value: string) => `Default: ${value}.`,
  answers: 'What do I answer?',
  answerChoices: answers,
  answersHint: 'In the thread, for half an hour after an answer, from whoever asked. Not what mentions somebody else.',
  answersFixed:
    'I answer mentions alone: I do not hear other messages in channels. docs/slack-setup.md says how an admin of this app changes that.',
  readers: 'Who reads my answers?',
  readerChoices: readers,
  readersHint: 'What only who asks reads is made of all that he may read; else of what every employee may read.',
  sources: 'What do my answers rest on?',
  sourceChoices: kinds,
  sourcesNone: 'Please choose at least one.',
  helpChannel: 'Help channel',
  helpChannelHint: 'Offered by “Ask a person”, and where the wiki names nobody. I must be in it.',
  helpChannelNone: 'none',
  helpChannelNotMine: 'I am not in that channel, or another company reads there. Invite me first: /invite @Kiki',
  language: 'Language of answers',
  languageHint: 'The model that writes answers is told to use it. What I say besides stays English.',
  languageOf: language,
  unknownChoice: 'Please choose one of the list.',
  reset: 'Back to the defaults',
  resetSays: 'Take back everything that was chosen for this channel',
  resetConfirm: 'Everything that was chosen for this channel is taken back.',
  yes: 'Take back',
  no: 'Keep',
  savedTitle: 'Kiki in this channel',
  saved: (channel: string) => `Saved. From now on I answer so in ${channel}.`,
  wasReset: (channel: string) => `In ${channel} everything is as by default again.`,
  mayNotChange: 'You may not change this. Nothing was changed.',
  failed: 'That did not work just now. Please try again in a few minutes.',

  noChannel: 'Settings are of channels. Type /kiki settings in one.',
  notIn: 'I am not in this channel, so there is nothing to set. Invite me first: /invite @Kiki',
  isShared: 'I do not answer in channels that are shared with other companies, so there is nothing to set here.',
  isArchived: 'This channel is archived, so there is nothing to set.',
  refused: 'I show settings to full members of this workspace whom the company directory knows.',

  onlySources: ({ sources }: Pick<ChannelSettings, 'sources'>) =>
    `In this channel I use ${listed(sources)} only. Ask me directly for an answer from everything.`,
  here: (settings: ChannelSettings) =>
    [
      ...(settings.answers === 'follow-ups' ? ['Write on in the thread without mentioning me.'] : []),
      ...(settings.readers === 'asker' ? ['Only you see my answers here.'] : []),
      ...(usesAllSources(settings) ? [] : [`I use ${listed(settings.sources)} only here.`]),
    ].join(' '),
  sourcesInWords: listed,
} as const;
