/** JSONata's code for a regular expression without an end. */
const noEnd = 'S0302';

/** A regular expression in the text of an expression, as the places of its slashes, from 0. */
export interface RegexLiteral {
  start: number;
  /** Where JSONata takes it to end; undefined where it finds no end. */
  end: number | undefined;
}

/**
 * The regular expressions that JSONata sees in a text, up to its first mistake. It is asked for them by longer and longer beginnings of the text:
 * whether a slash divides or begins one is its parser's knowledge.
 *
 * @param codeOf of the error that JSONata gives for a text, if it gives one
 */
export function findRegexes(text: string, codeOf: (text: string) => string | undefined): RegexLiteral[] {
  const isWithin = (length: number) => codeOf(text.slice(0, length)) === noEnd;
  const found: RegexLiteral[] = [];
  let open: RegexLiteral | undefined;
  for (const { index } of text.matchAll(/\//g)) {
    if (open === undefined) {
      if (!isWithin(index) && isWithin(index + 1)) found.push((open = { start: index, end: undefined }));
    } else if (!isWithin(index + 1)) {
      open.end = index;
      open = undefined;
    }
  }
  return found;
}

/** What JavaScript, and whoever writes one, takes a regular expression to be. */
export interface Meant {
  /** Of the slash that closes it; undefined without one. */
  end: number | undefined;
  /** Of the first bracket in a class such as `[^(]` whose partner is not in it: JSONata counts it, and so misses the end. */
  lonely: number | undefined;
}

/** Reads a regular expression as it is meant. @param start of the slash that begins it */
export function readRegex(text: string, start: number): Meant {
  const lonely: number[] = [];
  let open: number[] | undefined; // brackets in the class that wait for their partner
  let strays: number[] = [];
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '\\') index += 1;
    else if (open === undefined) {
      if (character === '/') return { end: index, lonely: lonely[0] };
      if (character === '[') open = [];
    } else if (character === ']') {
      lonely.push(...strays, ...open);
      [open, strays] = [undefined, []];
    } else if ('([{'.includes(character)) open.push(index);
    else if (')}'.includes(character) && open.pop() === undefined) strays.push(index);
  }
  return { end: undefined, lonely: lonely[0] };
}
