import { describe, expect, test } from '@jest/globals';
import { yieldClosedKeys } from '../../../graph/compute/closed-keys.ts';
import { preferred } from '../../../graph/compute/claims.ts';
import { createOntology } from '../../../schema/ontology.ts';
import type { Claim } from '../../../schema/record.ts';
import { live } from '../../support/live-record.ts';
import { field, related } from '../../support/records.ts';

const specs = createOntology().fields('Person');
const row = (source: string, key: string, claims: Claim[], statedAt?: string) =>
  live({ source, kind: 'Person', key, claims, ...(statedAt !== undefined && { statedAt }) });
const order = (...records: ReturnType<typeof row>[]) =>
  yieldClosedKeys(records, specs)
    .sort(preferred)
    .map(({ id }) => id);

describe('of the keys that one source has a thing under', () => {
  test('a closed one comes after one that runs, whatever date it states, and before the next source', () => {
    const left = row('a', '1', [field('status', 'left')], '2026-05-01');
    const here = row('a', '2', [field('title', 'Director')], '2024-01-01');
    expect(order(left, row('b', '1', []), here)).toEqual(['a:Person:2', 'a:Person:1', 'b:Person:1']);
  });

  test('what a closed one says of relations is over', () => {
    const left = row('a', '1', [field('status', 'left'), related('MEMBER_OF', 'Old'), related('REPORTS_TO', 'Ann')]);
    const [closed] = yieldClosedKeys([left, row('a', '2', [])], specs);
    expect(closed?.claims.flatMap((claim) => (claim.about === 'relation' ? [claim.ended] : []))).toEqual([true, true]);
  });

  test('a contractor’s yields to the employee’s, and its relations run on', () => {
    const external = row('a', '1', [field('status', 'external'), related('MEMBER_OF', 'Payments')]);
    const records = [external, row('a', '2', [])];
    expect(order(...records)).toEqual(['a:Person:2', 'a:Person:1']);
    expect(yieldClosedKeys(records, specs)[0]?.claims).toEqual(external.claims);
  });

  test('a closed one that stands alone, or beside another source, stays as it is', () => {
    const left = row('a', '1', [field('status', 'left'), related('MEMBER_OF', 'Old')]);
    expect(yieldClosedKeys([left, row('b', '1', [])], specs)).toEqual([left, row('b', '1', [])]);
    expect(yieldClosedKeys([left, { ...left, id: 'a:Person:2' }], specs)).toEqual([
      left,
      { ...left, id: 'a:Person:2' },
    ]);
  });

  test('a denial, and a relation that has its own last day, are not changed', () => {
    const claims = [
      field('status', 'left'),
      related('MEMBER_OF', 'A', { not: true }),
      related('LEADS', 'B', { until: '2024-01-01' }),
    ];
    const [closed] = yieldClosedKeys([row('a', '1', claims), row('a', '2', [])], specs);
    expect(closed?.claims).toEqual(claims);
  });
});
