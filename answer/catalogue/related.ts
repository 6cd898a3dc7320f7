import { z } from 'zod';
import { invalid } from '../../schema/errors.ts';
import type { EntityCard } from '../../schema/entity.ts';
import { countingRule } from '../look-up/counting.ts';
import { contradictionsOf, contradictionStatement } from '../look-up/disagreements.ts';
import { find, type Found } from '../look-up/find.ts';
import type { LookUpContext, Statement } from '../look-up/finding.ts';
import type { RelatedQuery } from '../look-up/query.ts';
import { bold, counted, filterWords, relationSentence } from '../look-up/wording.ts';
import { byStatus, filterOf } from './filters.ts';
import { type CatalogueContext, defineLookUp } from './look-up.ts';
import { item, itemOf, itemWords } from './shapes.ts';
import { findThing, isPast, onDay, withSources } from './things.ts';
import { day, limitOf, offset, relationOf, show, thing, type Where, type Words } from './words.ts';

const counting =
  'Current ones only, or former ones with `former`. Direct ones only; with `nested` those of sub-teams, or further steps, too. People who left, vacancies and external people are not counted, nor is what is archived, unless `where` names a status. Of managers and reports, dotted lines are told apart.';

const question = ({ kind, relation, where }: Words) =>
  z.strictObject({
    of: thing,
    relation,
    nested: z.boolean().default(false).describe('Also those of sub-teams, or of further steps.'),
    role: z.string().trim().min(1).max(100).optional().describe('Only in this role, such as "chair".'),
    kind: kind.optional(),
    where,
    former: z.boolean().default(false).describe('Those that were and are no more.'),
    on: day,
  });

const levels = z
  .object({ direct: z.number().int(), nested: z.number().int() })
  .optional()
  .describe('Where there are sub-teams or further steps: how many directly, and with all below.');
const notCounted = z.record(z.string(), z.number().int()).describe('How many are left out, by their status.');

/** The other ends of a relation, listed. */
export const listRelated = (words: Words) =>
  defineLookUp({
    name: 'list_related',
    description: `Lists what stands in a relation to a thing: the members of a team, whom a person manages, what a team owns, what a system needs. ${counting}`,
    input: question(words).extend({ show, offset, limit: limitOf(40, 100) }),
    output: z.object({
      of: item,
      relation: z.string(),
      total: z.number().int(),
      levels,
      notCounted,
      items: z.array(
        item.extend({
          roles: z.array(z.string()).optional(),
          since: z.string().optional(),
          until: z.string().optional(),
        }),
      ),
      dotted: z.array(item).describe('To whom the line is only dotted, where others have the solid one.'),
    }),
    async run({ show: fields, offset: skip, limit, ...input }, now) {
      const context = await onDay(now, input.on);
      const asked = await ask(input, context);
      const { found, subject, query } = asked;
      const { ontology } = context.store;
      const edgeOf = await edgesByOther(query, context);
      const shown = found.counted.slice(skip, skip + limit);
      const items = shown.map((card) => {
        const { roles = [], since, until } = edgeOf.get(card.ref) ?? {};
        return {
          ...itemOf(card, ontology, fields),
          ...(roles.length > 0 && { roles }),
          ...(since !== undefined && { since }),
          ...(until !== undefined && { until }),
        };
      });
      const rules = rulesOf(asked, context);
      const total = found.counted.length;
      const part = shown.length < total ? [`${skip + 1} to ${skip + shown.length} of ${total}`] : [];
      const sentence =
        shown.length === 0
          ? nothing(asked)
          : relationSentence({
              relation: asked.relation,
              end: query.end,
              subject: subject.name,
              others: items.map((each) => itemWords(each, each.roles)),
              role: query.role,
            });
      const main: Statement = {
        text: `${sentence} (${[...part, ...rules].join('; ')}.)`,
        about: { ref: subject.ref, title: subject.name },
        sources: found.sources,
      };
      return {
        result: {
          ...countsOf(asked, context),
          items,
          dotted: found.dotted.slice(0, limit).map((card) => itemOf(card, ontology)),
        },
        statements: await withSources(
          [main, ...dotted(asked), ...(await otherwise(asked, context, isPast(context, now)))],
          subject,
          context,
        ),
        rules: [...rules, ...asked.remarks],
        ...(skip + shown.length < total && {
          cut: `${shown.length} of ${total} are given; go on with offset ${skip + shown.length}`,
        }),
      };
    },
  });

