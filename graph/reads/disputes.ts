import type { EntityView, SourceNote } from '../../schema/entity.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Value } from '../../schema/value.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { loadTrust, loadTrustRules, trustKey } from '../apply/trust.ts';
import { disputedEntities } from '../cypher/entities.ts';
import type { Row, Run } from '../engine.ts';
import type { Dispute, DisputeReads, EntityReads, Saying } from '../store.ts';
import { optional, text, texts } from './row.ts';

/** Lists on what sources differ, from what is kept with each entity. */
export function createDisputeReads(read: Run, ontology: Ontology, entity: EntityReads['entity']): DisputeReads {
  return {
    async disputes(viewer, { kind, name: onlyName, isSettled = false, offset = 0, limit = 100 } = {}) {
      const rows = await read({ text: disputedEntities, parameters: { audiences: [...viewer.audiences] } });
      const wanted = kind === undefined ? undefined : ontology.kind(kind).name;
      const all = rows
        .filter((row) => wanted === undefined || text(row, 'kind') === wanted)
        .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
        .flatMap((row) =>
          texts(row, isSettled ? 'settledDisputes' : 'disputes').map((name) => [text(row, 'ref'), name] as const),
        )
        .filter(([, name]) => onlyName === undefined || name === onlyName);
      const items: Dispute[] = [];
      const trust = await loadTrust(read);
      for (const [ref, name] of all.slice(offset, offset + limit)) {
        const found = await disputeOf(viewer, ref, name, trust);
        if (found !== undefined) items.push(found);
      }
      return { total: all.length, items };
    },
    async dispute(viewer, ref, name) {
      return disputeOf(viewer, ref, name, await loadTrust(read));
    },
    async trustRules() {
      return (await loadTrustRules(read)).sort((a, b) => (a.key < b.key ? -1 : 1));
    },
  };

  async function disputeOf(
    viewer: Viewer,
    ref: string,
    name: string,
    trust: ReadonlyMap<string, string[]>,
  ): Promise<Dispute | undefined> {
    const view = await entity(viewer, ref);
    if (view === undefined) return undefined;
    const spec = ontology.findRelation(name);
    const says = spec === undefined ? fieldSayings(view, name) : relationSayings(view, name);
    if (says.length === 0) return undefined;
    const { facts: _facts, relations: _relations, passages: _passages, ...card } = view;
    return {
      entity: card,
      name,
      about: spec === undefined ? 'field' : 'relation',
      ...(spec && { end: spec.subject }),
      says,
      trusted: trust.get(trustKey(view.kind, name)) ?? [],
    };
  }
}

function orderOf(row: Row): string {
  return `${text(row, 'kind')}|${text(row, 'sortName')}|${text(row, 'ref')}`;
}

function fieldSayings(view: EntityView, name: string): Saying[] {
  const fact = view.facts[name];
  if (fact === undefined) return [];
  return [
    { value: fact.value, sources: fact.sources, isShown: true },
    ...(fact.contradicts ?? []).map((other) => ({ ...other, isShown: false })),
    ...(fact.overruled ?? []).map((other) => {
      const then = fact.earlier?.find(({ value }) => sameValue(value, other.value));
      return { ...other, isShown: false, ...(other.settled === 'dated' && daysOf(then)) };
    }),
  ];
}

function relationSayings(view: EntityView, name: string): Saying[] {
  const others = [...view.contradictions, ...view.overruled].filter(({ relation }) => relation === name);
  const end = others[0]?.end;
  const shown = view.relations.filter(
    (each) => each.relation === name && each.end === end && each.current && !each.dotted,
  );
  const saying = ({
    other,
    sources,
    settled,
  }: {
    other: { ref: string; name: string };
    sources: SourceNote[];
    settled?: Saying['settled'];
  }) => ({
    value: other.name,
    other: other.ref,
    sources,
    ...(settled && { settled }),
  });
  return [
    ...shown.map((each) => ({ ...saying(each), ...optional('role', each.roles[0]), isShown: true })),
    ...others.map((each) => {
      const then = view.relations.find(
        ({ relation, other, current }) => relation === name && other.ref === each.other.ref && !current,
      );
      return { ...saying(each), isShown: false, ...(each.settled === 'dated' && daysOf(then)) };
    }),
  ];
}

function sameValue(a: Value, b: Value): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function daysOf(then: { from?: string; until?: string } | undefined): { from?: string; until?: string } {
  return { ...optional('from', then?.from), ...optional('until', then?.until) };
}
