import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { GraphStore } from '../../graph/store.ts';
import { actorOf, kiki } from '../../schema/actor.ts';
import { type ChannelSettings, choicesAmong, settingsWith } from '../../schema/channel-settings.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { thanksForm } from '../feedback/forms.ts';
import { admitForm, admitPress } from '../gate/admit-interaction.ts';
import { isRefusal } from '../gate/gate.ts';
import { whyNotHere } from '../gate/own-conversation.ts';
import type { PersonGate } from '../gate/person-gate.ts';
import type { Reach } from '../help/reach.ts';
import type { Command, FormSent, Interaction } from '../listeners/interaction.ts';
import { renderLine } from '../render/render-answer.ts';
import type { Channels, SlackChannel } from '../slack/channels.ts';
import { errorFields, slackFailure } from '../slack/failure.ts';
import type { JoinedChannel } from '../slack/joined-channels.ts';
import type { BotLogger } from '../slack/log.ts';
import type { People } from '../slack/people.ts';
import type { RespondTo } from '../slack/response-url.ts';
import { channelTexts as texts } from '../texts.ts';
import { channelWords, type Offered, readFormTag, settingsFields, settingsModal, settingsToRead } from './form.ts';
import { mayChange } from './may-change.ts';
import { readSettings } from './read-form.ts';

export interface ChannelSettingsOptions {
  store: Pick<GraphStore, 'chosenChannel' | 'chooseForChannel'>;
  /** What holds in channels that have not chosen. */
  defaults: ChannelSettings;
  offered: (channel: SlackChannel) => Offered;
  personGate: PersonGate;
  people: People;
  channels: Channels;
  reach: Pick<Reach, 'isOwnChannel'>;
  /** The channels that Kiki is in. */
  joined: () => Promise<readonly JoinedChannel[]>;
  client: webApi.WebClient;
  respondTo: RespondTo;
  logger: BotLogger;
}

