import { z } from 'zod';
import type { EntityView, Relation } from '../../schema/entity.ts';
import { value } from '../../schema/value.ts';
import { disagreements } from '../look-up/fields.ts';
import { contradictionStatement } from '../look-up/disagreements.ts';
import { distinct } from '../look-up/edge-sources.ts';
import { idsOf } from '../look-up/ids.ts';
import type { Statement } from '../look-up/finding.ts';
import { relationSentence, series } from '../look-up/wording.ts';
import { notFound } from '../../schema/errors.ts';
import { type CatalogueContext, defineLookUp } from './look-up.ts';
import { clip, clipValue, item, itemOf, itemWords, source, sourceOf } from './shapes.ts';
import { findThing, isPast, onDay, withSources } from './things.ts';
import { day, thing, type Words } from './words.ts';

/** Others of one relation that are given. */
const mostOthers = 15;
/** Sections that are listed. */
const mostSections = 60;
/** Ids that are given. */
const mostIds = 30;
/** Sources of one value. */
const mostSources = 5;

const sources = z.array(source);
const field = z.object({
  value,
  sources,
  contradicts: z.array(z.object({ value, sources })).optional().describe('What other sources say instead.'),
});
const id = z.object({ namespace: z.string(), value: z.string(), sources });
const group = z.object({
  relation: z.string().describe('As it is read from this thing: its name for list_related.'),
  total: z.number().int().describe('Current ones, whoever they are: left and archived ones too.'),
  others: z.array(item.extend({ roles: z.array(z.string()).optional(), dotted: z.boolean().optional() })),
});

/** All of one thing. */
export const getEntity = (_words: Words) =>
  defineLookUp({
    name: 'get_entity',
    description: `Gives one thing: its fields, each with its sources and what other sources say instead; its ids elsewhere, such as handles and numbers; how it stands to others (at most ${mostOthers} a relation; list_related gives all); the headings of its page, whose text read_page gives; and when it was last verified.`,
    input: z.strictObject({ of: thing, on: day }),
    output: z.object({
      ref: z.string(),
      kind: z.string(),
      name: z.string(),
      aliases: z.array(z.string()),
      fields: z.record(z.string(), field),
      ids: z.array(id).describe('Its ids by namespace, as sources spell them. Of today only.'),
      relations: z.array(group),
      contradictions: z.array(z.object({ relation: z.string(), other: item, sources })),
      sections: z.array(z.object({ anchor: z.string(), heading: z.string(), characters: z.number().int() })),
      freshness: z.object({ state: z.string(), verifiedOn: z.string().optional(), due: z.string().optional() }),
      changedAt: z.string(),
    }),
    async run({ of, on }, now) {
      const context = await onDay(now, on);
      const { store, viewer } = context;
      const { ref } = await findThing(of, context);
      const view = await store.entity(viewer, ref, context.on);
      if (view === undefined) throw notFound(`There is no ${ref}`);
      const groups = groupsOf(view, context);
      const sections = view.passages
        .filter(({ card, step }) => !card && step === undefined)
        .map(({ anchor, heading, text }) => ({
          anchor,
          heading: clip(heading.join(' › '), 200),
          characters: text.length,
        }));
      const { state, verifiedOn, due } = view.freshness;
      const relationName = (relation: string, end: Relation['end']) => {
        const spec = store.ontology.relation(relation);
        return end === 'from' ? spec.name : spec.inverse;
      };
      const others = isPast(context, now) ? [] : view.contradictions;
      const ids = isPast(context, now) ? [] : ((await idsOf([ref], context)).get(ref) ?? []);
      return {
        result: {
          ref,
          kind: view.kind,
          name: view.name,
          aliases: view.aliases.slice(0, 20),
          fields: Object.fromEntries(
            Object.entries(view.facts)
              .filter(([name]) => name !== 'name' && name !== 'aliases')
              .map(([name, fact]) => [
                name,
                {
                  value: clipValue(fact.value),
                  sources: fact.sources.slice(0, mostSources).map(sourceOf),
                  ...(fact.contradicts !== undefined && {
                    contradicts: fact.contradicts.map((each) => ({
                      value: clipValue(each.value),
                      sources: each.sources.slice(0, mostSources).map(sourceOf),
                    })),
                  }),
                },
              ]),
          ),
          ids: ids.slice(0, mostIds).map(({ namespace, value: said, sources: notes }) => ({
            namespace,
            value: clip(said, 200),
            sources: notes.slice(0, mostSources).map(sourceOf),
          })),
          relations: groups.map(({ relation, all }) => ({
            relation,
            total: all.length,
            others: all.slice(0, mostOthers).map(({ other, roles, dotted }) => ({
              ...itemOf(other, store.ontology),
              ...(roles.length > 0 && { roles }),
              ...(dotted && { dotted }),
            })),
          })),
          contradictions: others.slice(0, mostOthers).map(({ relation, end, other, sources: notes }) => ({
            relation: relationName(relation, end),
            other: itemOf(other, store.ontology),
            sources: notes.slice(0, mostSources).map(sourceOf),
          })),
          sections: sections.slice(0, mostSections),
          freshness: { state, ...(verifiedOn !== undefined && { verifiedOn }), ...(due !== undefined && { due }) },
          changedAt: view.changedAt,
        },
        statements: await withSources(
          [
            ...fieldStatements(view, context),
            ...groups.map(({ spec, end, all }) => groupStatement(view, { spec, end, all }, context)),
            ...others.slice(0, mostOthers).map(contradictionStatement),
          ],
          view,
          context,
        ),
        ...(sections.length > mostSections && { cut: `${mostSections} of ${sections.length} sections are listed` }),
      };
    },
  });

