import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { isRefusal } from '../gate/gate.ts';
import type { PersonGate } from '../gate/person-gate.ts';
import type { Links } from '../render/links.ts';
import { errorFields } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import { unfurlTexts as texts } from '../texts.ts';
import { linkedPage, type PreviewReads } from '../unfurls/page-preview.ts';
import { detailFields, workObject } from '../unfurls/work-object.ts';
import { present } from './present.ts';

const requested = z.object({
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  event: z.object({
    user: z.string(),
    trigger_id: z.string().min(1).max(500),
    entity_url: z.string().max(3000),
    external_ref: z.object({ id: z.string().max(300), type: z.string().max(100).optional() }).optional(),
  }),
});

export interface DetailsRequestedOptions {
  client: webApi.WebClient;
  personGate: PersonGate;
  store: PreviewReads;
  links: Links;
  logger: BotLogger;
}

type Details = Omit<webApi.EntityPresentDetailsArguments, 'trigger_id' | 'token'>;

/** Somebody opens what a link to the wiki shows: he alone sees the details, so they are what he may read. What is not for him is not there. */
export function onDetailsRequested({ client, personGate, store, links, logger }: DetailsRequestedOptions) {
  const detailsFor = async ({ event, ...around }: z.infer<typeof requested>): Promise<Details> => {
    const { user, entity_url: address, external_ref: known } = event;
    const doer = { user, ...present({ teamId: around.team_id, enterpriseId: around.enterprise_id }) };
    const admission = await personGate(doer);
    if (isRefusal(admission))
      return { error: { status: 'custom', custom_title: texts.refusedTitle, custom_message: texts.refused } };
    const found = await linkedPage(store, admission.viewer, links, address);
    if (found === undefined) return { error: { status: 'not_found' } };
    const externalRef =
      known === undefined
        ? { id: found.page.ref, type: found.page.kind }
        : { id: known.id, ...(known.type !== undefined && { type: known.type }) };
    const fields = detailFields(found.page, store.ontology, links);
    return { metadata: workObject(found, { externalRef }, fields) };
  };
  return async ({ body }: { body: unknown }): Promise<void> => {
    const { success, data } = requested.safeParse(body);
    if (!success) return;
    const { trigger_id: trigger } = data.event;
    try {
      const details = await detailsFor(data).catch((error: unknown): Details => {
        logger.warn(errorFields(error), 'The details of a page could not be read');
        return { error: { status: 'internal_error' } };
      });
      await client.entity.presentDetails({ trigger_id: trigger, ...details });
    } catch (error) {
      logger.info(errorFields(error), 'The details of a page could not be shown');
    }
  };
}
