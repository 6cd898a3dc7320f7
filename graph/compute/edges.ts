import type { Settled } from '../../schema/entity.ts';
import { fold } from '../../schema/names.ts';
import { peopleSource, type RelationClaim } from '../../schema/record.ts';
import type { Ref } from '../../schema/ref.ts';
import type { RelationSpec } from '../../schema/relations.ts';
import { tellApart } from './also.ts';
import { type LiveRecord, preferredBy, settledHow, type Support, supportOf } from './claims.ts';

/** A statement about a subject's relation to another thing, with the other thing found. */
export interface RelationStatement {
  claim: Pick<RelationClaim, 'role' | 'dotted' | 'from' | 'until' | 'ended' | 'not' | 'over' | 'at'>;
  record: LiveRecord;
  /** The end of the relation that is not the subject. */
  other: Ref;
}

/** A computed edge of one subject. */
export interface EdgeState {
  other: Ref;
  roles: string[];
  dotted: boolean;
  ended: boolean;
  from?: string;
  until?: string;
  support: Support[];
}

export interface RelationState {
  edges: EdgeState[];
  /** What other sources say instead, best first. */
  losers: { other: Ref; support: Support[]; settled?: Settled }[];
  /** For `one`: what the shown end's own source says under another key, best first. */
  also?: { other: Ref; support: Support[] }[];
}

/**
 * The edges of one relation from one subject, computed from what live records say of it.
 *
 * - A dotted line is in addition and contradicts nothing. So is a relation with a last day: whether it still runs is asked of
 *   the day of reading, so the graph does not change by itself overnight.
 * - An ended relation is kept as ended; it denies the running one of records that are not preferred to it.
 * - `one`: the preferred statement; what its own source says under other keys stands beside it, others are losers.
 * - `many`: the union. Where a source is authoritative, the preferred authoritative source that says anything gives the whole
 *   list for its role, and the rest are losers. What a person says in Kiki is added to it or taken from it.
 *
 * @param trusted sources that go before others for this relation, best first
 */
export function computeRelation(
  statements: readonly RelationStatement[],
  spec: RelationSpec,
  isAuthoritative: (source: string) => boolean,
  trusted: readonly string[] = [],
): RelationState {
  const inOrder = preferredBy(trusted);
  const ordered = [...statements].sort((a, b) => inOrder(a.record, b.record));
  const { running, ended } = withoutDenied(ordered);
  const isOpen = ({ claim }: RelationStatement) => !claim.dotted && claim.until === undefined;
  const open = running.filter(isOpen);
  const additional = running.filter((statement) => !isOpen(statement));

  const decided =
    spec.cardinality === 'one'
      ? decideOne(open)
      : decideMany(open, (source) => (spec.authoritative ?? false) || isAuthoritative(source));
  const isShown = (other: Ref) => decided.winning.some((winner) => winner.other === other);
  const losing = decided.losing.filter(({ other }) => !isShown(other));
  const own = spec.cardinality === 'one' ? decided.winning[0]?.record.source : undefined;
  const rest = { winning: decided.winning, additional: [...additional, ...ended], trusted };
  const { also, losers } = tellApart(own, losersOf(losing, rest));
  return {
    edges: mergeEqual([...decided.winning, ...additional, ...ended]),
    losers: losers.map(withoutSources),
    ...(also.length > 0 && { also: also.map(({ other, support }) => ({ other, support })) }),
  };
}

function withoutSources({ sources: _sources, ...loser }: Loser): RelationState['losers'][number] {
  return loser;
}

type Loser = RelationState['losers'][number] & { sources: ReadonlySet<string> };