interface Group {
  relation: string;
  spec: Parameters<typeof relationSentence>[0]['relation'];
  end: Relation['end'];
  all: Relation[];
}

/** Current relations by how they are read, in the order of the ontology. */
function groupsOf(view: EntityView, { store }: CatalogueContext): Group[] {
  return store.ontology.relations.flatMap((spec) =>
    (['from', 'to'] as const).flatMap((end) => {
      const all = view.relations.filter((each) => each.relation === spec.key && each.end === end && each.current);
      return all.length === 0 ? [] : [{ relation: end === 'from' ? spec.name : spec.inverse, spec, end, all }];
    }),
  );
}

function groupStatement(
  view: EntityView,
  { spec, end, all }: Omit<Group, 'relation'>,
  { store }: CatalogueContext,
): Statement {
  const shown = all.slice(0, mostOthers);
  const names = shown.map(({ other, roles, dotted }) =>
    itemWords(itemOf(other, store.ontology), [...roles, ...(dotted ? ['dotted line'] : [])]),
  );
  const more = all.length > shown.length ? [`${all.length - shown.length} more`] : [];
  return {
    text: relationSentence({ relation: spec, end, subject: view.name, others: [...names, ...more] }),
    about: { ref: view.ref, title: view.name },
    sources: distinct(shown.flatMap(({ sources: notes }) => notes)),
  };
}

function fieldStatements(view: EntityView, { store }: CatalogueContext): Statement[] {
  const about = { ref: view.ref, title: view.name };
  const { singular } = store.ontology.kind(view.kind);
  const called = view.aliases.length === 0 ? '' : `, also called ${series(view.aliases.slice(0, 20))}`;
  return [
    {
      text: `${view.name}${called}, is a ${singular}, ${view.ref}.`.replace(/^([^,]*), is/, '$1 is'),
      about,
      sources: view.facts.name?.sources ?? [],
    },
    ...Object.entries(view.facts)
      .filter(([name]) => name !== 'name' && name !== 'aliases')
      .flatMap(([name, fact]) => {
        const label = store.ontology.findField(view.kind, name)?.label ?? name;
        const said = [clipValue(fact.value)].flat().map(String).join(', ');
        return [
          { text: `${label} of ${view.name}: ${said}`, about, sources: fact.sources },
          ...disagreements(view, fact),
        ];
      }),
  ];
}
