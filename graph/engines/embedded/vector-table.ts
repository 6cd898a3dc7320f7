/** Vectors of one model, of one length, in one array: a search goes through them one after another. */
export interface VectorTable {
  /** Keeps the vector of a text, in place of an earlier one. @throws RangeError when it is of another length than those that are there */
  set(key: string, vector: Float32Array): void;
  /** Row of the vector of a text. */
  row(key: string): number | undefined;
  /** The dot products of a vector with all rows. */
  products(vector: Float32Array): Float32Array;
}

/** A multiple of four, as are its doubles. */
const firstRows = 1024;

export function createVectorTable(width: number): VectorTable {
  const rows = new Map<string, number>();
  let values = new Float32Array(width * firstRows);

  return {
    set(key, vector) {
      if (vector.length !== width) throw new RangeError(`A vector of ${vector.length} numbers among those of ${width}`);
      const row = rows.get(key) ?? rows.size;
      if ((row + 1) * width > values.length) {
        const larger = new Float32Array(values.length * 2);
        larger.set(values);
        values = larger;
      }
      values.set(vector, row * width);
      rows.set(key, row);
    },
    row: (key) => rows.get(key),
    products: (vector) => products(values, rows.size, vector),
  };
}

/**
 * Four rows at a time, because each addition to one sum has to wait for the one before: that is twice as fast. Behind the last row there is
 * room for as many.
 */
function products(values: Float32Array, rows: number, vector: Float32Array): Float32Array {
  const width = vector.length;
  const found = new Float32Array(rows + 3);
  for (let row = 0; row < rows; row += 4) {
    const first = row * width;
    const [second, third, fourth] = [first + width, first + 2 * width, first + 3 * width];
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let index = 0; index < width; index += 1) {
      const value = vector[index] ?? 0;
      a += (values[first + index] ?? 0) * value;
      b += (values[second + index] ?? 0) * value;
      c += (values[third + index] ?? 0) * value;
      d += (values[fourth + index] ?? 0) * value;
    }
    found[row] = a;
    found[row + 1] = b;
    found[row + 2] = c;
    found[row + 3] = d;
  }
  return found.subarray(0, rows);
}
