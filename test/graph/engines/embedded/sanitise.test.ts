import { expect, test } from '@jest/globals';
import { sanitise } from '../../../../graph/engines/embedded/sanitise.ts';

test('plain data goes through as it is, undefined as null', () => {
  const vector = Float32Array.of(1);
  expect(sanitise({ a: 1, b: 'x', c: [true, { d: null }], e: undefined, vector })).toEqual({
    a: 1,
    b: 'x',
    c: [true, { d: null }],
    e: null,
    vector,
  });
});

test('a lone surrogate is made whole', () => {
  expect(sanitise({ text: 'a\ud800b' })).toEqual({ text: 'a\ufffdb' });
});

const cycle: Record<string, unknown> = {};
cycle.self = cycle;

test.each<[string, unknown, string]>([
  ['no number', NaN, '$p is not a finite number'],
  ['infinity', [Infinity], '$p[0] is not a finite number'],
  ['a big integer', 1n, '$p is a bigint'],
  ['a function', { f: () => 1 }, '$p.f is a function'],
  ['a map', new Map(), '$p is not plain data'],
  ['a date', { at: new Date() }, '$p.at is not plain data'],
  ['a cycle', cycle, 'nested more than 64 deep'],
  ['a name that Grafeo uses', { _labels: 'x' }, '$p has the property _labels'],
  ['a name that Grafeo reads as a type', { $date: 'x' }, '$p has the property $date'],
])('%s is refused, with its place', (_what, item, message) => {
  expect(() => sanitise({ p: item })).toThrow(message);
});
