import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Former, identify, type IdentityRow, type IdentityRules } from '../../../graph/compute/identity.ts';
import { isRef } from '../../../schema/ref.ts';
import { readStatedIdentity } from '../../../schema/stated-identity.ts';

const rules = { nameIdentifies: (kind: string) => kind === 'Person' || kind === 'Team', former: [] as Former[] };

function row(id: string, extra: Partial<IdentityRow> = {}): IdentityRow {
  const [source = '', kind = '', key = ''] = id.split(':');
  return { id, source, kind, key, identities: [`@${source}:${key}`], names: [], mentions: [], rank: 1, ...extra };
}

const groups = (rows: IdentityRow[], with_: IdentityRules = rules) =>
  identify(rows, with_)
    .map((cluster) => cluster.rows.map(({ id }) => id).join(' + '))
    .sort();

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
const assignment = (rows: readonly IdentityRow[], with_: IdentityRules = rules) =>
  new Map(
    identify(rows, with_)
      .flatMap((cluster) => cluster.rows.map(({ id }) => [id, cluster.ref] as const))
      .sort(),
  );

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

  test('come from the key that is most like the name, of what is one under several keys', () => {
    const same = (key: string) => row(`crew:Person:${key}`, { names: ['Ada Holm'], identities: ['fullName:ada holm'] });
    expect(refs([same('acting_mate'), same('ada_holm'), same('skipper')])).toEqual(['person:ada-holm']);
    expect(refs([same('mate'), same('skipper')])).toEqual(['person:mate']);
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

describe('what kiki.yaml says', () => {
  const stated = (sameAs: string[][], different: string[][] = []) => ({
    ...rules,
    stated: readStatedIdentity({ sameAs, different }, ['hr', 'wiki', 'ops']),
  });

  test('is one thing is one: keys of sources and explicit ids, however they are spelt', () => {
    const rows = [
      row('hr:Person:e12', { identities: ['@hr:e12', 'email:ada@old'] }),
      row('wiki:Person:2', { identities: ['@wiki:2', 'email:ada@new'] }),
      row('ops:Person:3', { identities: ['@ops:3'] }),
    ];
    expect(groups(rows, stated([['hr:E12', 'email: ADA@new']]))).toEqual([
      'hr:Person:e12 + wiki:Person:2',
      'ops:Person:3',
    ]);
    expect(
      groups(
        rows,
        stated([
          ['email:ada@old', 'ops:3'],
          ['ops:3', 'wiki:2'],
        ]),
      ),
    ).toHaveLength(1);
  });

  test('joins things of one kind only, and an entry that matches nothing joins the rest', () => {
    const rows = [row('hr:Person:1'), row('wiki:Person:1'), row('wiki:Team:1'), row('hr:Team:9')];
    expect(groups(rows, stated([['hr:1', 'email:nobody@x', 'wiki:1']]))).toEqual([
      'hr:Person:1 + wiki:Person:1',
      'hr:Team:9',
      'wiki:Team:1',
    ]);
  });

  test('a prefix that is a source and a namespace of ids stands for both', () => {
    const rows = [row('hr:Person:1'), row('wiki:Person:2', { identities: ['ops:ada'] }), row('ops:Person:ada')];
    expect(groups(rows, stated([['hr:1', 'ops:ada']]))).toHaveLength(1);
  });

  test('is two things is not joined by name, and is joined by an id', () => {
    const rows = [row('hr:Person:1', { names: ['Sam Lee'] }), row('wiki:Person:2', { names: ['Sam Lee'] })];
    expect(groups(rows)).toHaveLength(1);
    expect(groups(rows, stated([], [['hr:1', 'wiki:2']]))).toHaveLength(2);
    const sharing = rows.map((each) => ({ ...each, identities: [...each.identities, 'email:s@x'] }));
    expect(groups(sharing, stated([], [['hr:1', 'wiki:2']]))).toHaveLength(1);
  });

  test('is two things is not joined by two names one after the other either', () => {
    const rows = [
      row('hr:Person:1', { names: ['Sam Lee'] }),
      row('ops:Person:3', { names: ['Sam Lee'], identities: ['@ops:3', 'handle:s'] }),
      row('ops:Person:4', { names: ['Samuel Lee'], identities: ['@ops:4', 'handle:s'] }),
      row('wiki:Person:2', { names: ['Samuel Lee'] }),
    ];
    expect(groups(rows)).toHaveLength(1);
    expect(groups(rows, stated([], [['hr:1', 'wiki:2']]))).toHaveLength(3);
  });

  test('two names do not join through a third thing what ids keep apart', () => {
    const rows = [
      row('hr:Person:1', { names: ['Sam Lee'], identities: ['@hr:1', 'email:a@x'] }),
      row('ops:Person:3', { names: ['Sam Lee'], identities: ['@ops:3', 'handle:s'] }),
      row('ops:Person:4', { names: ['Samuel Lee'], identities: ['@ops:4', 'handle:s'] }),
      row('wiki:Person:2', { names: ['Samuel Lee'], identities: ['@wiki:2', 'email:b@x'] }),
    ];
    expect(groups(rows)).toEqual(['hr:Person:1', 'ops:Person:3 + ops:Person:4', 'wiki:Person:2']);
  });

  test('gives the same whatever the order of rows, groups and entries, and stated pairs end as stated', () => {
    const entry = fc.constantFrom('hr:1', 'hr:2', 'wiki:1', 'wiki:core', 'ops:京', 'email:a@x', 'email:b@x');
    const lists = fc.array(fc.uniqueArray(entry, { minLength: 2, maxLength: 3 }), { maxLength: 3 });
    fc.assert(
      fc.property(arbitraryRows, lists, lists, fc.func(fc.integer()), (rows, same, different, weight) => {
        const shuffle = <T>(items: readonly T[]) =>
          [...items].sort((a, b) => weight(JSON.stringify(a)) - weight(JSON.stringify(b)));
        const homes = assignment(rows, stated(same, different));
        expect(assignment(shuffle(rows), stated(shuffle(same).map(shuffle), shuffle(different).map(shuffle)))).toEqual(
          homes,
        );
        const { stated: read } = stated(same, different);
        for (const group of read.same) {
          const wanted = new Set(group.flatMap(({ identities }) => identities));
          for (const kind of ['Person', 'Team', 'Article']) {
            const own = rows.filter((each) => each.kind === kind && each.identities.some((id) => wanted.has(id)));
            expect(new Set(own.map(({ id }) => homes.get(id))).size).toBeLessThanOrEqual(1);
          }
        }
        const withoutNames = assignment(
          rows.map((each) => ({ ...each, names: [] })),
          stated(same, different),
        );
        const oneByName = (a: string, b: string) =>
          homes.get(a) === homes.get(b) && withoutNames.get(a) !== withoutNames.get(b);
        for (const group of read.different) {
          const holders = group.map(({ identities }) =>
            rows.filter((each) => each.identities.some((id) => identities.includes(id))).map(({ id }) => id),
          );
          for (const [index, ones] of holders.entries())
            for (const others of holders.slice(index + 1))
              for (const a of ones) for (const b of others) expect(oneByName(a, b)).toBe(false);
        }
      }),
    );
  });
});

test('the same person in three spellings, a suffix behind a comma and a name in another script', () => {
  const pair = (a: string, b: string) =>
    groups([row('hr:Person:1', { names: [a] }), row('wiki:Person:2', { names: [b] })]).length === 1;
  expect(pair('Müller, Jörg', 'Jorg Muller'.normalize('NFD'))).toBe(true);
  expect(pair('King, Martin Luther, Jr.', 'Martin Luther King Jr')).toBe(true);
  expect(pair('김민준', '김민준'.normalize('NFD'))).toBe(true);
  // Suggestions, never joined by themselves.
  expect(pair('Müller, Jörg', 'Jorg Mueller')).toBe(false);
  expect(pair('Ada B. Lovelace', 'Ada Lovelace')).toBe(false);
  expect(pair('Dr. Ada Lovelace', 'Ada Lovelace')).toBe(false);
  expect(pair('Martin King', 'Martin King, Jr.')).toBe(false);
  expect(pair('Payments Team', 'Payments')).toBe(false);
  expect(pair('राम', 'रोम')).toBe(false);
});
