import { describe, expect, test } from '@jest/globals';
import { parseConfigFile } from '../../schema/config-file.ts';
import { createOntology } from '../../schema/ontology.ts';
import { createReviewRules } from '../../schema/review.ts';

const ontology = createOntology({
  kinds: { Vessel: { fields: { capacity: 'number' } } },
  relations: { 'runs on': { from: 'System', to: 'Vessel' } },
});
const rules = (review: unknown) => createReviewRules(ontology, parseConfigFile({ review }, 'kiki.yaml').review);

describe('review intervals', () => {
  test('are 180 days for procedures and a year for articles without a word', () => {
    expect(['Procedure', 'Article', 'Team', 'Person'].map((kind) => rules({}).of(kind).page)).toEqual([
      180,
      365,
      undefined,
      undefined,
    ]);
  });

  test('are days, weeks, months, years or never, by kind in any case', () => {
    const found = rules({ procedure: '26w', Team: '1y', Vessel: '3m', Article: 'never', Person: '10d' });
    expect(['Procedure', 'Team', 'Vessel', 'Article', 'Person'].map((kind) => found.of(kind).page)).toEqual([
      182,
      365,
      90,
      undefined,
      10,
    ]);
  });

  test('of parts leave the usual one of the page, unless they name it', () => {
    const parts = { prerequisites: '30d', owner: '90d' };
    expect(rules({ Procedure: parts }).of('Procedure')).toEqual({
      page: 180,
      parts: new Map([
        ['prerequisites', 30],
        ['OWNS', 90],
      ]),
    });
    expect(rules({ Procedure: { ...parts, page: 'never', owner: 'never' } }).of('Procedure')).toEqual({
      parts: new Map([['prerequisites', 30]]),
    });
  });

  test.each(['REPORTS_TO', 'reports to', 'manager', 'Boss'])('call a relation by its key, name or noun: %s', (word) => {
    expect([...rules({ Person: { [word]: '30d' } }).of('Person').parts]).toEqual([['REPORTS_TO', 30]]);
  });

  test.each([
    [{ Procedure: '3 weeks' }, /review\.Procedure: must be a time such as 180d/],
    [{ Procedure: 180 }, /review\.Procedure: must be a time such as 180d/],
    [{ Procedure: '0d' }, /must be a time/],
    [{ Procedure: { page: 'soon' } }, /review\.Procedure\.page: must be a time/],
    [{ Procedure: ['1y'] }, /review\.Procedure/],
    [[], /review/],
    [{ Planet: '1y' }, /There is no kind "Planet"/],
    [{ Person: { shoeSize: '1y' } }, /A Person has no field or relation "shoeSize"/],
    [{ Person: { leads: '1y' } }, /LEADS is not kept by a Person/],
    [{ Person: { manager: '1y', REPORTS_TO: '2y' } }, /two intervals/],
  ])('refuse %j', (review, message) => {
    expect(() => rules(review)).toThrow(message);
  });
});
