import type { Relation } from '../../schema/entity.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Ref } from '../../schema/ref.ts';
import type { End } from '../../schema/relations.ts';
import { fold, slugify } from '../../schema/names.ts';
import { capitalise, formatDay, shorten } from '../format.ts';
import { relationPath } from '../paths.ts';
import { pageTexts } from '../texts.ts';
import type { Item, ListItem, ListSection } from './model.ts';
import type { References } from './references.ts';
import { briefly, presentCard } from './values.ts';

/** Entities of one list that a page shows; the rest has a page of its own. */
const longestList = 24;
const longestDetail = 140;

/** What headings call the other ends of a relation, seen from an end. */
export function relationHeading(ontology: Ontology, relation: string, end: End): string {
  return ontology.relation(relation).headings[end === 'from' ? 0 : 1];
}

/** The entity at the other end, with the role and the dates of the relation. */
export function presentRelation(relation: Relation, ontology: Ontology): Item {
  return { ...presentCard(relation.other, ontology), note: remark(relation) };
}

function remark({ roles, dotted, from, until }: Relation): string | undefined {
  const parts = [
    ...roles,
    ...(dotted ? [pageTexts.dotted] : []),
    ...(from === undefined ? [] : [pageTexts.since(formatDay(from))]),
    ...(until === undefined ? [] : [pageTexts.until(formatDay(until))]),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** One list of a page. People and teams are cards, other things rows of a table. */
export function relationSection(
  ref: Ref,
  relations: readonly Relation[],
  { ontology, references }: { ontology: Ontology; references: References },
): ListSection | undefined {
  const [first] = relations;
  if (first === undefined) return undefined;
  const { relation, end } = first;
  const heading = relationHeading(ontology, relation, end);
  const shown = relations.slice(0, longestList);
  const display = shown.every(({ other }) => other.kind === 'Person' || other.kind === 'Team') ? 'cards' : 'table';
  return {
    type: 'list',
    id: sectionId(heading),
    heading,
    level: 2,
    display,
    items: shown.map((each) => relationItem(each, ontology)),
    more: moreOf(ref, relations, heading),
    marks: references.cite(relations.flatMap(({ sources }) => sources)),
  };
}

export function moreOf(
  ref: Ref,
  relations: readonly Relation[],
  heading: string,
): { text: string; href: string } | undefined {
  const [first] = relations;
  if (first === undefined || relations.length <= longestList) return undefined;
  return { text: pageTexts.allOf(relations.length, heading), href: relationPath(ref, first.relation, first.end) };
}

export function relationItem(relation: Relation, ontology: Ontology): ListItem {
  const { other } = relation;
  const kind = ontology.kind(other.kind).singular;
  const detail = shorten(briefly(other, ontology), longestDetail);
  const note = remark(relation);
  // A vacancy is called by its title, a role often like it, and something without a description by its kind: that stands beside it anyway.
  const saysNothing = [other.name, capitalise(kind), note ?? ''].some((each) => fold(each) === fold(detail));
  return {
    ...presentCard(other, ontology),
    kind,
    detail: saysNothing ? undefined : detail,
    note,
  };
}

/** The id of a section that is not text of a source. Anchors of text have no underscore, so the two never meet. */
export function sectionId(heading: string): string {
  return `_${slugify(heading) ?? 'section'}`;
}

/** Relations that are over, with what they were. */
export function formerSection(
  relations: readonly Relation[],
  { ontology, references }: { ontology: Ontology; references: References },
): ListSection | undefined {
  if (relations.length === 0) return undefined;
  const shown = relations.slice(0, longestList * 2);
  return {
    type: 'list',
    id: sectionId(pageTexts.formerly),
    heading: pageTexts.formerly,
    level: 2,
    display: 'table',
    items: shown.map((relation) => ({
      ...presentRelation(relation, ontology),
      kind: capitalise(ontology.relation(relation.relation)[relation.end === 'from' ? 'name' : 'inverse']),
      detail: undefined,
    })),
    marks: references.cite(shown.flatMap(({ sources }) => sources)),
  };
}
