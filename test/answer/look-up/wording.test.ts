import type { KindFilter } from '../../../answer/look-up/query.ts';
import { describe, expect, test } from '@jest/globals';
import { bold, filterWords, inSentence, relationSentence, series } from '../../../answer/look-up/wording.ts';
import { createOntology } from '../../../schema/ontology.ts';

const ontology = createOntology({ relations: { 'runs at': { from: 'System', to: 'Team', inverse: 'hosts' } } });

describe('sentences', () => {
  test('name few and count the rest', () => {
    expect(series(['a'])).toBe('a');
    expect(series(['a', 'b', 'c'])).toBe('a, b and c');
    expect(series(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
  });
  test('agree in number, from either end', () => {
    const reportsTo = ontology.relation('REPORTS_TO');
    expect(relationSentence({ relation: reportsTo, end: 'from', subject: 'Ada', others: ['Grace'] })).toBe(
      'Ada reports to Grace.',
    );
    expect(relationSentence({ relation: reportsTo, end: 'to', subject: 'Ada', others: ['Tim', 'Bob'] })).toBe(
      'Tim and Bob report to Ada.',
    );
  });
  test('of a relation that a company added use its headings', () => {
    const relation = ontology.relation('runs at');
    expect(relationSentence({ relation, end: 'from', subject: 'Silo', others: ['Plant'] })).toMatch(
      /^Silo, .+: Plant\.$/,
    );
  });
  test('keep a name that looks like a pattern or like Markdown as it is', () => {
    const relation = ontology.relation('OWNS');
    expect(relationSentence({ relation, end: 'from', subject: 'A', others: ['$& {this}'] })).toBe('A owns $& {this}.');
    expect(bold('C* search')).toBe('**C\\* search**');
  });
  test('say what a filter keeps', () => {
    const words = (filter: Omit<KindFilter, 'kind'>) => filterWords({ kind: 'Person', ...filter }, ontology);
    expect(words({ where: { location: ['Oslo', 'Rome'] }, whereNot: { status: ['left'] } })).toBe(
      'location: Oslo or Rome, status not left',
    );
    expect(words({ dates: { startDate: { from: '2026-01-01', until: '2026-12-31' } }, without: ['email'] })).toBe(
      'started from 2026-01-01 to 2026-12-31, no e-mail named by a source',
    );
    expect(words({ dates: { startDate: { until: '2019-12-31' } }, numbers: { age: { least: 3, most: 3 } } })).toBe(
      'started up to 2019-12-31, age 3',
    );
    expect(words({ where: { title: ['A', 'B', 'C', 'D', 'E'] } })).toBe('title: A, B, C, D and the like');
  });
  test('keep an abbreviation in a label as it is', () => {
    expect(['TC sponsor of', 'E-mail', 'SIGs', 'GitHub handle', 'Reports To'].map(inSentence)).toEqual([
      'TC sponsor of',
      'e-mail',
      'SIGs',
      'GitHub handle',
      'reports to',
    ]);
  });
});
