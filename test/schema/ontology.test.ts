import { describe, expect, test } from '@jest/globals';
import { createOntology, ontologySettings, type OntologySettings } from '../../schema/ontology.ts';

describe('a company’s own', () => {
  const ontology = createOntology({
    kinds: {
      Product: {
        synonyms: ['offering'],
        fields: {
          price: 'number',
          stage: { type: 'choice', choices: ['beta', { value: 'live', counted: true }], assumed: 'live' },
        },
      },
      Person: { fields: { costCentre: 'text' } },
    },
    relations: {
      sells: { from: 'Team', to: 'Product', inverse: 'sold by', one: true },
      'is near': { from: ['Product', 'Team'], to: '*' },
      LEADS: { authoritative: false, synonyms: { name: ['captains'] } },
    },
  });

  test('kind has the common fields and its own, and a readable singular and plural', () => {
    expect(ontology.kind('product')).toMatchObject({ name: 'Product', singular: 'product', plural: 'products' });
    expect(ontology.findField('Product', 'stage')).toMatchObject({
      label: 'Stage',
      choices: [{ value: 'beta' }, { value: 'live' }],
      assumed: 'live',
    });
    expect(ontology.findField('Product', 'name')).toBeDefined();
  });

  test('kind takes its words from the synonyms of built-in kinds', () => {
    expect(createOntology().kind('System').synonyms).toContain('product');
    expect(ontology.kind('System').synonyms).not.toContain('product');
    expect(ontology.kind('System').synonyms).toContain('service');
  });

  test('field joins those of a built-in kind', () => {
    expect(ontology.findField('Person', 'costCentre')).toMatchObject({ label: 'Cost centre', type: 'text' });
    expect(ontology.findField('Person', 'title')).toBeDefined();
  });

  test('relation is found from both ends and fits its kinds only', () => {
    const sells = ontology.relation('sells');
    expect(sells).toMatchObject({ type: 'RELATES_TO', cardinality: 'one', headings: ['Sells', 'Sold by'] });
    expect(ontology.findRelationOf('Product', 'sold by')).toEqual({ relation: sells, end: 'to' });
    expect(ontology.otherKinds(sells, 'from', 'Team')).toEqual(['Product']);
    expect(ontology.otherKinds(sells, 'from', 'Person')).toEqual([]);
    expect(ontology.otherKinds(ontology.relation('is near'), 'from', 'Team')).toHaveLength(ontology.kinds.length);
  });

  test('tuning of a built-in relation keeps its ends', () => {
    const leads = ontology.relation('LEADS');
    expect(leads.authoritative).toBe(false);
    expect(leads.synonyms?.name).toEqual(expect.arrayContaining(['lead', 'captains']));
  });

  test('kind can have built-in relations, which stay what they are for the others', () => {
    const { findRelationOf, otherKinds, relation } = createOntology({
      kinds: { Product: {}, Vendor: {} },
      relations: {
        OWNS: { to: 'product' },
        LEADS: { from: ['Person', 'Vendor'], to: 'Product' },
        PART_OF: { from: 'Product' },
        SUPERSEDES: { to: 'Product' },
        ABOUT: { from: 'Product' },
      },
    });
    const others = (key: string, end: 'from' | 'to', kind: string) => otherKinds(relation(key), end, kind);
    expect(findRelationOf('Product', 'owned by')).toMatchObject({ relation: { key: 'OWNS', type: 'OWNS' }, end: 'to' });
    expect(others('OWNS', 'to', 'Product')).toEqual(['Team', 'Person']);
    expect(others('OWNS', 'to', 'Vendor')).toEqual([]);
    expect(others('LEADS', 'to', 'Product')).toEqual(['Person', 'Vendor']);
    expect(others('LEADS', 'to', 'Team')).toEqual(['Person']);
    expect(others('PART_OF', 'from', 'Product')).toEqual(['Product']);
    expect(others('PART_OF', 'from', 'Team')).toEqual(['Team']);
    expect(others('SUPERSEDES', 'from', 'Product')).toEqual(['Product']);
    expect(others('ABOUT', 'from', 'Product')).toContain('Person');
  });

  test('a `same` end is the kind itself, seen from either end', () => {
    const supersedes = ontology.relation('SUPERSEDES');
    expect(ontology.otherKinds(supersedes, 'from', 'System')).toEqual(['System']);
    expect(ontology.otherKinds(supersedes, 'to', 'System')).toEqual(['System']);
    expect(ontology.otherKinds(supersedes, 'from', 'Person')).toEqual([]);
  });
});

