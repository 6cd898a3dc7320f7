import { z } from 'zod';
import { languageNames, sourceKinds } from './channel-words.ts';

export { languageNames, type SourceKind, sourceKinds } from './channel-words.ts';

export type AnswerLanguage = keyof typeof languageNames;
export const answerLanguages = Object.keys(languageNames) as AnswerLanguage[];

/** What is answered in a channel: mentions alone, or also what whoever was answered writes on in the thread, for half an hour. */
export const answeredMessages = ['mentions', 'follow-ups'] as const;
/** Who reads an answer: everyone in the channel, in the thread; or who asked alone. */
export const answerReaders = ['everyone', 'asker'] as const;

const kindsUsed = z
  .array(z.enum(sourceKinds))
  .min(1, 'needs at least one kind')
  .transform((kinds) => sourceKinds.filter((kind) => kinds.includes(kind)));
const language = z.enum(answerLanguages as [AnswerLanguage, ...AnswerLanguage[]]);

/** The `slack.channels` part of kiki.yaml: how Kiki answers in channels that have not chosen otherwise. */
export const channelDefaults = z.strictObject({
  answers: z.enum(answeredMessages).default('mentions'),
  readers: z.enum(answerReaders).default('everyone'),
  sources: kindsUsed.default([...sourceKinds]),
  language: language.default('as-asked'),
});

/** How Kiki answers in one channel. */
export type ChannelSettings = z.output<typeof channelDefaults> & {
  /** The channel in which is asked if the graph names nobody: its id, or a name where kiki.yaml says it. */
  helpChannel?: string | undefined;
};

/** What a channel has chosen itself; for the rest the defaults hold, also when they change. */
export const channelChoices = z
  .strictObject({
    answers: z.enum(answeredMessages),
    readers: z.enum(answerReaders),
    sources: kindsUsed,
    language,
    helpChannel: z.string().regex(/^[CG][A-Z0-9]{1,20}$/, 'must be the id of a channel'),
  })
  .partial();
export type ChannelChoices = z.output<typeof channelChoices>;

/** How Kiki answers in a channel with these choices. */
export function settingsWith(choices: ChannelChoices, defaults: ChannelSettings): ChannelSettings {
  const chosen = Object.entries(choices).filter(([, value]) => value !== undefined);
  return { ...defaults, ...(Object.fromEntries(chosen) as Partial<ChannelSettings>) };
}

/** What of settings is a choice: what is as by default is none. */
export function choicesAmong(settings: ChannelSettings, defaults: ChannelSettings): ChannelChoices {
  const isChosen = ([name, value]: [string, unknown]) =>
    value !== undefined && JSON.stringify(value) !== JSON.stringify(defaults[name as keyof ChannelSettings]);
  return channelChoices.parse(Object.fromEntries(Object.entries(settings).filter(isChosen)));
}

/** Every kind of source is used. */
export function usesAllSources({ sources }: Pick<ChannelSettings, 'sources'>): boolean {
  return sources.length === sourceKinds.length;
}

/** A channel that has chosen. */
export interface ChosenChannel {
  /** Id of the channel in Slack. */
  channel: string;
  /** None for a private one: its name may say more than everyone may know. */
  name?: string;
  choices: ChannelChoices;
  /** When it last chose, ISO, and who did, by name. */
  at: string;
  by: string;
}

/** What somebody changed of a channel's choices. */
export interface ChannelChange {
  channel: string;
  name?: string;
  before: ChannelChoices;
  /** Nothing chosen: the defaults hold again. */
  after: ChannelChoices;
  at: string;
  by: string;
  byType: 'person' | 'kiki';
}