/** What the losing statements say, each other thing once, with whether that is settled. */
function losersOf(
  losing: readonly RelationStatement[],
  {
    winning,
    additional,
    trusted,
  }: {
    winning: readonly RelationStatement[];
    additional: readonly RelationStatement[];
    trusted: readonly string[];
  },
): Loser[] {
  const over = winning.flatMap(({ claim }) => claim.over ?? []);
  const dated = additional.filter(({ record, claim }) => record.source === peopleSource && !claim.dotted);
  return [...new Set(losing.map(({ other }) => other))].map((other) => {
    const statements = losing.filter((each) => each.other === other);
    const sources = new Set(statements.map(({ record }) => record.source));
    const settled = settledHow({
      sources: [...sources],
      winner: winning.map(({ record }) => record.source),
      trusted,
      isChosenOver: (source) => over.some((each) => each.source === source && each.other === other),
      isDated: dated.some((each) => each.other === other),
    });
    const support = statements.map(({ record, claim }) => supportOf(record, claim));
    return { other, support, sources, ...(settled && { settled }) };
  });
}

function withoutDenied(ordered: readonly RelationStatement[]): {
  running: RelationStatement[];
  ended: RelationStatement[];
} {
  const running: RelationStatement[] = [];
  const ended: RelationStatement[] = [];
  const denied = new Set<string>();
  for (const statement of ordered) {
    const { claim, other } = statement;
    const token = `${claim.dotted ? 'dotted' : 'plain'}|${other}`;
    if (claim.not) {
      denied.add(token);
    } else if (claim.ended) {
      if (!denied.has(token)) ended.push(statement);
      denied.add(token);
    } else if (!denied.has(token)) {
      running.push(statement);
    }
  }
  // A preferred source says it runs: then another's word that it is over does not make it over.
  const runs = new Set(running.map(({ other }) => other));
  return { running, ended: ended.filter(({ other }) => !runs.has(other)) };
}

function decideOne(open: readonly RelationStatement[]): { winning: RelationStatement[]; losing: RelationStatement[] } {
  const winner = open[0]?.other;
  return {
    winning: open.filter(({ other }) => other === winner),
    losing: open.filter(({ other }) => other !== winner),
  };
}

function decideMany(
  open: readonly RelationStatement[],
  isAuthoritative: (source: string) => boolean,
): { winning: RelationStatement[]; losing: RelationStatement[] } {
  // Who settles a contradiction says all there is.
  const settling = open.filter(({ claim, record }) => record.source === peopleSource && claim.over !== undefined);
  if (settling.length > 0) {
    const isPeoples = ({ record }: RelationStatement) => record.source === peopleSource;
    const said = new Set(open.filter(isPeoples).map(({ other }) => other));
    const wins = ({ other }: RelationStatement) => said.has(other);
    return { winning: open.filter(wins), losing: open.filter((statement) => !wins(statement)) };
  }
  const wholeListBy = new Map<string, string>();
  for (const { claim, record } of open) {
    const role = roleToken(claim.role);
    if (isAuthoritative(record.source) && record.source !== peopleSource && !wholeListBy.has(role))
      wholeListBy.set(role, record.source);
  }
  const listed = new Map<string, Set<Ref>>();
  for (const { claim, record, other } of open) {
    const role = roleToken(claim.role);
    if (wholeListBy.get(role) === record.source) listed.set(role, (listed.get(role) ?? new Set()).add(other));
  }
  // What a person added is in addition to the list of the source, and what he removed is denied above.
  const wins = ({ claim, other, record }: RelationStatement) =>
    (record.source === peopleSource || listed.get(roleToken(claim.role))?.has(other)) ?? true;
  return { winning: open.filter(wins), losing: open.filter((statement) => !wins(statement)) };
}

function roleToken(role: string | undefined): string {
  return fold(role ?? '').trim();
}

/** One edge per other thing, sort and last day: all roles, the preferred first day, everyone who says so. */
function mergeEqual(statements: readonly RelationStatement[]): EdgeState[] {
  const edges = new Map<string, EdgeState>();
  for (const { claim, record, other } of statements) {
    const { dotted = false, ended = false, role, from, until } = claim;
    const token = JSON.stringify([other, dotted, ended, until]);
    const edge = edges.get(token) ?? {
      other,
      roles: [],
      dotted,
      ended,
      ...(until !== undefined && { until }),
      support: [],
    };
    edges.set(token, edge);
    if (role !== undefined && !edge.roles.some((known) => roleToken(known) === roleToken(role))) edge.roles.push(role);
    if (from !== undefined) edge.from ??= from;
    edge.support.push(supportOf(record, claim));
  }
  return [...edges.values()];
}
