import { describe, expect, test } from '@jest/globals';
import { singularWords, valuePhrases } from '../../../answer/understand/values.ts';
import type { FieldSpec } from '../../../schema/kinds.ts';

const text: FieldSpec = { name: 'title', label: 'Title', type: 'text', description: '' };
const titled = (values: string[], spec: Partial<FieldSpec> = {}) =>
  new Map(
    valuePhrases([{ kind: 'Person', field: { ...text, ...spec }, values }]).map(({ phrase, sense }) => [
      phrase.join(' '),
      sense,
    ]),
  );

describe('phrases for values', () => {
  test('a value is said whole, in the singular or the plural', () => {
    expect([...titled(['At Risk', 'Done']).keys()]).toEqual(['at risk', 'done']);
    expect(singularWords('open positions, vacancies, boxes, bosses')).toEqual([
      'open',
      'position',
      'vacancy',
      'box',
      'boss',
    ]);
  });
  test('where parts are said, each part means all values that have it', () => {
    const phrases = titled(['Senior Engineer', 'Engineer, Data'], { saidInPart: true });
    expect(phrases.get('engineer')?.values).toEqual(['Senior Engineer', 'Engineer, Data']);
    expect(phrases.get('senior engineer')).toMatchObject({ values: ['Senior Engineer'], isWhole: true });
    expect(phrases.get('engineer')).toMatchObject({ isWhole: false });
  });
  test('a part does not begin or end with a word that says nothing', () => {
    expect([...titled(['Head of Sales'], { saidInPart: true }).keys()]).toEqual(['head', 'head of sale', 'sale']);
  });
  test('a title is also found by its abbreviation, and an abbreviation by the title', () => {
    expect(titled(['Chief Executive Officer'], { saidInPart: true }).get('ceo')?.values).toEqual([
      'Chief Executive Officer',
    ]);
    expect(titled(['VP Sales'], { saidInPart: true }).get('vice president sale')?.values).toEqual(['VP Sales']);
  });
  test('a number needs the name of its field', () => {
    expect([...titled(['1'], { label: 'Criticality', synonyms: ['tier'] }).keys()]).toEqual([
      'criticality 1',
      'tier 1',
    ]);
  });
  test('choices are known without the graph, each by its synonyms', () => {
    const choices = [{ value: 'external', synonyms: ['contractor'] }];
    expect(titled([], { type: 'choice', choices }).get('contractor')?.values).toEqual(['external']);
  });
  test('long texts and fields with a value for everyone name nothing', () => {
    expect(titled(['a text of more than six words in all']).size).toBe(0);
    expect(titled(Array.from({ length: 500 }, (_, index) => `Value ${index}`)).size).toBe(0);
  });
});
