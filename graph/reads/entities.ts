import type { EntityCard, Passage } from '../../schema/entity.ts';
import { invalid } from '../../schema/errors.ts';
import type { FieldSpec } from '../../schema/kinds.ts';
import { fold, normaliseName } from '../../schema/names.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { isRef, type Ref } from '../../schema/ref.ts';
import type { Value } from '../../schema/value.ts';
import type { ReviewRules } from '../../schema/review.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { inBatches } from '../apply/batches.ts';
import { compareTexts } from '../compare-texts.ts';
import { loadMerges } from '../apply/merges.ts';
import { followMerges } from '../compute/merges.ts';
import { redirectKey } from '../compute/redirects.ts';
import {
  allOutlines,
  entitiesAtPaths,
  entitiesByRef,
  fieldValues,
  kindCounts,
  listColumns,
  passagesById,
  passagesOfRefs,
  recentlyChanged,
  subjectByRef,
} from '../cypher/entities.ts';
import type { Row, Run } from '../engine.ts';
import type { EntityReads, ListQuery, Location, OutlineEntry, RelationReads } from '../store.ts';
import { createEntityViews } from './entity-views.ts';
import { createNameCache, type NameIndex, normaliseIdentity } from './name-cache.ts';
import { loadNotes } from './notes.ts';
import { map, number, ofWhatIsThere, optionalText, text, texts } from './row.ts';
import { toCard, toPassage } from './shapes.ts';

export interface ReadsOptions {
  read: Run;
  ontology: Ontology;
  version: () => Promise<number>;
  review: ReviewRules;
  now: () => Date;
}

export function createEntityReads({
  read,
  ontology,
  review,
  now,
  version,
  nameIndex: names = createNameCache(read, version),
}: ReadsOptions & { nameIndex?: (viewer: Viewer) => Promise<NameIndex> }): Omit<
  EntityReads,
  'freshness' | 'disputed' | 'links' | 'brokenLinks' | 'describedBy' | 'testimonies' | 'testimoniesOf'
