import type { GraphStore } from '../../graph/store.ts';
import { mayVerify } from '../../graph/verification.ts';
import type { EntityCard, EntityView, Passage, SourceNote } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import type { End } from '../../schema/relations.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { fragmentOf, linksIn, pathCandidates } from '../markdown/page-links.ts';
import { entityPath } from '../paths.ts';
import { relatedTo } from '../present/see-also.ts';
import type { ReadNeighbourhoods } from './neighbourhoods.ts';
import { readTeamTree, type TeamNode } from './team-tree.ts';
import type { TimedReads } from './timed.ts';

/** Where a relative link in a passage leads in the wiki; undefined when nowhere. */
export type FindPageLink = (passage: Passage, address: string) => string | undefined;

/** All that the page of an entity shows, as read. */
export interface EntityPageData {
  view: EntityView;
  /** What it is part of, the outermost first. */
  containers: EntityCard[];
  /** For a person: managers, the topmost first. */
  managers: EntityCard[];
  /** For a team: its headcount and sub-teams. */
  team?: TeamNode;
  pageLink: FindPageLink;
  /** The viewer may say that the page is right. */
  mayVerify: boolean;
  /** What has most in common with it, the nearest first. */
  related: EntityCard[];
}

/** Entities that a page names under "See also". */
const mostRelated = 6;

export interface EntityPageReads {
  store: GraphStore;
  neighbourhoods: ReadNeighbourhoods;
}

/** Reads what the page of an entity shows; undefined when there is no such entity. */
export async function readEntityPage(
  { store, neighbourhoods }: EntityPageReads,
  viewer: Viewer,
  ref: Ref,
): Promise<EntityPageData | undefined> {
  const view = await store.entity(viewer, ref);
  if (view === undefined) return undefined;
  const [containers, managers, trees, pageLink, verifies, near] = await Promise.all([
    chain(store, viewer, ref, { relation: 'PART_OF', end: 'from' }),
    view.kind === 'Person' ? chain(store, viewer, ref, { relation: 'REPORTS_TO', end: 'from' }) : [],
    view.kind === 'Team' ? readTeamTree(store, viewer, ref, linkedCards(view)) : [],
    readPageLinks(store, viewer, view.passages),
    mayVerify(store, viewer, view),
    neighbourhoods(viewer),
  ]);
  const team = trees.find(({ card }) => card.ref === ref);
  const without = new Set([...containers, ...managers].map((card) => card.ref));
  const related = await store.cards(viewer, relatedTo(ref, near, { limit: mostRelated, without }));
  return { view, containers, managers, ...(team && { team }), pageLink, mayVerify: verifies, related };
}

/** The same as it was on a day; links in its text lead to the pages of today, and nobody says of the past that it is right. */
export async function readPastEntityPage({
  store,
  past,
  viewer,
  ref,
}: {
  store: GraphStore;
  past: TimedReads;
  viewer: Viewer;
  ref: Ref;
}): Promise<EntityPageData | undefined> {
  const view = await past.entity(viewer, ref);
  if (view === undefined) return undefined;
  const trees = view.kind === 'Team' ? await readTeamTree(past, viewer, ref, linkedCards(view)) : [];
  const team = trees.find(({ card }) => card.ref === ref);
  return {
    view,
    containers: await chain(past, viewer, ref, { relation: 'PART_OF', end: 'from' }),
    managers: view.kind === 'Person' ? await chain(past, viewer, ref, { relation: 'REPORTS_TO', end: 'from' }) : [],
    ...(team && { team }),
    pageLink: await readPageLinks(store, viewer, view.passages),
    mayVerify: false,
    related: [],
  };
}

/** Of what it is linked with. */
function linkedCards({ relations }: EntityView): Map<Ref, EntityCard> {
  return new Map(relations.map(({ other }) => [other.ref, other]));
}

/** The entities that a relation leads to step by step, the farthest first; one per step. */
async function chain(
  store: TimedReads,
  viewer: Viewer,
  of: Ref,
  { relation, end }: { relation: string; end: End },
): Promise<EntityCard[]> {
  const reached = await store.reach(viewer, { relation, of, end });
  const perStep = new Map<number, Ref>();
  for (const { ref, steps } of reached) if (steps > 0 && !perStep.has(steps)) perStep.set(steps, ref);
  const refs = [...perStep].sort(([a], [b]) => b - a).map(([, ref]) => ref);
  return store.cards(viewer, refs);
}

/** Finds the pages that relative links of passages mean, in one query per source. */
export async function readPageLinks(
  store: GraphStore,
  viewer: Viewer,
  passages: readonly Passage[],
): Promise<FindPageLink> {
  // A page links to the same one often, and each link is asked about twice.
  const candidates = new Map<string, string[]>();
  const candidatesOf = (path: string, address: string) => {
    const token = `${path}\n${address}`;
    const known = candidates.get(token) ?? pathCandidates(filePath(path), address);
    candidates.set(token, known);
    return known;
  };
  const wanted = new Map<string, Set<string>>();
  for (const passage of passages) {
    const { source } = passage;
    if (source === undefined) continue;
    const paths = wanted.get(source.source) ?? new Set<string>();
    wanted.set(source.source, paths);
    for (const address of linksIn(passage.text)) for (const path of candidatesOf(source.path, address)) paths.add(path);
  }
  const found = new Map<string, ReadonlyMap<string, Ref>>();
  for (const [source, paths] of wanted)
    if (paths.size > 0) found.set(source, await store.atPaths(viewer, source, [...paths]));
  const linkOf = ({ source, path }: SourceNote, address: string) => {
    const refAt = found.get(source);
    if (refAt === undefined) return undefined;
    const meant = candidatesOf(path, address).find((candidate) => refAt.has(candidate));
    const ref = meant === undefined ? undefined : refAt.get(meant);
    return ref === undefined ? undefined : entityPath(ref, fragmentOf(address));
  };
  return ({ source }, address) => source && linkOf(source, address);
}

/** The file of a place such as `systems.yaml#refunds`. */
export function filePath(path: string): string {
  const at = path.indexOf('#');
  return at === -1 ? path : path.slice(0, at);
}
