import { blockBytes, createDotProducts } from './dot-products.ts';

/** Vectors of one model, of one length, one after another in a memory: a search goes through all of them. */
export interface VectorTable {
  /** Keeps the vector of a text, in place of an earlier one. @throws RangeError when it is of another length than those that are there */
  set(key: string, vector: Float32Array): void;
  /** Row of the vector of a text. */
  row(key: string): number | undefined;
  /** The dot products of a vector with all rows; they are there until the next call. */
  products(vector: Float32Array): Float32Array;
}

const firstRows = 1024;
const numberBytes = 4;
const pageBytes = 65_536;

/** @param width numbers of a vector */
export function createVectorTable(width: number): VectorTable {
  const rows = new Map<string, number>();
  const { memory, products } = createDotProducts();
  /** Behind the numbers of a vector there are zeros up to a whole block. */
  const bytes = Math.ceil((width * numberBytes) / blockBytes) * blockBytes;
  // The vector that is asked for, then the rows, then their products.
  const place = (row: number) => bytes * (1 + row);
  let room = firstRows;
  let numbers = grown();

  function grown(): Float32Array {
    const wanted = Math.ceil((place(room) + room * numberBytes) / pageBytes);
    memory.grow(Math.max(0, wanted - memory.buffer.byteLength / pageBytes));
    return new Float32Array(memory.buffer);
  }

  function check(vector: Float32Array) {
    if (vector.length !== width) throw new RangeError(`A vector of ${vector.length} numbers among those of ${width}`);
  }

  return {
    set(key, vector) {
      check(vector);
      const row = rows.get(key) ?? rows.size;
      if (row === room) {
        room *= 2;
        numbers = grown();
      }
      // Behind it may stand products of an earlier search.
      numbers.fill(0, place(row) / numberBytes, place(row + 1) / numberBytes);
      numbers.set(vector, place(row) / numberBytes);
      rows.set(key, row);
    },
    row: (key) => rows.get(key),
    products(vector) {
      check(vector);
      if (rows.size === 0) return new Float32Array();
      numbers.set(vector, 0);
      products(0, place(0), place(rows.size), bytes, place(room));
      return numbers.subarray(place(room) / numberBytes, place(room) / numberBytes + rows.size);
    },
  };
}
