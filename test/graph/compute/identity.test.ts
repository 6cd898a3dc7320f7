import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Former, identify, type IdentityRow } from '../../../graph/compute/identity.ts';
import { isRef } from '../../../schema/ref.ts';

const rules = { nameIdentifies: (kind: string) => kind === 'Person' || kind === 'Team', former: [] as Former[] };

function row(id: string, extra: Partial<IdentityRow> = {}): IdentityRow {
  const [source = '', kind = '', key = ''] = id.split(':');
  return { id, source, kind, key, identities: [`@${source}:${key}`], names: [], mentions: [], rank: 1, ...extra };
}

const groups = (rows: IdentityRow[], with_ = rules) =>
  identify(rows, with_)
    .map((cluster) => cluster.rows.map(({ id }) => id).join(' + '))
    .sort();

describe('joining', () => {
  test('an equal explicit id joins through any number of records', () => {
    const rows = [
      row('hr:Person:1', { identities: ['@hr:1', 'email:a@x'] }),
      row('wiki:Person:2', { identities: ['@wiki:2', 'email:a@x', 'handle:a'] }),
      row('ops:Person:3', { identities: ['@ops:3', 'handle:a'] }),
    ];
    expect(groups(rows)).toEqual(['hr:Person:1 + ops:Person:3 + wiki:Person:2']);
  });

  test('an equal id of another kind joins nothing', () => {
    const rows = [row('hr:Person:1', { identities: ['email:a@x'] }), row('hr:Team:2', { identities: ['email:a@x'] })];
    expect(groups(rows)).toHaveLength(2);
  });

  test('an equal name joins across sources, whatever its spelling', () => {
    const rows = [row('hr:Person:1', { names: ['José Müller'] }), row('wiki:Person:2', { names: ['Muller, Jose'] })];
    expect(groups(rows)).toEqual(['hr:Person:1 + wiki:Person:2']);
  });

  test('an alias, an empty name and a name of a kind that names do not identify join nothing', () => {
    expect(
      groups([row('hr:Team:1', { names: ['Core', 'Audit'] }), row('wiki:Team:2', { names: ['Audit'] })]),
    ).toHaveLength(2);
    expect(groups([row('hr:Team:1', { names: ['!'] }), row('wiki:Team:2', { names: ['?'] })])).toHaveLength(2);
    expect(
      groups([row('hr:Article:1', { names: ['Overview'] }), row('wiki:Article:2', { names: ['Overview'] })]),
    ).toHaveLength(2);
  });

  test('a record may say itself whether its name identifies', () => {
    const pair = (matchName: boolean, kind: string) => [
      row(`hr:${kind}:1`, { names: ['Same'], matchName }),
      row(`wiki:${kind}:2`, { names: ['Same'], matchName }),
    ];
    expect(groups(pair(true, 'Article'))).toHaveLength(1);
    expect(groups(pair(false, 'Team'))).toHaveLength(2);
  });

  test('a name that two rows of one source share joins nothing, not even a third source', () => {
    const rows = ['hr:Person:1', 'hr:Person:2', 'wiki:Person:3'].map((id) => row(id, { names: ['Sam Lee'] }));
    expect(groups(rows)).toHaveLength(3);
  });

  test('different ids in one namespace keep equal names apart', () => {
    const rows = [
      row('hr:Person:1', { names: ['Sam Lee'], identities: ['email:a@x'] }),
      row('wiki:Person:2', { names: ['Sam Lee'], identities: ['email:b@x'] }),
    ];
    expect(groups(rows)).toHaveLength(2);
  });

  test('an edit stays with the entity it was made on, wherever its best record went', () => {
    const rows = [
      row('people:Person:person:sam', { identities: ['ref:person:sam'], rank: 0 }),
      row('hr:Person:1', { names: ['Sam'], ref: 'person:sam' }),
    ];
    expect(identify(rows, rules)).toMatchObject([
      { ref: 'person:sam', rows: [{ source: 'people' }, { source: 'hr' }] },
    ]);
  });
});

