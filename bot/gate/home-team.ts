import type { Incoming } from '../listeners/incoming.ts';
import type { Home } from '../slack/home.ts';
import { type GateStep, refuseFor } from './gate.ts';

/** Askers of other companies' workspaces (Slack Connect) get no answer and no word. */
export function homeTeam(home: () => Home): GateStep {
  return (incoming) => refuseFor(isFromHome(incoming, home()) ? undefined : 'foreign-team');
}

/**
 * In an Enterprise Grid an asker may belong to a sister workspace, of which the event does not say whose it is; then the
 * envelope's enterprise decides here and the account itself in the next step.
 */
export function isFromHome(
  { askerTeam, teamId, enterpriseId }: Pick<Incoming, 'askerTeam' | 'teamId' | 'enterpriseId'>,
  home: Home,
): boolean {
  const team = askerTeam ?? teamId;
  if (team !== undefined && (team === home.teamId || team === home.enterpriseId)) return true;
  return home.enterpriseId !== undefined && enterpriseId === home.enterpriseId;
}
