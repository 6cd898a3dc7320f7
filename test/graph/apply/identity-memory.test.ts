import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createIdentifier } from '../../../graph/apply/identity-memory.ts';
import { rowOfDraft, type StoredRow } from '../../../graph/apply/identity-rows.ts';
import { type Former, identify, type IdentityRules } from '../../../graph/compute/identity.ts';
import { createOntology } from '../../../schema/ontology.ts';
import { arbitraryRecords } from '../../support/arbitrary-records.ts';
import { record } from '../../support/records.ts';

const ontology = createOntology();
const nameIdentifies = (kind: string) => ontology.kind(kind).nameIdentifies;
const former: Former[] = [{ ref: 'person:ada', kind: 'Person', identities: ['@hr:1'] }];
const rulesOf = (gone: Former[]): IdentityRules => ({ nameIdentifies, former: gone });
const rowsOf = (sketches: Parameters<typeof record>[0][]): StoredRow[] =>
  sketches.map((sketch) => rowOfDraft(record(sketch).draft, 0, undefined));

test('identity that is remembered is identity decided anew, after any changes', () => {
  fc.assert(
    fc.property(fc.array(arbitraryRecords, { minLength: 2, maxLength: 4 }), fc.boolean(), (histories, hasFormer) => {
      const remembered = createIdentifier();
      for (const sketches of histories) {
        const rows = rowsOf(sketches);
        for (const each of [rows, rowsOf(sketches), rows.slice(1)])
          for (const rules of [rulesOf([]), rulesOf(hasFormer ? former : [])])
            expect(remembered(each, rules)).toEqual(identify(each, rules));
      }
    }),
  );
});

const other: Partial<StoredRow>[] = [
  { kind: 'Team' },
  { key: 'k-other' },
  { identities: ['@hr:2'] },
  { names: ['Bob'] },
  { formerNames: ['Adah'] },
  { matchName: true },
  { rank: 7 },
  { ref: 'person:somebody' },
];

test.each(other)('a row with another %p is decided anew', (change) => {
  const [row] = rowsOf([{ source: 'hr', kind: 'Person', key: '1', name: 'Ada' }]);
  const remembered = createIdentifier();
  remembered([row!], rulesOf([]));
  const rows = [{ ...row!, ...change }];
  const clusters = remembered(rows, rulesOf([]));
  expect(clusters).toEqual(identify(rows, rulesOf([])));
  expect(clusters[0]?.rows[0]).toBe(rows[0]);
});

test('what identity is not decided from has the last answer stand', () => {
  const [row] = rowsOf([{ source: 'hr', kind: 'Person', key: '1', name: 'Ada' }]);
  const remembered = createIdentifier();
  const [before] = remembered([row!], rulesOf([]));
  const same = { ...row!, hash: 'other', pending: false, names: [...row!.names] };
  expect(remembered([same], rulesOf([]))[0]).toBe(before);
});
