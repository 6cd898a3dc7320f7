import { createHash } from 'node:crypto';
import { z } from 'zod';
import { normaliseId, normaliseName } from './names.ts';
import { value } from './value.ts';

/**
 * How a source points at another thing. `namespace` says what the value is: `name`; `ref`; `key` (the key of a record of the
 * same source); a namespace of explicit ids such as `email`; or `any`, which tries keys, ids and then names.
 */
export const mention = z.strictObject({
  namespace: z.string().min(1).max(60),
  value: z.string().min(1).max(500),
  /** Only things of these kinds are meant; without it, all kinds that the relation allows. */
  kinds: z.array(z.string()).min(1).optional(),
});
export type Mention = z.infer<typeof mention>;

/** Who said it in Kiki, and when (ISO). Only the source `people` says so: its one record of a thing is the work of several. */
const saidBy = { by: z.string().min(1).optional(), on: z.string().min(1).optional() };

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}/);

/** A source says that a field has a value, or (with `not`) that it does not. */
export const fieldClaim = z.strictObject({
  about: z.literal('field'),
  field: z.string().min(1),
  value: value.optional(),
  not: z.literal(true).optional(),
  /** First and last day of the value. One with a last day is an earlier value, whatever day it is. */
  from: day.optional(),
  until: day.optional(),
  /** A person settled a contradiction: what these sources said then is overruled, and stays so while they say the same. */
  over: z.array(z.strictObject({ source: z.string().min(1), value })).optional(),
  /** Where in the record's file, when that is not where the record is: a line or a row key. */
  at: z.string().optional(),
  ...saidBy,
});

/** A source says that a relation holds between the record's thing and another one, or (with `not`) that it does not. */
export const relationClaim = z.strictObject({
  about: z.literal('relation'),
  /** Key of the relation in the ontology. */
  relation: z.string().min(1),
  /** The end at which the record's own thing stands. */
  end: z.enum(['from', 'to']),
  other: mention,
  role: z.string().min(1).max(200).optional(),
  /** For REPORTS_TO: an additional line, not the line manager. */
  dotted: z.literal(true).optional(),
  from: day.optional(),
  until: day.optional(),
  /** It is over, whatever the date: an alumnus, a former owner. */
  ended: z.literal(true).optional(),
  not: z.literal(true).optional(),
  /** As for a field; `other` is a ref. */
  over: z.array(z.strictObject({ source: z.string().min(1), other: z.string().min(1) })).optional(),
  /** As of a field; of what a person says, the id of the passage that says so. */
  at: z.string().optional(),
  ...saidBy,
});

/**
 * A person says that the thing is there although no source has it (it was made in Kiki), or that it is not there although one
 * does. Only the source `people` says so; its other claims do not keep alive what is gone at its sources.
 */
export const existenceClaim = z.strictObject({ about: z.literal('existence'), exists: z.boolean() });

/** A person says that the thing is right as it was then. Only the source `people` says so. */
export const verifiedClaim = z.strictObject({
  about: z.literal('verified'),
  /** Name of the field or key of the relation that was looked at; the whole page when left out. */
  part: z.string().min(1).optional(),
  on: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  /** Name of the person. */
  by: z.string().min(1),
  /** Digest of what he saw (graph/compute/content.ts): when it is another now, it has changed since. */
  covers: z.string().min(1),
});
export type VerifiedClaim = z.infer<typeof verifiedClaim>;

/** A person says that a name or an address leads to the thing. Only the source `people` says so. */
export const redirectClaim = z.strictObject({
  about: z.literal('redirect'),
  from: z.string().min(1).max(300),
  ...saidBy,
});
export type RedirectClaim = z.infer<typeof redirectClaim>;

export const claim = z.discriminatedUnion('about', [
  fieldClaim,
  relationClaim,
  existenceClaim,
  verifiedClaim,
  redirectClaim,
]);
export type FieldClaim = z.infer<typeof fieldClaim>;
export type RelationClaim = z.infer<typeof relationClaim>;
export type Claim = z.infer<typeof claim>;

