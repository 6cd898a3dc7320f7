import { describe, expect, test } from '@jest/globals';
import type { Change, Revision } from '../../../schema/entity.ts';
import { createOntology } from '../../../schema/ontology.ts';
import { difference, namedInSummary, presentChanges, summarise } from '../../../wiki-server/present/changes.ts';

const options = { kind: 'Person', ontology: createOntology(), cardOf: new Map() };
const revision = (...changes: Change[]): Revision => ({
  number: 2,
  ref: 'person:farid-haddad',
  at: '2026-11-19T06:00:00Z',
  actor: 'import of hr',
  actorType: 'run',
  changes,
});
const title: Change = { about: 'field', name: 'title', before: 'Engineer', after: 'Senior engineer' };

describe('a difference', () => {
  test('is told word by word', () => {
    expect(difference('two weeks late', 'three weeks late')).toEqual([
      { text: 'two', change: 'removed' },
      { text: 'three', change: 'added' },
      { text: ' weeks late', change: 'same' },
    ]);
  });

  test('leaves out what stayed far from it', () => {
    const [first] = difference(`${'same '.repeat(100)}old`, `${'same '.repeat(100)}new`);
    expect(first?.change).toBe('same');
    expect(first?.text.length).toBeLessThan(100);
  });

  test('of a value that came or went is the value', () => {
    expect(difference(null, ['a', 'b'])).toEqual([{ text: 'a, b', change: 'added' }]);
    expect(difference(true, null)).toEqual([{ text: 'true', change: 'removed' }]);
  });
});

describe('changes of a revision', () => {
  test('are named as the fields and relations are', () => {
    const lines = presentChanges(
      revision(title, {
        about: 'relation',
        name: 'REPORTS_TO',
        other: 'person:dag-fredriksen',
        before: null,
        after: '',
      }),
      options,
    );
    expect(lines.map(({ label, other }) => [label, other?.text])).toEqual([
      ['Title', undefined],
      ['Manager', 'person:dag-fredriksen'],
    ]);
  });

  test('in a list are the first one and how many more', () => {
    expect(summarise(revision(title), options)).toBe('Title: Engineer → Senior engineer');
    expect(summarise(revision(title, title, title), options)).toBe(
      'Title: Engineer → Senior engineer and 2 more changes',
    );
    expect(summarise(revision({ about: 'entity', name: '', before: null, after: 'Person' }), options)).toBe('added');
    expect(summarise(revision(), options)).toBe('Only where it is from changed.');
  });

  test('in a list name the other end of the first one alone, and none where the page came or went', () => {
    const manager = (other: string): Change => ({
      about: 'relation',
      name: 'REPORTS_TO',
      other,
      before: null,
      after: '',
    });
    const added: Change = { about: 'entity', name: '', before: null, after: 'Person' };
    const both = revision(manager('person:dag'), manager('person:eun-ji'));
    expect(namedInSummary(both)).toBe('person:dag');
    expect(summarise(both, options)).toBe('Manager: person:dag and 1 more change');
    expect(namedInSummary(revision(manager('person:dag'), added))).toBeUndefined();
    expect(summarise(revision(manager('person:dag'), added), options)).toBe('added');
  });
});