/** `/kiki settings`, the form that it opens, and what becomes of a channel that is deleted. */
export function channelSettingsListeners(options: ChannelSettingsOptions) {
  const { store, defaults, offered, personGate, people, channels, client, respondTo, logger } = options;

  const find = async (channel: SlackChannel) => {
    const chosen = await store.chosenChannel(kiki, channel.id);
    return { chosen, settings: settingsWith(chosen?.choices ?? {}, defaults) };
  };
  /** Looked at anew each time: who may, and whether there is anything to set, can have changed since the form was opened. */
  const place = async (id: string, user: string | undefined, viewer: Viewer) => {
    const channel = await channels.findNow(id);
    const may = user !== undefined && mayChange(await people.find(user), channel, viewer);
    return { channel, may, whyNot: whyNothingToSet(channel) };
  };
  /** Keeps what is chosen. The name of a private channel is not kept: editors who see the list need not be in it. */
  const choose = (viewer: Viewer, channel: SlackChannel, settings: ChannelSettings) =>
    store.chooseForChannel(
      actorOf(viewer),
      { channel: channel.id, name: channel.is_private === false ? channel.name : undefined },
      choicesAmong(settings, defaults),
    );
  const open = async ({ doer, channel: id, triggerId }: Command): Promise<string | undefined> => {
    if (id.startsWith('D')) return texts.noChannel;
    const admission = await personGate(doer);
    if (isRefusal(admission)) return texts.refused;
    const { channel, may, whyNot } = await place(id, doer.user, admission.viewer);
    if (whyNot !== undefined) return whyNot;
    const view = { channel, ...(await find(channel)), defaults, offered: offered(channel) };
    await client.views.open({ trigger_id: triggerId, view: may ? settingsModal(view) : settingsToRead(view) });
    return undefined;
  };
  /** @returns what is wrong, by field */
  const save = async (
    form: NonNullable<Awaited<ReturnType<typeof admitForm>>>,
  ): Promise<Record<string, string> | SlackChannel> => {
    const { form: sent, viewer } = form;
    const general = (line: string) => ({ [settingsFields.readers]: line });
    const id = readFormTag(sent.about);
    if (id === undefined) return general(texts.mayNotChange);
    const { channel, may, whyNot } = await place(id, sent.doer.user, viewer);
    if (!may) return general(texts.mayNotChange);
    if (whyNot !== undefined) return general(whyNot);
    const { settings: before } = await find(channel);
    const read = readSettings(sent, before, offered(channel));
    if ('problems' in read) return read.problems;
    const { helpChannel } = read.settings;
    if (helpChannel !== undefined && !(await canAskIn(options, helpChannel)))
      return { [settingsFields.helpChannel]: texts.helpChannelNotMine };
    await choose(viewer, channel, read.settings);
    return channel;
  };

  return {
    /** Somebody typed `/kiki settings`. It is acknowledged before. */
    async onCommand(command: Command): Promise<void> {
      const line = await open(command).catch((error: unknown) => {
        logger.warn(errorFields(error), 'The settings of a channel could not be shown');
        return slackFailure(error).code === 'channel_not_found' ? texts.notIn : texts.failed;
      });
      if (line === undefined) return;
      await respondTo(command.responseUrl, renderLine(line), { replacing: false }).catch((error: unknown) => {
        logger.warn(errorFields(error), 'Who asked for settings could not be told');
      });
    },
    async onSubmit(sentForm: FormSent): Promise<void> {
      const admitted = await admitForm(sentForm, { personGate, logger });
      if (admitted === undefined) return;
      const outcome = await save(admitted).catch((error: unknown) => {
        logger.warn(errorFields(error), 'The settings of a channel could not be kept');
        return { [settingsFields.readers]: texts.failed };
      });
      await sentForm.ack(
        isChannel(outcome)
          ? { response_action: 'update', view: thanksForm(texts.saved(channelWords(outcome)), texts.savedTitle) }
          : { response_action: 'errors', errors: outcome },
      );
    },
    async onReset(interaction: Interaction): Promise<void> {
      const admitted = await admitPress(interaction, { personGate, logger });
      if (admitted === undefined) return;
      const { press, viewer } = admitted;
      const show = async (line: string) => {
        if (press.viewId !== undefined)
          await client.views.update({ view_id: press.viewId, view: thanksForm(line, texts.savedTitle) });
      };
      try {
        const id = readFormTag(JSON.stringify({ channel: press.value }));
        const found = id === undefined ? undefined : await place(id, press.doer.user, viewer);
        if (found?.may !== true) {
          await show(texts.mayNotChange);
          return;
        }
        await choose(viewer, found.channel, defaults);
        await show(texts.wasReset(channelWords(found.channel)));
      } catch (error) {
        logger.warn(errorFields(error), 'The settings of a channel could not be taken back');
        await show(texts.failed).catch(() => undefined);
      }
    },
    /** What a channel had chosen goes with it. */
    async onDeleted({ body }: { body: unknown }): Promise<void> {
      const channel = deleted.safeParse(body).data?.event.channel;
      if (channel === undefined) return;
      try {
        await store.chooseForChannel(kiki, { channel }, {});
      } catch (error) {
        logger.warn(errorFields(error), 'The settings of a deleted channel could not be taken back');
      }
    },
  };
}

const deleted = z.object({ event: z.object({ channel: z.string().min(1).max(200) }) });

function isChannel(outcome: Record<string, string> | SlackChannel): outcome is SlackChannel {
  return 'is_im' in outcome;
}

/** Why a conversation has nothing to set, if it has not. */
function whyNothingToSet(channel: SlackChannel): string | undefined {
  if (channel.is_im) return texts.noChannel;
  if (whyNotHere(channel, 'channel') !== undefined) return texts.isShared;
  if (channel.is_archived === true) return texts.isArchived;
  return channel.is_member === false ? texts.notIn : undefined;
}

async function canAskIn({ joined, reach }: ChannelSettingsOptions, channel: string): Promise<boolean> {
  if (!(await joined()).some(({ id }) => id === channel)) return false;
  return reach.isOwnChannel(channel);
}