describe('what is refused, with its place in kiki.yaml', () => {
  test.each<[string, OntologySettings, string]>([
    ['a kind in another case', { kinds: { product: {} } }, 'schema.kinds.product'],
    ['a kind that would be Cypher', { kinds: { 'X) DETACH DELETE (n': {} } }, 'schema.kinds'],
    ['a kind that Kiki keeps', { kinds: { Passage: {} } }, 'schema.kinds.Passage'],
    [
      'a field that would be Cypher',
      { kinds: { Team: { fields: { 'x} SET n.y': 'text' } } } },
      'schema.kinds.Team.fields',
    ],
    ['a field that Kiki keeps', { kinds: { Team: { fields: { audience: 'text' } } } }, 'schema.kinds.Team.fields'],
    ['a common field again', { kinds: { Team: { fields: { name: 'text' } } } }, 'schema.kinds.Team.fields'],
    ['a choice without choices', { kinds: { Team: { fields: { size: 'choice' } } } }, 'schema.kinds.Team.fields'],
    [
      'choices of a text',
      { kinds: { Team: { fields: { size: { type: 'text', choices: ['a'] } } } } },
      'schema.kinds.Team.fields',
    ],
    [
      'a relation of an unknown kind',
      { relations: { likes: { from: 'Team', to: 'Planet' } } },
      'schema.relations.likes.to',
    ],
    ['a relation without an end', { relations: { likes: { from: 'Team' } } }, 'schema.relations.likes'],
    [
      'a relation that would be Cypher',
      { relations: { 'x`]->() //': { from: 'Team', to: 'Team' } } },
      'schema.relations',
    ],
    [
      'a relation that is called as a built-in one',
      { relations: { 'Reports to': { from: 'Team', to: 'Team' } } },
      'schema.relations.Reports to',
    ],
    [
      'other built-in ends of a built-in relation',
      { relations: { LEADS: { from: 'Team' } } },
      'schema.relations.LEADS',
    ],
    ['anything as an end of a built-in relation', { relations: { OWNS: { to: '*' } } }, 'schema.relations.OWNS'],
    [
      'an unknown kind at the end of a built-in relation',
      { relations: { OWNS: { to: 'Moon' } } },
      'schema.relations.OWNS.to',
    ],
    ['another subject of a built-in relation', { relations: { OWNS: { subject: 'from' } } }, 'schema.relations.OWNS'],
    [
      'managers that are no people',
      { kinds: { Post: {} }, relations: { REPORTS_TO: { to: 'Post' } } },
      'schema.relations.REPORTS_TO',
    ],
  ])('%s', (_what, settings, where) => {
    expect(() => createOntology(settings)).toThrow(
      expect.objectContaining({ code: 'invalid', where: expect.stringContaining(where) }),
    );
  });

  test('a kind that differs from another by case only', () => {
    expect(() => createOntology({ kinds: { PERSON: {} } })).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  test('a field that differs from another by case only stays a field of its own', () => {
    expect(
      createOntology({ kinds: { Team: { fields: { chatRoom: 'text' } } } }).findField('Team', 'chatroom'),
    ).toBeUndefined();
  });

  test('keys that JavaScript knows are no kinds, fields or relations', () => {
    const ontology = createOntology();
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      expect(ontology.findKind(name)).toBeUndefined();
      expect(ontology.findField('Person', name)).toBeUndefined();
      expect(ontology.findRelation(name)).toBeUndefined();
    }
  });

  test('settings of another shape', () => {
    for (const settings of [
      { kind: {} },
      { kinds: { Team: { field: {} } } },
      { relations: { x: { from: 1 } } },
      { kinds: [] },
    ])
      expect(ontologySettings.safeParse(settings).success).toBe(false);
  });
});
