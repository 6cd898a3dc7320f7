import { describe, expect, test } from '@jest/globals';
import { parseGate } from '../../answer/evaluate/gate.ts';
import { readQuestions, readText } from '../support/example-company.ts';

const gate = parseGate(readText('gate.yaml'), 'gate.yaml');
const types = [...new Set(readQuestions().map(({ type }) => type))].sort();

describe('the gate of the example company', () => {
  test.each(['words', 'meaning'] as const)('holds every type of question to something, search by %s', (search) => {
    expect(Object.keys(gate[search] ?? {}).sort()).toEqual(types);
  });

  test('holds each type that has answers to few false refusals, and the others to refusals', () => {
    for (const classes of [gate.words, gate.meaning])
      for (const [type, bounds] of Object.entries(classes ?? {}))
        expect(bounds).toHaveProperty(type === 'unanswerable' ? 'refused' : 'false_refusals');
  });
});
