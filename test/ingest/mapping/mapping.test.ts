import { describe, expect, test } from '@jest/globals';
import { compileMapping } from '../../../ingest/mapping/compile-mapping.ts';
import { applies, mapItem } from '../../../ingest/mapping/map-item.ts';
import type { RowMapping } from '../../../schema/config-file.ts';
import { createOntology } from '../../../schema/ontology.ts';

const ontology = createOntology();
const map = (mapping: Partial<RowMapping>, row: unknown) => {
  const compiled = compileMapping({ kind: 'Person', ...mapping }, 'entities[0]', ontology);
  return mapItem(compiled, { context: row, variables: {} }, ontology);
};

describe('a mapping', () => {
  test.each<[string, Partial<RowMapping>, string, string]>([
    ['kind', { kind: 'Robot' }, 'entities[0].kind', 'Person, Team'],
    ['field', { fields: { shoes: 'x' } }, 'entities[0].fields.shoes', 'title, status'],
    ['relation', { relations: { hates: { to: 'x' } } }, 'entities[0].relations.hates', 'reports to'],
    [
      'kind at the other end',
      { relations: { leads: { to: 'x', kind: 'Robot' } } },
      'entities[0].relations.leads',
      'Team',
    ],
  ])('that names an unknown %s is refused with its place and what there is', (_what, mapping, where, known) => {
    expect(() => compileMapping({ kind: 'Person', ...mapping }, 'entities[0]', ontology)).toThrow(
      expect.objectContaining({ code: 'invalid', where }),
    );
    try {
      compileMapping({ kind: 'Person', ...mapping }, 'entities[0]', ontology);
    } catch (error) {
      const { message, fix = '' } = error as { message: string; fix?: string };
      expect(`${message} ${fix}`).toContain(known);
    }
  });

  test('that gives a kind of the company’s own a built-in relation is told how to let it have that', () => {
    const own = createOntology({ kinds: { Product: {} }, relations: { OWNS: { to: 'Product' } } });
    const relate = (word: string) => () =>
      compileMapping({ kind: 'Product', relations: { [word]: { to: 'x' } } }, 'here', own);
    expect(relate('led by')).toThrow(
      expect.objectContaining({
        where: 'here.relations.led by',
        fix: expect.stringContaining('LEADS: { to: Product }'),
      }),
    );
    expect(relate('part of')).toThrow(
      expect.objectContaining({ fix: expect.stringContaining('PART_OF: { from: Product }') }),
    );
    expect(relate('reports to')).toThrow(expect.objectContaining({ fix: expect.stringContaining('add your own') }));
    expect(relate('owned by')).not.toThrow();
  });

  test('leaves out values of the wrong type, says so, and keeps the rest', async () => {
    const { draft, problems } = await map(
      {
        name: 'n',
        fields: { startDate: 'd', email: 'e', title: 't' },
        relations: { 'member of': { to: '{ "name": "x", "from": d }' }, leads: { to: '{ "email": { "a": 1 } }' } },
        stated: 'd',
      },
      { n: 'Ada', d: '32.13.2026', e: 'nobody', t: 'Clerk' },
    );
    expect(draft.claims).toEqual([
      { about: 'field', field: 'name', value: 'Ada' },
      { about: 'field', field: 'title', value: 'Clerk' },
    ]);
    expect(problems).toEqual([
      expect.stringContaining('startDate: "32.13.2026" is not a date'),
      expect.stringContaining('email: "nobody" is not an e-mail address'),
      expect.stringContaining('member of: "from" "32.13.2026" is not a date'),
      expect.stringContaining('leads: "email" of the other end'),
      expect.stringContaining('stated: "32.13.2026" is not a date'),
    ]);
  });

  test('says of the other end what it is, in which role, and whether it is so', async () => {
    const { draft } = await map(
      {
        relations: {
          'member of': {
            to: '[{ "name": "A", "role": ["x", "y"] }, { "key": "b", "ended": true }, { "id": "c", "not": true }]',
          },
          leads: { to: '["p1", ""]', by: 'code', kind: 'project' },
        },
      },
      {},
    );
    const relation = { about: 'relation', end: 'from' };
    expect(draft.claims).toEqual([
      { ...relation, relation: 'MEMBER_OF', other: { namespace: 'name', value: 'A' }, role: 'x, y' },
      { ...relation, relation: 'MEMBER_OF', other: { namespace: 'key', value: 'b' }, ended: true },
      { ...relation, relation: 'MEMBER_OF', other: { namespace: 'any', value: 'c' }, not: true },
      { ...relation, relation: 'LEADS', other: { namespace: 'code', value: 'p1', kinds: ['Project'] } },
    ]);
  });

  test('swaps the ends for the inverse of a relation', async () => {
    const { draft } = await map({ kind: 'Team', relations: { 'led by': { to: 'boss' } } }, { boss: 'Ada' });
    expect(draft.claims).toEqual([
      { about: 'relation', relation: 'LEADS', end: 'to', other: { namespace: 'any', value: 'Ada' } },
    ]);
  });

  test('is for rows for which `when` is true, and not for those for which it is anything else', async () => {
    const mapping = compileMapping({ kind: 'Person', when: 'x' }, 'entities[0]', ontology);
    const isFor = (x: unknown) => applies(mapping, { context: { x }, variables: {} });
    expect([await isFor(true), await isFor('true'), await isFor(1), await isFor(undefined)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
