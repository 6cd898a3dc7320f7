/**
 * The dot products of a vector with many, by a function of WebAssembly with SIMD: four numbers at a time, a seventh of the time that
 * JavaScript takes (docs/decisions/022). Node has it on every processor that it runs on.
 */
export interface DotProducts {
  /** What `products` reads and writes. Its buffer is another one after it has grown. */
  memory: WebAssembly.Memory;
  /**
   * All arguments are places in the memory or lengths, in bytes. The numbers are of four bytes; `bytes` is a multiple of `blockBytes`.
   *
   * @param vector where the vector is
   * @param first where the first of the rows is, each `bytes` long, one after another; there is at least one
   * @param end where the last row ends
   * @param products where the products are written
   */
  products(vector: number, first: number, end: number, bytes: number, products: number): void;
}

/** Eight numbers: two sums of four, because each addition to one has to wait for the one before. */
export const blockBytes = 32;

/** Each with a memory of its own. */
export function createDotProducts(): DotProducts {
  compiled ??= new WebAssembly.Module(moduleBytes());
  const { memory, products } = new WebAssembly.Instance(compiled).exports as unknown as DotProducts;
  return { memory, products };
}

let compiled: WebAssembly.Module | undefined;

/*
 * The function as the binary format of WebAssembly has it (webassembly.github.io/spec/core/binary), written down as its text format would:
 *
 *   (func (export "products") (param $vector i32) (param $row i32) (param $end i32) (param $bytes i32) (param $out i32)
 *     (local $at i32) (local $a v128) (local $b v128)
 *     (loop $rows
 *       at = 0, a = 0, b = 0
 *       (loop $blocks
 *         a += load(row + at) * load(vector + at)
 *         b += load(row + at + 16) * load(vector + at + 16)
 *         at += 32
 *         (br_if $blocks (i32.lt_u at bytes)))
 *       store(out) = the sum of the four lanes of a + b
 *       out += 4, row += bytes
 *       (br_if $rows (i32.lt_u row end))))
 */
function moduleBytes(): Uint8Array<ArrayBuffer> {
  const [vector, row, end, bytes, out, at, a, b] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
  const [i32, v128] = [0x7f, 0x7b] as const;
  const get = (local: number) => [0x20, local];
  const set = (local: number) => [0x21, local];
  /** Sets it, and leaves its value to be used. */
  const tee = (local: number) => [0x22, local];
  const constant = (value: number) => [0x41, value];
  const add = [0x6a];
  const isBelow = [0x49];
  const loop = [0x03, 0x40];
  const againIf = [0x0d, 0];
  const done = [0x0b];
  const floatAdd = [0x92];
  const floatStore = [0x38, 2, 0];
  const zeros = [0xfd, 0x0c, ...Array<number>(16).fill(0)];
  const load = (offset: number) => [0xfd, 0x00, 4, offset];
  const multiply4 = [0xfd, 0xe6, 0x01];
  const add4 = [0xfd, 0xe4, 0x01];
  const lane = (number: number) => [...get(a), 0xfd, 0x1f, number];
  const block = (sum: number, offset: number) => [
    ...get(sum),
    ...[...get(row), ...get(at), ...add, ...load(offset)],
    ...[...get(vector), ...get(at), ...add, ...load(offset)],
    ...[...multiply4, ...add4, ...set(sum)],
  ];
  const body = [
    ...loop,
    ...[...constant(0), ...set(at), ...zeros, ...set(a), ...zeros, ...set(b)],
    ...loop,
    ...[...block(a, 0), ...block(b, 16)],
    ...[...get(at), ...constant(blockBytes), ...add, ...tee(at), ...get(bytes), ...isBelow, ...againIf],
    ...done,
    ...[...get(a), ...get(b), ...add4, ...set(a)],
    ...[
      ...get(out),
      ...lane(0),
      ...lane(1),
      ...floatAdd,
      ...lane(2),
      ...floatAdd,
      ...lane(3),
      ...floatAdd,
      ...floatStore,
    ],
    ...[...get(out), ...constant(4), ...add, ...set(out)],
    ...[...get(row), ...get(bytes), ...add, ...tee(row), ...get(end), ...isBelow, ...againIf],
    ...done,
    ...done,
  ];
  const locals = [2, 1, i32, 2, v128];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list([[0x60, ...list([[i32], [i32], [i32], [i32], [i32]]), 0]])), // types: five numbers, no result
    ...section(3, list([[0]])), // functions: one, of the first type
    ...section(5, list([[0, 1]])), // memories: one, of one page at first
    ...section(
      7,
      list([
        [...name('memory'), 2, 0],
        [...name('products'), 0, 0],
      ]),
    ), // exports
    ...section(10, list([sized([...locals, ...body])])), // code
  ]);
}

const section = (id: number, content: readonly number[]) => [id, ...sized(content)];
const sized = (content: readonly number[]) => [...length(content.length), ...content];
const list = (items: readonly (readonly number[])[]) => [...length(items.length), ...items.flat()];
const name = (text: string) => sized([...text].map((letter) => letter.charCodeAt(0)));

/** A length of at most 14 bits, seven to a byte. */
const length = (value: number) => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, value >> 7]);