> &
  Pick<RelationReads, 'contradictions'> {
  const cards = async (viewer: Viewer, refs: readonly Ref[]): Promise<EntityCard[]> => {
    const found = new Map<Ref, EntityCard>();
    for (const batch of inBatches([...new Set(refs)])) {
      const rows = await read({ text: entitiesByRef, parameters: { refs: batch, audiences: [...viewer.audiences] } });
      for (const row of rows) found.set(text(map(row, 'properties'), 'ref'), toCard(map(row, 'properties')));
    }
    return refs.flatMap((ref) => found.get(ref) ?? []);
  };

  const passagesFrom = async (
    statement: string,
    viewer: Viewer,
    parameters: Record<string, string[]>,
  ): Promise<Passage[]> => {
    const found = await read({ text: statement, parameters: { ...parameters, audiences: [...viewer.audiences] } });
    const rows = ofWhatIsThere(found, 'id', 'ref', 'title', 'text');
    const notes = await loadNotes(
      read,
      viewer,
      rows.flatMap((row) => (typeof row.record === 'string' ? [row.record] : [])),
    );
    return rows.map((row) => toPassage(row, notes));
  };

  return {
    cards,
    async locate(viewer, given): Promise<Location> {
      const own: Location = isRef(given) ? await locateRef(viewer, given) : { status: 'unknown' };
      if (own.status === 'found' || own.status === 'moved') return own;
      const index = await names(viewer);
      const [ref, ...others] = index.byName.get(normaliseName(given)) ?? [];
      if (own.status === 'unknown' && ref !== undefined && others.length === 0) return { status: 'moved', ref };
      const led = await followRedirect(viewer, given, index);
      return led === undefined || (led.status === 'gone' && own.status === 'gone') ? own : led;
    },
    ...createEntityViews({ read, ontology, review, now, cards }),
    async list(viewer, query) {
      const { kind, offset = 0, limit = 100 } = query;
      const spec = ontology.kind(kind);
      const fields = [...new Set([...Object.keys(query.where ?? {}), 'status'])].filter(
        (field) => ontology.findField(kind, field) !== undefined,
      );
      const rows = await read({
        text: listColumns(spec.name, fields),
        parameters: { audiences: [...viewer.audiences] },
      });
      const kept = rows
        .filter((row) => matches(row, query, ontology))
        .map((row) => ({ ref: text(row, 'ref'), sortName: text(row, 'sortName') }))
        .sort((a, b) => (a.sortName < b.sortName ? -1 : a.sortName > b.sortName ? 1 : a.ref < b.ref ? -1 : 1));
      return {
        total: kept.length,
        items: await cards(
          viewer,
          kept.slice(offset, offset + limit).map(({ ref }) => ref),
        ),
      };
    },
    async outline(viewer, kindName) {
      const { name: kind } = ontology.kind(kindName);
      const spec = ontology.findField(kind, 'status');
      const fields = spec === undefined ? ['name'] : ['name', 'status'];
      const rows = await read({ text: listColumns(kind, fields), parameters: { audiences: [...viewer.audiences] } });
      return outlineOf(rows, spec);
    },
    async outlines(viewer) {
      const byKind = new Map<string, Row[]>();
      for (const row of await read({ text: allOutlines, parameters: { audiences: [...viewer.audiences] } })) {
        const known = byKind.get(text(row, 'kind'));
        if (known === undefined) byKind.set(text(row, 'kind'), [row]);
        else known.push(row);
      }
      return new Map([...byKind].map(([kind, rows]) => [kind, outlineOf(rows, ontology.findField(kind, 'status'))]));
    },
    async fieldValues(viewer, kindName, field) {
      const { name: kind } = ontology.kind(kindName);
      if (ontology.findField(kind, field) === undefined) throw invalid(`A ${kind} has no field "${field}"`);
      const rows = await read({ text: fieldValues(kind, field), parameters: { audiences: [...viewer.audiences] } });
      const counts = new Map<string, number>();
      for (const row of rows) {
        for (const item of [row.value].flat().map(String))
          counts.set(item, (counts.get(item) ?? 0) + number(row, 'count'));
      }
      return [...counts]
        .map(([item, count]) => ({ value: item, count }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    },
    async countKinds(viewer) {
      const rows = await read({ text: kindCounts, parameters: { audiences: [...viewer.audiences] } });
      return Object.fromEntries(rows.map((row) => [text(row, 'kind'), number(row, 'count')]));
    },
    names: async (viewer) => (await names(viewer)).entries,
    async withIdentity(viewer, identities) {
      const { byIdentity } = await names(viewer);
      return new Map(
        identities.flatMap((identity) => {
          const ref = byIdentity.get(normaliseIdentity(identity));
          return ref === undefined ? [] : [[identity, ref] as const];
        }),
      );
    },
    async atPaths(viewer, source, paths) {
      const parameters = { source, paths: [...paths], audiences: [...viewer.audiences] };
      const rows = await read({ text: entitiesAtPaths, parameters });
      return new Map(rows.map((row) => [text(row, 'path'), text(row, 'ref')]));
    },
    async recentlyChanged(viewer, limit) {
      const rows = await read({ text: recentlyChanged, parameters: { audiences: [...viewer.audiences], limit } });
      return rows.map((row) => ({
        ref: text(row, 'ref'),
        kind: text(row, 'kind'),
        name: text(row, 'name'),
        changedAt: text(row, 'changedAt'),
      }));
    },
    passages: async (viewer, ids) => {
      const found = new Map(
        (await passagesFrom(passagesById, viewer, { ids: [...ids] })).map((passage) => [passage.id, passage]),
      );
      return ids.flatMap((id) => found.get(id) ?? []);
    },
    passagesOf: async (viewer, refs) => {
      const found = await passagesFrom(passagesOfRefs, viewer, { refs: [...refs] });
      return found.sort((a, b) => refs.indexOf(a.ref) - refs.indexOf(b.ref) || a.order - b.order);
    },
  };

  async function locateRef(viewer: Viewer, ref: Ref): Promise<Location> {
    const [subject] = await read({ text: subjectByRef, parameters: { ref, audiences: [...viewer.audiences] } });
    const labels = subject === undefined ? [] : texts(subject, 'labels');
    if (labels.includes('Entity')) return { status: 'found', ref };
    if (subject === undefined || !labels.includes('Former')) return { status: 'unknown' };
    const survivor = followMerges(await loadMerges(read))(ref);
    const [moved] = survivor === ref ? [] : await cards(viewer, [survivor]);
    return moved === undefined
      ? { status: 'gone', ref, name: text(subject, 'name') }
      : { status: 'moved', ref: moved.ref };
  }

  /** Where people say that it leads; from what is gone on to where that leads, and never in a circle. */
  async function followRedirect(
    viewer: Viewer,
    given: string,
    { byRedirect }: NameIndex,
  ): Promise<Location | undefined> {
    const seen = new Set<Ref>();
    let last: Location | undefined;
    for (let to = byRedirect.get(redirectKey(given)); to !== undefined && !seen.has(to);) {
      seen.add(to);
      const target = await locateRef(viewer, to);
      if (target.status === 'unknown') return last; // it is not for this viewer
      if (target.status !== 'gone') return { status: 'moved', ref: target.ref };
      last = target;
      to = byRedirect.get(redirectKey(to));
    }
    return last;
  }
}

/** By name. @param status the field of the kind, where it has one */
function outlineOf(rows: readonly Row[], status: FieldSpec | undefined): OutlineEntry[] {
  return rows
    .map((row) => ({ row, order: text(row, 'sortName'), ref: text(row, 'ref') }))
    .sort((a, b) => compareTexts(a.order, b.order) || compareTexts(a.ref, b.ref))
    .map(({ row, ref }) => {
      const own = optionalText(row, 'status') ?? status?.assumed;
      return {
        ref,
        name: text(row, 'name'),
        ...(own !== undefined && { status: own }),
        isCounted: status?.choices?.find(({ value }) => value === own)?.counted !== false,
      };
    });
}

/** Whether a row passes a list's filters. A field without value counts as what the ontology assumes. */
function matches(row: Row, { kind, where = {}, includeUncounted = false }: ListQuery, ontology: Ontology): boolean {
  const valueOf = (field: string): Value | undefined =>
    (row[field] as Value | null) ?? ontology.findField(kind, field)?.assumed;
  const wanted = Object.entries(where).every(([field, values]) => {
    const held = [valueOf(field) ?? []].flat().map((each) => fold(String(each)));
    return values.some((each) => held.includes(fold(String(each))));
  });
  if (!wanted) return false;
  if (includeUncounted || 'status' in where) return true;
  const status = valueOf('status');
  return ontology.findField(kind, 'status')?.choices?.find((choice) => choice.value === status)?.counted !== false;
}
