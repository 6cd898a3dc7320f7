import { describe, expect, test } from '@jest/globals';
import { computeRelation, type RelationStatement } from '../../../graph/compute/edges.ts';
import { builtInRelations, type RelationSpec } from '../../../schema/relations.ts';
import { live } from '../../support/live-record.ts';

const spec = (key: string): RelationSpec => {
  const found = builtInRelations.find((relation) => relation.key === key);
  if (found === undefined) throw new Error(key);
  return found;
};
const says = (source: string, other: string, claim: RelationStatement['claim'] = {}, key = '1'): RelationStatement => ({
  claim,
  other,
  record: live({ source, kind: 'Person', key, ...(source === 'people' && { rank: 0 }) }),
});
const compute = (relation: string, statements: RelationStatement[], authoritative: string[] = []) => {
  const { edges, losers } = computeRelation(statements, spec(relation), (source) => authoritative.includes(source));
  return { edges: edges.map(({ other }) => other).sort(), losers: losers.map(({ other }) => other).sort(), all: edges };
};

describe('one', () => {
  test('the better source decides, and the others are losers', () => {
    expect(compute('REPORTS_TO', [says('b', 'bob'), says('a', 'ann')])).toMatchObject({
      edges: ['ann'],
      losers: ['bob'],
    });
  });

  test('what its own source says under another key stands beside it, and what others say is a loser', () => {
    const statements = [says('a', 'ann', {}, '1'), says('a', 'bob', {}, '2'), says('b', 'bob'), says('b', 'cy')];
    const { edges, losers, also } = computeRelation(statements, spec('REPORTS_TO'), () => false);
    expect(edges.map(({ other }) => other)).toEqual(['ann']);
    expect(also).toEqual([{ other: 'bob', support: [{ record: 'a:Person:2' }, { record: 'b:Person:1' }] }]);
    expect(losers.map(({ other }) => other)).toEqual(['cy']);
  });

  test('a dotted line and a line with a last day stand beside it', () => {
    const statements = [says('a', 'ann'), says('b', 'bob', { dotted: true }), says('b', 'cy', { until: '2025-01-01' })];
    expect(compute('REPORTS_TO', statements)).toMatchObject({ edges: ['ann', 'bob', 'cy'], losers: [] });
  });

  test('said by several, one edge has the support of all', () => {
    const { all } = compute('REPORTS_TO', [says('a', 'ann'), says('b', 'ann', { from: '2025-01-01' })]);
    expect(all).toMatchObject([{ from: '2025-01-01', support: [{ record: 'a:Person:1' }, { record: 'b:Person:1' }] }]);
  });
});

describe('many', () => {
  test('is the union, and the roles of one edge are gathered', () => {
    const statements = [
      says('a', 't1', { role: 'Chair' }),
      says('b', 't1', { role: 'chair ' }),
      says('b', 't1', { role: 'guest' }),
      says('b', 't2'),
    ];
    const { edges, losers, all } = compute('MEMBER_OF', statements);
    expect([edges, losers]).toEqual([['t1', 't2'], []]);
    expect(all.find(({ other }) => other === 't1')?.roles).toEqual(['Chair', 'guest']);
  });

  test('an authoritative source gives the whole list, and the others are losers', () => {
    const statements = [says('b', 't1'), says('c', 't2'), says('b', 't3')];
    expect(compute('MEMBER_OF', statements, ['c'])).toMatchObject({ edges: ['t2'], losers: ['t1', 't3'] });
    expect(compute('MEMBER_OF', statements, ['b', 'c'])).toMatchObject({ edges: ['t1', 't3'], losers: ['t2'] });
  });

  test('an authoritative source gives the list of the roles it speaks of only', () => {
    const statements = [
      says('a', 'ann', { role: 'chair' }),
      says('b', 'bob', { role: 'tech lead' }),
      says('b', 'cy', { role: 'chair' }),
    ];
    expect(compute('LEADS', statements)).toMatchObject({ edges: ['ann', 'bob'], losers: ['cy'] });
  });

  test('what a person adds is in addition to an authoritative list, and what he denies is gone', () => {
    const statements = [says('b', 'ann'), says('b', 'bob'), says('people', 'cy'), says('people', 'bob', { not: true })];
    expect(compute('LEADS', statements)).toMatchObject({ edges: ['ann', 'cy'], losers: [] });
  });
});

describe('ended and denied', () => {
  test('an ended relation is kept as ended, and ends that of worse sources', () => {
    const { all } = compute('MEMBER_OF', [says('a', 't1', { ended: true }), says('b', 't1')]);
    expect(all).toMatchObject([{ other: 't1', ended: true }]);
  });

  test('a better source that says it runs goes before one that says it is over', () => {
    const { all } = compute('MEMBER_OF', [says('b', 't1', { ended: true }), says('a', 't1')]);
    expect(all).toMatchObject([{ other: 't1', ended: false }]);
  });

  test('a denial by a worse source denies nothing', () => {
    expect(compute('MEMBER_OF', [says('b', 't1', { not: true }), says('a', 't1')]).edges).toEqual(['t1']);
    expect(compute('MEMBER_OF', [says('a', 't1', { not: true }), says('b', 't1')]).edges).toEqual([]);
  });

  test('a denied line leaves the dotted one', () => {
    const statements = [says('a', 'ann', { not: true }), says('b', 'ann'), says('b', 'ann', { dotted: true })];
    expect(compute('REPORTS_TO', statements).all).toMatchObject([{ other: 'ann', dotted: true }]);
  });
});
