import { longestBody } from '../../graph/edits.ts';
import { z } from 'zod';
import type { EntityView, Relation, RelationContradiction, SourceNote } from '../../schema/entity.ts';
import { value } from '../../schema/value.ts';

/** How entities look in the API. */

export const refParameter = z.object({ ref: z.string().max(600).describe('Such as team:payments.') });
export const ifMatch = z.looseObject({ 'if-match': z.string().optional().describe('ETag of the revision to change.') });

export const source = z.object({
  record: z.string(),
  source: z.string(),
  path: z.string().describe('Relative to the root of the source; for a row of a table `path#key`.'),
  at: z.string().optional(),
  url: z.string().optional(),
  date: z.string().optional().describe('The date the source itself states.'),
  by: z.string().optional(),
  since: z.string().optional().describe('When Kiki first read it as it is.'),
  readAt: z.string().optional(),
});

export const settled = z
  .enum(['chosen', 'dated', 'ranked'])
  .describe('A person chose, a person said when it was true, or the sources are ranked for it.');

const fact = z.object({
  value,
  sources: z.array(source),
  contradicts: z
    .array(z.object({ value, sources: z.array(source) }))
    .optional()
    .describe('What other sources say instead, best first, and nobody has settled.'),
  overruled: z
    .array(z.object({ value, sources: z.array(source), settled }))
    .optional()
    .describe('What other sources say, and how that was settled.'),
  earlier: z
    .array(z.object({ value, from: z.string().optional(), until: z.string(), sources: z.array(source) }))
    .optional()
    .describe('Values it had in their time, as a person said.'),
  also: z
    .array(z.object({ value, sources: z.array(source) }))
    .optional()
    .describe('What the same source says under another key of the same thing: no contradiction.'),
});

const relation = z.object({
  type: z.string().describe('Key of the relation.'),
  direction: z.enum(['out', 'in']).describe('`out`: this entity stands on the left, as in “Ada reports to Grace”.'),
  ref: z.string().describe('The entity at the other end.'),
  name: z.string(),
  kind: z.string(),
  roles: z.array(z.string()),
  dotted: z.boolean(),
  current: z.boolean().describe('False for what is over or has not begun.'),
  from: z.string().optional(),
  until: z.string().optional(),
  sources: z.array(source),
});

const passage = z.object({
  id: z.string(),
  anchor: z.string(),
  heading: z.array(z.string()),
  order: z.number(),
  text: z.string().describe('Markdown.'),
  step: z
    .object({
      number: z.number(),
      section: z.string(),
      responsible: z.string().optional(),
      responsibleRef: z.string().optional(),
    })
    .optional(),
  source: source.optional(),
});

const otherEnd = z.object({
  type: z.string(),
  direction: z.enum(['out', 'in']),
  ref: z.string(),
  name: z.string(),
  sources: z.array(source),
  settled: settled.optional(),
});
const assessment = {
  state: z
    .enum(['verified', 'due', 'overdue', 'unreviewed', 'none'])
    .describe('`due`: soon to be looked at again, or changed since. `none`: it need not be looked at.'),
  part: z.string().optional().describe('The field or relation that this is about, when it is not the page as a whole.'),
  verifiedBy: z.string().optional(),
  verifiedIn: z.string().optional().describe('Source that says of itself that it was verified.'),
  verifiedOn: z.string().optional(),
  changed: z.literal(true).optional().describe('It has changed since it was verified.'),
  due: z.string().optional(),
  overdueDays: z.number().int().optional(),
};

export const entityReply = z.object({
  ref: z.string(),
  kind: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  fields: z.record(z.string(), fact),
  relations: z.array(relation),
  contradictions: z.array(otherEnd).describe('Other ends that sources name and that are not shown.'),
  overruled: z.array(otherEnd).describe('The same, where it is settled.'),
  also: z
    .array(otherEnd)
    .describe(
      'Other ends that the source of a shown one names under another key of this thing, such as a second manager.',
    ),
  passages: z.array(passage),
  formerRefs: z.array(z.string()),
  createdAt: z.string(),
  changedAt: z.string(),
  freshness: z
    .object({ ...assessment, parts: z.array(z.object({ ...assessment, part: z.string() })).optional() })
    .describe('Whether somebody has looked whether it is still right, as of today.'),
  revision: z.number().int().describe('Also the ETag; a write sends it as If-Match.'),
});
export type EntityReply = z.infer<typeof entityReply>;

/** An entity as the API gives it. */
export function toEntityReply(view: EntityView): EntityReply {
  const { ref, kind, name, aliases, facts, formerRefs, createdAt, changedAt, freshness, revision } = view;
  return {
    ref,
    kind,
    name,
    aliases,
    fields: facts,
    relations: view.relations.map(toRelation),
    contradictions: view.contradictions.map(toOtherEnd),
    overruled: view.overruled.map(toOtherEnd),
    also: view.also.map(toOtherEnd),
    passages: view.passages
      .filter(({ card }) => !card)
      .map(({ id, anchor, heading, order, text, step, source: note }) => ({
        id,
        anchor,
        heading,
        order,
        text,
        ...(step && { step }),
        ...(note && { source: note }),
      })),
    formerRefs,
    createdAt,
    changedAt,
    freshness,
    revision,
  };
}

function toOtherEnd({ relation: type, end, other, sources, settled: how }: RelationContradiction) {
  return {
    type,
    direction: directionOf(end),
    ref: other.ref,
    name: other.name,
    sources,
    ...(how && { settled: how }),
  };
}

function toRelation({ relation: type, end, other, roles, dotted, current, from, until, sources }: Relation) {
  return {
    type,
    direction: directionOf(end),
    ref: other.ref,
    name: other.name,
    kind: other.kind,
    roles,
    dotted,
    current,
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    sources: sources satisfies SourceNote[],
  };
}

function directionOf(end: 'from' | 'to'): 'out' | 'in' {
  return end === 'from' ? 'out' : 'in';
}

export const listReply = z.object({
  total: z.number().int(),
  offset: z.number().int(),
  limit: z.number().int(),
  items: z.array(
    z.object({
      ref: z.string(),
      kind: z.string(),
      name: z.string(),
      aliases: z.array(z.string()),
      fields: z.record(z.string(), value),
      changedAt: z.string(),
    }),
  ),
});

const edit = {
  fields: z
    .record(z.string(), value.nullable())
    .exactOptional()
    .describe('Values to pin, by name of the field. Null unpins: the sources decide again.'),
  relations: z
    .array(
      z.strictObject({
        set: z.enum(['add', 'remove', 'unpin']),
        relation: z.string().describe('Key of the relation, such as OWNS.'),
        end: z.enum(['from', 'to']).describe('The end at which this entity stands.'),
        other: z.string(),
        role: z.string().exactOptional(),
      }),
    )
    .max(500)
    .exactOptional(),
  clear: z
    .array(z.string().max(100))
    .max(100)
    .exactOptional()
    .describe('Fields that are to say nothing, whatever sources say. A value or null in `fields` takes that back.'),
  body: z
    .string()
    .max(longestBody)
    .nullable()
    .exactOptional()
    .describe('The text of the page, Markdown, in place of what sources say. Null leaves it to them again.'),
  reason: z.string().max(1000).exactOptional().describe('For the history.'),
};

export const createBody = z.strictObject({ kind: z.string(), name: z.string().trim().min(1).max(500), ...edit });
export const changeBody = z.strictObject(edit);
export const verifyBody = z.strictObject({
  part: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('Name of a field or key of a relation; the whole page when left out.'),
});
export const writeReply = z.object({ ref: z.string(), revision: z.number().int() });
