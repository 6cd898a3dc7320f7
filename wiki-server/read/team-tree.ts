import type { Edge } from '../../graph/store.ts';
import type { EntityCard } from '../../schema/entity.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { TimedReads } from './timed.ts';

/** How many people are in a team, each once: those whose status counts (active and on leave), by their current memberships. */
export interface Headcount {
  /** Members of the team itself. */
  direct: number;
  /** Members of the team and of all teams inside it. */
  nested: number;
}

/** A team with what is inside it. */
export interface TeamNode {
  card: EntityCard;
  leads: EntityCard[];
  headcount: Headcount;
  parts: TeamNode[];
}

/** Whether a headcount tells something. Where there are leads and nobody is counted, no source says who the members are. */
export function tellsHeadcount({ headcount, leads }: Pick<TeamNode, 'headcount' | 'leads'>): boolean {
  return headcount.nested > 0 || leads.length === 0;
}

/** All there is in a list: more than any organisation has. */
export const all = 1_000_000;

/** Levels of a tree: deeper than any organisation, and an end for broken ones. What is below starts a tree of its own. */
export const deepest = 50;

/**
 * Reads the tree of all teams, or that of one. Archived teams are left out.
 *
 * @param known cards that have been read already: of a large team there are many
 */
export async function readTeamTree(
  store: TimedReads,
  viewer: Viewer,
  root?: Ref,
  known: ReadonlyMap<Ref, EntityCard> = new Map(),
): Promise<TeamNode[]> {
  const teams = await readTeams(store, viewer, root);
  const of = teams.map(({ ref }) => ref);
  const [parts, members, leads] = await Promise.all([
    store.edges(viewer, { relation: 'PART_OF', of, end: 'from' }),
    store.edges(viewer, { relation: 'MEMBER_OF', of, end: 'to' }),
    store.edges(viewer, { relation: 'LEADS', of, end: 'to' }),
  ]);
  const refs = [...new Set([...members, ...leads].map(({ from }) => from))];
  const unknown = refs.filter((ref) => !known.has(ref));
  const people = [...refs.flatMap((ref) => known.get(ref) ?? []), ...(await store.cards(viewer, unknown))];
  return buildTeamTree({ teams, parts, members, leads, people, isCounted: counted(store.ontology) });
}

async function readTeams(store: TimedReads, viewer: Viewer, root: Ref | undefined): Promise<EntityCard[]> {
  const isCounted = counted(store.ontology);
  // Of a day, the list has those that do not count as well.
  if (root === undefined) return (await store.list(viewer, { kind: 'Team', limit: all })).items.filter(isCounted);
  const reached = await store.reach(viewer, { relation: 'PART_OF', of: root, end: 'to' });
  const cards = await store.cards(
    viewer,
    reached.map(({ ref }) => ref),
  );
  return cards.filter((card) => card.ref === root || isCounted(card));
}

/** Whether an entity is in counts: no status that takes it out, such as left or archived. */
export function counted(ontology: Ontology): (card: EntityCard) => boolean {
  return (card) => {
    const spec = ontology.findField(card.kind, 'status');
    const status = card.fields.status ?? spec?.assumed;
    return spec?.choices?.find(({ value }) => value === status)?.counted !== false;
  };
}

export interface TeamTreeParts {
  teams: readonly EntityCard[];
  parts: readonly Edge[];
  members: readonly Edge[];
  leads: readonly Edge[];
  people: readonly EntityCard[];
  isCounted: (person: EntityCard) => boolean;
}

/** The tree from its edges. Teams that contain one another in a circle are cut apart, so that every team stands somewhere once. */
export function buildTeamTree({ teams, parts, members, leads, people, isCounted }: TeamTreeParts): TeamNode[] {
  const teamOf = new Map(teams.map((team) => [team.ref, team]));
  const personOf = new Map(people.map((person) => [person.ref, person]));
  const partsOf = groupEdges(parts, 'to', 'from');
  const membersOf = groupEdges(members, 'to', 'from');
  const leadsOf = groupEdges(leads, 'to', 'from');
  const placed = new Set<Ref>();

  const build = (card: EntityCard, depth: number): { node: TeamNode; people: Set<Ref> } => {
    placed.add(card.ref);
    const children = (depth < deepest ? [...(partsOf.get(card.ref) ?? [])] : [])
      .flatMap((ref) => teamOf.get(ref) ?? [])
      .sort(byName)
      .flatMap((part) => (placed.has(part.ref) ? [] : [build(part, depth + 1)]));
    const direct = new Set(
      [...(membersOf.get(card.ref) ?? [])].filter((ref) => {
        const person = personOf.get(ref);
        return person !== undefined && isCounted(person);
      }),
    );
    const nested = new Set([...direct, ...children.flatMap((child) => [...child.people])]);
    return {
      node: {
        card,
        leads: [...(leadsOf.get(card.ref) ?? [])].flatMap((ref) => personOf.get(ref) ?? []),
        headcount: { direct: direct.size, nested: nested.size },
        parts: children.map(({ node }) => node),
      },
      people: nested,
    };
  };

  const inside = new Set(parts.filter(({ from, to }) => teamOf.has(from) && teamOf.has(to)).map(({ from }) => from));
  const roots = [...teams].filter(({ ref }) => !inside.has(ref)).sort(byName);
  const tree = roots.map((root) => build(root, 0).node);
  for (const team of teams) if (!placed.has(team.ref)) tree.push(build(team, 0).node);
  return tree;
}

/** Other ends by one end, each once, without dotted lines. */
export function groupEdges(edges: readonly Edge[], by: 'from' | 'to', other: 'from' | 'to'): Map<Ref, Set<Ref>> {
  const groups = new Map<Ref, Set<Ref>>();
  for (const edge of edges) {
    if (edge.dotted) continue;
    const group = groups.get(edge[by]) ?? new Set();
    groups.set(edge[by], group.add(edge[other]));
  }
  return groups;
}

/** Made once: to ask each name for it takes ten times as long. */
const collator = new Intl.Collator('en');

export function byName(a: EntityCard, b: EntityCard): number {
  return collator.compare(a.name, b.name) || (a.ref < b.ref ? -1 : 1);
}
