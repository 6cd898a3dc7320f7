import { plainText } from '../../graph/text/plain.ts';
import type { EntityView, Fact, Relation } from '../../schema/entity.ts';
import type { FieldSpec } from '../../schema/kinds.ts';
import { fold } from '../../schema/names.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { renderMarkdown } from '../markdown/render.ts';
import { renderInline } from '../markdown/render-inline.ts';
import { entityPath, teamPeoplePath } from '../paths.ts';
import type { EntityPageData } from '../read/entity-page.ts';
import { counted, tellsHeadcount, type TeamNode } from '../read/team-tree.ts';
import { organisationTexts, pageTexts } from '../texts.ts';
import type { ListItem, ListSection, ProseSection, Section, TextSection } from './model.ts';
import type { References } from './references.ts';
import { moreOf, relationItem, relationSection, sectionId } from './relations.ts';
import { presentCard, statusChip, wordsOf } from './values.ts';

/** Sections that are made of more than one field or relation. */

interface PartOptions {
  ontology: Ontology;
  references: References;
}

const longestList = 24;

/** The description as the opening of the page, unless the text begins with it anyway; other sources' descriptions with it. */
export function descriptionSections(view: EntityView, { references }: PartOptions): TextSection[] {
  const fact = view.facts.description;
  if (fact === undefined) return [];
  const opening = view.passages.find(({ card, step }) => !card && step === undefined)?.text ?? '';
  const others = [...(fact.also ?? []), ...(fact.contradicts ?? [])].filter(({ value }) => !opens(opening, value));
  const shown = [{ value: fact.value, sources: fact.sources }, ...others].filter(({ value }) => !opens(opening, value));
  return shown.map(({ value, sources }, index) => ({
    type: 'texts',
    id: index === 0 ? '_description' : `_description-${index + 1}`,
    level: 2,
    texts: [renderInline(String(value))],
    marks: references.cite(sources),
  }));
}

function opens(text: string, description: unknown): boolean {
  const start = fold(plainText(text)).replace(/\s+/g, ' ').trim();
  return start.startsWith(
    fold(plainText(String(description)))
      .replace(/\s+/g, ' ')
      .replace(/…$/, '')
      .trim()
      .slice(0, 200),
  );
}

/** A field too long for a line of the facts, or a list to read before one starts. */
export function textSection(spec: FieldSpec, fact: Fact, { references }: PartOptions): ProseSection | TextSection {
  const frame = { id: sectionId(spec.label), heading: spec.label, level: 2, marks: references.cite(fact.sources) };
  if (spec.type === 'markdown') {
    const html = renderMarkdown(String(fact.value), { level: 2, linkOf: () => undefined });
    return { ...frame, type: 'prose', html, aliases: [], steps: [] };
  }
  return { ...frame, type: 'texts', texts: [fact.value].flat().map((each) => renderInline(String(each))) };
}

/** The status of a project with the words that go with it. */
export function statusNote(view: EntityView, section: TextSection): TextSection {
  const { status } = view.fields;
  return typeof status === 'string' ? { ...section, chip: statusChip(status) } : section;
}

/** From the top of the company down to this person. */
export function managersSection({ view, managers }: EntityPageData, ontology: Ontology): ListSection[] {
  if (managers.length === 0) return [];
  const item = (card: EntityPageData['managers'][number]): ListItem => ({
    ...presentCard(card, ontology),
    detail: wordsOf(card.fields.title),
  });
  return [
    {
      type: 'list',
      id: sectionId(pageTexts.chain),
      heading: pageTexts.chain,
      level: 2,
      display: 'chain',
      items: [...managers.map(item), { ...item(view), href: undefined }],
      marks: [],
    },
  ];
}

/** Leads and members of a team as one list, leads first, with how it is counted. */
export function membersSection({ view, team }: EntityPageData, { ontology, references }: PartOptions): Section[] {
  const current = view.relations.filter((each) => each.current && each.end === 'to');
  const leads = current.filter(({ relation }) => relation === 'LEADS');
  const isLead = new Set(leads.map(({ other }) => other.ref));
  const members = current.filter(({ relation }) => relation === 'MEMBER_OF');
  const isCounted = counted(ontology);
  const others = members
    .filter(({ other }) => !isLead.has(other.ref))
    .sort((a, b) => Number(isCounted(b.other)) - Number(isCounted(a.other)));
  if (leads.length + others.length === 0) return [];
  const items = [
    ...leads.map((relation) => leadItem(relation, ontology)),
    ...others.slice(0, longestList).map((relation) => relationItem(relation, ontology)),
  ];
  const { direct, nested } = team?.headcount ?? { direct: 0, nested: 0 };
  const nestedList = { text: pageTexts.allNested(nested), href: teamPeoplePath(view.ref) };
  return [
    {
      type: 'list',
      id: sectionId(pageTexts.people),
      heading: pageTexts.people,
      level: 2,
      display: 'cards',
      note:
        team === undefined || tellsHeadcount(team)
          ? `${pageTexts.headcountLede(direct, nested)}. ${pageTexts.headcountRule}`
          : undefined,
      items,
      more: nested > direct ? nestedList : moreOf(view.ref, members, pageTexts.people),
      marks: references.cite([...leads, ...members].flatMap(({ sources }) => sources)),
    },
  ];
}

function leadItem(relation: Relation, ontology: Ontology): ListItem {
  const item = relationItem(relation, ontology);
  return { ...item, note: item.note ?? pageTexts.lead };
}

/** The procedures about a system: what is done when it fails, how it is changed. */
export function runbooksSection(view: EntityView, { ontology, references }: PartOptions): ListSection[] {
  const section = relationSection(view.ref, about(view, true), { ontology, references });
  return section === undefined
    ? []
    : [{ ...section, id: sectionId(pageTexts.runbooks), heading: pageTexts.runbooks, more: undefined }];
}

/** All else that is about a system. */
export function describedInSection(view: EntityView, { ontology, references }: PartOptions): ListSection[] {
  const section = relationSection(view.ref, about(view, false), { ontology, references });
  return section === undefined ? [] : [section];
}

function about(view: EntityView, isProcedure: boolean): Relation[] {
  return view.relations.filter(
    ({ relation, end, current, other }) =>
      relation === 'ABOUT' && end === 'to' && current && (other.kind === 'Procedure') === isProcedure,
  );
}

/** The teams inside, each with its lead and headcount. */
export function subTeamsSection({ view, team }: EntityPageData, { references }: PartOptions): ListSection[] {
  if (team === undefined || team.parts.length === 0) return [];
  const notes = view.relations.filter(({ relation, end }) => relation === 'PART_OF' && end === 'to');
  return [
    {
      type: 'list',
      id: sectionId(pageTexts.subTeams),
      heading: pageTexts.subTeams,
      level: 2,
      display: 'cards',
      items: team.parts.map(subTeamItem),
      marks: references.cite(notes.flatMap(({ sources }) => sources)),
    },
  ];
}

function subTeamItem({ card, leads, headcount }: TeamNode): ListItem {
  const led = leads.length === 0 ? undefined : organisationTexts.lead(leads.map(({ name }) => name).join(', '));
  return {
    text: card.name,
    href: entityPath(card.ref),
    note: tellsHeadcount({ headcount, leads })
      ? pageTexts.headcountLede(headcount.direct, headcount.nested)
      : undefined,
    detail: led,
  };
}
