import { createHash } from 'node:crypto';
import type { Dispute, GraphStore, Saying, TrustRule } from '../../graph/store.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';

/** Contradictions on one page. */
export const contradictionsPerPage = 50;

export interface ContradictionQuery {
  settled: boolean;
  kind: string | undefined;
  of: Ref | undefined;
  page: number;
}

/** Contradictions with what else is to be known to settle them. */
export interface Contradictions {
  total: number;
  items: Dispute[];
  /** How many there are per kind. */
  kinds: { kind: string; total: number }[];
  /** Whom admins ranked first, by `Kind.name`. */
  rules: ReadonlyMap<string, TrustRule>;
  /** How many are open for a field or relation of a kind, by `Kind.name`. */
  openOf: ReadonlyMap<string, number>;
}

/** One page of the contradictions, by kind and name; those of one entity when it is named. */
export async function readContradictions(
  store: GraphStore,
  viewer: Viewer,
  { settled: isSettled, kind, of, page }: ContradictionQuery,
): Promise<Contradictions> {
  const { total, items } = await store.disputes(viewer, {
    isSettled,
    ...(kind !== undefined && { kind }),
    // Of one entity all are shown.
    ...(of === undefined ? { offset: (page - 1) * contradictionsPerPage, limit: contradictionsPerPage } : { of }),
  });
  const [rules, open] = await Promise.all([store.trustRules(), store.disputeCounts(viewer)]);
  const listed = isSettled ? await store.disputeCounts(viewer, { isSettled }) : open;
  const perKind = new Map<string, number>();
  for (const each of listed) perKind.set(each.kind, (perKind.get(each.kind) ?? 0) + each.count);
  return {
    total,
    items,
    kinds: store.ontology.kinds.flatMap(({ name }) => {
      const ofKind = perKind.get(name);
      return ofKind === undefined ? [] : [{ kind: name, total: ofKind }];
    }),
    rules: new Map(rules.map((rule) => [rule.key, rule])),
    openOf: new Map(open.map((each) => [ruleKey(each.kind, each.name), each.count])),
  };
}

/** What identifies a rule of trust. */
export function ruleKey(kind: string, name: string): string {
  return `${kind}.${name}`;
}

/** Tells what is said from all else that is said of the same, whatever its place in the list is meanwhile. */
export function sayingToken({ value, other }: Saying): string {
  return other ?? createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}
