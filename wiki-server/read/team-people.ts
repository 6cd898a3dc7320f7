import type { GraphStore } from '../../graph/store.ts';
import type { EntityCard } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { byName, counted } from './team-tree.ts';

/** Someone in a team or in a team inside it, with the teams there that they are in. */
export interface TeamPerson {
  card: EntityCard;
  teams: EntityCard[];
  isCounted: boolean;
}

/** Everyone in a team and in all current teams inside it, each once: who counts first, then by name. */
export async function readTeamPeople(store: GraphStore, viewer: Viewer, ref: Ref): Promise<TeamPerson[]> {
  const isCounted = counted(store.ontology);
  const reached = await store.reach(viewer, { relation: 'PART_OF', of: ref, end: 'to' });
  const found = await store.cards(
    viewer,
    reached.map((each) => each.ref),
  );
  const teams = found.filter((card) => card.ref === ref || isCounted(card));
  const edges = await store.edges(viewer, { relation: 'MEMBER_OF', of: teams.map((team) => team.ref), end: 'to' });
  const teamOf = new Map(teams.map((team) => [team.ref, team]));
  const teamsOf = new Map<Ref, Set<Ref>>();
  for (const { from, to, dotted } of edges)
    if (!dotted) teamsOf.set(from, (teamsOf.get(from) ?? new Set<Ref>()).add(to));
  const people = await store.cards(viewer, [...teamsOf.keys()]);
  return people
    .map((card) => ({
      card,
      teams: [...(teamsOf.get(card.ref) ?? [])].flatMap((team) => teamOf.get(team) ?? []),
      isCounted: isCounted(card),
    }))
    .sort((a, b) => Number(b.isCounted) - Number(a.isCounted) || byName(a.card, b.card));
}
