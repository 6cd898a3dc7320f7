import { describe, expect, test } from '@jest/globals';
import { computeEntity, type EntityInput, type Rules } from '../../../graph/compute/entity-state.ts';
import { createProseDictionary } from '../../../graph/compute/prose-mentions.ts';
import { createOntology } from '../../../schema/ontology.ts';
import { live } from '../../support/live-record.ts';
import { field, type RecordSketch, related } from '../../support/records.ts';

const rules: Rules = {
  ontology: createOntology(),
  resolve: ({ value }) =>
    value === 'two' ? { ambiguous: ['team:a', 'team:b'] } : value.includes(':') ? { found: value } : { missing: true },
  dictionary: createProseDictionary([{ ref: 'system:ledger-db', kind: 'System', name: 'Ledger DB', nouns: [] }]),
  isAuthoritative: () => false,
  trusted: () => [],
};
const person = (sketch: Partial<RecordSketch>) => live({ kind: 'Person', key: 'E1', name: 'Ada', ...sketch });
const state = (records: EntityInput['records'], foreign: EntityInput['foreign'] = []) =>
  computeEntity({ ref: 'person:ada', kind: 'Person', records, foreign, keys: [], formerNames: [] }, rules);
const others = (result: ReturnType<typeof state>, relation: string) =>
  (result?.relations.get(relation)?.edges ?? []).map(({ other }) => other);

describe('an entity', () => {
  test('is there while a source has it, and not by a pin alone', () => {
    expect(state([person({})])).toBeDefined();
    expect(state([person({ source: 'people' })])).toBeUndefined();
    expect(state([])).toBeUndefined();
  });

  test('is there or not as a person says', () => {
    const says = (exists: boolean) => person({ source: 'people', claims: [{ about: 'existence', exists }] });
    expect(state([says(true)])).toBeDefined();
    expect(state([person({}), says(false)])).toBeUndefined();
  });

  test('that any source shows to everyone is for everyone, without what a restricted one says', () => {
    const result = state([
      person({ source: 'a', audience: 'hr', claims: [field('title', 'Secret'), related('MEMBER_OF', 'team:secret')] }),
      person({ source: 'b', claims: [field('location', 'Oslo')] }),
    ]);
    expect([result?.audience, [...(result?.fields.keys() ?? [])].sort(), others(result, 'MEMBER_OF')]).toEqual([
      'everyone',
      ['location', 'name'],
      [],
    ]);
  });

  test('for everyone has no relation that only a restricted record of another thing says', () => {
    const claims = [related('MEMBER_OF', 'person:ada', { end: 'to' })];
    const secret = live({ kind: 'Team', key: 't', audience: 'hr', claims });
    expect(others(state([person({})], [{ record: secret, ref: 'team:secret' }]), 'MEMBER_OF')).toEqual([]);
    expect(others(state([person({ audience: 'hr' })], [{ record: secret, ref: 'team:secret' }]), 'MEMBER_OF')).toEqual([
      'team:secret',
    ]);
  });

  test('that only restricted sources have is for the audience of the best of them', () => {
    const result = state([
      person({ source: 'b', audience: 'board' }),
      person({ source: 'a', audience: 'hr', key: 'E2' }),
    ]);
    expect(result?.audience).toBe('hr');
  });

  test('without a name is called by its key', () => {
    expect(state([live({ kind: 'Person', key: 'E1' })])?.name).toBe('E1');
  });
});

describe('its relations', () => {
  test('are what its own records and those of others say of it', () => {
    const team = live({ kind: 'Team', key: 't', claims: [related('MEMBER_OF', 'person:ada', { end: 'to' })] });
    const result = state([person({ claims: [related('MEMBER_OF', 'team:x')] })], [{ record: team, ref: 'team:y' }]);
    expect(others(result, 'MEMBER_OF')).toEqual(['team:x', 'team:y']);
  });

  test('said from the other end are of the other thing', () => {
    const result = state([person({ claims: [related('LEADS', 'team:x')] })]);
    expect(result?.relations.has('LEADS')).toBe(false);
  });

  test('to itself are none', () => {
    expect(others(state([person({ claims: [related('REPORTS_TO', 'person:ada')] })]), 'REPORTS_TO')).toEqual([]);
  });

  test('to something unknown or ambiguous are reported with what it could be', () => {
    const result = state([person({ claims: [related('MEMBER_OF', 'none'), related('MEMBER_OF', 'two')] })]);
    expect(result?.unresolved.map(({ mention, candidates }) => [mention.value, candidates])).toEqual([
      ['none', []],
      ['two', ['team:a', 'team:b']],
    ]);
  });

  test('include what its prose names, steps apart, which their section has', () => {
    const prose = (text: string, step?: { number: number }) =>
      person({ passages: [{ heading: [], text, ...(step && { step }) }] });
    expect(others(state([prose('Keeps Ledger DB alive')]), 'MENTIONS')).toEqual(['system:ledger-db']);
    expect(others(state([prose('Keeps Ledger DB alive', { number: 1 })]), 'MENTIONS')).toEqual([]);
  });
});
