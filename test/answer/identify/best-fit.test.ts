import { describe, expect, test } from '@jest/globals';
import { bestFit, type Candidate, isCalledAfter } from '../../../answer/identify/best-fit.ts';

const own = (ref: string, text: string, closeness = 0.4): Candidate => ({
  ref,
  name: ref.replace('team:', ''),
  text,
  around: '',
  section: '',
  closeness,
  isOwn: true,
});
const sentence = (ref: string, text: string, { around = '', section = text, closeness = 0.6 } = {}): Candidate => ({
  ...own(ref, text, closeness),
  around,
  section,
  isOwn: false,
});

const candidates = [
  own('team:ledger', 'Builds the ledger and the monthly statement.'),
  own('team:orchard', 'Looks after apple trees and the cider press.'),
  own('team:gate', 'Opens the gate. Answers the telephone at night.'),
];

describe('the thing that a description fits', () => {
  test.each([
    ['the monthly statement', 'team:ledger'],
    ['makes the monthly statement', 'team:ledger'],
    ['takes care of the apple trees', 'team:orchard'],
    ['answers the telephone at night', 'team:gate'],
  ])('“%s” is %s', (words, ref) => {
    expect(bestFit(words, candidates, 'team teams')?.ref).toBe(ref);
  });

  test.each([
    ['runs the canteen', 'nothing is said of it'],
    ['builds', 'what any team does tells none from another'],
    ['the monthly concert of the brass band', 'half of it is no fit'],
    ['the team', 'the noun of its kind says nothing'],
  ])('“%s” is none: %s', (words) => {
    expect(bestFit(words, candidates, 'team teams')).toBeUndefined();
  });

  test('of two that fit as well it is none', () => {
    const twins = [own('team:a', 'Sells bread to schools.'), own('team:b', 'Sells bread to schools.')];
    expect(bestFit('sells bread to schools', twins, '')).toBeUndefined();
    expect(bestFit('sells bread to schools', twins.slice(0, 1), '')?.ref).toBe('team:a');
  });

  test('found by its words alone, it has to have them all', () => {
    const near = own('team:gate', 'Opens the gate.', 0.5);
    const found = own('team:bread', 'Sells bread to schools.', 0);
    expect(bestFit('bread for schools', [near, found], '')?.ref).toBe('team:bread');
    expect(bestFit('bread for schools at night', [near, found], '')).toBeUndefined();
  });

  test('of two that are named, the one that does it', () => {
    const named = sentence('team:gate', 'Lost badges: see the rules of the gate.');
    const does = { ...sentence('team:ledger', 'Lost badges are replaced by the ledger.'), isDoer: true };
    const twins = [named, sentence('team:ledger', does.text)];
    expect(bestFit('lost badge', twins, '')).toBeUndefined();
    expect(bestFit('new lost badge', [does], '')?.ref).toBe('team:ledger');
  });

  test('a sentence counts with its headings and, less, with the rest of its section', () => {
    const bare = sentence('team:gate', 'Ask the gate.');
    const under = sentence('team:gate', 'Ask the gate.', { around: 'Lost badges' });
    const beside = sentence('team:gate', 'Ask the gate.', { section: 'You lost your badge? Ask the gate.' });
    expect(bestFit('lost badge', [bare], '')).toBeUndefined();
    expect(bestFit('lost badge', [under], '')).toBe(under);
    // The rest of a section alone is not enough.
    expect(bestFit('lost badge', [beside], '')).toBeUndefined();
    expect(bestFit('gate lost badge', [beside], '')).toBe(beside);
  });

  test('half of a long description is enough where nothing else comes near', () => {
    const words = 'we plan a window with downtime for the orchard on sunday';
    const told = sentence('team:gate', 'Once a window with downtime is planned, tell the gate.');
    const other = sentence('team:ledger', 'The ledger is closed on Sunday.');
    expect(bestFit(words, [told, other], '')).toBe(told);
    expect(bestFit(words, [{ ...told, closeness: 0.3 }, other], '')).toBeUndefined();
    const rival = sentence('team:maps', 'A window with downtime is best planned with us.');
    expect(bestFit(words, [told, rival], '')).toBeUndefined();
  });

  test('what has the words and is far in meaning is none', () => {
    const far = own('team:maps', 'Custom maps. Supports hikers.', 0.05);
    expect(bestFit('customer support', [far, own('team:orchard', 'Apples.')], '')).toBeUndefined();
    expect(bestFit('customer support', [{ ...far, closeness: 0.4 }], '')?.ref).toBe('team:maps');
  });

  test('without embeddings words alone have to do', () => {
    const unknown = candidates.map((each) => ({ ...each, closeness: 0 }));
    expect(bestFit('apple trees', unknown, '')?.ref).toBe('team:orchard');
    expect(
      bestFit('apples', [{ ...sentence('team:orchard', 'The orchard sells apples.'), closeness: 0 }], ''),
    ).toBeUndefined();
  });

  test('of two things that are said, what one says of itself comes first', () => {
    const both = [...candidates, sentence('team:gate', 'Keys for members of the gate are free.')];
    expect(bestFit('members get free keys and that also makes the monthly statement', both, '')?.ref).toBe(
      'team:ledger',
    );
  });
});

describe('parts and wholes', () => {
  const isPartOf = (part: string, whole: string) => part === 'team:mill-helpers' && whole === 'team:mill';
  const mill = own('team:mill', 'Runs the mill and its wheel.');
  const helpers = own('team:mill-helpers', 'Helpers at the mill and its wheel.', 0.5);

  test('what fits a part as well means the whole', () => {
    expect(bestFit('runs the mill wheel', [helpers, mill], '', { isPartOf })).toBe(mill);
    expect(bestFit('runs the mill wheel', [helpers, mill], '')).toBeUndefined();
  });

  test('words told before count half', () => {
    const told = sentence('team:mill', 'The mill crew advises to grease the wheel.');
    const before = 'the wheel squeaks';
    expect(bestFit('advises it', [told], '', { before })).toBe(told);
    expect(bestFit('forbids it', [told], '', { before })).toBeUndefined();
  });
});

describe('words that a text puts otherwise', () => {
  const rules = 'Rules for new repositories';
  const approver = sentence('team:gate', 'They must be approved by the gate.', { around: rules, closeness: 0.5 });
  const named = sentence('team:ledger', 'Call it ledger-name.', { around: rules, closeness: 0.5 });

  test('what is cut short in talk is written out on pages', () => {
    expect(bestFit('approves a new repo', [approver, named], '')).toBe(approver);
  });

  test('and so are phrases of the thesaurus', () => {
    const words = 'needs the ok of for new repositories';
    const otherwise = [{ phrase: 'the ok of', from: 6, to: 15, others: ['approved by'] }];
    expect(bestFit(words, [approver, named], '', { otherwise })).toBe(approver);
    expect(bestFit(words, [approver, named], '')).toBeUndefined();
  });
});

test.each([
  ['handles security response', 'Security Response Committee', true],
  ['deals with payments', 'Payments', true],
  ['handles late payments', 'Payments', false],
  ['handles', 'Payments', false],
])('whether “%s” says what %s is called after: %s', (words, name, isSo) => {
  expect(isCalledAfter(words, name)).toBe(isSo);
});
