/** A text as a regular expression that finds just it: names and forms hold signs such as those of "C++". */
export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
