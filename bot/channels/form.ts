import type { types } from '@slack/bolt';
import { z } from 'zod';
import {
  answeredMessages,
  answerLanguages,
  answerReaders,
  type ChannelSettings,
  type ChosenChannel,
  sourceKinds,
} from '../../schema/channel-settings.ts';
import { buttons, channelField, checkField, choiceField, modal, note, section } from '../blocks/blocks.ts';
import { escapeMrkdwn } from '../render/mrkdwn.ts';
import { channelTexts as texts } from '../texts.ts';
import { readJson } from '../blocks/read-json.ts';

export const settingsForm = 'channel_settings';
export const settingsActions = { reset: 'channel_settings_reset' } as const;
export const settingsFields = {
  answers: 'answers',
  readers: 'readers',
  sources: 'sources',
  helpChannel: 'help_channel',
  language: 'language',
} as const;

/** What can be chosen: nothing is offered that would have no effect. */
export interface Offered {
  /** Kiki hears what is written without a mention. */
  followUps: boolean;
  /** A model writes answers. */
  languages: boolean;
}

export interface SettingsView {
  channel: { id: string; name?: string | undefined };
  settings: ChannelSettings;
  defaults: ChannelSettings;
  chosen: ChosenChannel | undefined;
  offered: Offered;
}

const formTag = z.object({ channel: z.string().regex(/^[CG][A-Z0-9]{1,20}$/) });

export const readFormTag = (about: string): string | undefined => readJson(formTag, about)?.channel;

/** How the channel is called in a sentence. */
export function channelWords({ name }: SettingsView['channel']): string {
  return name === undefined ? texts.thisChannel : `#${name}`;
}

/** The settings of a channel, to be changed. */
export function settingsModal(view: SettingsView): types.ModalView {
  const { channel, settings, defaults, chosen, offered } = view;
  const inWords = wordsOf(defaults);
  return modal({
    id: settingsForm,
    title: texts.title,
    submit: texts.save,
    close: texts.cancel,
    about: JSON.stringify({ channel: channel.id } satisfies z.infer<typeof formTag>),
    blocks: [
      ...heading(view),
      offered.followUps
        ? choiceField({
            id: settingsFields.answers,
            label: texts.answers,
            hint: `${texts.answersHint} ${texts.defaultIs(inWords.answers)}`,
            choices: answeredMessages.map((value) => ({ value, text: texts.answerChoices[value] })),
            chosen: settings.answers,
          })
        : note(escapeMrkdwn(texts.answersFixed)),
      choiceField({
        id: settingsFields.readers,
        label: texts.readers,
        hint: `${texts.readersHint} ${texts.defaultIs(inWords.readers)}`,
        choices: answerReaders.map((value) => ({ value, text: texts.readerChoices[value] })),
        chosen: settings.readers,
      }),
      checkField({
        id: settingsFields.sources,
        label: texts.sources,
        hint: texts.defaultIs(inWords.sources),
        choices: sourceKinds.map((value) => ({ value, text: texts.sourceChoices[value] })),
        checked: settings.sources,
      }),
      channelField({
        id: settingsFields.helpChannel,
        label: texts.helpChannel,
        hint: `${texts.helpChannelHint} ${texts.defaultIs(inWords.helpChannel)}`,
        isOptional: true,
        ...(chosen?.choices.helpChannel !== undefined && { chosen: chosen.choices.helpChannel }),
      }),
      ...(offered.languages
        ? [
            choiceField({
              id: settingsFields.language,
              label: texts.language,
              hint: `${texts.languageHint} ${texts.defaultIs(inWords.language)}`,
              choices: answerLanguages.map((value) => ({ value, text: texts.languageOf(value) })),
              chosen: settings.language,
            }),
          ]
        : []),
      note(escapeMrkdwn(texts.follows)),
      ...(chosen === undefined
        ? []
        : buttons([
            {
              action: settingsActions.reset,
              text: texts.reset,
              says: texts.resetSays,
              value: channel.id,
              style: 'danger',
              confirm: { title: texts.reset, text: texts.resetConfirm, yes: texts.yes, no: texts.no },
            },
          ])),
    ],
  });
}

/** The same for who may not change them. */
export function settingsToRead(view: SettingsView): types.ModalView {
  const { settings, offered } = view;
  const inWords = wordsOf(settings);
  const line = (label: string, value: string) => section(`*${escapeMrkdwn(label)}*\n${escapeMrkdwn(value)}`);
  return modal({
    id: settingsForm,
    title: texts.title,
    close: texts.close,
    blocks: [
      ...heading(view),
      note(escapeMrkdwn(texts.mayNot)),
      line(texts.answers, offered.followUps ? inWords.answers : texts.answerChoices.mentions),
      line(texts.readers, inWords.readers),
      line(texts.sources, inWords.sources),
      section(`*${escapeMrkdwn(texts.helpChannel)}*\n${channelLink(settings.helpChannel)}`),
      ...(offered.languages ? [line(texts.language, inWords.language)] : []),
    ],
  });
}

function heading({ channel, chosen }: SettingsView): types.KnownBlock[] {
  const state = chosen === undefined ? texts.byDefault : texts.lastChanged(chosen.by, chosen.at.slice(0, 10));
  return [section(escapeMrkdwn(texts.intro(channelWords(channel)))), note(escapeMrkdwn(state))];
}

function channelLink(channel: string | undefined): string {
  if (channel === undefined) return texts.helpChannelNone;
  return channel.startsWith('#') ? escapeMrkdwn(channel) : `<#${channel}>`;
}

function wordsOf(settings: ChannelSettings) {
  return {
    answers: texts.answerChoices[settings.answers],
    readers: texts.readerChoices[settings.readers],
    sources: texts.sourcesInWords(settings.sources),
    helpChannel: settings.helpChannel ?? texts.helpChannelNone,
    language: texts.languageOf(settings.language),
  };
}
