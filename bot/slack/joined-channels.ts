import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { createExpiringCache } from './expiring-cache.ts';
import { type Patience, patiently } from './patiently.ts';

/** A channel that Kiki is in, so that it can post there. */
export interface JoinedChannel {
  id: string;
  name: string;
}

/** @throws when Slack does not say which there are. */
export type FindJoinedChannels = () => Promise<readonly JoinedChannel[]>;

const page = z.object({
  channels: z.array(z.object({ id: z.string(), name: z.string().default('') })).default([]),
  response_metadata: z.object({ next_cursor: z.string().default('') }).optional(),
});

/** Pages that are read at most, of 200 channels each. */
const mostPages = 20;

export function createJoinedChannels({
  client,
  patience,
  seconds,
  now,
}: {
  client: webApi.WebClient;
  patience: Patience;
  seconds: number;
  now: () => Date;
}): FindJoinedChannels {
  const load = async (): Promise<JoinedChannel[]> => {
    const found: JoinedChannel[] = [];
    let cursor = '';
    for (let read = 0; read < mostPages; read += 1) {
      const query = { types: 'public_channel,private_channel', exclude_archived: true, limit: 200 };
      const reply = page.parse(
        await patiently(() => client.users.conversations({ ...query, ...(cursor !== '' && { cursor }) }), patience),
      );
      found.push(...reply.channels);
      cursor = reply.response_metadata?.next_cursor ?? '';
      if (cursor === '') break;
    }
    return found;
  };
  const cache = createExpiringCache({ load, seconds, most: 1, now });
  return () => cache.get('all');
}

/** The channel that a page of the wiki names: by `#name`, by its id, or by a link to it. Undefined for one that Kiki is not in. */
export function channelNamed(written: string, joined: readonly JoinedChannel[]): JoinedChannel | undefined {
  const text = written.trim();
  const id = /^(?:https:\/\/[a-z0-9.-]+\/archives\/)?([CG][A-Z0-9]{2,20})(?:\/|$)/.exec(text)?.[1];
  if (id !== undefined) return joined.find((each) => each.id === id);
  const name = /^#([\p{L}\p{N}_-]{1,80})$/u.exec(text)?.[1];
  return name === undefined ? undefined : joined.find((each) => each.name === name.toLowerCase());
}
