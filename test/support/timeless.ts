/** A copy of what readers see without when Kiki read it: two graphs that say the same were not written in the same moment. */
export function timeless<T>(seen: T): T {
  return JSON.parse(JSON.stringify(seen, (name, item: unknown) => (name === 'since' ? undefined : item))) as T;
}
