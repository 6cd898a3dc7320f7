import type { EntityView, Relation, SourceNote } from '../../schema/entity.ts';
import type { FieldSpec } from '../../schema/kinds.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { browsePath, contradictionPath, entityPath } from '../paths.ts';
import { capitalise, daysBetween, formatAge, formatDay } from '../format.ts';
import type { EntityPageData } from '../read/entity-page.ts';
import { tellsHeadcount } from '../read/team-tree.ts';
import type { RenderProse } from '../markdown/render-prose.ts';
import { organisationTexts, pageTexts } from '../texts.ts';
import { type FactOptions, fieldRow, headcountRow, relationRow } from './facts.ts';
import { isShownByPart, type Layout, layoutOf, type Part, type Place, placeToken } from './layouts.ts';
import { presentLede } from './lede.ts';
import type { ContentsEntry, EntityPage, FactRow, Item, ListSection, Section } from './model.ts';
import { presentNotices } from './notices.ts';
import {
  describedInSection,
  descriptionSections,
  managersSection,
  membersSection,
  runbooksSection,
  statusNote,
  subTeamsSection,
  textSection,
} from './parts.ts';
import { presentProse } from './prose.ts';
import { isVerifiedInKiki, presentVerified, verifiableParts } from './freshness.ts';
import { createReferences, type References } from './references.ts';
import { formerSection, relationSection } from './relations.ts';
import { linksHereSection, mentionedSection, seeAlsoSection } from './links.ts';
import { isLong, unusualStatus } from './values.ts';

export interface PresentOptions {
  ontology: Ontology;
  labelOf: (source: string) => string;
  now: Date;
  /** The reader may change the graph. */
  canEdit: boolean;
  /** How texts become HTML. */
  render?: RenderProse;
}

/** What everything on the page is made with. */
interface Desk extends PresentOptions, FactOptions {
  data: EntityPageData;
  view: EntityView;
  layout: Layout;
  references: References;
}

/** Days after which a text is called old. */
const oldText = 730;

/** The page of an entity, of any kind, from what was read. */
export function presentEntity(data: EntityPageData, options: PresentOptions): EntityPage {
  const { view } = data;
  const references = createReferences(options.labelOf);
  const settleAt = (name: string) => (options.canEdit ? contradictionPath(view.ref, name) : undefined);
  const desk: Desk = { ...options, data, view, layout: layoutOf(view.kind), references, settleAt };
  // In the order of the page, because references are numbered as they come.
  const facts = presentFacts(desk);
  const notices = presentNotices(view, desk);
  const sections = presentBody(desk);
  const links = [
    seeAlsoSection(data.related, options.ontology),
    linksHereSection(view, options.ontology),
    mentionedSection(view, options.ontology),
  ].filter((section) => section !== undefined);
  return {
    ref: view.ref,
    name: view.name,
    kind: view.kind,
    lede: presentLede(data, options.ontology),
    chip: unusualStatus(view, options.ontology),
    crumbs: presentCrumbs(desk),
    trust: presentTrust(desk),
    notices,
    facts,
    sections,
    contents: contentsOf([...sections, ...links]),
    references: references.list(),
    links,
    linksHere: view.relations.filter(({ relation, end }) => relation === 'MENTIONS' && end === 'to').length,
    changed: view.changedAt,
    ...(data.mayVerify && {
      verify: {
        revision: view.revision,
        parts: verifiableParts(view, options.ontology),
        canTakeBack: isVerifiedInKiki(view),
      },
    }),
  };
}

function presentFacts(desk: Desk): FactRow[] {
  const { view, layout, ontology } = desk;
  const placed = new Set([...layout.facts, ...layout.body].map(placeToken));
  const restFields = ontology
    .fields(view.kind)
    .filter((spec) => !placed.has(`field:${spec.name}`) && !hasOwnPlace(spec) && !isLongField(desk, spec))
    .map(({ name }): Place => ({ field: name }));
  const restRelations = groupRelations(view.relations).flatMap(([{ relation, end }]): Place[] => {
    const spec = ontology.relation(relation);
    const isOne = spec.cardinality === 'one' && spec.subject === end;
    return isOne && !placed.has(placeToken({ relation, end })) ? [{ relation, end }] : [];
  });
  return [...layout.facts, ...restRelations, ...restFields].flatMap((place) => factRow(place, desk) ?? []);
}

function factRow(place: Place, desk: Desk): FactRow | undefined {
  const { view, data } = desk;
  if ('relation' in place) return relationRow(view, currentRelations(view, place), desk);
  if ('part' in place) return data.team && tellsHeadcount(data.team) ? headcountRow(data.team.headcount) : undefined;
  const fact = view.facts[place.field];
  const spec = desk.ontology.findField(view.kind, place.field);
  return fact === undefined || spec === undefined || isLongField(desk, spec) ? undefined : fieldRow(spec, fact, desk);
}

/** Fields that are shown elsewhere than among the facts. */
function hasOwnPlace(spec: FieldSpec): boolean {
  return spec.name === 'name' || spec.name === 'description';
}

function isLongField({ view }: Desk, spec: FieldSpec): boolean {
  const value = view.fields[spec.name];
  return value !== undefined && isLong(spec, value);
}

