import { expect, test } from '@jest/globals';
import { withoutRepeats } from '../../../answer/compose/without-repeats.ts';
import type { Statement } from '../../../answer/look-up/finding.ts';

const of = (ref: string, text: string, quote?: string): Statement => ({
  text,
  about: { ref, title: ref },
  sources: [],
  ...(quote !== undefined && { quote }),
});
const steps = of('procedure:spill', '1. Ring the bell.\n2. **Warden:** closes the gate.\n3. Write it down.');
const section = 'Spilled milk?\n\n1. Ring the bell.\n2. Warden: closes the\n   gate.\n3. Write it down.';

test('a section whose steps were told is not quoted again', () => {
  expect(withoutRepeats([steps, of('procedure:spill', `From Spill: ${section}`, section)])).toEqual([steps]);
});

test.each<[string, Statement[]]>([
  ['what another page says alike', [steps, of('procedure:leak', section, section)]],
  [
    'what says more than was told',
    [steps, of('procedure:spill', 'x', 'Ring the bell. Then wait. Nobody runs. Doors stay shut.')],
  ],
  ['what comes first', [of('procedure:spill', section, section), steps]],
  ['what is no quotation', [steps, of('procedure:spill', 'Ring the bell.')]],
  ['a quotation of nothing', [steps, of('procedure:spill', 'x', '')]],
])('%s stays', (_what, statements) => {
  expect(withoutRepeats(statements)).toEqual(statements);
});
