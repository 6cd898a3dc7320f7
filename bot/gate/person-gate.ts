import { type ChannelSettings, sourceKinds } from '../../schema/channel-settings.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { Home } from '../slack/home.ts';
import type { People } from '../slack/people.ts';
import { fromAPerson } from './from-a-person.ts';
import { fullMember } from './full-member.ts';
import { createGate, isRefusal, type Refusal } from './gate.ts';
import { homeTeam } from './home-team.ts';
import { type FindViewer, inDirectory } from './in-directory.ts';

/** Nobody is answered here. */
const nothingToHeed: ChannelSettings = {
  answers: 'mentions',
  readers: 'asker',
  sources: [...sourceKinds],
  language: 'as-asked',
};

/** Who did something that is no message: pressed a button, sent a form, opened the Home tab, posted a link. */
export interface Doer {
  user?: string;
  askerTeam?: string;
  teamId?: string;
  enterpriseId?: string;
}

/** Who that is, with his own rights, or why nothing is done for him. Never throws. */
export type PersonGate = (doer: Doer) => Promise<Refusal | { viewer: Viewer }>;

/** The steps of the question gate that look at the person: a button is pressed by whoever sees it. */
export function createPersonGate({
  home,
  people,
  findViewer,
}: {
  home: () => Home;
  people: Pick<People, 'find'>;
  findViewer: FindViewer;
}): PersonGate {
  const gate = createGate([
    fromAPerson(home),
    homeTeam(home),
    fullMember({ people, home }),
    inDirectory({ people, findViewer }),
    () => ({ release: () => undefined, settings: nothingToHeed }),
  ]);
  return async (doer) => {
    const nowhere = { channel: '', eventId: '', ts: '', text: '', isBot: false, isExternallyShared: false };
    const result = await gate({ surface: 'direct', ...nowhere, ...doer });
    return isRefusal(result) ? result : { viewer: result.viewer };
  };
}