function presentBody(desk: Desk): Section[] {
  const { view, layout, ontology } = desk;
  const inFacts = new Set(layout.facts.map(placeToken));
  const inBody = new Set(layout.body.map(placeToken));
  const longFields = ontology
    .fields(view.kind)
    .filter((spec) => !inBody.has(`field:${spec.name}`) && !hasOwnPlace(spec) && isLongField(desk, spec))
    .map(({ name }): Place => ({ field: name }));
  const restRelations = groupRelations(view.relations.filter(({ relation }) => relation !== 'MENTIONS'))
    .map(([{ relation, end }]): Place => ({ relation, end }))
    .filter((place) => !inFacts.has(placeToken(place)) && !inBody.has(placeToken(place)) && !isReplaced(place))
    .filter((place) => !isShownByPart(view.kind, place))
    .filter((place) => !isOneOf(place, desk));
  const current = [...layout.body, ...longFields, ...restRelations].flatMap((place) => bodySections(place, desk));
  const former = formerSection(
    view.relations.filter((relation) => !relation.current),
    desk,
  );
  return former === undefined ? current : [...current, former];
}

/** It is among the facts already, as a relation with one other end. */
function isOneOf(place: Place, { ontology }: Desk): boolean {
  if (!('relation' in place)) return false;
  const spec = ontology.relation(place.relation);
  return spec.cardinality === 'one' && spec.subject === place.end;
}

/** What replaced this is said at the top. */
function isReplaced(place: Place): boolean {
  return 'relation' in place && place.relation === 'SUPERSEDES' && place.end === 'to';
}

function bodySections(place: Place, desk: Desk): Section[] {
  const { view, ontology } = desk;
  if ('part' in place) return partSections(place.part, desk);
  if ('relation' in place) {
    const section = relationSection(view.ref, currentRelations(view, place), desk);
    return section === undefined ? [] : [section];
  }
  const fact = view.facts[place.field];
  const spec = ontology.findField(view.kind, place.field);
  if (fact === undefined || spec === undefined) return [];
  const section = textSection(spec, fact, desk);
  return [place.field === 'statusNote' && section.type === 'texts' ? statusNote(view, section) : section];
}

function partSections(part: Part, desk: Desk): Section[] {
  switch (part) {
    case 'description':
      return descriptionSections(desk.view, desk);
    case 'prose':
      return presentProse(desk.view.passages, {
        title: desk.view.name,
        pageLink: desk.data.pageLink,
        mentioned: mentionedPages(desk.view),
        references: desk.references,
        labelOf: desk.labelOf,
        render: desk.render,
      });
    case 'managers':
      return managersSection(desk.data, desk.ontology);
    case 'members':
      return membersSection(desk.data, desk);
    case 'subTeams':
      return subTeamsSection(desk.data, desk);
    case 'runbooks':
      return runbooksSection(desk.view, desk);
    case 'describedIn':
      return describedInSection(desk.view, desk);
    case 'headcount':
      return [];
  }
}

function mentionedPages(view: EntityView) {
  return view.relations
    .filter(({ relation, end }) => relation === 'MENTIONS' && end === 'from')
    .map(({ other }) => ({ names: [other.name, ...other.aliases], path: entityPath(other.ref) }));
}

function presentCrumbs({ view, data, ontology }: Desk): Item[] {
  const kind = ontology.kind(view.kind);
  const first: Item =
    view.kind === 'Team'
      ? { text: organisationTexts.title, href: '/org' }
      : { text: capitalise(kind.plural), href: browsePath(kind.name) };
  return [first, ...data.containers.map(({ name, ref }) => ({ text: name, href: entityPath(ref) }))];
}

function presentTrust({ view, now, labelOf, ontology }: Desk): EntityPage['trust'] {
  const notes = notesOf(view);
  const dates = view.passages.flatMap(({ source, card }) => (card || source?.date === undefined ? [] : [source.date]));
  const written = dates.sort().at(-1);
  return [
    ...presentVerified(view.freshness, { labelOf, ontology }),
    ...(written === undefined
      ? []
      : [{ text: pageTexts.textFrom(formatDay(written)), warn: daysBetween(written, now) > oldText }]),
    ...(notes.length === 0 ? [] : [{ text: pageTexts.fromSources(new Set(notes.map(({ source }) => source)).size) }]),
    { text: pageTexts.lastChanged(formatAge(view.changedAt, now)) },
  ];
}

function notesOf(view: EntityView): SourceNote[] {
  return [
    ...Object.values(view.facts).flatMap(({ sources }) => sources),
    ...view.relations.flatMap(({ sources }) => sources),
    ...view.passages.flatMap(({ source }) => source ?? []),
  ];
}

/** Dotted lines come last. */
function currentRelations(view: EntityView, { relation, end }: { relation: string; end: string }): Relation[] {
  return view.relations
    .filter((each) => each.relation === relation && each.end === end && each.current)
    .sort((a, b) => Number(a.dotted) - Number(b.dotted));
}

/** Current relations by relation and end, none of them empty. */
function groupRelations(relations: readonly Relation[]): [Relation, ...Relation[]][] {
  const groups = new Map<string, [Relation, ...Relation[]]>();
  for (const relation of relations) {
    if (!relation.current) continue;
    const token = `${relation.relation} ${relation.end}`;
    const group = groups.get(token);
    if (group === undefined) groups.set(token, [relation]);
    else group.push(relation);
  }
  return [...groups.values()];
}

function contentsOf(sections: readonly (Section | ListSection)[]): ContentsEntry[] {
  return sections.flatMap(({ id, heading, level }) =>
    heading === undefined || level > 3 ? [] : [{ id, text: heading, level }],
  );
}
