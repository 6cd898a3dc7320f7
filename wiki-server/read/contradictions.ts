import { createHash } from 'node:crypto';
import type { Dispute, GraphStore, Saying, TrustRule } from '../../graph/store.ts';
import type { EntityView } from '../../schema/entity.ts';
import { differsHarmlessly } from '../../schema/disagreement.ts';
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
  const { total, items } =
    of === undefined
      ? await store.disputes(viewer, {
          isSettled,
          ...(kind !== undefined && { kind }),
          offset: (page - 1) * contradictionsPerPage,
          limit: contradictionsPerPage,
        })
      : await readOf(store, viewer, of, isSettled);
  const kinds = await Promise.all(
    store.ontology.kinds.map(async ({ name }) => ({
      kind: name,
      total: (await store.disputes(viewer, { isSettled, kind: name, limit: 0 })).total,
    })),
  );
  const rules = new Map((await store.trustRules()).map((rule) => [rule.key, rule]));
  const tokens = new Map(items.map(({ entity, name }) => [ruleKey(entity.kind, name), { kind: entity.kind, name }]));
  const openOf = await Promise.all(
    [...tokens].map(
      async ([key, about]) => [key, (await store.disputes(viewer, { ...about, limit: 0 })).total] as const,
    ),
  );
  return { total, items, kinds: kinds.filter((each) => each.total > 0), rules, openOf: new Map(openOf) };
}

async function readOf(store: GraphStore, viewer: Viewer, ref: Ref, isSettled: boolean) {
  const view = await store.entity(viewer, ref);
  const names = view === undefined ? [] : isSettled ? settledNames(view) : openNames(view);
  const found = await Promise.all(names.map((name) => store.dispute(viewer, ref, name)));
  const items = found.filter((each) => each !== undefined);
  return { total: items.length, items };
}

/** Fields and relations of an entity on which sources differ and nobody has decided. */
export function openNames({ facts, contradictions }: EntityView): string[] {
  const fields = Object.entries(facts).filter(([name, fact]) => fact.contradicts && !differsHarmlessly.has(name));
  return [...new Set([...fields.map(([name]) => name), ...contradictions.map(({ relation }) => relation)])];
}

function settledNames(view: EntityView): string[] {
  const open = new Set(openNames(view));
  const fields = Object.entries(view.facts).filter(([name, fact]) => fact.overruled && !differsHarmlessly.has(name));
  const names = [...fields.map(([name]) => name), ...view.overruled.map(({ relation }) => relation)];
  return [...new Set(names)].filter((name) => !open.has(name));
}

/** What identifies a rule of trust. */
export function ruleKey(kind: string, name: string): string {
  return `${kind}.${name}`;
}

/** Tells what is said from all else that is said of the same, whatever its place in the list is meanwhile. */
export function sayingToken({ value, other }: Saying): string {
  return other ?? createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}
