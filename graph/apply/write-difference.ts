import { type Actor, describeActor } from '../../schema/actor.ts';
import { conflict } from '../../schema/errors.ts';
import type { Ref } from '../../schema/ref.ts';
import { linkRecords, setRecordRefs, unlinkRecords } from '../cypher/records.ts';
import {
  addRevisions,
  countChange,
  deleteEdges,
  deletePassages,
  labelSteps,
  linkPassages,
  putEdges,
  putEntities,
  putPassages,
  retireEntities,
} from '../cypher/subjects.ts';
import type { Engine, Row, Run } from '../engine.ts';
import { number, optional } from '../reads/row.ts';
import { groupBy, runOverList, runOverRows } from './batches.ts';
import type { Difference } from './difference.ts';
import type { Home } from './plan.ts';

export interface WriteOrder {
  /** Whose work the change of an entity is, for the history. */
  actorOf(ref: Ref): Actor;
  reason?: string | undefined;
  at: string;
  differences: readonly Difference[];
  /** Records that now describe these entities. */
  rehomed: ReadonlyMap<string, Home>;
  /** Version of the graph from which the differences were computed. */
  expectedVersion: number;
}

/**
 * Writes differences in one transaction and tells the indexes.
 *
 * @returns the new version of the graph
 * @throws Conflict when the graph is not at the expected version any more; nothing is written then
 */
export async function writeDifferences(engine: Engine, order: WriteOrder): Promise<number> {
  const version = await engine.write(async (run) => {
    const counted = await count(run);
    if (counted !== order.expectedVersion + 1) throw conflict('The graph changed meanwhile');
    await writeNodes(run, order.differences);
    await writeEdges(run, order.differences);
    await writePassages(run, order.differences);
    await runOverRows(
      run,
      addRevisions,
      order.differences.filter(({ changes }) => changes.length > 0).map((difference) => revision(difference, order)),
    );
    const rows = [...order.rehomed].map(([id, home]) => ({ id, ...home }));
    await runOverRows(run, setRecordRefs, rows);
    await runOverList(run, unlinkRecords, 'ids', [...order.rehomed.keys()]);
    await runOverRows(run, linkRecords, rows);
    return counted;
  });
  const removed = order.differences.flatMap((difference) => difference.passagesToDelete);
  const documents = order.differences.flatMap(({ passagesToPut }) =>
    passagesToPut.flatMap(({ document }) => document ?? []),
  );
  for (const index of [engine.text, engine.vectors]) {
    index.remove(removed);
    index.put(documents);
  }
  return version;
}

/** Advances the version of the graph. */
export async function count(run: Run): Promise<number> {
  const [row] = await run({ text: countChange });
  return number(row ?? {}, 'version');
}

async function writeNodes(run: Run, differences: readonly Difference[]): Promise<void> {
  const written = differences.filter(({ properties }) => properties !== undefined);
  for (const [kind, group] of groupBy(
    written.filter(({ fate }) => fate !== 'removed'),
    (each) => each.kind,
  )) {
    await runOverRows(
      run,
      putEntities(kind),
      group.map(({ ref, properties }) => ({ ref, properties })),
    );
  }
  for (const [kind, group] of groupBy(
    written.filter(({ fate }) => fate === 'removed'),
    (each) => each.kind,
  )) {
    await runOverRows(
      run,
      retireEntities(kind),
      group.map(({ ref, properties }) => ({ ref, properties })),
    );
  }
}

async function writeEdges(run: Run, differences: readonly Difference[]): Promise<void> {
  const row = ({ from, to, properties }: { from: Ref; to: Ref; properties: Row }) => ({
    from,
    to,
    id: properties.id,
    properties,
  });
  for (const [type, edges] of groupBy(
    differences.flatMap((each) => each.edgesToDelete),
    (edge) => edge.type,
  )) {
    await runOverRows(run, deleteEdges(type), edges.map(row));
  }
  for (const [type, edges] of groupBy(
    differences.flatMap((each) => each.edgesToPut),
    (edge) => edge.type,
  )) {
    await runOverRows(run, putEdges(type), edges.map(row));
  }
}

async function writePassages(run: Run, differences: readonly Difference[]): Promise<void> {
  await runOverList(
    run,
    deletePassages,
    'ids',
    differences.flatMap((each) => each.passagesToDelete),
  );
  const passages = differences.flatMap(({ ref, passagesToPut }) =>
    passagesToPut.map((passage) => ({ ...passage, ref })),
  );
  await runOverRows(
    run,
    putPassages,
    passages.map(({ id, properties }) => ({ id, properties })),
  );
  await runOverRows(
    run,
    linkPassages,
    passages.map(({ id, ref }) => ({ id, ref })),
  );
  await runOverList(
    run,
    labelSteps,
    'ids',
    passages.filter(({ step }) => step).map(({ id }) => id),
  );
}

function runOf(actor: Actor): string | undefined {
  if (actor.type === 'kiki') return undefined;
  return actor.type === 'run' ? actor.id : actor.run;
}

/** Under which id a revision of an entity is kept. */
export function revisionId(ref: Ref, number: number): string {
  return `${ref}@${number}`;
}

function revision(difference: Difference, { actorOf, reason, at }: WriteOrder): Row {
  const actor = actorOf(difference.ref);
  const number = Number(difference.properties?.revision);
  const id = revisionId(difference.ref, number);
  return {
    id,
    properties: {
      id,
      ref: difference.ref,
      number,
      at,
      actor: describeActor(actor),
      actorType: actor.type,
      actorId: actor.type === 'kiki' ? 'kiki' : actor.id,
      ...optional('run', runOf(actor)),
      ...optional('reason', reason),
      others: [...new Set(difference.changes.flatMap(({ other }) => other ?? []))],
      changes: JSON.stringify(difference.changes),
    },
  };
}
