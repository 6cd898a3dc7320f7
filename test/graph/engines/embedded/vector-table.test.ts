import { describe, expect, test } from '@jest/globals';
import { createVectorTable } from '../../../../graph/engines/embedded/vector-table.ts';

/** Widths that fill blocks of eight numbers and that do not. */
describe.each([3, 8, 100, 384])('a table of vectors of %i numbers', (width) => {
  const vector = (seed: number) => Float32Array.from({ length: width }, (_, index) => Math.sin(seed * 7 + index));
  const exact = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

  test('has the product of each row with another vector, beyond the rows that it begins with', () => {
    const table = createVectorTable(width);
    const count = 2500;
    for (let seed = 0; seed < count; seed += 1) table.set(`text ${seed}`, vector(seed));
    const products = table.products(vector(0.5));
    expect(products).toHaveLength(count);
    for (const seed of [0, 1, 1023, 1024, count - 1])
      expect(products[table.row(`text ${seed}`)!]).toBeCloseTo(exact(vector(seed), vector(0.5)), 4);
  });

  test('keeps one row for a text', () => {
    const table = createVectorTable(width);
    table.set('text', vector(1));
    table.set('text', vector(2));
    expect(table.products(vector(3))).toHaveLength(1);
    expect(table.products(vector(3))[0]).toBeCloseTo(exact(vector(2), vector(3)), 4);
    expect(table.row('another')).toBeUndefined();
  });

  test('is right after it grew over the products of an earlier search', () => {
    const table = createVectorTable(width);
    expect(table.products(vector(1))).toHaveLength(0);
    for (let seed = 0; seed < 3000; seed += 1) {
      table.set(`text ${seed}`, vector(seed));
      if (seed % 500 === 23) table.products(vector(seed));
    }
    const products = table.products(vector(0.5));
    for (const seed of [0, 1024, 1025, 2048, 2999])
      expect(products[table.row(`text ${seed}`)!]).toBeCloseTo(exact(vector(seed), vector(0.5)), 4);
  });

  test('takes no vector of another length', () => {
    const table = createVectorTable(width);
    expect(() => table.set('text', new Float32Array(width + 1))).toThrow(/among those of/);
    expect(() => table.products(new Float32Array(width + 1))).toThrow(/among those of/);
  });
});