/** One section of prose, or one step of a procedure, as its source has it. */
export const passageDraft = z.strictObject({
  /** Headings from the outermost to the section's own; empty before the first heading. */
  heading: z.array(z.string()),
  /** Markdown. */
  text: z.string().min(1),
  /** For a section that holds steps: its Markdown without them, possibly empty. */
  prose: z.string().optional(),
  step: z
    .strictObject({
      number: z.number().int().positive(),
      responsible: mention.optional(),
      /** The text may name a responsible party: it does if that is known. */
      isGuess: z.literal(true).optional(),
    })
    .optional(),
  /** Line in the file, from 1. */
  line: z.number().int().positive().optional(),
});
export type PassageDraft = z.infer<typeof passageDraft>;

/** What one source says about one thing. */
export const recordDraft = z.strictObject({
  source: z.string().min(1),
  kind: z.string().min(1),
  /** What identifies it within the source and kind; for a page its path. */
  key: z.string().min(1).max(500),
  /** Explicit ids by namespace, such as `{ email: ['ada@example.com'] }`. Equal ids mean the same thing. */
  ids: z.record(z.string(), z.array(z.string().min(1))),
  /** Whether an equal name in another source means the same thing; without it, as the kind says. */
  matchName: z.boolean().optional(),
  claims: z.array(claim),
  passages: z.array(passageDraft),
  /** Path relative to the source's root; empty for what has no file. */
  path: z.string(),
  /** Row key or line in the file. */
  at: z.string().optional(),
  url: z.string().optional(),
  /** Date the source itself states for it, ISO. Never the time of reading. */
  statedAt: z.string().optional(),
  statedBy: z.string().optional(),
  /** Links of a page to pages of its source that are not there, as written. */
  brokenLinks: z.array(z.string().min(1)).min(1).optional(),
  audience: z.string().min(1),
});
export type RecordDraft = z.infer<typeof recordDraft>;

/** A record's id in the graph. */
export function recordId({ source, kind, key }: Pick<RecordDraft, 'source' | 'kind' | 'key'>): string {
  return `${source}:${kind}:${key}`;
}

/** Equal for two drafts exactly when they say the same. Hex. */
export function contentHash(draft: RecordDraft): string {
  const known = hashes.get(draft);
  if (known !== undefined) return known;
  const hash = createHash('sha256')
    .update(JSON.stringify(sorted(draft)))
    .digest('hex')
    .slice(0, 32);
  hashes.set(draft, hash);
  return hash;
}

/** A draft is asked for several times on its way into the graph, and does not change there. */
const hashes = new WeakMap<RecordDraft, string>();

function sorted(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(sorted);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

/** The built-in source of what people said in Kiki itself. It ranks before all others. */
export const peopleSource = 'people';

/** Namespace of the keys of a source: two keys of one source are never the same thing. */
export function keyNamespace(source: string): string {
  return `@${source}`;
}

/** All identities of a record: its explicit ids and its own key, as `namespace:value`. */
export function identities(draft: Pick<RecordDraft, 'source' | 'key' | 'ids'>): string[] {
  const explicit = Object.entries(draft.ids).flatMap(([namespace, values]) =>
    values.map((id) => `${namespace}:${normaliseId(id)}`),
  );
  return [...new Set([`${keyNamespace(draft.source)}:${normaliseId(draft.key)}`, ...explicit])];
}

/** The value of a claim on a text field, or the first of a list. */
function claimedTexts(claims: readonly Claim[], field: string): string[] {
  return claims.flatMap((each) =>
    each.about === 'field' && each.field === field && !each.not && each.value !== undefined
      ? [each.value].flat().map(String)
      : [],
  );
}

/** What the record calls the thing, if it does. */
export function claimedName(claims: readonly Claim[]): string | undefined {
  return claimedTexts(claims, 'name')[0];
}

/** All names the record gives, normalised, the name first. */
export function claimedNames(claims: readonly Claim[]): string[] {
  const names = [...claimedTexts(claims, 'name'), ...claimedTexts(claims, 'aliases')].map(normaliseName);
  return [...new Set(names)].filter((name) => name !== '');
}