/** The other ends of a relation, counted. */
export const countRelated = (words: Words) =>
  defineLookUp({
    name: 'count_related',
    description: `Counts what stands in a relation to a thing: how many members a team has, how many report to a person, how many systems a team owns. Zero means that no source names any. ${counting}`,
    input: question(words),
    output: z.object({ of: item, relation: z.string(), total: z.number().int(), levels, notCounted }),
    async run(input, now) {
      const context = await onDay(now, input.on);
      const asked = await ask(input, context);
      const { found, subject, query, relation } = asked;
      const { ontology } = context.store;
      const total = found.counted.length;
      const heading = (query.role ?? relation.headings[query.end === 'from' ? 0 : 1]).toLowerCase();
      const rules = rulesOf(asked, context);
      const kind = found.counted[0]?.kind ?? query.filter?.kind;
      return {
        result: countsOf(asked, context),
        statements: await withSources(
          [
            {
              text: `${subject.name}, ${heading}: ${bold(counted(total, kind, ontology))}. (${rules.join('; ')}.)`,
              about: { ref: subject.ref, title: subject.name },
              sources: found.sources,
            },
            ...(await otherwise(asked, context, isPast(context, now))),
          ],
          subject,
          context,
        ),
        rules: [...rules, ...asked.remarks],
      };
    },
  });

interface Input {
  of: string;
  relation: string;
  nested: boolean;
  role?: string | undefined;
  kind?: string | undefined;
  where?: Where | undefined;
  former: boolean;
}

type Asked = Awaited<ReturnType<typeof ask>>;

/** What was asked about, and how many were found. */
function countsOf({ found, subject, reading }: Asked, { store: { ontology } }: LookUpContext) {
  return {
    of: itemOf(subject, ontology),
    relation: reading,
    total: found.counted.length,
    ...levelsOf(found),
    notCounted: byStatus(found.uncounted),
  };
}

async function ask({ of, relation: reading, nested, role, kind, where, former }: Input, context: CatalogueContext) {
  const { ontology } = context.store;
  const subject = await findThing(of, context);
  const { relation, end } = relationOf(ontology, subject.kind, reading);
  const others = ontology.otherKinds(relation, end, subject.kind);
  const only = kind ?? (others.length === 1 ? others[0] : undefined);
  if (where !== undefined && only === undefined)
    throw invalid('`where` needs the kind whose fields are meant', {
      where: 'kind',
      fix: `Add kind: one of ${others.join(', ')}`,
    });
  const { filter, remarks } =
    kind === undefined && where === undefined
      ? { filter: undefined, remarks: [] }
      : await filterOf(only ?? subject.kind, where, context);
  const query: RelatedQuery = {
    look: 'related',
    of: [subject.ref],
    relation: relation.key,
    end,
    nested,
    ...(role !== undefined && { role }),
    ...(filter && { filter }),
    ...(former && { ended: true }),
  };
  return { subject, reading, relation, query, remarks, found: await find(query, context) };
}

function levelsOf({ levels: known }: Found): { levels?: { direct: number; nested: number } } {
  return known === undefined ? {} : { levels: { direct: known.direct, nested: known.all } };
}

/** What was counted, in words. */
function rulesOf({ found, query, relation, subject }: Asked, { store, on }: CatalogueContext): string[] {
  const { levels: known, uncounted } = found;
  const kind = found.counted[0]?.kind ?? uncounted[0]?.kind ?? query.filter?.kind;
  const depth =
    known !== undefined
      ? query.nested === true
        ? [`All, ${known.direct} of them directly`]
        : [`Direct ones only; ${known.all} with all below`]
      : relation.key === 'MEMBER_OF' && subject.kind === 'Team'
        ? ['Direct members; there are no sub-teams']
        : [];
  const filter = query.filter === undefined ? '' : filterWords(query.filter, store.ontology);
  const counts = query.filter?.where?.status === undefined ? countingRule(kind, uncounted) : undefined;
  return [
    ...(query.ended === true ? ['Former ones'] : []),
    ...depth,
    ...(counts === undefined ? [] : [counts]),
    ...(filter === '' ? [] : [filter]),
    `As of ${on}`,
  ];
}

function nothing({ subject, relation, query }: Asked): string {
  const heading = (query.role ?? relation.headings[query.end === 'from' ? 0 : 1]).toLowerCase();
  return `${subject.name}, ${heading}: none that a source names.`;
}

function dotted({ found, subject }: Asked): Statement[] {
  return found.dotted.length === 0
    ? []
    : [
        {
          text: `Dotted line between ${subject.name} and ${found.dotted
            .slice(0, 40)
            .map(({ name }: EntityCard) => name)
            .join(', ')}.`,
          about: { ref: subject.ref, title: subject.name },
          sources: found.sources,
        },
      ];
}

/** What other sources say instead; of the past that is not known. */
async function otherwise({ query, subject }: Asked, context: CatalogueContext, past: boolean): Promise<Statement[]> {
  if (past) return [];
  return (await contradictionsOf(query, subject.ref, context)).map(contradictionStatement);
}

async function edgesByOther(query: RelatedQuery, { store, viewer, on }: CatalogueContext) {
  const edges = await store.edges(viewer, {
    relation: query.relation,
    of: query.of,
    end: query.end,
    on: query.ended === true ? 'always' : on,
  });
  return new Map(edges.map((edge) => [query.end === 'from' ? edge.to : edge.from, edge]));
}
