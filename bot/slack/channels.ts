import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { createExpiringCache } from './expiring-cache.ts';
import { type Patience, patiently } from './patiently.ts';

/** What Slack says of a conversation. */
const slackChannel = z.object({
  id: z.string(),
  is_im: z.boolean().default(false),
  name: z.string().optional(),
  /** Who made it. */
  creator: z.string().optional(),
  is_private: z.boolean().optional(),
  is_archived: z.boolean().optional(),
  /** Kiki is in it; not always told. */
  is_member: z.boolean().optional(),
  /** Slack leaves it out for direct messages only. */
  is_ext_shared: z.boolean().optional(),
  is_pending_ext_shared: z.boolean().default(false),
  pending_shared: z.array(z.unknown()).default([]),
  pending_connected_team_ids: z.array(z.unknown()).default([]),
});
export type SlackChannel = z.infer<typeof slackChannel>;

export interface Channels {
  /** @throws when Slack does not say what that is. */
  find(channel: string): Promise<SlackChannel>;
  /** As it is now, whatever was known. */
  findNow(channel: string): Promise<SlackChannel>;
}

export function createChannels({
  client,
  patience,
  seconds,
  now,
}: {
  client: webApi.WebClient;
  patience: Patience;
  seconds: number;
  now: () => Date;
}): Channels {
  const cache = createExpiringCache({
    load: async (channel) =>
      slackChannel.parse((await patiently(() => client.conversations.info({ channel }), patience)).channel),
    seconds,
    most: 5000,
    now,
  });
  return { find: cache.get, findNow: cache.fresh };
}
