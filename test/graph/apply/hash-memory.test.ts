import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createHashMemory } from '../../../graph/apply/hash-memory.ts';
import { contentHash, recordId } from '../../../schema/record.ts';
import { arbitraryRecords } from '../../support/arbitrary-records.ts';
import { record } from '../../support/records.ts';

test('a remembered hash of a draft is its content hash, whatever the record said before', () => {
  fc.assert(
    fc.property(fc.array(arbitraryRecords, { minLength: 2, maxLength: 4 }), (histories) => {
      const hashOf = createHashMemory();
      for (const sketches of [...histories, ...histories])
        for (const { draft } of sketches.map(record))
          expect(hashOf(recordId(draft), draft)).toBe(contentHash({ ...draft }));
    }),
  );
});
