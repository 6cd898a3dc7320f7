import type { EntityCard, EntityView, Relation } from '../../schema/entity.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { pageTexts } from '../texts.ts';
import type { ListSection } from './model.ts';
import { moreOf, sectionId } from './relations.ts';
import { presentCard } from './values.ts';

const longestList = 40;

/** What has most in common with this and is nowhere else on the page. */
export function seeAlsoSection(related: readonly EntityCard[], ontology: Ontology): ListSection | undefined {
  if (related.length === 0) return undefined;
  return {
    type: 'list',
    id: sectionId(pageTexts.seeAlso),
    heading: pageTexts.seeAlso,
    level: 2,
    display: 'plain',
    items: related.map((card) => ({ ...presentCard(card, ontology), kind: ontology.kind(card.kind).singular })),
    marks: [],
  };
}

/** Pages whose text mentions this one. */
export function linksHereSection(view: EntityView, ontology: Ontology): ListSection | undefined {
  const mentions = view.relations.filter(({ relation, end }) => relation === 'MENTIONS' && end === 'to');
  return linkList(view, mentions, pageTexts.linksHere, ontology);
}

/** What the text mentions that stands nowhere else on the page. */
export function mentionedSection(view: EntityView, ontology: Ontology): ListSection | undefined {
  const elsewhere = new Set(
    view.relations.filter(({ relation }) => relation !== 'MENTIONS').map(({ other }) => other.ref),
  );
  const mentions = view.relations.filter(
    ({ relation, end, other }) => relation === 'MENTIONS' && end === 'from' && !elsewhere.has(other.ref),
  );
  return linkList(view, mentions, pageTexts.mentions, ontology);
}

function linkList(
  view: EntityView,
  mentions: readonly Relation[],
  heading: string,
  ontology: Ontology,
): ListSection | undefined {
  if (mentions.length === 0) return undefined;
  const items = mentions.slice(0, longestList).map(({ other }) => ({
    ...presentCard(other, ontology),
    kind: ontology.kind(other.kind).singular,
  }));
  return {
    type: 'list',
    id: sectionId(heading),
    heading,
    level: 2,
    display: 'plain',
    items,
    more: mentions.length > longestList ? moreOf(view.ref, mentions, heading) : undefined,
    marks: [],
  };
}
