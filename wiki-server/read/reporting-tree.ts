import type { Edge } from '../../graph/store.ts';
import type { EntityCard } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { byName, counted, deepest, groupEdges } from './team-tree.ts';
import type { TimedReads } from './timed.ts';

/** A person with those who report to them. */
export interface ReportingNode {
  card: EntityCard;
  reports: ReportingNode[];
  /** Those with a dotted line to this person, by name. They stand and count where their line is. */
  dotted: EntityCard[];
  /** How many people are below, at any depth, whose status counts. */
  below: number;
}

/** Reads the whole reporting tree. People without a manager and without reports are not in it. */
export async function readReportingTree(store: TimedReads, viewer: Viewer): Promise<ReportingNode[]> {
  const edges = await store.edges(viewer, { relation: 'REPORTS_TO' });
  const people = await store.cards(viewer, [...new Set(edges.flatMap(({ from, to }) => [from, to]))]);
  return buildReportingTree(people, edges, counted(store.ontology));
}

/** The cards of everyone in a tree, by ref. */
export function cardsIn(tree: readonly ReportingNode[]): Map<Ref, EntityCard> {
  const found = new Map<Ref, EntityCard>();
  const collect = ({ card, reports }: ReportingNode) => {
    found.set(card.ref, card);
    reports.forEach(collect);
  };
  tree.forEach(collect);
  return found;
}

/** The tree from its edges. Dotted lines are no part of it; a circle is cut; who left is there only while someone still reports to him. */
export function buildReportingTree(
  people: readonly EntityCard[],
  edges: readonly Edge[],
  isCounted: (person: EntityCard) => boolean,
): ReportingNode[] {
  const cardOf = new Map(people.map((person) => [person.ref, person]));
  const reportsOf = groupEdges(edges, 'to', 'from');
  const managed = new Set(edges.filter(({ dotted, to }) => !dotted && cardOf.has(to)).map(({ from }) => from));
  const dottedTo = new Map<Ref, EntityCard[]>();
  for (const { from, to, dotted } of edges)
    if (dotted) dottedTo.set(to, [...(dottedTo.get(to) ?? []), ...[cardOf.get(from) ?? []].flat()]);
  const placed = new Set<Ref>();
  const build = (card: EntityCard, depth: number): ReportingNode => {
    placed.add(card.ref);
    const reports = (depth < deepest ? [...(reportsOf.get(card.ref) ?? [])] : [])
      .flatMap((ref) => cardOf.get(ref) ?? [])
      .sort(byName)
      .flatMap((report) => (placed.has(report.ref) ? [] : [build(report, depth + 1)]))
      .filter(({ card: { fields }, reports }) => fields.status !== 'left' || reports.length > 0);
    return {
      card,
      reports,
      dotted: (dottedTo.get(card.ref) ?? []).sort(byName),
      below: reports.reduce((sum, report) => sum + Number(isCounted(report.card)) + report.below, 0),
    };
  };
  const inLine = people.filter(({ ref }) => managed.has(ref) || reportsOf.has(ref));
  const tree = inLine
    .filter(({ ref }) => !managed.has(ref))
    .map((root) => build(root, 0))
    .sort((a, b) => b.below - a.below || byName(a.card, b.card));
  for (const person of inLine) if (!placed.has(person.ref)) tree.push(build(person, 0));
  return tree;
}
