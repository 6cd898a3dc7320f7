import { describe, expect, test } from '@jest/globals';
import { anyEmployee } from '../../../schema/viewer.ts';
import type { OpenEmpty } from '../../support/engines.ts';
import { field } from '../../support/records.ts';
import { hrViewer, nobody, useStore } from './harness.ts';
import { ada } from './people.ts';

export function describeVisibility(openEmpty: OpenEmpty): void {
  describe('who may see what', () => {
    const harness = useStore(openEmpty);

    test('an entity of a restricted source does not exist for others', async () => {
      await harness.read([
        { kind: 'Person', key: 'S1', name: 'Secret Person', audience: 'hr', claims: [field('title', 'Adviser')] },
      ]);
      expect(await harness.entity('person:secret-person')).toBeUndefined();
      expect(await harness.store.searchText(anyEmployee, 'Secret Adviser', { limit: 5 })).toEqual([]);
      expect(await harness.store.names(anyEmployee)).toEqual([]);
      expect(await harness.store.countKinds(anyEmployee)).toEqual({});
      expect((await harness.entity('person:secret-person', hrViewer))?.fields).toEqual({ title: 'Adviser' });
      expect(await harness.store.countKinds(hrViewer)).toEqual({ Person: 1 });
      expect((await harness.store.searchText(hrViewer, 'adviser', { limit: 5 })).map(({ ref }) => ref)).toEqual([
        'person:secret-person',
      ]);
    });

    test('a viewer without any audience sees nothing', async () => {
      await harness.read([ada]);

      expect(await harness.entity('person:ada-lovelace', nobody)).toBeUndefined();
      expect(await harness.store.searchText(nobody, 'Ada', { limit: 5 })).toEqual([]);
      expect(await harness.store.locate(nobody, 'person:ada-lovelace')).toEqual({ status: 'unknown' });
      expect(await harness.store.history(nobody, 'person:ada-lovelace')).toEqual([]);
    });
  });
}
