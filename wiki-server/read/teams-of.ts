import type { Ref } from '../../schema/ref.ts';
import type { Neighbourhoods } from './neighbourhoods.ts';

/** Levels of teams that are followed upwards: more than any organisation has. */
const highest = 50;

/**
 * The teams that an entity has to do with: those of a person, of whoever owns a thing, that work on it or that it is about; and all
 * that these are part of.
 */
export function teamsOf(ref: Ref, { linksOf, wholesOf }: Neighbourhoods): Set<Ref> {
  const teams = new Set<Ref>(isTeam(ref) ? [ref] : directTeams(ref, linksOf));
  let level = [...teams];
  for (let step = 0; step < highest && level.length > 0; step += 1) {
    level = level.flatMap(wholesOf).filter((team) => isTeam(team) && !teams.has(team));
    for (const team of level) teams.add(team);
  }
  return teams;
}

function directTeams(ref: Ref, linksOf: Neighbourhoods['linksOf']): Ref[] {
  return linksOf(ref).flatMap(({ relation, end, other }) => {
    const isOwn =
      (relation === 'MEMBER_OF' && end === 'from') ||
      ((relation === 'OWNS' || relation === 'WORKS_ON') && end === 'to') ||
      (relation === 'ABOUT' && end === 'from');
    if (!isOwn) return [];
    if (isTeam(other)) return [other];
    // What a person owns belongs to the teams of that person.
    return relation === 'OWNS' ? memberships(other, linksOf) : [];
  });
}

function memberships(person: Ref, linksOf: Neighbourhoods['linksOf']): Ref[] {
  return linksOf(person).flatMap(({ relation, end, other }) =>
    relation === 'MEMBER_OF' && end === 'from' ? [other] : [],
  );
}

function isTeam(ref: Ref): boolean {
  return ref.startsWith('team:');
}
