import { randomUUID } from 'node:crypto';
import { describeActor } from '../../schema/actor.ts';
import {
  type ChannelChange,
  type ChannelChoices,
  channelChoices,
  type ChosenChannel,
} from '../../schema/channel-settings.ts';
import { invalid } from '../../schema/errors.ts';
import {
  allChannels,
  askForChannel,
  channelById,
  channelChanges,
  deleteChannel,
  putChannel,
  putChannelChange,
} from '../cypher/channels.ts';
import type { Engine, Row } from '../engine.ts';
import { map, optional, optionalText, text } from '../reads/row.ts';
import type { ChannelStore } from '../store.ts';

/** What channels of Slack have chosen, and who chose it. */
export function createChannelStore({ engine, now }: { engine: Engine; now: () => Date }): ChannelStore {
  return {
    async chosenChannel(_actor, channel) {
      const [row] = await engine.read({ text: channelById, parameters: { id: channel } });
      return row && toChannel(map(row, 'properties'));
    },
    async chosenChannels({ canEdit }) {
      if (!canEdit) return [];
      const rows = await engine.read({ text: allChannels });
      return rows
        .flatMap((row) => toChannel(map(row, 'properties')) ?? [])
        .sort((a, b) => ((a.name ?? a.channel) < (b.name ?? b.channel) ? -1 : 1));
    },
    async channelChanges({ canEdit }, limit) {
      if (!canEdit) return [];
      const rows = await engine.read({ text: channelChanges, parameters: { limit } });
      return rows.map((row) => toChange(map(row, 'properties')));
    },
    async chooseForChannel(actor, { channel, name }, written) {
      const parsed = channelChoices.safeParse(written);
      if (channel === '' || !parsed.success)
        throw invalid('These are no settings of a channel', { where: 'channel settings', cause: parsed.error });
      const after = parsed.data;
      const at = now().toISOString();
      const by = describeActor(actor);
      const byType = actor.type === 'person' ? 'person' : 'kiki';
      // Made before the transaction, which may run again after a commit of which no word came back.
      const id = randomUUID();
      await engine.write(async (run) => {
        const [row] = await run({ text: askForChannel, parameters: { id: channel, token: id } });
        const known = toChannel(map(row ?? {}, 'properties'));
        const before = known?.choices ?? {};
        const isEmpty = Object.keys(after).length === 0;
        const named = optional('name', name);
        const properties = { id: channel, ...named, choices: textOf(after), at, by };
        if (isEmpty) await run({ text: deleteChannel, parameters: { id: channel } });
        else if (textOf(before) !== textOf(after))
          await run({ text: putChannel, parameters: { id: channel, properties } });
        if (textOf(before) === textOf(after)) return;
        const change = { id, channel, ...named, before: textOf(before), after: textOf(after), at, by, byType };
        await run({ text: putChannelChange, parameters: { id, properties: change } });
      });
    },
  };
}

/** In the order of the schema, so that equal choices are equal texts. */
function textOf(choices: ChannelChoices): string {
  return JSON.stringify(channelChoices.parse(choices));
}

/** What another version of Kiki wrote and this one does not know is left to the defaults. */
function choicesIn(row: Row, name: string): ChannelChoices {
  const found = JSON.parse(text(row, name)) as Record<string, unknown>;
  const known = Object.entries(found).filter(([key, value]) => channelChoices.safeParse({ [key]: value }).success);
  return channelChoices.parse(Object.fromEntries(known));
}

/** Undefined for one that has been asked for and has not chosen. */
function toChannel(row: Row): ChosenChannel | undefined {
  if (optionalText(row, 'choices') === undefined) return undefined;
  return {
    channel: text(row, 'id'),
    ...optional('name', optionalText(row, 'name')),
    choices: choicesIn(row, 'choices'),
    at: text(row, 'at'),
    by: text(row, 'by'),
  };
}

function toChange(row: Row): ChannelChange {
  return {
    channel: text(row, 'channel'),
    ...optional('name', optionalText(row, 'name')),
    before: choicesIn(row, 'before'),
    after: choicesIn(row, 'after'),
    at: text(row, 'at'),
    by: text(row, 'by'),
    byType: text(row, 'byType') === 'person' ? 'person' : 'kiki',
  };
}
