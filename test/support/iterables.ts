/** All items of an async iterable. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** A list as an async iterable. */
export async function* each<T>(items: readonly T[]): AsyncIterable<T> {
  yield* items;
}
