import type { EntityView, Fact, Relation } from '../../schema/entity.ts';
import type { FieldSpec } from '../../schema/kinds.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { peopleSource } from '../../schema/record.ts';
import { formatDay } from '../format.ts';
import { relationPath } from '../paths.ts';
import type { Headcount } from '../read/team-tree.ts';
import { pageTexts } from '../texts.ts';
import type { FactRow } from './model.ts';
import type { References } from './references.ts';
import { presentRelation, relationHeading, sectionId } from './relations.ts';
import { presentCard, presentValue } from './values.ts';

export interface FactOptions {
  ontology: Ontology;
  references: References;
  /** Where an editor settles a contradiction; for other readers nowhere. */
  settleAt: (name: string) => string | undefined;
}

/** Other ends that one line names; the rest is counted and linked. */
const namedEnds = 6;

/** A field as a line of the facts. */
export function fieldRow(spec: FieldSpec, fact: Fact, { references, settleAt }: FactOptions): FactRow {
  // Several links are no contradiction: each leads somewhere.
  const also = [...(fact.also ?? []), ...(spec.name === 'url' ? (fact.contradicts ?? []) : [])];
  return {
    label: spec.label,
    items: [fact.value, ...also.map(({ value }) => value)].flatMap((value) => presentValue(spec, value)),
    marks: references.cite([...fact.sources, ...also.flatMap(({ sources }) => sources)]),
    pinned: pinnedBy(fact),
    disputed: fact.contradicts !== undefined && spec.name !== 'url' && spec.name !== 'aliases',
    settleAt: settleAt(spec.name),
  };
}

function pinnedBy(fact: Fact): string | undefined {
  const [first] = fact.sources;
  if (first?.source !== peopleSource) return undefined;
  return pageTexts.pinned(first.by, first.date === undefined ? undefined : formatDay(first.date));
}

/** The other ends of a relation as a line of the facts. */
export function relationRow(
  view: EntityView,
  relations: readonly Relation[],
  { ontology, references, settleAt }: FactOptions,
): FactRow | undefined {
  const [first] = relations;
  if (first === undefined) return undefined;
  const { relation, end } = first;
  const items = relations.slice(0, namedEnds).map((each) => presentRelation(each, ontology));
  const rest = relations.length - items.length;
  const more = rest === 0 ? [] : [{ text: pageTexts.more(rest), href: relationPath(view.ref, relation, end) }];
  const also = view.also.filter((each) => each.relation === relation && each.end === end);
  return {
    label: relationHeading(ontology, relation, end),
    items: [...items, ...also.map(({ other }) => presentCard(other, ontology)), ...more],
    marks: references.cite([...relations, ...also].flatMap(({ sources }) => sources)),
    disputed: view.contradictions.some((each) => each.relation === relation && each.end === end),
    settleAt: settleAt(relation),
  };
}

export function headcountRow({ direct, nested }: Headcount): FactRow {
  return {
    label: pageTexts.people,
    items: [{ text: pageTexts.headcount(direct, nested), href: `#${sectionId(pageTexts.people)}` }],
    marks: [],
    disputed: false,
  };
}
