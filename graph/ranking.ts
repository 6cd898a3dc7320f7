import { peopleSource } from '../schema/record.ts';
import { type IdentitySettings, readStatedIdentity } from '../schema/stated-identity.ts';
import type { Ranking } from './apply/apply.ts';
import { lastRank } from './apply/identity-rows.ts';

/** Sources in the order of trust, best first; what people say in Kiki itself goes before all of them. With what kiki.yaml says is one thing. */
export function createRanking(
  sources: readonly { name: string; authoritative?: readonly string[] | undefined }[],
  { sameAs = [], different = [] }: IdentitySettings = {},
): Ranking {
  const ranks = new Map([peopleSource, ...sources.map(({ name }) => name)].map((name, rank) => [name, rank]));
  const authoritative = new Map(sources.map(({ name, authoritative: relations = [] }) => [name, new Set(relations)]));
  return {
    rankOf: (source) => ranks.get(source) ?? lastRank,
    isAuthoritative: (source, relation) => authoritative.get(source)?.has(relation) ?? false,
    stated: readStatedIdentity(
      { sameAs, different },
      sources.map(({ name }) => name),
    ),
    fingerprint: JSON.stringify([
      ...sources.map(({ name, authoritative: relations = [] }) => [name, ...relations]),
      ...(sameAs.length + different.length === 0 ? [] : [{ sameAs, different }]),
    ]),
  };
}
