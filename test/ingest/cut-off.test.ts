import { expect, test } from '@jest/globals';
import { cutOffs } from '../support/faults/cut-off.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const size = { people: 20, pages: 6 };

test.each([
  ['that fills an empty graph', 0, 5],
  ['that brings changes', 1, 8],
])(
  'a run %s may be cut off after every few transactions: the next one leaves what it would have',
  async (_, state, every) => {
    const { transactions, differences } = await cutOffs(folder, { state, size, every });
    expect(differences).toEqual([]);
    expect(transactions).toBeGreaterThan(20);
  },
);
