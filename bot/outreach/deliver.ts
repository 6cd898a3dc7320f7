import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Outreaches } from '../../graph/store.ts';
import { kiki } from '../../schema/actor.ts';
import type { Outreach } from '../../schema/outreach.ts';
import type { Message } from '../render/render-answer.ts';
import type { Home } from '../slack/home.ts';
import { type Patience, patiently } from '../slack/patiently.ts';
import { isOwnOutreach, outreachMetadata } from './metadata.ts';

/** Something to say to one person. */
export interface Composed {
  message: Message;
  topic?: string;
  /** What whoever goes on with it needs, JSON. */
  body?: string;
}

export interface Delivery {
  outreach: Pick<Outreach, 'id' | 'kind' | 'week' | 'person'>;
  user: string;
  /** Undefined when there is nothing to say. */
  compose: () => Promise<Composed | undefined>;
  /** Whether this process may still send. Asked right before it does. */
  maySend: () => Promise<boolean>;
}

export type DeliveryOutcome = 'sent' | 'nothing' | 'was-said' | 'stopped';

/** Who has claimed something and not said it for so long is gone. */
const stuckMilliseconds = 180_000;

const opened = z.object({ channel: z.object({ id: z.string() }) });
const posted = z.object({ ts: z.string() });

/**
 * Says something once. It is claimed in the graph before it is posted; where a process ended between the two, the next one looks in the
 * conversation whether it stands there, by its id, and posts it only if it does not.
 */
export function createDeliver({
  client,
  patience,
  home,
  now,
}: {
  client: webApi.WebClient;
  patience: Patience;
  home: () => Home;
  now: () => Date;
}) {
  const findPosted = async (channel: string, { id, at }: Pick<Outreach, 'id' | 'at'>) => {
    // Clocks differ: a minute before it was claimed.
    const oldest = String(Date.parse(at) / 1000 - 60);
    const { messages = [] } = await client.conversations.history({
      channel,
      oldest,
      limit: 200,
      include_all_metadata: true,
    });
    return messages.find((message) => isOwnOutreach(message, home(), id))?.ts;
  };

  return async (
    store: Pick<Outreaches, 'claimOutreach' | 'moveOutreach'>,
    delivery: Delivery,
  ): Promise<DeliveryOutcome> => {
    const { outreach, user, compose, maySend } = delivery;
    const { id } = outreach;
    const { isNew, outreach: claimed } = await store.claimOutreach(kiki, outreach);
    if (claimed.state !== 'open') return 'was-said';
    if (!isNew && (await takeOver(store, id, now())) === undefined) return 'stopped';
    const { channel } = opened.parse(await patiently(() => client.conversations.open({ users: user }), patience));
    const find = () => findPosted(channel.id, claimed);
    const said = (ts: string) =>
      store.moveOutreach(kiki, id, { from: ['open'], change: { state: 'sent', message: { channel: channel.id, ts } } });
    const before = isNew ? undefined : await patiently(find, patience);
    if (before !== undefined) {
      await said(before);
      return 'was-said';
    }
    const composed = await compose();
    if (composed === undefined) {
      await store.moveOutreach(kiki, id, { from: ['open'], change: { state: 'skipped', outcome: 'nothing' } });
      return 'nothing';
    }
    const { message, topic, body } = composed;
    // Before it is posted: a person may answer at once.
    const change = {
      state: 'open' as const,
      ...(topic !== undefined && { topic }),
      ...(body !== undefined && { body }),
    };
    await store.moveOutreach(kiki, id, { from: ['open'], change });
    if (!(await maySend())) return 'stopped';
    const content = { channel: channel.id, ...message, metadata: outreachMetadata(id), unfurl_links: false };
    const post = async () => posted.parse(await client.chat.postMessage({ ...content, unfurl_media: false })).ts;
    await said(await patiently(post, patience, find));
    return 'sent';
  };
}

function takeOver(store: Pick<Outreaches, 'moveOutreach'>, id: string, now: Date) {
  const stuckBefore = new Date(now.getTime() - stuckMilliseconds).toISOString();
  return store.moveOutreach(kiki, id, { from: [], stuckBefore, change: { state: 'open' } });
}
