import { z } from 'zod';
import { present } from './present.ts';

/** Where a question is asked: seen by all in a conversation, or by the asker alone. */
export type Surface = 'channel' | 'direct';

/** A message to Kiki, in our words. */
export interface Incoming {
  surface: Surface;
  eventId: string;
  /** Workspace and Enterprise Grid that the event came from. */
  teamId?: string;
  enterpriseId?: string;
  /** Workspace of the asker, where the event says it. */
  askerTeam?: string;
  channel: string;
  user?: string;
  ts: string;
  /** Only in a thread. */
  threadTs?: string;
  /** As Slack sends it, with its marks. */
  text: string;
  isBot: boolean;
  subtype?: string;
  /** The envelope says that the channel is shared with another company. */
  isExternallyShared: boolean;
  /** Of a question that was changed and is asked again: when it was changed, as Slack writes it. */
  edition?: string;
  /** Written in a thread without a mention of Kiki. */
  isUnaddressed?: true;
  /** Where a command was typed, whose answer goes elsewhere: how is answered there holds. */
  askedIn?: string;
  /** Asked by a command: the answer goes to this address of Slack, which shows it to the asker alone where he is. */
  responseUrl?: string;
}

const optionalText = z.string().nullish();
const envelope = z.object({
  event_id: z.string(),
  team_id: optionalText,
  enterprise_id: optionalText,
  is_ext_shared_channel: z.boolean().nullish(),
  event: z.object({
    channel: z.string(),
    channel_type: optionalText,
    user: optionalText,
    team: optionalText,
    user_team: optionalText,
    ts: z.string(),
    thread_ts: optionalText,
    text: optionalText,
    subtype: optionalText,
    bot_id: optionalText,
    bot_profile: z.unknown().optional(),
  }),
});

/** Reads the envelope of an `app_mention` or `message` event. Undefined when it has not the form that Slack documents. */
export function readIncoming(body: unknown, surface: Surface): Incoming | undefined {
  const result = envelope.safeParse(body);
  if (!result.success) return undefined;
  const { event, ...around } = result.data;
  return {
    surface,
    eventId: around.event_id,
    channel: event.channel,
    ts: event.ts,
    text: event.text ?? '',
    isBot: event.bot_id != null || event.bot_profile != null,
    isExternallyShared: around.is_ext_shared_channel === true,
    ...present({
      teamId: around.team_id,
      enterpriseId: around.enterprise_id,
      askerTeam: event.user_team ?? event.team,
      user: event.user,
      threadTs: event.thread_ts,
      subtype: event.subtype,
    }),
  };
}
