import type { types, webApi } from '@slack/bolt';
import type { Viewer } from '../../schema/viewer.ts';
import { isRefusal } from '../gate/gate.ts';
import type { Doer, PersonGate } from '../gate/person-gate.ts';
import type { Links } from '../render/links.ts';
import { errorFields } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import { homeTexts } from '../texts.ts';
import { type HomeReads, loadHome } from './load-home.ts';
import { renderClosedHome, renderHome } from './render-home.ts';

export interface HomeTabOptions {
  /** The quiet one: whoever waits for it opens the tab again. */
  client: webApi.WebClient;
  personGate: PersonGate;
  store: HomeReads;
  links: Links;
  /** What other parts of Kiki show there below. */
  more?: (viewer: Viewer) => Promise<types.KnownBlock[]>;
  logger: BotLogger;
}

/** Shows somebody his Home tab as it is now. Never throws. */
export type PublishHome = (doer: Doer & { user: string }) => Promise<void>;

export function createHomeTab({ client, personGate, store, links, more, logger }: HomeTabOptions): PublishHome {
  const viewFor = async (doer: Doer): Promise<types.HomeView> => {
    const admission = await personGate(doer);
    if (isRefusal(admission)) return renderClosedHome(homeTexts.notForYou);
    try {
      const [content, rest] = await Promise.all([loadHome(store, admission.viewer), more?.(admission.viewer) ?? []]);
      return renderHome(content, links, rest);
    } catch (error) {
      logger.warn(errorFields(error), 'The Home tab could not be filled');
      return renderClosedHome(homeTexts.unavailable);
    }
  };
  return async (doer) => {
    try {
      await client.views.publish({ user_id: doer.user, view: await viewFor(doer) });
    } catch (error) {
      logger.info(errorFields(error), 'The Home tab could not be shown');
    }
  };
}
