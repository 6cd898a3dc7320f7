import { describe, expect, test } from '@jest/globals';
import { countingRule, sortOut } from '../../../answer/look-up/counting.ts';
import type { EntityCard } from '../../../schema/entity.ts';
import { createOntology } from '../../../schema/ontology.ts';
import type { Value } from '../../../schema/value.ts';

const ontology = createOntology();
const card = (name: string, fields: Record<string, Value> = {}, kind = 'Person') =>
  ({ ref: `${kind.toLowerCase()}:${name.toLowerCase()}`, kind, name, fields }) as EntityCard;
const names = (cards: readonly EntityCard[]) => cards.map(({ name }) => name);

const people = [
  card('Ada'),
  card('Grace', { status: 'on leave' }),
  card('Tim', { status: 'left' }),
  card('Open', { status: 'vacancy' }),
  card('Hired', { status: 'external' }),
];

describe('what counts', () => {
  test('are people who are here or on leave; those who left, vacancies and externals are told apart', () => {
    const { counted, uncounted } = sortOut(people, { kind: 'Person' }, ontology);
    expect(names(counted)).toEqual(['Ada', 'Grace']);
    expect(names(uncounted)).toEqual(['Tim', 'Open', 'Hired']);
  });
  test('is what was asked for, when a status is asked for', () => {
    const { counted } = sortOut(people, { kind: 'Person', where: { status: ['left'] } }, ontology);
    expect(names(counted)).toEqual(['Tim']);
  });
  test('who has no status has the one that is assumed', () => {
    const { counted } = sortOut(people, { kind: 'Person', where: { status: ['active'] } }, ontology);
    expect(names(counted)).toEqual(['Ada']);
  });
  test('are things of the kind alone, with one of the values whatever its case', () => {
    const all = [
      card('A', { type: 'Squad' }, 'Team'),
      card('B', { type: 'Guild' }, 'Team'),
      card('C', { type: 'squad' }),
    ];
    expect(names(sortOut(all, { kind: 'Team', where: { type: ['SQUAD'] } }, ontology).counted)).toEqual(['A']);
    expect(names(sortOut(all, { kind: 'Team', whereNot: { type: ['squad'] } }, ontology).counted)).toEqual(['B']);
  });
  test('is said in words, with how many do not', () => {
    expect(countingRule('Person', people.slice(2))).toBe(
      'Counted: active and on leave; not counted: 1 left, 1 vacancy, 1 external',
    );
    expect(countingRule('System', [])).toBeUndefined();
  });
});
