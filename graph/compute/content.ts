import { createHash } from 'node:crypto';
import type { Ref } from '../../schema/ref.ts';
import type { Value } from '../../schema/value.ts';
import type { EntityState } from './entity-state.ts';
import type { FieldState } from './fields.ts';
import type { PassageState } from './passages.ts';
import type { RelationState } from './edges.ts';

/**
 * Digests of what a reader sees, apart from where it is from: what a verification covers. A change of how they are made lets every
 * verification look outdated.
 */

/** What follows from other things, or says itself when it was looked at. */
const notCovered: ReadonlySet<string> = new Set(['MENTIONS', 'lastVerified']);

/** Of a whole page: name, fields, its own relations, text. */
export function contentDigest({
  name,
  fields,
  relations,
  passages,
}: {
  name: string;
  fields: ReadonlyMap<string, FieldState>;
  relations: EntityState['relations'];
  passages: readonly PassageState[];
}): string {
  return digest([
    name,
    sortedEntries(fields).map(([field, { value }]) => [field, fieldDigest(value)]),
    sortedEntries(relations).map(([relation, { edges }]) => [
      relation,
      edges
        .map(({ other, roles, dotted, ended, from, until }) =>
          JSON.stringify([other, [...roles].sort(), dotted, ended, from ?? '', until ?? '']),
        )
        .sort(),
    ]),
    passages.filter(({ card }) => !card).map(({ heading, text }) => [heading, text]),
  ]);
}

export function fieldDigest(value: Value): string {
  return digest(Array.isArray(value) ? [...value].sort() : value);
}

/** Of a relation: the other ends that it has now. */
export function relationDigest(others: readonly Ref[]): string {
  return digest([...new Set(others)].sort());
}

/** The other ends that count for `relationDigest`: dotted lines, and those that are over or will be, are beside the matter. */
export function standingEnds({ edges }: Pick<RelationState, 'edges'>): Ref[] {
  return edges.filter(({ dotted, ended, until }) => !dotted && !ended && until === undefined).map(({ other }) => other);
}

function sortedEntries<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].filter(([key]) => !notCovered.has(key)).sort(([a], [b]) => (a < b ? -1 : 1));
}

function digest(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 20);
}
