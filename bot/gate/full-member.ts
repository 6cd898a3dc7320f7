import type { Home } from '../slack/home.ts';
import type { People, SlackUser } from '../slack/people.ts';
import { type GateStep, refuseFor, type RefusalReason } from './gate.ts';

/** The asker is a full member of the home workspace, now, and no guest. */
export function fullMember({ people, home }: { people: Pick<People, 'find'>; home: () => Home }): GateStep {
  return async ({ user = '' }) => refuseFor(whyNotAMember(await people.find(user), home()));
}

export function whyNotAMember(user: SlackUser, home: Home): RefusalReason | undefined {
  if (user.deleted || user.is_bot || user.is_restricted || user.is_ultra_restricted || user.is_stranger)
    return 'not-a-member';
  const isHome = user.team_id === home.teamId;
  const isSister = home.enterpriseId !== undefined && user.enterprise_user?.enterprise_id === home.enterpriseId;
  return isHome || isSister ? undefined : 'foreign-team';
}
