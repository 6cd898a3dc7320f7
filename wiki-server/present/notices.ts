import type { EntityView, Fact, RelationContradiction, SourceNote } from '../../schema/entity.ts';
import { differsHarmlessly } from '../../schema/disagreement.ts';
import type { FieldSpec } from '../../schema/kinds.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { formatDay } from '../format.ts';
import { contradictionTexts, pageTexts } from '../texts.ts';
import { freshnessNotices } from './freshness.ts';
import type { Notice } from './model.ts';
import { sourceLabel } from './origin.ts';
import type { References } from './references.ts';
import { presentRelation, relationHeading } from './relations.ts';
import { presentCard, presentValue } from './values.ts';

export interface NoticeOptions {
  ontology: Ontology;
  references: References;
  labelOf: (source: string) => string;
  now: Date;
  /** Where an editor settles a contradiction; for other readers nowhere. */
  settleAt: (name: string) => string | undefined;
}

/** What the reader should know first: that it was replaced, that nobody has looked at it for long, that sources disagree. */
export function presentNotices(view: EntityView, options: NoticeOptions): Notice[] {
  return [
    ...replacedNotice(view, options),
    ...freshnessNotices(view, options),
    ...fieldNotices(view, options),
    ...relationNotices(view, options),
  ];
}

function replacedNotice(view: EntityView, { ontology, references }: NoticeOptions): Notice[] {
  const successors = view.relations.filter(
    ({ relation, end, current }) => relation === 'SUPERSEDES' && end === 'to' && current,
  );
  if (successors.length === 0) return [];
  const items = successors.map(({ other }) => presentCard(other, ontology));
  const marks = references.cite(successors.flatMap(({ sources }) => sources));
  return [{ title: pageTexts.replaced, lines: [{ label: pageTexts.replacedBy, items, marks }] }];
}

function fieldNotices(view: EntityView, options: NoticeOptions): Notice[] {
  return Object.entries(view.facts).flatMap(([name, fact]) => {
    if (fact.contradicts === undefined || differsHarmlessly.has(name)) return [];
    const spec = options.ontology.findField(view.kind, name);
    const notice = fieldNotice(spec?.label ?? name, spec, fact, fact.contradicts, options);
    return [{ ...notice, action: settleAction(name, options) }];
  });
}

function fieldNotice(
  label: string,
  spec: FieldSpec | undefined,
  fact: Fact,
  contradicts: NonNullable<Fact['contradicts']>,
  { references, labelOf }: NoticeOptions,
): Notice {
  return {
    title: pageTexts.disagree(label.toLowerCase()),
    lines: [
      {
        label: pageTexts.shown(sourcesIn(fact.sources, labelOf)),
        items: presentValue(spec, fact.value),
        marks: references.cite(fact.sources),
      },
      ...contradicts.map(({ value, sources }) => ({
        label: pageTexts.says(sourcesIn(sources, labelOf)),
        items: presentValue(spec, value),
        marks: references.cite(sources),
      })),
    ],
  };
}

function relationNotices(view: EntityView, options: NoticeOptions): Notice[] {
  const groups = new Map<string, RelationContradiction[]>();
  for (const each of view.contradictions) groups.set(each.relation, [...(groups.get(each.relation) ?? []), each]);
  return [...groups].map(([relation, group]) => ({
    ...relationNotice(view, relation, group, options),
    action: settleAction(relation, options),
  }));
}

function settleAction(name: string, { settleAt }: NoticeOptions): Notice['action'] {
  const href = settleAt(name);
  return href === undefined ? undefined : { text: contradictionTexts.settleHere, href };
}

function relationNotice(
  view: EntityView,
  relation: string,
  group: readonly RelationContradiction[],
  { ontology, references, labelOf }: NoticeOptions,
): Notice {
  const end = ontology.relation(relation).subject;
  const shown = view.relations.filter(
    (each) => each.relation === relation && each.end === end && each.current && !each.dotted,
  );
  const supports = shown.flatMap(({ sources }) => sources);
  return {
    title: pageTexts.disagree(relationHeading(ontology, relation, end).toLowerCase()),
    lines: [
      {
        label: pageTexts.shown(sourcesIn(supports, labelOf)),
        items: shown.map((each) => ({ ...presentRelation(each, ontology), chip: undefined })),
        marks: references.cite(supports),
      },
      ...group.map(({ other, sources }) => ({
        label: pageTexts.says(sourcesIn(sources, labelOf)),
        items: [{ ...presentCard(other, ontology), chip: undefined }],
        marks: references.cite(sources),
      })),
    ],
  };
}

/** `Handbook (3 Sep 2026), HR export` */
function sourcesIn(sources: readonly SourceNote[], labelOf: (source: string) => string): string {
  const names = sources.map((note) => {
    const label = sourceLabel(note, labelOf);
    return note.date === undefined ? label : `${label} (${formatDay(note.date)})`;
  });
  return [...new Set(names)].join(', ');
}
