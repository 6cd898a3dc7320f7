import type { types, webApi } from '@slack/bolt';
import { z } from 'zod';
import { anyEmployee } from '../../schema/viewer.ts';
import { isRefusal } from '../gate/gate.ts';
import { whyNotHere } from '../gate/own-conversation.ts';
import type { PersonGate } from '../gate/person-gate.ts';
import type { Links } from '../render/links.ts';
import type { Channels } from '../slack/channels.ts';
import { errorFields } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import { linkedPage, type PreviewReads, previewPage } from '../unfurls/page-preview.ts';
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

/** Somebody posted links to the wiki: those that every employee may read say what they lead to. */
export function onLinkShared(options: LinkSharedOptions) {
  const { client, personGate, channels, store, links, asWorkObjects, logger } = options;

  /** @returns whether Slack took them: it may know no work objects of this app */
  const showObjects = async (target: { channel: string; ts: string }, urls: readonly string[]): Promise<boolean> => {
    const entities: types.EntityMetadata[] = [];
    for (const posted of urls) {
      const found = await linkedPage(store, anyEmployee, links, posted);
      const url = found && links.page(`/wiki/${encodeURI(found.page.ref)}`);
      if (found === undefined || url === undefined) continue;
      entities.push(workObject(found, { url, posted, externalRef: { id: found.page.ref, type: found.page.kind } }));
    }
    if (entities.length === 0) return true;
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
      const urls = [...new Set(event.links.slice(0, mostLinks).map((link) => link.url))];
      if (asWorkObjects && (await showObjects(target, urls))) return;
      const unfurls: Record<string, { blocks: types.KnownBlock[] }> = {};
      for (const url of urls) {
        const blocks = await previewPage(store, links, url);
        if (blocks !== undefined) unfurls[url] = { blocks };
      }
      if (Object.keys(unfurls).length > 0) await client.chat.unfurl({ ...target, unfurls });
    } catch (error) {
      logger.info(errorFields(error), 'A link to the wiki got no preview');
    }
  };
}
