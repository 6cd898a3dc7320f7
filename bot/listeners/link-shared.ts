import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { anyEmployee } from '../../schema/viewer.ts';
import { isRefusal } from '../gate/gate.ts';
import { whyNotHere } from '../gate/own-conversation.ts';
import type { PersonGate } from '../gate/person-gate.ts';
import type { Links } from '../render/links.ts';
import type { Channels } from '../slack/channels.ts';
import { errorFields } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import { type LinkedPage, linkedPage, type PreviewReads, renderPreview } from '../unfurls/page-preview.ts';
import { workObject } from '../unfurls/work-object.ts';
import { present } from './present.ts';

const shared = z.object({
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  is_ext_shared_channel: z.boolean().nullish(),
  event: z.object({
    channel: z.string(),
    user: z.string(),
    message_ts: z.string(),
    links: z.array(z.object({ url: z.string().max(3000) })),
  }),
});

export interface LinkSharedOptions {
  /** The quiet one: a link without a preview is still a link. */
  client: webApi.WebClient;
  personGate: PersonGate;
  channels: Channels;
  store: PreviewReads;
  links: Links;
  /** As Slack's work objects, whose details each opens for himself: where they are switched on in the app. */
  asWorkObjects: boolean;
  logger: BotLogger;
}

const mostLinks = 5;

/** The message with the links. */
interface Target {
  channel: string;
  ts: string;
}

/** Somebody posted links to the wiki: those that every employee may read say what they lead to. */
export function onLinkShared(options: LinkSharedOptions) {
  const { client, personGate, channels, store, links, asWorkObjects, logger } = options;

  /** @returns whether Slack took them: it may know no work objects of this app */
  const showObjects = async (target: Target, pages: ReadonlyMap<string, LinkedPage>): Promise<boolean> => {
    const entities = [...pages].map(([posted, linked]) => {
      const { ref: id, kind: type } = linked.page;
      return workObject(linked, { posted, externalRef: { id, type } });
    });
    try {
      await client.chat.unfurl({ ...target, metadata: { entities } });
      return true;
    } catch (error) {
      logger.info(errorFields(error), 'Slack takes no work objects, so that links are told in words');
      return false;
    }
  };
  return async ({ body }: { body: unknown }): Promise<void> => {
    const parsed = shared.safeParse(body);
    if (!parsed.success || parsed.data.is_ext_shared_channel === true) return;
    const { event, team_id: teamId, enterprise_id: enterpriseId } = parsed.data;
    try {
      const surface = event.channel.startsWith('D') ? 'direct' : 'channel';
      if (whyNotHere(await channels.findNow(event.channel), surface) !== undefined) return;
      if (isRefusal(await personGate({ user: event.user, ...present({ teamId, enterpriseId }) }))) return;
      const target = { channel: event.channel, ts: event.message_ts };
      const pages = new Map<string, LinkedPage>();
      for (const { url } of event.links.slice(0, mostLinks)) {
        const linked = pages.has(url) ? undefined : await linkedPage(store, anyEmployee, links, url);
        if (linked !== undefined) pages.set(url, linked);
      }
      if (pages.size === 0 || (asWorkObjects && (await showObjects(target, pages)))) return;
      const unfurls = [...pages].map(([url, linked]) => [url, { blocks: renderPreview(linked) }] as const);
      await client.chat.unfurl({ ...target, unfurls: Object.fromEntries(unfurls) });
    } catch (error) {
      logger.info(errorFields(error), 'A link to the wiki got no preview');
    }
  };
}
