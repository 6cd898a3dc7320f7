import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { GraphStore } from '../../graph/store.ts';
import { kiki } from '../../schema/actor.ts';
import { recordId } from '../../schema/record.ts';
import { refPattern } from '../../schema/ref.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { arbitraryRecords } from './arbitrary-records.ts';
import { emptyEmbedded, type OpenEmpty, storeOn } from './engines.ts';
import { collect } from './iterables.ts';
import { record, type RecordSketch } from './records.ts';
import { timeless } from './timeless.ts';

const sources = [{ name: 'hr' }, { name: 'wiki', authoritative: ['MEMBER_OF'] }, { name: 'ops' }];

/** One write: records that are put, and ids of records that are removed. */
interface Write {
  put: RecordSketch[];
  remove: RecordSketch[];
}

const idOf = (sketch: RecordSketch) => recordId(record(sketch).draft);

/** Ways to the same records: all of them in any order and any batches, some repeated, some others put and removed again. */
const arbitraryHistory = fc
  .tuple(arbitraryRecords, arbitraryRecords)
  .chain(([records, others]) => {
    const ids = new Set(records.map(idOf));
    const passing = others.filter((other) => !ids.has(idOf(other)));
    const shuffled = (items: RecordSketch[]) =>
      fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length });
    return fc.record({
      records: fc.constant(records),
      passing: fc.constant(passing),
      order: shuffled([...records, ...passing]),
      repeated: fc.shuffledSubarray(records),
      size: fc.integer({ min: 1, max: 4 }),
    });
  })
  .map(({ records, passing, order, repeated, size }) => {
    const put = [...order, ...repeated];
    const writes: Write[] = [];
    for (let start = 0; start < put.length; start += size)
      writes.push({ put: put.slice(start, start + size), remove: [] });
    writes.splice(Math.ceil(order.length / size), 0, { put: [], remove: passing });
    return { records, writes };
  });

/** What a graph says, with entities told apart by the records that describe them: refs and former names depend on history. */
export async function meaning(store: GraphStore): Promise<object[]> {
  const lines = await collect(store.exportAll(kiki));
  const describing = new Map<string, string[]>();
  for (const { edge, from, to } of lines as { edge?: string; from: [string, string]; to: [string, string] }[])
    if (edge === 'DESCRIBES') describing.set(to[1], [...(describing.get(to[1]) ?? []), from[1]].sort());
  const identity = (ref: string) => (describing.get(ref) ?? []).join(' ');
  const entries = await store.names(anyEmployee);
  const views = await Promise.all(entries.map(({ ref }) => store.entity(anyEmployee, ref)));
  return timeless(views.flatMap((view) => view ?? []))
    .map(({ ref, kind, name, facts, relations, contradictions, passages }) => ({
      identity: identity(ref),
      kind,
      name,
      facts: { ...facts, aliases: undefined },
      relations: relations.map(({ other, ...rest }) => JSON.stringify({ ...rest, other: identity(other.ref) })).sort(),
      contradictions: contradictions
        .map(({ other, ...rest }) => JSON.stringify({ ...rest, other: identity(other.ref) }))
        .sort(),
      passages: passages.filter(({ card }) => !card).map(({ text, anchor }) => [anchor, text]),
    }))
    .sort((a, b) => (a.identity < b.identity ? -1 : 1));
}

async function graphOf(openEmpty: OpenEmpty, writes: readonly Write[]): Promise<GraphStore> {
  const store = await storeOn(await openEmpty(), { sources });
  for (const { put, remove } of writes)
    await store.apply(kiki, { upserts: put.map(record), removals: remove.map(idOf) });
  return store;
}

/**
 * Any order and repetition of writes gives the same graph as writing all at once; refs are valid, and writing all again
 * changes nothing.
 */
export async function checkOrderDoesNotMatter(runs: number, openEmpty: OpenEmpty = emptyEmbedded): Promise<void> {
  await fc.assert(
    fc.asyncProperty(arbitraryHistory, async ({ records, writes }) => {
      // One after another: Neo4j Community has one database.
      const atOnce = await graphOf(openEmpty, [{ put: records, remove: [] }]);
      const wanted = await meaning(atOnce).finally(() => atOnce.close());
      const step = await graphOf(openEmpty, writes);
      try {
        expect(await meaning(step)).toEqual(wanted);
        for (const { ref, kind } of await step.names(anyEmployee)) {
          expect(ref).toMatch(refPattern);
          expect(ref.startsWith(`${kind.toLowerCase()}:`)).toBe(true);
        }
        const version = await step.version();
        await step.apply(kiki, { upserts: [...records].reverse().map(record), removals: [] });
        expect(await step.version()).toBe(version);
      } finally {
        await step.close();
      }
    }),
    { numRuns: runs },
  );
}
