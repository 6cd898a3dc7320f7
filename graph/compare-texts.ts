/** By code units: an order that is the same on all machines, for the graph and not for people. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
