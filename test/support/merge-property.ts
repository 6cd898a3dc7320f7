import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { GraphStore } from '../../graph/store.ts';
import { type Actor, kiki } from '../../schema/actor.ts';
import { parseRef } from '../../schema/ref.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { arbitraryRecords } from './arbitrary-records.ts';
import { type OpenEmpty, storeOn } from './engines.ts';
import { collect } from './iterables.ts';
import { record } from './records.ts';

const sources = [{ name: 'hr' }, { name: 'wiki', authoritative: ['MEMBER_OF'] }, { name: 'ops' }];
const person: Actor = { type: 'person', id: 'editor', name: 'An editor' };

/** The graph without what only counts and dates changes, and without the record that there was a merge. */
async function content(store: GraphStore): Promise<unknown> {
  const lines = (await collect(store.exportAll(kiki))) as { node?: string[]; properties?: Record<string, unknown> }[];
  return lines
    .filter(({ node = [] }) => !node.includes('Revision') && !node.includes('Merged'))
    .map(({ properties = {}, ...rest }) => {
      const { revision: _revision, changedAt: _changedAt, ...kept } = properties;
      return JSON.stringify({ ...rest, properties: kept });
    })
    .sort();
}

/** Numbers that choose who is merged into whom, and in which order that is taken back. */
const arbitraryMerges = fc.record({
  records: arbitraryRecords,
  choices: fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 6 }),
  order: fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
});

/**
 * Whatever is merged into what, and in whatever order it is taken back: with nothing in between, the graph is as it was. While it
 * is merged, no entity is lost: each is there, or leads to one that is.
 */
export async function checkMergesAreUndone(runs: number, openEmpty: OpenEmpty): Promise<{ merges: number }> {
  let merges = 0;
  await fc.assert(
    fc.asyncProperty(arbitraryMerges, async ({ records, choices, order }) => {
      const store = await storeOn(await openEmpty(), { sources });
      try {
        await store.apply(kiki, { upserts: records.map(record), removals: [] });
        const before = await content(store);
        const refs = (await store.names(anyEmployee)).map(({ ref }) => ref).sort();
        const merged: string[] = [];
        for (const [one, other] of choices) {
          const left = refs.filter((ref) => !merged.includes(ref));
          const from = left[one % Math.max(1, left.length)];
          const into = left.filter((ref) => ref !== from && parseRef(ref).kind === parseRef(from ?? ref).kind);
          const target = into[other % Math.max(1, into.length)];
          if (from === undefined || target === undefined) continue;
          await store.merge(person, { from, into: target });
          merged.push(from);
          merges += 1;
        }
        for (const ref of refs) expect(['found', 'moved']).toContain((await store.locate(anyEmployee, ref)).status);
        expect((await store.names(anyEmployee)).map(({ ref }) => ref).sort()).toEqual(
          refs.filter((ref) => !merged.includes(ref)),
        );
        const back = merged.map((ref, index) => [order[index] ?? 0, ref] as const).sort(([a], [b]) => a - b);
        for (const [, ref] of back) await store.unmerge(person, ref);
        expect(await content(store)).toEqual(before);
      } finally {
        await store.close();
      }
    }),
    { numRuns: runs },
  );
  return { merges };
}
