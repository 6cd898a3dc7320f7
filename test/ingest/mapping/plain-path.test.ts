import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import jsonata from 'jsonata';
import { plainPath, unsure } from '../../../ingest/mapping/plain-path.ts';

const reader = (text: string) => plainPath(jsonata(text));

describe('a path of names', () => {
  test.each(['name', '`Job title`', 'owner.mail', 'a."b"'])('is read without JSONata: %s', (text) => {
    expect(reader(text)).toBeDefined();
  });

  test.each([
    'a[0]',
    'a[]',
    'a.(b)',
    'a{b: c}',
    'a@$x.b',
    'a#$i.b',
    'a^(b)',
    '*',
    'a.%',
    '$a',
    '"a"',
    'a & b',
    'a.$sum(b)',
    '$',
  ])('is not what this is: %s', (text) => {
    expect(reader(text)).toBeUndefined();
  });

  test('gives what JSONata gives wherever it gives anything', async () => {
    const name = fc.constantFrom('a', 'b', 'toString', '__proto__', 'length', '_jsonata_function');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('text', '', 7, 0, true, false, null, undefined),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.array(fc.tuple(name, tie('tree')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
      ),
    }));
    let told = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 3 }), tree, async (names, context) => {
        const expression = jsonata(names.map((each) => `\`${each}\``).join('.'));
        const found = plainPath(expression)?.(context);
        if (found === unsure) return;
        told += 1;
        expect(found).toEqual(await expression.evaluate(context));
      }),
      { numRuns: 500 },
    );
    expect(told).toBeGreaterThan(20);
  });
});
