import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { mostHeldFiles } from '../../../graph/writes/held-files.ts';
import { kiki } from '../../../schema/actor.ts';
import { type OpenEmpty, storeOn } from '../../support/engines.ts';
import { collect } from '../../support/iterables.ts';
import { useStore } from './harness.ts';

export function describeHeldFiles(openEmpty: OpenEmpty): void {
  describe('files that wait', () => {
    const harness = useStore(openEmpty);

    test('are there for every process on the graph, byte by byte, until they are dropped', async () => {
      let now = new Date('2026-11-20T09:00:00Z');
      const store = await storeOn(harness.engine, { now: () => now });
      const other = await storeOn(harness.engine);
      // What does not compress takes several parts.
      const content = randomBytes(1_000_000);
      const id = await store.holdFile(kiki, { note: 'first', content });
      now = new Date('2026-11-20T10:00:00Z');
      const empty = await store.holdFile(kiki, { note: 'empty', content: new Uint8Array() });
      expect((await other.heldFiles(kiki)).map((file) => [file.id, file.note])).toEqual([
        [empty, 'empty'],
        [id, 'first'],
      ]);
      expect((await other.heldFile(kiki, id))?.content.equals(content)).toBe(true);
      expect((await other.heldFile(kiki, empty))?.content).toHaveLength(0);
      expect(await other.noteHeldFile(kiki, id, 'changed')).toBe(true);
      expect(await store.heldFile(kiki, id)).toMatchObject({ note: 'changed', at: '2026-11-20T09:00:00.000Z' });
      await other.dropHeldFile(kiki, id);
      await other.dropHeldFile(kiki, id);
      expect([await store.heldFile(kiki, id), await store.noteHeldFile(kiki, id, 'again')]).toEqual([undefined, false]);
    });

    test('are swept by age, with parts of what never became whole, and are no part of an export', async () => {
      let now = new Date('2026-11-01T09:00:00Z');
      const store = await storeOn(harness.engine, { now: () => now });
      await store.holdFile(kiki, { note: 'old', content: Buffer.from('a') });
      await harness.engine.write((run) =>
        run({
          text: "MERGE (p:HeldFilePart {id: 'half 0'}) SET p.file = 'half' SET p.at = '2026-11-01' SET p.number = 0",
        }),
      );
      now = new Date('2026-11-20T09:00:00Z');
      const id = await store.holdFile(kiki, { note: 'new', content: Buffer.from('b') });
      expect((await collect(store.exportAll(kiki))).filter((line) => 'node' in line)).toEqual([]);
      expect(await store.sweepHeldFiles(kiki, '2026-11-10')).toBe(1);
      expect((await store.heldFiles(kiki)).map((file) => file.id)).toEqual([id]);
      const parts = await harness.engine.read({ text: 'MATCH (p:HeldFilePart) RETURN p.file AS file' });
      expect(parts.map((row) => row.file)).toEqual([id]);
      expect((await store.heldFile(kiki, id))?.content.toString()).toBe('b');
    });

    test('are at most so many', async () => {
      const { store } = harness;
      for (let n = 0; n < mostHeldFiles; n += 1) await store.holdFile(kiki, { note: '', content: Buffer.from('x') });
      await expect(store.holdFile(kiki, { note: '', content: Buffer.from('x') })).rejects.toMatchObject({
        code: 'conflict',
        fix: 'Import or discard some of them',
      });
      expect(await store.heldFiles(kiki)).toHaveLength(mostHeldFiles);
    });
  });
}
