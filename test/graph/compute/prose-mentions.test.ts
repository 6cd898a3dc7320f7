import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createProseDictionary } from '../../../graph/compute/prose-mentions.ts';

const known = (name: string, ref = name, nouns = ['team']) => ({ ref, kind: 'Team', name, nouns });
const mentioned = (text: string, ...names: string[]) =>
  createProseDictionary(names.map((name) => known(name))).mentioned(text);

describe('a name in prose', () => {
  test('of several words counts wherever it stands, whatever the case and accents', () => {
    expect(mentioned('Ask the PAYMENTS   plätform.', 'Payments Platform')).toEqual(['Payments Platform']);
  });

  test('that is an ordinary word counts only with a noun of its kind or in code marks', () => {
    expect(mentioned('We process payments daily.', 'Payments')).toEqual([]);
    expect(mentioned('Ask the Payments team.', 'Payments')).toEqual(['Payments']);
    expect(mentioned('Ask both Payments teams.', 'Payments')).toEqual(['Payments']);
    expect(mentioned('They accept payments team by team.', 'Payments')).toEqual([]);
    expect(mentioned('Run `payments` first.', 'Payments')).toEqual(['Payments']);
  });

  test.each(['SettlementEngine', 'k8s', 'docs.rs', '決済'])('like %s can be no ordinary word, so it counts', (name) => {
    expect(mentioned(`It runs ${name} now.`, name)).toEqual([name]);
  });

  test('inside a longer name is not meant', () => {
    expect(mentioned('The Payments Platform team', 'Payments Platform', 'Payments', 'Platform')).toEqual([
      'Payments Platform',
    ]);
  });

  test('that two things share is nobody’s; two names of one thing are its own', () => {
    const shared = createProseDictionary([known('Core Audit', 'a'), known('core audit', 'b')]);
    expect(shared.mentioned('See Core Audit.')).toEqual([]);
    const one = createProseDictionary([known('Core Audit', 'a'), known('core audit', 'a')]);
    expect(one.mentioned('See Core Audit.')).toEqual(['a']);
  });

  test('of stop words and single letters only is not looked for', () => {
    expect(mentioned('who is it for', 'Who is it', 'A')).toEqual([]);
  });

  test('in a link counts by its words and not by its target', () => {
    expect(mentioned('See [Core Audit](https://x.example/Risk-Desk).', 'Core Audit', 'Risk Desk')).toEqual([
      'Core Audit',
    ]);
  });
});

test('names that stand one after another are each found once, in order, and none inside another', () => {
  const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta');
  const names = fc
    .uniqueArray(fc.array(word, { minLength: 2, maxLength: 4 }), {
      minLength: 1,
      maxLength: 8,
      selector: (each) => each.join(' '),
    })
    .map((lists) => lists.map((list) => list.join(' ')));
  fc.assert(
    fc.property(names, fc.array(fc.nat()), (all, picks) => {
      const said = picks.map((pick) => all[pick % all.length] ?? '');
      const text = said.join('. zzz ');
      expect(mentioned(text, ...all)).toEqual([...new Set(said)]);
    }),
  );
});
