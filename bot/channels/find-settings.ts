import type { GraphStore } from '../../graph/store.ts';
import { kiki } from '../../schema/actor.ts';
import { type ChannelSettings, sourceKinds, settingsWith } from '../../schema/channel-settings.ts';

/** What holds in a conversation now: read from the graph each time, so that it holds at once in all processes. @throws what the store throws */
export type FindChannelSettings = (channel: string) => Promise<ChannelSettings>;

/** In direct conversations nothing is chosen: what is answered there is the asker's own. */
const direct: ChannelSettings = {
  answers: 'follow-ups',
  readers: 'asker',
  sources: [...sourceKinds],
  language: 'as-asked',
};

export function createFindChannelSettings({
  store,
  defaults,
}: {
  store: Pick<GraphStore, 'chosenChannel'>;
  defaults: ChannelSettings;
}): FindChannelSettings {
  return async (channel) => {
    if (channel.startsWith('D')) return { ...direct, helpChannel: defaults.helpChannel };
    const chosen = await store.chosenChannel(kiki, channel);
    return chosen === undefined ? defaults : settingsWith(chosen.choices, defaults);
  };
}
