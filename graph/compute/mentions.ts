import { normaliseId, normaliseName } from '../../schema/names.ts';
import { type Claim, keyNamespace, type Mention, type PassageDraft } from '../../schema/record.ts';
import type { Ref } from '../../schema/ref.ts';
import type { End } from '../../schema/relations.ts';
import type { Cluster, IdentityRow } from './identity.ts';

/**
 * How records point at things, and which thing is meant.
 *
 * A token is a form in which a thing can be pointed at: `email:ada@example.com`, `@hr:e12`, `~:e12` (that value in any
 * namespace), `name:ada lovelace`, `ref:person:ada-lovelace`. A thing answers to many tokens; a mention asks with one or a few,
 * best first.
 */
export type Token = string;

/** Tokens that a mention asks with, best first. */
export function mentionTokens({ namespace, value }: Mention, source: string): Token[] {
  switch (namespace) {
    case 'any':
      return [
        `${keyNamespace(source)}:${normaliseId(value)}`,
        `ref:${value}`,
        `~:${normaliseId(value)}`,
        `name:${normaliseName(value)}`,
      ];
    case 'name':
      return [`name:${normaliseName(value)}`];
    case 'ref':
      return [`ref:${value}`];
    case 'key':
      return [`${keyNamespace(source)}:${normaliseId(value)}`];
    default:
      return [`${namespace}:${normaliseId(value)}`];
  }
}

/** Tokens that a record's thing answers to, its ref apart. */
export function answeringTokens(row: { identities: readonly string[]; names: readonly string[] }): Token[] {
  const tokens = row.identities.flatMap((identity) => {
    const value = identity.slice(identity.indexOf(':') + 1);
    return [identity, `~:${value}`];
  });
  for (const name of row.names) {
    const normal = normaliseName(name);
    if (normal !== '') tokens.push(`name:${normal}`);
  }
  return [...new Set(tokens)];
}

/** Tokens of which the meaning may change when a record comes, changes or goes: those it answers to, and the names that it denies. */
export function touchingTokens(row: Pick<IdentityRow, 'identities' | 'names' | 'deniedNames'>): Token[] {
  return [...new Set(saidTokens(row).map(meantToken))];
}

/** The same, with those of denied names told apart from those that it answers to: to compare what a record said with what it says. */
export function saidTokens(row: Pick<IdentityRow, 'identities' | 'names' | 'deniedNames'>): Token[] {
  const denied = answeringTokens({ identities: [], names: row.deniedNames ?? [] });
  return [...answeringTokens(row), ...denied.map((token) => `${denial}${token}`)];
}

/** The token that is answered to or denied. */
export function meantToken(token: Token): Token {
  return token.startsWith(denial) ? token.slice(denial.length) : token;
}

const denial = '!';

/** Tokens that a thing of several records answers to, its ref apart. */
export function clusterTokens(rows: readonly IdentityRow[]): Token[] {
  const tokens = rows.flatMap(answeringTokens);
  const denied = deniedIn(rows);
  return denied.size === 0
    ? tokens
    : tokens.filter((token) => !token.startsWith('name:') || !denied.has(token.slice('name:'.length)));
}

/** Normalised names that a thing of these records, the most trusted first, is not called by. Its own name is never one of them. */
export function deniedIn(rows: readonly IdentityRow[]): Set<string> {
  const denied = new Set(rows.flatMap((row) => row.deniedNames ?? []).map(normaliseName));
  const own = denied.size === 0 ? undefined : rows.find(({ names }) => names.length > 0)?.names[0];
  if (own !== undefined) denied.delete(normaliseName(own));
  return denied;
}

/** Pseudo-relation under which the responsible party of a step is kept among a record's mentions. */
export const stepRelation = 'STEP';

/** All the ways a record points at things, as `relation|end|token`: what is kept on the record to find who points where. */
export function recordMentions(record: {
  source: string;
  claims: readonly Claim[];
  passages: readonly PassageDraft[];
}): string[] {
  const found = new Set<string>();
  const add = (relation: string, end: End, mention: Mention) => {
    for (const token of mentionTokens(mention, record.source)) found.add(`${relation}|${end}|${token}`);
  };
  for (const claim of record.claims) if (claim.about === 'relation') add(claim.relation, claim.end, claim.other);
  for (const { step } of record.passages) if (step?.responsible) add(stepRelation, 'from', step.responsible);
  return [...found];
}

export function splitMention(mention: string): { relation: string; end: End; token: Token } {
  const first = mention.indexOf('|');
  const second = mention.indexOf('|', first + 1);
  return {
    relation: mention.slice(0, first),
    end: mention.slice(first + 1, second) as End,
    token: mention.slice(second + 1),
  };
}

export type Resolution = { found: Ref } | { ambiguous: Ref[] } | { missing: true };

export type Resolve = (mention: Mention, source: string, kinds: readonly string[]) => Resolution;

/** Who answers to what, among all clusters. */
export interface Directory {
  /** The one thing that a mention means. */
  resolve: Resolve;
  /** All things of these kinds that answer to a token. */
  holders(token: Token, kinds: readonly string[]): Ref[];
}

/** A directory that follows what comes and goes. */
export interface GrowingDirectory extends Directory {
  /** @returns the tokens that the cluster answers to */
  add(cluster: Cluster): Iterable<Token>;
  /** @param cluster one that was added as it is. @returns the tokens that it answered to */
  remove(cluster: Cluster): Iterable<Token>;
}

export function createDirectory(clusters: readonly Cluster[]): GrowingDirectory {
  const byToken = new Map<string, Set<Ref>>();
  const tokensOf = ({ ref, rows, merged = [] }: Cluster) =>
    new Set([...clusterTokens(rows), ...[ref, ...merged].map((each) => `ref:${each}`)]);
  const add: GrowingDirectory['add'] = (cluster) => {
    const tokens = tokensOf(cluster);
    for (const token of tokens) {
      const key = `${cluster.kind}|${token}`;
      const refs = byToken.get(key);
      if (refs === undefined) byToken.set(key, new Set([cluster.ref]));
      else refs.add(cluster.ref);
    }
    return tokens;
  };
  for (const cluster of clusters) add(cluster);
  const holders: Directory['holders'] = (token, kinds) => [
    ...new Set(kinds.flatMap((kind) => [...(byToken.get(`${kind}|${token}`) ?? [])])),
  ];
  return {
    add,
    remove(cluster) {
      const tokens = tokensOf(cluster);
      for (const token of tokens) {
        const key = `${cluster.kind}|${token}`;
        const refs = byToken.get(key);
        refs?.delete(cluster.ref);
        if (refs?.size === 0) byToken.delete(key);
      }
      return tokens;
    },
    holders,
    resolve(mention, source, kinds) {
      const wanted = mention.kinds?.filter((kind) => kinds.includes(kind)) ?? kinds;
      for (const token of mentionTokens(mention, source)) {
        const refs = holders(token, wanted);
        const [only] = refs;
        if (refs.length === 1 && only !== undefined) return { found: only };
        if (refs.length > 1) return { ambiguous: refs.sort() };
      }
      return { missing: true };
    },
  };
}
