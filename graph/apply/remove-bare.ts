import type { Ref } from '../../schema/ref.ts';
import { deleteSubjects, subjectState } from '../cypher/subjects.ts';
import type { Engine, Run } from '../engine.ts';
import { text, texts } from '../reads/row.ts';
import { inBatches, runOverList } from './batches.ts';
import { count } from './write-difference.ts';

/**
 * Removes those of some subjects of which nothing was ever written: they were planned, and then another writer gave the things other refs.
 *
 * Another writer may just now be about to write of one of them. So this advances the version of the graph first: who planned before then
 * plans anew, and puts back what is wanted.
 */
export async function removeBareSubjects(engine: Engine, refs: Iterable<Ref>): Promise<void> {
  for (const batch of inBatches([...refs])) {
    if ((await bareOf(engine.read, batch)).length === 0) continue;
    await engine.write(async (run) => {
      await count(run);
      await runOverList(run, deleteSubjects, 'refs', await bareOf(run, batch));
    });
  }
}

async function bareOf(run: Run, refs: readonly Ref[]): Promise<Ref[]> {
  const rows = await run({ text: subjectState, parameters: { refs } });
  return rows
    .filter((row) => texts(row, 'labels').every((label) => label === 'Subject'))
    .map((row) => text(row, 'ref'));
}
