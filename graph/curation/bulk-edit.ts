import { type Actor, actorOf, type PersonActor } from '../../schema/actor.ts';
import type { Change, EntityView } from '../../schema/entity.ts';
import { invalid, KikiError } from '../../schema/errors.ts';
import { type Claim, peopleSource } from '../../schema/record.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { ApplyReport } from '../apply/apply.ts';
import { applyEdit } from '../edits.ts';
import { createPeopleDrafts, peopleRecordId, type PreparedEdit } from '../people-record.ts';
import { blankRun, runIdOf } from '../run-record.ts';
import type { GraphStore, StoredRecord } from '../store.ts';
import { type BulkChange, planChange, type Planned, type SourceSaying } from './bulk-change.ts';
import { mustEdit } from '../must-edit.ts';

/** Entities that are changed at once, at most. */
export const mostAtOnce = 400;

/** An entity as the person saw it. */
export interface BulkTarget {
  ref: Ref;
  revision: number;
}

/** What a change would do to one entity. */
export interface BulkItem {
  view: EntityView;
  fate: 'changes' | 'same' | 'impossible';
  /** What readers would see; may be nothing where only a pin comes or goes. */
  changes: Change[];
  /** What sources say that it would go before. */
  over: SourceSaying[];
  /** Why it is impossible. */
  problem?: string;
}

export interface BulkPreview {
  items: BulkItem[];
  /** What would change of other entities. */
  others: { ref: Ref; changes: Change[] }[];
  /** Refs of what is not there, or not for this viewer. */
  missing: Ref[];
}

export interface BulkResult {
  /** The run that stands for all of it; taking it back takes back all. Undefined when there was nothing to do. */
  run: string | undefined;
  changed: Ref[];
  /** They said already what they should say. */
  same: Ref[];
  /** They were changed, or are gone, since the person saw them; left as they are. */
  changedSince: Ref[];
  impossible: { ref: Ref; problem: string }[];
}

/** Changes many entities as one change. All methods throw NotAllowed for a viewer who may not edit, and Invalid for too many. */
export interface BulkEditor {
  preview(viewer: Viewer, order: { refs: readonly Ref[]; change: BulkChange }): Promise<BulkPreview>;
  /** @param order `title` says for the list of runs what was done, in words that everyone may read */
  apply(
    actor: PersonActor,
    viewer: Viewer,
    order: { targets: readonly BulkTarget[]; change: BulkChange; title: string; reason?: string | undefined },
  ): Promise<BulkResult>;
}

/** How often a change is planned anew because others wrote meanwhile. */
const mostTries = 5;

/**
 * Each edit is a person's claim in the record of the entity, as when it is edited alone, with the id of a run: so all of them are
 * seen and taken back together, and each can be taken back on its own.
 */
export function createBulkEditor({ store, now = () => new Date() }: BulkOptions): BulkEditor {
  const { ontology } = store;

  /** What the change comes to for each entity that is there. */
  const planAll = async (viewer: Viewer, refs: readonly Ref[], change: BulkChange): Promise<Plan[]> => {
    const views = await store.entities(viewer, refs);
    const records = await store.records(views.map(({ ref, kind }) => peopleRecordId(ref, kind)));
    return views.map((view) => {
      const record = records.get(peopleRecordId(view.ref, view.kind));
      return { view, record, planned: planChange(change, { view, said: record?.draft.claims ?? [], ontology }) };
    });
  };

  const prepareAll = async (actor: Actor, viewer: Viewer, plans: readonly Plan[]): Promise<PreparedEdit[]> => {
    const prepare = createPeopleDrafts({ store: await readTogether(store, viewer, plans), now });
    const edits: PreparedEdit[] = [];
    for (const { view, planned } of plans) {
      if (!('edit' in planned)) continue;
      const { ref, kind, revision } = view;
      const edit = (claims: readonly Claim[]) => applyEdit(claims, planned.edit, kind, ontology, view.aliases);
      edits.push(await prepare({ actor, viewer, ref, kind, edit, revision }));
    }
    return edits;
  };

  const readable = async (viewer: Viewer, refs: readonly Ref[]) =>
    new Set((await store.cards(viewer, refs)).map(({ ref }) => ref));

  const mustKnowOther = async (viewer: Viewer, change: BulkChange) => {
    if (!('other' in change) || (await readable(viewer, [change.other])).has(change.other)) return;
    throw invalid(`There is no ${change.other}`, { where: 'other', fix: 'Search for the other end, and use its ref' });
  };

  return {
    async preview(viewer, { refs, change }) {
      mustEdit(viewer);
      await mustKnowOther(viewer, change);
      const wanted = mustBeFew([...new Set(refs)]);
      const plans = await planAll(viewer, wanted, change);
      const edits = await prepareAll(actorOf(viewer), viewer, plans);
      const { changes } = edits.length === 0 ? { changes: [] } : await store.preview(recordsOf(edits));
      const changesOf = new Map(changes.map((each) => [each.ref, each.changes]));
      const own = new Set(plans.map(({ view }) => view.ref));
      const others = changes.filter(({ ref }) => !own.has(ref));
      const seen = await readable(
        viewer,
        others.map(({ ref }) => ref),
      );
      return {
        items: plans.map((each) => itemOf(each, changesOf.get(each.view.ref) ?? [])),
        others: others.filter(({ ref }) => seen.has(ref)).map((each) => ({ ref: each.ref, changes: each.changes })),
        missing: wanted.filter((ref) => !own.has(ref)),
      };
    },
    async apply(actor, viewer, { targets, change, title, reason }) {
      mustEdit(viewer);
      await mustKnowOther(viewer, change);
      mustBeFew(targets);
      const startedAt = now();
      const run = runIdOf(peopleSource, startedAt);
      const as: PersonActor = { ...actor, run };
      const result: BulkResult = { run: undefined, changed: [], same: [], changedSince: [], impossible: [] };
      const plans: Plan[] = [];
      const refs = targets.map(({ ref }) => ref);
      const planOf = new Map((await planAll(viewer, refs, change)).map((plan) => [plan.view.ref, plan]));
      for (const { ref, revision } of targets) {
        const found = planOf.get(ref);
        if (found?.view.revision !== revision) result.changedSince.push(ref);
        else if ('problem' in found.planned) result.impossible.push({ ref, problem: found.planned.problem });
        else if ('same' in found.planned) result.same.push(ref);
        else plans.push(found);
      }
      const edits = await prepareAll(as, viewer, plans);
      if (edits.length === 0) return result;

      const blank = { ...blankRun(run, peopleSource, startedAt), message: title, unchanged: result.same.length };
      // What stays in the list if this ends in the middle.
      await store.saveRun(as, { ...blank, status: 'stopped' });
      const counts = { added: 0, changed: 0, removed: 0 };
      // Each is one transaction: when someone writes meanwhile none of it is written, and what he changed is left out.
      for (const each of [edits.filter(({ upsert }) => upsert), edits.filter(({ removal }) => removal)]) {
        const { written, left, report } = await writeHolding({ store, viewer, actor: as }, each, reason);
        result.changed.push(...refsOf(written));
        result.changedSince.push(...refsOf(left));
        for (const fate of ['added', 'changed', 'removed'] as const) counts[fate] += report?.records[fate] ?? 0;
      }
      const refused = [
        ...result.changedSince.map((ref) => `${ref}: was changed since the preview`),
        ...result.impossible.map(({ ref, problem }) => `${ref}: ${problem}`),
      ];
      const status = refused.length === 0 ? 'done' : 'partly';
      const finishedAt = now().toISOString();
      await store.saveRun(as, { ...blank, ...counts, status, finishedAt, refused, refusedCount: refused.length });
      return { ...result, run };
    },
  };
}

