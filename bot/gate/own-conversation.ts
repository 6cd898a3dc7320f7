import type { Surface } from '../listeners/incoming.ts';
import type { Channels, SlackChannel } from '../slack/channels.ts';
import { type GateStep, refuseFor, type RefusalReason } from './gate.ts';

/** The conversation is the company's own, and a direct one where the asker's own rights are used. */
export function ownConversation(channels: Channels): GateStep {
  return async ({ channel, surface }) => refuseFor(whyNotHere(await channels.find(channel), surface));
}

/** Also asked again just before an answer is posted: a channel can be shared meanwhile. */
export function whyNotHere(channel: SlackChannel, surface: Surface): RefusalReason | undefined {
  if (surface === 'direct' && !channel.is_im) return 'wrong-place';
  const isShared =
    channel.is_ext_shared === true ||
    channel.is_pending_ext_shared ||
    channel.pending_shared.length > 0 ||
    channel.pending_connected_team_ids.length > 0;
  if (isShared) return 'shared-channel';
  // Only of direct messages does Slack not say whether they are shared.
  return channel.is_im || channel.is_ext_shared === false ? undefined : 'shared-channel';
}
