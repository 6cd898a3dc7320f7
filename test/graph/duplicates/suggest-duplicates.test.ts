import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Candidate } from '../../../graph/duplicates/candidate.ts';
import { editDistance } from '../../../graph/duplicates/edit-distance.ts';
import { areNicknames } from '../../../graph/duplicates/nicknames.ts';
import { suggestDuplicates } from '../../../graph/duplicates/suggest-duplicates.ts';

const candidate = (ref: string, name: string, extra: Partial<Candidate> = {}): Candidate => ({
  ref,
  kind: ref.startsWith('team') ? 'Team' : ref.startsWith('article') ? 'Article' : 'Person',
  name,
  aliases: [],
  identities: [],
  isActive: true,
  groups: [],
  managers: [],
  ...extra,
});
const options = {
  nameIdentifies: (kind: string) => kind !== 'Article',
  kindWords: () => new Set(['committee']),
  nameOf: (ref: string) => ref,
  areApart: () => false,
};
const scoreOf = async (
  a: Partial<Candidate> & { name: string },
  b: Partial<Candidate> & { name: string },
  kind = 'person',
) => {
  const found = await suggestDuplicates(
    [candidate(`${kind}:1`, a.name, a), candidate(`${kind}:2`, b.name, b)],
    options,
  );
  return found[0]?.score ?? 0;
};
const shared = { groups: ['team:x'] };

describe('people', () => {
  test.each([
    ['Bob Ross', 'Robert Ross'],
    ['Liz King', 'Elizabeth King'],
    ['Sasha Ivanov', 'Alexander Ivanov'],
    ['Ada Lovelace', 'Ada Lovelcae'],
    ['Ada Lovelace', 'Lovelace Ada'],
    ['A. Lovelace', 'Ada Lovelace'],
    ['Ada B. Lovelace', 'Ada Lovelace'],
    ['Jörg Müller', 'Joerg Mueller'],
    ['Dr. Ada Lovelace', 'Ada Lovelace'],
    ['Anne Marie Poe', 'Annemarie Poe'],
    ['Ivan Petrov', 'Иван Петров'],
  ])('%j may be %j', async (a, b) => {
    expect(await scoreOf({ name: a }, { name: b })).toBeGreaterThanOrEqual(0.5);
  });

  test.each([
    ['Ada Lovelace', 'Ada Hopper'],
    ['Li Wu', 'Li Xu'],
    ['Erik Berg', 'Erika Berg'],
    ['Sam Lee II', 'Sam Lee III'],
    ['Bob Ross', 'Tim Ross'],
  ])('%j is not suggested to be %j', async (a, b) => {
    expect(await scoreOf({ name: a }, { name: b })).toBe(0);
  });

  test('a moved address of the same local part is a reason, also beside another name', async () => {
    const [old, moved] = [
      { identities: ['email:alovelace@old.example'] },
      { identities: ['email:alovelace@new.example'] },
    ];
    expect(await scoreOf({ name: 'Ada Lovelace', ...old }, { name: 'Ada Lovelace', ...moved })).toBeGreaterThan(0.85);
    expect(await scoreOf({ name: 'Ada Lovelace', ...old }, { name: 'Ada King', ...moved })).toBeGreaterThanOrEqual(0.5);
    const team = { identities: ['email:support@new.example'] };
    expect(await scoreOf({ name: 'X Y', identities: ['email:support@old.example'] }, { name: 'V W', ...team })).toBe(0);
  });

  test('an initial that fits several people is not enough', async () => {
    const people = ['A. Lovelace', 'Ada Lovelace', 'Anna Lovelace'].map((name, index) =>
      candidate(`person:${index}`, name),
    );
    expect(await suggestDuplicates(people, options)).toEqual([]);
  });

  test('what speaks against a pair lowers its score', async () => {
    const base = await scoreOf({ name: 'Bob Ross', ...shared }, { name: 'Robert Ross', ...shared });
    const against = (a: Partial<Candidate>, b: Partial<Candidate>) =>
      scoreOf({ name: 'Bob Ross', ...shared, ...a }, { name: 'Robert Ross', ...shared, ...b });
    for (const [a, b] of [
      [{ identities: ['employeeNumber:1'] }, { identities: ['employeeNumber:2'] }],
      [{ identities: ['email:bob@x.example'] }, { identities: ['email:rross@x.example'] }],
      [{ identities: ['@hr:1'] }, { identities: ['@hr:2'] }],
      [{ managers: ['person:2'] }, {}],
    ] as const)
      expect(
        await against({ ...a, identities: 'identities' in a ? [...a.identities] : [] }, b as Partial<Candidate>),
      ).toBeLessThan(base);
    const left = { identities: ['employeeNumber:1'], isActive: false };
    expect(await against(left, { identities: ['employeeNumber:2'] })).toBe(base);
  });
});

describe('teams and pages', () => {
  test.each([
    ['Payments', 'Payments Team'],
    ['PaymentsService', 'payments-svc'],
    ['Payments', 'Payment'],
    ['Audit Committee', 'Audit'],
    ['Site Reliability Engineering', 'SRE'],
    ['Data Platform', 'Platform Data'],
  ])('%j may be %j', async (a, b) => {
    expect(await scoreOf({ name: a }, { name: b }, 'team')).toBeGreaterThanOrEqual(0.5);
  });

  test.each([
    ['SIG 1', 'SIG 2'],
    ['Team A', 'Team B'],
    ['Cluster Phase II', 'Cluster Phase III'],
    ['Payments', 'Payouts'],
  ])('%j is not suggested to be %j', async (a, b) => {
    expect(await scoreOf({ name: a }, { name: b }, 'team')).toBe(0);
  });

  test('an equal title of pages says little, and cards that say the same do', async () => {
    expect(await scoreOf({ name: 'Overview' }, { name: 'Overview' }, 'article')).toBe(0);
    const card = Float32Array.of(1, 0);
    expect(await scoreOf({ name: 'Refunds', card }, { name: 'Money back', card }, 'article')).toBe(0.5);
    expect(await scoreOf({ name: 'Refunds', card }, { name: 'Money', card: Float32Array.of(0, 1) }, 'article')).toBe(0);
  });
});

test('the order of the candidates does not matter', async () => {
  const name = fc.constantFrom('Bob Ross', 'Robert Ross', 'Rob Ross', 'Ross Bob', 'R. Ross', 'Ada King', 'Ada Kings');
  const people = fc
    .array(name, { maxLength: 8 })
    .map((names) => names.map((each, index) => candidate(`person:${index}`, each)));
  await fc.assert(
    fc.asyncProperty(people, fc.func(fc.integer()), async (all, weight) => {
      const shuffled = [...all].sort((a, b) => weight(a.ref) - weight(b.ref));
      expect(await suggestDuplicates(shuffled, options)).toEqual(await suggestDuplicates(all, options));
    }),
    { numRuns: 50 },
  );
});

test('changes between two texts are counted up to a limit, a swap as one', () => {
  expect([
    editDistance('lovelace', 'lovelcae', 2),
    editDistance('abc', 'abc', 1),
    editDistance('abcdef', 'abxxef', 1),
  ]).toEqual([1, 0, 2]);
  expect(areNicknames('bob', 'rob')).toBe(true);
  expect(areNicknames('bob', 'tim')).toBe(false);
});
