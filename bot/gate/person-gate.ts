import { type ChannelSettings, sourceKinds } from '../../schema/channel-settings.ts';
import { anyEmployee, type Viewer } from '../../schema/viewer.ts';
import type { Incoming } from '../listeners/incoming.ts';
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

/** Whether somebody is a full member, as Slack alone says: for what needs nothing of the wiki. Never throws. */
export type MemberGate = (doer: Doer) => Promise<boolean>;

export function createMemberGate({ home, people }: { home: () => Home; people: Pick<People, 'find'> }): MemberGate {
  const steps = [fromAPerson(home), homeTeam(home), fullMember({ people, home })];
  const gate = createGate([
    ...steps,
    () => ({ viewer: anyEmployee, own: anyEmployee, release: () => undefined, settings: nothingToHeed }),
  ]);
  return async (doer) => !isRefusal(await gate(asIncoming(doer)));
}

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
    const result = await gate(asIncoming(doer));
    return isRefusal(result) ? result : { viewer: result.viewer };
  };
}

/** What a doer did, as a message from nowhere. */
function asIncoming(doer: Doer): Incoming {
  const nowhere = { channel: '', eventId: '', ts: '', text: '', isBot: false, isExternallyShared: false };
  return { surface: 'direct', ...nowhere, ...doer };
}
