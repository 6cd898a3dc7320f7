import type { Settled } from '../../schema/entity.ts';
import type { FieldSpec } from '../../schema/kinds.ts';
import { normaliseName } from '../../schema/names.ts';
import { type FieldClaim, peopleSource } from '../../schema/record.ts';
import { sameValue, type Value } from '../../schema/value.ts';
import { tellApart } from './also.ts';
import { type LiveRecord, preferred, preferredBy, settledHow, type Support, supportOf } from './claims.ts';

/** The computed state of one field. */
export interface FieldState {
  value: Value;
  support: Support[];
  /** Other values that records of other sources hold, best first. */
  losers: { value: Value; support: Support[]; settled?: Settled }[];
  /** Other values that the value's own source holds under another key, best first. */
  also?: { value: Value; support: Support[] }[];
  /** Values it had in their time, as a person said. */
  earlier?: { value: Value; from?: string; until: string; support: Support[] }[];
}

interface Said {
  claim: FieldClaim;
  record: LiveRecord;
}

/**
 * What an entity's fields are, computed from its live records alone.
 *
 * A single value is that of the preferred record; what its own source says under other keys stands beside it, and values of other
 * sources are kept as losers. A list is the union, or what people say it is. A record that denies a
 * value removes it from records that are not preferred to it.
 *
 * @param trustedFor the sources that go before others for a field, best first
 */
export function computeFields(
  records: readonly LiveRecord[],
  specs: readonly FieldSpec[],
  trustedFor: (field: string) => readonly string[] = () => [],
): Map<string, FieldState> {
  const said = new Map<string, Said[]>();
  for (const record of [...records].sort(preferred)) {
    for (const claim of record.claims) {
      if (claim.about !== 'field') continue;
      const list = said.get(claim.field) ?? [];
      list.push({ claim, record });
      said.set(claim.field, list);
    }
  }
  const fields = new Map<string, FieldState>();
  for (const spec of specs) {
    const trusted = trustedFor(spec.name);
    const inOrder = preferredBy(trusted);
    const ordered = [...(said.get(spec.name) ?? [])].sort((a, b) => inOrder(a.record, b.record));
    const standing = withoutDenied(ordered);
    const state = spec.type === 'list' ? union(standing) : best(standing, trusted);
    if (state !== undefined) fields.set(spec.name, state);
  }
  return fields;
}

/** Claims in the order of preference, without those that a preferred or the same record denies. */
function withoutDenied(said: readonly Said[]): Said[] {
  const denials: Said[] = [];
  const standing: Said[] = [];
  for (const each of said) {
    if (each.claim.not) {
      denials.push(each);
    } else if (
      !denials.some(
        ({ claim }) =>
          claim.value === undefined || (each.claim.value !== undefined && sameValue(claim.value, each.claim.value)),
      )
    ) {
      standing.push(each);
    }
  }
  return standing;
}

function best(standing: readonly Said[], trusted: readonly string[]): FieldState | undefined {
  const values: { value: Value; support: Support[]; sources: Set<string> }[] = [];
  const earlier: NonNullable<FieldState['earlier']> = [];
  for (const { claim, record } of standing) {
    if (claim.value === undefined) continue;
    const { value, from, until } = claim;
    const support = supportOf(record, claim);
    if (until !== undefined) {
      earlier.push({ value, ...(from !== undefined && { from }), until, support: [support] });
      continue;
    }
    const known = values.find((each) => sameValue(each.value, value));
    if (known === undefined) values.push({ value, support: [support], sources: new Set([record.source]) });
    else {
      known.support.push(support);
      known.sources.add(record.source);
    }
  }
  const [winner, ...rest] = values;
  if (winner === undefined) return undefined;
  const over = standing.flatMap(({ claim }) => claim.over ?? []);
  const settledOf = ({ value, sources }: (typeof values)[number]) =>
    settledHow({
      sources: [...sources],
      winner: [...winner.sources],
      trusted,
      isChosenOver: (source) => over.some((each) => each.source === source && sameValue(each.value, value)),
      isDated: earlier.some((each) => sameValue(each.value, value)),
    });
  const [own] = winner.sources; // that of the preferred record, which came first
  const { also, losers } = tellApart(own, rest);
  return {
    value: winner.value,
    support: winner.support,
    losers: losers.map((loser) => {
      const settled = settledOf(loser);
      return { value: loser.value, support: loser.support, ...(settled && { settled }) };
    }),
    ...(also.length > 0 && { also: also.map(({ value, support }) => ({ value, support })) }),
    ...(earlier.length > 0 && { earlier }),
  };
}

function union(standing: readonly Said[]): FieldState | undefined {
  const items = new Map<string, string>();
  const support: Support[] = [];
  const said = standing.filter(({ record }) => record.source === peopleSource);
  for (const { claim, record } of said.length > 0 ? said : standing) {
    if (claim.value === undefined) continue;
    for (const item of [claim.value].flat().map(String))
      if (!items.has(item.toLowerCase())) items.set(item.toLowerCase(), item);
    support.push(supportOf(record, claim));
  }
  return items.size === 0 ? undefined : { value: [...items.values()], support, losers: [] };
}

/**
 * The entity's name, and all other names it goes by: claimed aliases, names that lost, names it had.
 *
 * @param denied names of which people say that it is not called so
 */
export function computeNames(
  fields: ReadonlyMap<string, FieldState>,
  fallback: string,
  formerNames: readonly string[],
  denied: readonly string[] = [],
): { name: string; aliases: string[] } {
  const state = fields.get('name');
  const name = state === undefined ? fallback : String(state.value);
  const others = [
    ...[fields.get('aliases')?.value ?? []].flat().map(String),
    ...[...(state?.also ?? []), ...(state?.losers ?? [])].map(({ value }) => String(value)),
    ...formerNames,
  ];
  const seen = new Set([name, ...denied].map(normaliseName));
  const aliases = others.filter((other) => {
    const normal = normaliseName(other);
    if (normal === '' || seen.has(normal)) return false;
    seen.add(normal);
    return true;
  });
  return { name, aliases };
}
