import { expect, test } from '@jest/globals';
import { cutOffs } from '../support/faults/cut-off.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const size = { people: 600, pages: 120 };

test.each([0, 1, 2, 3])(
  'the run that reads state %i may be cut off after any transaction: the next one leaves what it would have',
  async (state) => {
    const { transactions, differences } = await cutOffs(folder, { state, size, every: 1 });
    expect(differences).toEqual([]);
    expect(transactions).toBeGreaterThan(20);
  },
  3_600_000,
);
