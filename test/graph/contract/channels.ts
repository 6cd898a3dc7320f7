import { describe, expect, test } from '@jest/globals';
import { kiki } from '../../../schema/actor.ts';
import type { ChannelChoices } from '../../../schema/channel-settings.ts';
import { anyEmployee, localAdmin } from '../../../schema/viewer.ts';
import { type OpenEmpty, storeOn } from '../../support/engines.ts';
import { collect, each } from '../../support/iterables.ts';
import { useStore } from './harness.ts';

const ada = { type: 'person', id: 'ada', name: 'Ada' } as const;
const help = { channel: 'C1', name: 'help' };

export function describeChannels(openEmpty: OpenEmpty): void {
  describe('the settings of a channel', () => {
    const harness = useStore(openEmpty);

    test('are kept for all processes, with who changed what, until they are taken back', async () => {
      let now = new Date('2026-11-20T09:00:00Z');
      const store = await storeOn(harness.engine, { now: () => now });
      const other = await storeOn(harness.engine);
      expect(await other.chosenChannel(kiki, 'C1')).toBeUndefined();
      await store.chooseForChannel(ada, help, { readers: 'asker', sources: ['people', 'table'] });
      const chosen = {
        ...help,
        choices: { readers: 'asker', sources: ['table', 'people'] },
        at: now.toISOString(),
        by: 'Ada',
      };
      expect(await other.chosenChannel(kiki, 'C1')).toEqual(chosen);
      expect(await other.chosenChannels(localAdmin)).toEqual([chosen]);
      now = new Date('2026-11-21T09:00:00Z');
      // The same again is no change.
      await store.chooseForChannel(kiki, help, { sources: ['table', 'people'], readers: 'asker' });
      await store.chooseForChannel(kiki, { channel: 'C1' }, {});
      await store.chooseForChannel(kiki, { channel: 'C2' }, {});
      expect(await other.chosenChannel(kiki, 'C1')).toBeUndefined();
      expect(await other.chosenChannels(localAdmin)).toEqual([]);
      expect(await other.channelChanges(localAdmin, 10)).toEqual([
        { channel: 'C1', before: chosen.choices, after: {}, at: now.toISOString(), by: 'Kiki', byType: 'kiki' },
        { ...help, before: {}, after: chosen.choices, at: chosen.at, by: 'Ada', byType: 'person' },
      ]);
    });

    test('are listed for who may edit alone', async () => {
      await harness.store.chooseForChannel(ada, help, { language: 'de' });
      expect(await harness.store.chosenChannels(anyEmployee)).toEqual([]);
      expect(await harness.store.channelChanges(anyEmployee, 10)).toEqual([]);
    });

    test('that are none are refused', async () => {
      for (const choices of [{ readers: 'nobody' }, { sources: [] }, { more: 1 }, { helpChannel: '#x' }])
        await expect(
          harness.store.chooseForChannel(ada, help, choices as unknown as ChannelChoices),
        ).rejects.toMatchObject({ code: 'invalid' });
      await expect(harness.store.chooseForChannel(ada, { channel: '' }, {})).rejects.toMatchObject({ code: 'invalid' });
      expect(await harness.store.chosenChannel(kiki, 'C1')).toBeUndefined();
    });

    test('changed by many at once are those of one of them, and every change is told', async () => {
      const stores = await Promise.all(Array.from({ length: 6 }, () => storeOn(harness.engine)));
      const languages = ['de', 'fr', 'es', 'it', 'nl', 'pl'] as const;
      await Promise.all(
        stores.map((store, index) => store.chooseForChannel(ada, help, { language: languages[index]! })),
      );
      const changes = await harness.store.channelChanges(localAdmin, 10);
      expect(changes).toHaveLength(6);
      // Each saw what the one before had made.
      expect(new Set(changes.map(({ before }) => before.language)).size).toBe(6);
      const last = changes.filter(({ after }) => !changes.some(({ before }) => before.language === after.language));
      expect((await harness.store.chosenChannel(kiki, 'C1'))?.choices).toEqual(last[0]?.after);
    });

    test('move with an export', async () => {
      await harness.store.chooseForChannel(ada, help, { answers: 'follow-ups' });
      const lines = await collect(harness.store.exportAll(kiki));
      const other = await storeOn(await openEmpty());
      try {
        await other.importAll(kiki, each(lines));
        expect(await other.chosenChannels(localAdmin)).toEqual(await harness.store.chosenChannels(localAdmin));
        expect(await other.channelChanges(localAdmin, 10)).toHaveLength(1);
      } finally {
        await other.close();
      }
    });
  });
}
