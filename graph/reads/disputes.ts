import type { SourceNote } from '../../schema/entity.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Value } from '../../schema/value.ts';
import { loadTrust, loadTrustRules, trustKey } from '../apply/trust.ts';
import { disputedEntities } from '../cypher/entities.ts';
import type { Row, Run } from '../engine.ts';
import { compareTexts } from '../compare-texts.ts';
import type { Dispute, DisputeCount, DisputeReads, Saying } from '../store.ts';
import type { ReadSaid, SaidOf } from './entity-views.ts';
import { optional, text, texts } from './row.ts';

/** Lists on what sources differ, from what is kept with each entity. */
export function createDisputeReads(read: Run, ontology: Ontology, said: ReadSaid): DisputeReads {
  return {
    async disputes(viewer, { kind, name: onlyName, of, isSettled = false, offset = 0, limit = 100 } = {}) {
      const rows = await read({ text: disputedEntities, parameters: { audiences: [...viewer.audiences] } });
      const wanted = kind === undefined ? undefined : ontology.kind(kind).name;
      const all = rows
        .filter((row) => wanted === undefined || text(row, 'kind') === wanted)
        .filter((row) => of === undefined || text(row, 'ref') === of)
        .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
        .flatMap((row) =>
          texts(row, isSettled ? 'settledDisputes' : 'disputes').map((name) => [text(row, 'ref'), name] as const),
        )
        .filter(([, name]) => onlyName === undefined || name === onlyName);
      const chosen = all.slice(offset, offset + limit);
      const [trust, views] = await Promise.all([
        loadTrust(read),
        said(
          viewer,
          chosen.map(([ref]) => ref),
          new Set(chosen.map(([, name]) => name)),
        ),
      ]);
      const viewOf = new Map(views.map((view) => [view.ref, view]));
      return {
        total: all.length,
        items: chosen.flatMap(([ref, name]) => disputeOf(viewOf.get(ref), name, trust) ?? []),
      };
    },
    async disputeCounts(viewer, { isSettled = false } = {}) {
      const rows = await read({ text: disputedEntities, parameters: { audiences: [...viewer.audiences] } });
      const counts = new Map<string, DisputeCount>();
      for (const row of rows) {
        const kind = text(row, 'kind');
        for (const name of texts(row, isSettled ? 'settledDisputes' : 'disputes')) {
          const known = counts.get(trustKey(kind, name)) ?? { kind, name, count: 0 };
          counts.set(trustKey(kind, name), { ...known, count: known.count + 1 });
        }
      }
      return [...counts].sort(([a], [b]) => compareTexts(a, b)).map(([, each]) => each);
    },
    async dispute(viewer, ref, name) {
      const [trust, [view]] = await Promise.all([loadTrust(read), said(viewer, [ref], new Set([name]))]);
      return disputeOf(view, name, trust);
    },
    async trustRules() {
      return (await loadTrustRules(read)).sort((a, b) => (a.key < b.key ? -1 : 1));
    },
  };

  function disputeOf(
    view: SaidOf | undefined,
    name: string,
    trust: ReadonlyMap<string, string[]>,
  ): Dispute | undefined {
    if (view === undefined) return undefined;
    const spec = ontology.findRelation(name);
    const says = spec === undefined ? fieldSayings(view, name) : relationSayings(view, name);
    if (says.length === 0) return undefined;
    const { facts: _facts, relations: _relations, ...card } = view;
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

function fieldSayings(view: SaidOf, name: string): Saying[] {
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

function relationSayings(view: SaidOf, name: string): Saying[] {
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
