/** A value or other end that did not win, with the sources that say it. */
interface Rest {
  sources: ReadonlySet<string>;
}

/**
 * Tells what the winner's own source says under another key (a second contract, an interim role) from what other sources say
 * instead. The first stands beside the winner and contradicts nobody; who trusts the source trusts both.
 *
 * @param source the source of the record that won
 */
export function tellApart<T extends Rest>(source: string | undefined, rest: readonly T[]): { also: T[]; losers: T[] } {
  const isOwn = ({ sources }: T) => source !== undefined && sources.has(source);
  return {
    also: rest.filter(isOwn),
    losers: rest.filter((each) => !isOwn(each)),
  };
}
