import type { ReviewState, Verification } from '../../schema/freshness.ts';
import { peopleSource } from '../../schema/record.ts';
import type { LiveRecord } from './claims.ts';
import { contentDigest, fieldDigest, relationDigest, standingEnds } from './content.ts';
import type { EntityState } from './entity-state.ts';
import type { FieldState } from './fields.ts';

type Reviewed = Pick<EntityState, 'name' | 'fields' | 'relations' | 'passages'>;

/** The field in which a source says of a page that it was looked at. */
const statedField = 'lastVerified';

/** Who has verified what of an entity, and whether it has changed since. */
export function computeReview(state: Reviewed, records: readonly LiveRecord[]): ReviewState {
  const content = contentDigest(state);
  const written = newestDay(
    records.filter(({ source }) => source !== peopleSource).flatMap(({ statedAt }) => statedAt ?? []),
  );
  const own = [...state.relations].filter(([relation, { edges }]) => relation !== 'MENTIONS' && edges.length > 0);
  return {
    content,
    ...(written !== undefined && { written }),
    parts: [...state.fields.keys(), ...own.map(([relation]) => relation)].sort(),
    verifications: [...statedVerification(state.fields, records), ...personal(state, content, records)],
  };
}

/** What people have said in Kiki, in an order of its own: the order of records says nothing. */
function personal(state: Reviewed, content: string, records: readonly LiveRecord[]): Verification[] {
  const claims = records.flatMap((record) => record.claims.filter((claim) => claim.about === 'verified'));
  return claims
    .map(({ part, on, by, covers }) => ({
      ...(part !== undefined && { part }),
      on,
      by,
      outdated: covers !== (part === undefined ? content : partDigest(state, part)),
    }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** A source that keeps the day of the last look keeps its own book of changes too, so its word is taken. */
function statedVerification(fields: ReadonlyMap<string, FieldState>, records: readonly LiveRecord[]): Verification[] {
  const stated = fields.get(statedField);
  if (typeof stated?.value !== 'string' || !isDay(stated.value)) return [];
  const record = records.find(({ id }) => id === stated.support[0]?.record);
  const on = stated.value.slice(0, 10);
  const by = record?.source === peopleSource ? (stated.support[0]?.by ?? record.statedBy) : undefined;
  return [{ on, ...(by !== undefined && { by }), ...(record && { source: record.source }), outdated: false }];
}

function partDigest({ fields, relations }: Reviewed, part: string): string | undefined {
  const field = fields.get(part);
  if (field !== undefined) return fieldDigest(field.value);
  const relation = relations.get(part);
  return relation && relationDigest(standingEnds(relation));
}

/**
 * The fields with the day of the newest verification as the page's own "last verified", where the kind has such a field: else the
 * page would say that it was looked at long ago beside saying who did so today.
 */
export function withLastVerified(
  fields: ReadonlyMap<string, FieldState>,
  records: readonly LiveRecord[],
): Map<string, FieldState> {
  const looks = records
    .flatMap(({ id, claims }) =>
      claims.flatMap((claim) => (claim.about === 'verified' && claim.part === undefined ? [{ id, on: claim.on }] : [])),
    )
    .sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : a.id < b.id ? -1 : 1));
  const [last] = looks;
  const stated = fields.get(statedField)?.value;
  if (last === undefined || (typeof stated === 'string' && stated >= last.on)) return new Map(fields);
  return new Map(fields).set(statedField, { value: last.on, support: [{ record: last.id }], losers: [] });
}

function newestDay(dates: readonly string[]): string | undefined {
  return dates
    .filter(isDay)
    .map((date) => date.slice(0, 10))
    .sort()
    .at(-1);
}

/** Sources may state what is no day. */
function isDay(date: string): boolean {
  return /^\d{4}-\d{2}-\d{2}/.test(date) && !Number.isNaN(Date.parse(date.slice(0, 10)));
}
