import { type Actor, describeActor } from '../../schema/actor.ts';
import { conflict, notFound } from '../../schema/errors.ts';
import { parseRef, type Ref } from '../../schema/ref.ts';
import { loadMerges } from '../apply/merges.ts';
import { count } from '../apply/write-difference.ts';
import { followMerges } from '../compute/merges.ts';
import { endMerge, markDescribing, mergesFrom, putMerge } from '../cypher/merges.ts';
import { subjectState } from '../cypher/subjects.ts';
import type { Engine, Run } from '../engine.ts';
import { map, optional, text } from '../reads/row.ts';
import type { MergeWrites, RecordWrites } from '../store.ts';

/** Merging sets one pointer, and un-merging ends it; what follows is computed from records, which stay where they are. */
export function createMergeWrites(
  engine: Engine,
  apply: RecordWrites['apply'],
  now: () => Date,
): Pick<MergeWrites, 'merge' | 'unmerge'> {
  const settle = async (actor: Actor, reason: string) => {
    await apply(actor, { upserts: [], removals: [], reason });
  };
  return {
    async merge(actor, { from, into, reason }) {
      if (parseRef(from).kind !== parseRef(into).kind)
        throw conflict(`${from} and ${into} are of two kinds`, { fix: 'Only things of one kind can be one' });
      const at = now().toISOString();
      await engine.write(async (run) => {
        await count(run);
        await mustBeThere(run, [from, into]);
        const survivor = await survivorOf(run);
        if (survivor(from) !== from)
          throw conflict(`${from} is merged into ${survivor(from)} already`, { fix: 'Un-merge it first' });
        if (survivor(into) === from)
          throw conflict(`${into} leads to ${from}`, { fix: 'Merge the other way round, or un-merge it first' });
        const id = `${from}@${at}`;
        const properties = {
          id,
          merged: from,
          survivor: into,
          at,
          by: describeActor(actor),
          ...optional('reason', reason),
        };
        await run({ text: putMerge, parameters: { id, properties } });
        await run({ text: markDescribing, parameters: { ref: from } });
      });
      await settle(actor, reason ?? `Merged ${from} into ${into}`);
    },
    async unmerge(actor, from, reason) {
      const into = await engine.write(async (run) => {
        await count(run);
        const [row] = await run({ text: mergesFrom, parameters: { ref: from } });
        if (row === undefined)
          throw notFound(`${from} is merged into nothing`, { fix: 'See what is merged on its page' });
        const survivor = (await survivorOf(run))(from);
        const merge = map(row, 'properties');
        const ended = { until: now().toISOString(), endedBy: describeActor(actor) };
        await run({ text: endMerge, parameters: { id: text(merge, 'id'), properties: ended } });
        await run({ text: markDescribing, parameters: { ref: survivor } });
        return text(merge, 'survivor');
      });
      await settle(actor, reason ?? `Took ${from} out of ${into} again`);
    },
  };
}

/** @throws NotFound */
async function mustBeThere(run: Run, refs: readonly Ref[]): Promise<void> {
  const rows = await run({ text: subjectState, parameters: { refs: [...refs] } });
  const known = new Set(rows.map((row) => text(row, 'ref')));
  const missing = refs.find((ref) => !known.has(ref));
  if (missing !== undefined)
    throw notFound(`There is no ${missing}`, { fix: 'Search for it: it may be called otherwise' });
}

async function survivorOf(run: Run) {
  return followMerges(await loadMerges(run));
}
