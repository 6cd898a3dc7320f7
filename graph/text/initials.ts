import { isStopWord, words } from './analyse.ts';

/** Words of a name that has initials by which people call it. */
const named = { least: 3, most: 7 };

/** What people may call something by its first letters: NYC for New York City; CoCC, or CCC, for the Code of Conduct Committee. In lower case. */
export function initialsOf(name: string): string[] {
  const said = words(name.split(/[:(–—]/)[0] ?? '');
  const telling = said.filter((word) => !isStopWord(word));
  return [...new Set([said, telling].filter(hasInitials).map((each) => each.map((word) => word.charAt(0)).join('')))];
}

function hasInitials({ length }: readonly string[]): boolean {
  return length >= named.least && length <= named.most;
}
