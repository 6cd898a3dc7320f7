import { describeActor } from '../../schema/actor.ts';
import { invalid, notFound } from '../../schema/errors.ts';
import type { Ref } from '../../schema/ref.ts';
import { deleteDistinct, distinctPair, presentRefs, putDistinct } from '../cypher/duplicates.ts';
import { countChange } from '../cypher/subjects.ts';
import type { Engine } from '../engine.ts';
import { optional, text } from '../reads/row.ts';
import type { DuplicateWrites } from '../store.ts';

/** Id of the node that keeps a pair apart: the same for both orders. */
export function distinctId(a: Ref, b: Ref): string {
  return [a, b].sort().join('|');
}

export function createDuplicateWrites(engine: Engine, now: () => Date): DuplicateWrites {
  return {
    async dismissDuplicate(actor, a, b, reason) {
      const refs = [a, b].sort();
      const present = await engine.read({ text: presentRefs, parameters: { refs } });
      const missing = refs.find((ref) => !present.some((row) => text(row, 'ref') === ref));
      if (missing !== undefined) throw notFound(`There is no ${missing}`);
      const kinds = new Set(present.map((row) => text(row, 'kind')));
      if (a === b || kinds.size > 1)
        throw invalid(`${a} and ${b} are not suggested as one thing`, { fix: 'Name two different things of one kind' });
      const id = distinctId(a, b);
      const properties = {
        id,
        a: refs[0],
        b: refs[1],
        by: describeActor(actor),
        at: now().toISOString(),
        ...optional('reason', reason?.trim() === '' ? undefined : reason?.trim()),
      };
      await engine.write(async (run) => {
        await run({ text: putDistinct, parameters: { id, properties } });
        await run({ text: countChange });
      });
    },
    async undismissDuplicate(_actor, a, b) {
      const id = distinctId(a, b);
      await engine.write(async (run) => {
        const found = await run({ text: distinctPair, parameters: { id } });
        if (found.length === 0) throw notFound(`No one said that ${a} and ${b} are two things`);
        await run({ text: deleteDistinct, parameters: { id } });
        await run({ text: countChange });
      });
    },
  };
}
