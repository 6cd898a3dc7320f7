import { expect, test } from '@jest/globals';
import { createEditor } from '../../../graph/edits.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { kiki } from '../../../schema/actor.ts';
import { anyEmployee, localAdmin } from '../../../schema/viewer.ts';
import { emptyEmbedded, emptyNeo4j, type OpenEmpty, storeOn } from '../../support/engines.ts';
import { collect, each } from '../../support/iterables.ts';
import { field, record, type RecordSketch, related } from '../../support/records.ts';

/** Names whose order differs between code units, code points and dictionaries. */
const names = ['apple', 'Apple', 'Äpfel', 'zebra', '東京', '\uff21 wide', '😀 smile', 'a b', 'a-b'];

const records: RecordSketch[] = [
  ...names.map((name, index): RecordSketch => ({
    kind: 'Team',
    key: name,
    name,
    claims: [
      field('description', `About ${name}`),
      ...(index === 0 ? [] : [related('PART_OF', names[index - 1] ?? '')]),
    ],
  })),
  {
    source: 'wiki',
    kind: 'Procedure',
    key: 'refund.md',
    path: 'refund.md',
    name: 'Refund',
    statedAt: '2026-01-02',
    claims: [related('OWNS', 'zebra', { end: 'to', from: '2025-01-01', until: '2027-01-01' })],
    passages: [
      { heading: ['Refund', 'Steps'], text: '1. Check', prose: '', line: 4 },
      { heading: ['Refund', 'Steps'], text: 'Check', step: { number: 1 }, line: 5 },
    ],
  },
  {
    kind: 'Person',
    key: 'E1',
    name: 'Jo Doe',
    audience: 'hr',
    claims: [related('MEMBER_OF', 'zebra', { ended: true })],
  },
  { kind: 'Person', key: 'E2', name: 'Gone Soon' },
];

async function fill(store: GraphStore): Promise<void> {
  await store.apply(kiki, { upserts: records.map(record), removals: [] });
  await store.apply(kiki, { upserts: [], removals: ['hr:Person:E2'] });
  const person = { type: 'person', id: 'a', name: 'An Admin' } as const;
  const { ref } = await createEditor({ store }).create(person, localAdmin, { kind: 'Term', name: 'Churn' });
  await createEditor({ store }).change(person, localAdmin, ref, { fields: { description: 'Who leaves' } }, 1);
  await store.saveSource(kiki, { name: 'hr', readAt: '2026-01-01T00:00:00.000Z', dropped: false });
  await store.saveRun(kiki, {
    id: 'r1',
    source: 'hr',
    status: 'done',
    startedAt: '2026-01-01T00:00:00.000Z',
    added: 1,
    changed: 0,
    unchanged: 0,
    removed: 0,
    refused: [],
    refusedCount: 0,
    warnings: ['hr.csv:3: odd'],
  });
  const tasks = await store.missingEmbeddings('m1', 1000);
  const embeddings = tasks.map(({ textHash }, index) => ({
    textHash,
    vector: Float32Array.of(Math.fround(0.1), index),
  }));
  await store.putEmbeddings(kiki, 'm1', 2, embeddings);
  const draft = {
    subject: 'team:zebra',
    relation: 'OWNS',
    object: 'procedure:refund',
    passage: 'procedure:refund#steps',
  };
  const reading = { page: 'procedure:refund', reader: 'tiny/1', model: 'tiny', textHash: 'x' };
  await store.savePageReading(kiki, reading, [{ ...draft, quote: '1. Check', role: 'äß' }]);
}

async function movedTo(openEmpty: OpenEmpty, lines: readonly unknown[]): Promise<Record<string, unknown>[]> {
  const store = await storeOn(await openEmpty());
  try {
    await store.importAll(kiki, each(lines));
    // Nothing is left to compute after the move: the rules are the same on both engines.
    const { entities } = await store.settle(kiki);
    expect(entities).toEqual({ added: 0, changed: 0, removed: 0 });
    expect((await store.searchText(anyEmployee, 'refund check', { limit: 1 })).map(({ ref }) => ref)).toEqual([
      'procedure:refund',
    ]);
    return await collect(store.exportAll(kiki));
  } finally {
    await store.close();
  }
}

test.each([
  ['embedded to Neo4j and back', emptyEmbedded, emptyNeo4j],
  ['Neo4j to embedded and back', emptyNeo4j, emptyEmbedded],
])('a graph moved from %s is the same, in the same order', async (_way, first, second) => {
  const store = await storeOn(await first());
  await fill(store);
  const original = await collect(store.exportAll(kiki));
  await store.close();
  expect(original.length).toBeGreaterThan(60);
  const there = await movedTo(second, original);
  expect(there).toEqual(original);
  expect(await movedTo(first, there)).toEqual(original);
});