describe('refs', () => {
  const refs = (rows: IdentityRow[], former: Former[] = []) =>
    identify(rows, { ...rules, former }).map(({ ref }) => ref);

  test('come from a readable key, else from the name, else from a hash', () => {
    expect(refs([row('wiki:Team:payments-platform', { names: ['Other'] })])).toEqual(['team:payments-platform']);
    expect(refs([row('hr:Person:E123', { names: ['Ada King'] })])).toEqual(['person:ada-king']);
    expect(refs([row('wiki:Team:teams/core.md', { names: ['Core'] })])).toEqual(['team:core']);
    expect(refs([row('hr:Person:123')])).toEqual([expect.stringMatching(/^person:[0-9a-f]{12}$/)]);
  });

  test('are kept, by the best record that has one when groups join', () => {
    const rows = [
      row('hr:Person:1', { names: ['Ada'], ref: 'person:old', rank: 1 }),
      row('wiki:Person:2', { names: ['Ada'], ref: 'person:other', rank: 2 }),
    ];
    expect(refs(rows)).toEqual(['person:old']);
  });

  test('go to the better half when a group falls apart; the other half gets a new one', () => {
    const rows = [
      row('hr:Person:1', { names: ['Ada'], ref: 'person:ada', rank: 1 }),
      row('wiki:Person:2', { names: ['Bea'], ref: 'person:ada', rank: 2 }),
    ];
    expect(refs(rows)).toEqual(['person:ada', 'person:bea']);
  });

  test('of what is gone are not given to another thing, and come back to the same thing', () => {
    const gone = { ref: 'person:ada', kind: 'Person', identities: ['email:a@x'] };
    expect(refs([row('hr:Person:1', { names: ['Ada'] })], [gone])).toEqual([
      expect.stringMatching(/^person:ada-[0-9a-f]{6}$/),
    ]);
    expect(refs([row('hr:Person:9', { names: ['Bea'], identities: ['email:a@x'] })], [gone])).toEqual(['person:ada']);
  });
});

describe('for any rows', () => {
  const arbitraryRows = fc
    .uniqueArray(
      fc.record({
        source: fc.constantFrom('hr', 'wiki', 'ops'),
        kind: fc.constantFrom('Person', 'Team', 'Article'),
        key: fc.constantFrom('1', '2', 'core', 'x/y.md', '京'),
        name: fc.constantFrom('Sam Lee', 'Lee, Sam', 'Core', '京都', '', '!'),
        email: fc.constantFrom('', 'a@x', 'b@x'),
      }),
      { maxLength: 12, selector: ({ source, kind, key }) => `${source}:${kind}:${key}` },
    )
    .map((items) =>
      items.map(({ source, kind, key, name, email }) =>
        row(`${source}:${kind}:${key}`, {
          names: name === '' ? [] : [name],
          identities: [`@${source}:${key}`, ...(email === '' ? [] : [`email:${email}`])],
          rank: ['hr', 'wiki', 'ops'].indexOf(source),
        }),
      ),
    );
  const assignment = (rows: readonly IdentityRow[]) =>
    new Map(
      identify(rows, rules)
        .flatMap((cluster) => cluster.rows.map(({ id }) => [id, cluster.ref] as const))
        .sort(),
    );

  test('their order does not matter, and every row has exactly one home', () => {
    fc.assert(
      fc.property(arbitraryRows, fc.func(fc.integer()), (rows, weight) => {
        const shuffled = [...rows].sort((a, b) => weight(a.id) - weight(b.id));
        const homes = assignment(rows);
        expect(assignment(shuffled)).toEqual(homes);
        expect(homes.size).toBe(rows.length);
      }),
    );
  });

  test('refs are valid, and each is given once', () => {
    fc.assert(
      fc.property(arbitraryRows, (rows) => {
        const refs = identify(rows, rules).map(({ ref }) => ref);
        expect(refs.filter((ref) => !isRef(ref))).toEqual([]);
        expect(new Set(refs).size).toBe(refs.length);
      }),
    );
  });

  test('refs once given stay', () => {
    fc.assert(
      fc.property(arbitraryRows, (rows) => {
        const homes = assignment(rows);
        expect(assignment(rows.map((each) => ({ ...each, ref: homes.get(each.id) })))).toEqual(homes);
      }),
    );
  });
});
