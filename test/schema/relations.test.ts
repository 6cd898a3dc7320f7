import { describe, expect, test } from '@jest/globals';
import { builtInKinds, commonFields } from '../../schema/kinds.ts';
import { createOntology, reservedProperties } from '../../schema/ontology.ts';
import { builtInRelations, type End } from '../../schema/relations.ts';

const kinds = builtInKinds.map(({ name }) => name);
const ontology = createOntology();

describe('relations', () => {
  test('lead from and to kinds that exist', () => {
    const ends = builtInRelations.flatMap(({ pairs }) => pairs.flat()).filter((end) => end !== '*' && end !== 'same');
    expect(ends.filter((end) => !kinds.includes(end))).toEqual([]);
    expect(builtInRelations.filter(({ pairs }) => pairs.some(([from]) => from === 'same'))).toEqual([]);
  });

  test('have a key and a type of their own', () => {
    expect(new Set(builtInRelations.map(({ key }) => key)).size).toBe(builtInRelations.length);
    expect(new Set(builtInRelations.map(({ type }) => type)).size).toBe(builtInRelations.length);
    for (const { type } of builtInRelations) expect(type).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  });

  test('are told apart by name and inverse name from every kind', () => {
    for (const kind of kinds) {
      const said = builtInRelations.flatMap((relation) =>
        (['from', 'to'] as End[])
          .filter((end) => ontology.otherKinds(relation, end, kind).length > 0)
          .map((end) => (end === 'from' ? relation.name : relation.inverse)),
      );
      expect([kind, said.filter((name, index) => said.indexOf(name) !== index)]).toEqual([kind, []]);
    }
  });

  test('of every kind are found by key, name and inverse name', () => {
    for (const relation of builtInRelations) {
      for (const kind of kinds) {
        for (const end of ['from', 'to'] as End[]) {
          if (ontology.otherKinds(relation, end, kind).length === 0) continue;
          const name = end === 'from' ? relation.name : relation.inverse;
          expect(ontology.findRelationOf(kind, name.toUpperCase())).toEqual({ relation, end });
          expect(ontology.findRelationOf(kind, relation.key)?.relation).toBe(relation);
        }
      }
    }
  });

  test('have a heading for each end, different in one page', () => {
    for (const { headings } of builtInRelations) expect(headings.every((heading) => heading !== '')).toBe(true);
    const ofPerson = builtInRelations.flatMap((relation) =>
      (['from', 'to'] as End[])
        .filter((end) => ontology.otherKinds(relation, end, 'Person').length > 0)
        .map((end) => relation.headings[end === 'from' ? 0 : 1]),
    );
    expect(new Set(ofPerson).size).toBe(ofPerson.length);
  });
});

describe('kinds', () => {
  test('have names of their own and fields of their own', () => {
    expect(new Set(kinds.map((kind) => kind.toLowerCase())).size).toBe(kinds.length);
    for (const { name, fields } of builtInKinds) {
      const names = [...commonFields, ...fields].map((field) => field.name);
      expect([name, names.filter((each, index) => names.indexOf(each) !== index)]).toEqual([name, []]);
      expect([name, names.filter((each) => reservedProperties.has(each))]).toEqual([name, []]);
    }
  });

  test('have choices exactly where the type is choice, and assume one of them', () => {
    for (const { fields } of builtInKinds) {
      for (const { name, type, choices, assumed } of fields) {
        expect([name, choices !== undefined]).toEqual([name, type === 'choice']);
        if (assumed !== undefined) expect(choices?.map(({ value }) => value)).toContain(assumed);
      }
    }
  });
});
