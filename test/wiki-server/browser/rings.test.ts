import { expect, test } from '@jest/globals';
import { placeOnRings } from '../../../wiki-server/browser/rings.ts';

test('the middle stands in the middle, and no two at one place', () => {
  const refs = Array.from({ length: 90 }, (_, index) => `system:s${index}`);
  const linked = new Map(refs.map((ref) => [ref, ['system:s0', 'system:s3']]));
  const places = placeOnRings(refs, linked);
  expect(places.size).toBe(90);
  expect(places.get('system:s0')).toEqual({ x: 0, y: 0 });
  const spots = [...places.values()].map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`);
  expect(new Set(spots).size).toBe(90);
});

test('what is on an outer ring stands beside what it is linked with', () => {
  const inner = Array.from({ length: 9 }, (_, index) => `a:${index}`);
  const outer = ['b:of-0', 'b:of-3', 'b:of-6'];
  const linked = new Map([
    ['b:of-6', ['a:6']],
    ['b:of-0', ['a:0']],
    ['b:of-3', ['a:3']],
  ]);
  const places = placeOnRings(['m', ...inner, ...outer], linked);
  const far = (one: string, other: string) => {
    const [a, b] = [places.get(one), places.get(other)];
    return Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0));
  };
  expect(far('b:of-3', 'a:3')).toBeLessThan(far('b:of-3', 'a:6'));
  expect(far('b:of-6', 'a:6')).toBeLessThan(far('b:of-6', 'a:3'));
});
