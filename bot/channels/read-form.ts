import { z } from 'zod';
import {
  answeredMessages,
  answerLanguages,
  answerReaders,
  type ChannelSettings,
  sourceKinds,
} from '../../schema/channel-settings.ts';
import type { Submission } from '../listeners/interaction.ts';
import { channelTexts as texts } from '../texts.ts';
import { type Offered, settingsFields } from './form.ts';

/** Problems by the field that they are of. */
export type FieldProblems = Record<string, string>;

const helpChannel = z.string().regex(/^[CG][A-Z0-9]{1,20}$/);

/**
 * What a form says, of which nothing is believed: what was not offered stays as it was, and what no choice of the form has is a problem.
 *
 * @param before what holds, with the channel's own help channel
 */
export function readSettings(
  form: Pick<Submission, 'text' | 'checked'>,
  before: ChannelSettings,
  offered: Offered,
): { settings: ChannelSettings } | { problems: FieldProblems } {
  const problems: FieldProblems = {};
  const one = <Value extends string>(field: string, values: readonly Value[], old: Value): Value => {
    const found = values.find((value) => value === form.text(field));
    if (found === undefined) problems[field] = texts.unknownChoice;
    return found ?? old;
  };
  const { answers, readers, sources, language } = settingsFields;
  const checked = form.checked(sources);
  if (checked.length === 0) problems[sources] = texts.sourcesNone;
  else if (!checked.every((value) => sourceKinds.some((kind) => kind === value)))
    problems[sources] = texts.unknownChoice;
  const channel = form.text(settingsFields.helpChannel);
  if (channel !== '' && !helpChannel.safeParse(channel).success)
    problems[settingsFields.helpChannel] = texts.helpChannelNotMine;
  const settings: ChannelSettings = {
    answers: offered.followUps ? one(answers, answeredMessages, before.answers) : before.answers,
    readers: one(readers, answerReaders, before.readers),
    sources: sourceKinds.filter((kind) => checked.includes(kind)),
    language: offered.languages ? one(language, answerLanguages, before.language) : before.language,
    ...(channel !== '' && { helpChannel: channel }),
  };
  return Object.keys(problems).length > 0 ? { problems } : { settings };
}