interface BulkOptions {
  store: GraphStore;
  now?: () => Date;
}

interface Plan {
  view: EntityView;
  /** What people say of it. */
  record: StoredRecord | undefined;
  planned: Planned;
}

/** What drafts of edits of these entities are made from, read at once. */
async function readTogether(
  store: GraphStore,
  viewer: Viewer,
  plans: readonly Plan[],
): Promise<Pick<GraphStore, 'record' | 'testimonies'>> {
  const records = new Map(plans.map(({ view, record }) => [peopleRecordId(view.ref, view.kind), record]));
  const testimonies = await store.testimoniesOf(
    viewer,
    plans.map(({ view }) => view.ref),
  );
  return {
    record: (id) => Promise.resolve(records.get(id)),
    testimonies: (_viewer, ref) => Promise.resolve(testimonies.get(ref) ?? []),
  };
}

function itemOf({ view, planned }: Plan, changes: Change[]): BulkItem {
  if ('problem' in planned) return { view, fate: 'impossible', changes: [], over: [], problem: planned.problem };
  if ('same' in planned) return { view, fate: 'same', changes: [], over: [] };
  return { view, fate: 'changes', changes, over: planned.over };
}

function recordsOf(edits: readonly PreparedEdit[]) {
  return {
    upserts: edits.flatMap(({ upsert }) => (upsert === undefined ? [] : [{ draft: upsert }])),
    removals: edits.flatMap(({ removal }) => removal ?? []),
  };
}

function refsOf(edits: readonly PreparedEdit[]): Ref[] {
  return edits.flatMap(({ guard }) => guard.entity?.ref ?? []);
}

/** Writes the edits of entities that nobody changed since they were planned. */
async function writeHolding(
  { store, viewer, actor }: { store: GraphStore; viewer: Viewer; actor: Actor },
  edits: readonly PreparedEdit[],
  reason: string | undefined,
): Promise<{ written: readonly PreparedEdit[]; left: PreparedEdit[]; report?: ApplyReport }> {
  let written = edits;
  for (let tries = 1; written.length > 0; tries += 1) {
    try {
      const guards = written.map(({ guard }) => guard);
      const report = await store.apply(actor, { ...recordsOf(written), guards, reason });
      return { written, left: edits.filter((edit) => !written.includes(edit)), report };
    } catch (error) {
      if (!(error instanceof KikiError) || error.code !== 'conflict' || tries === mostTries) throw error;
      written = await stillHolding(store, viewer, written);
    }
  }
  return { written, left: [...edits] };
}

async function stillHolding(
  store: GraphStore,
  viewer: Viewer,
  edits: readonly PreparedEdit[],
): Promise<PreparedEdit[]> {
  const [records, views] = await Promise.all([
    store.records(edits.flatMap(({ guard }) => guard.record?.id ?? [])),
    store.entities(viewer, refsOf(edits)),
  ]);
  const revisionOf = new Map(views.map(({ ref, revision }) => [ref, revision]));
  return edits.filter(({ guard: { record, entity } }) => {
    const hash = record && records.get(record.id)?.hash;
    const revision = entity && revisionOf.get(entity.ref);
    return hash === record?.hash && revision === entity?.revision;
  });
}

function mustBeFew<T>(entities: readonly T[]): readonly T[] {
  if (entities.length === 0) throw invalid('No page is chosen', { fix: 'Choose some' });
  if (entities.length <= mostAtOnce) return entities;
  throw invalid(`${entities.length} pages are more than the ${mostAtOnce} that are changed at once`, {
    fix: 'Narrow the list, and change it in parts',
  });
}
