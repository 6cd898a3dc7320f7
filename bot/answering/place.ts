import type { ChannelSettings } from '../../schema/channel-settings.ts';
import type { Incoming } from '../listeners/incoming.ts';
import type { Home } from '../slack/home.ts';

/** Where an answer goes, and to whom. */
export interface Place {
  channel: string;
  /** The thread that is answered in: the one of the question, or the one it begins. */
  threadTs?: string;
  /** The question was asked inside a thread. */
  isInThread: boolean;
  /** Only the asker reads it. */
  isDirect: boolean;
  /** In a channel, but seen by the asker alone. */
  isForAsker: boolean;
  asker: string;
  askerTeam: string;
  /** Where messages go instead, as long as Slack takes them there: what a command asked for. */
  responseUrl?: string;
}

/** @param settings of the conversation, as the gate gives them */
export function placeOf(incoming: Incoming, home: Home, settings?: Pick<ChannelSettings, 'readers'>): Place {
  return {
    channel: incoming.channel,
    threadTs: incoming.threadTs ?? incoming.ts,
    isInThread: incoming.threadTs !== undefined,
    isDirect: incoming.surface === 'direct',
    isForAsker: incoming.surface === 'channel' && settings?.readers === 'asker',
    asker: incoming.user ?? '',
    askerTeam: incoming.askerTeam ?? home.teamId,
    ...(incoming.responseUrl !== undefined && { responseUrl: incoming.responseUrl }),
  };
}
