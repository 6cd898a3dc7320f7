import { expect } from '@jest/globals';
import { openEmbedded } from '../../graph/engines/embedded/engine.ts';
import { kiki } from '../../schema/actor.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { storeOn } from './engines.ts';
import { killWriter } from './kill-writer.ts';

/** Kills a writer again and again; after each round the graph must hold every acknowledged write, and each write whole or not at all. */
export async function checkCrashes(folder: string, rounds: number): Promise<void> {
  let next = 0;
  for (let round = 0; round < rounds; round += 1) {
    const last = await killWriter(folder, { first: next, writes: 2 + (round % 3), milliseconds: (round * 7) % 40 });
    const store = await storeOn(await openEmbedded({ folder }));
    try {
      await store.settle(kiki);
      const { total } = await store.list(anyEmployee, { kind: 'Person' });
      // The write under way when it was killed may have got as far as being settled now.
      expect([2 * (last + 1), 2 * (last + 2)]).toContain(total);
      next = total / 2;
      expect(await store.edges(anyEmployee, { relation: 'REPORTS_TO' })).toHaveLength(total);
      for (const number of [0, last]) {
        const hits = await store.searchText(anyEmployee, `number${number}`, { limit: 5 });
        expect(hits.map(({ ref }) => ref).sort()).toEqual([
          `person:left-of-the-pair-${number}`,
          `person:right-of-the-pair-${number}`,
        ]);
        const view = await store.entity(anyEmployee, `person:left-of-the-pair-${number}`);
        expect(view).toMatchObject({ fields: { title: `Title ${number}` }, revision: 1 });
        expect(view?.relations).toHaveLength(2);
      }
      const version = await store.version();
      await store.settle(kiki);
      expect(await store.version()).toBe(version);
    } finally {
      await store.close();
    }
  }
}
