import type { Token, Tokens } from 'marked';

/** A list of Markdown, with what stands between it and the next part of the same list. */
export interface ListPart<B> {
  list: B;
  below: B[];
}

/** Longest text between two entries that still belongs to the first, in characters. */
const longestBetween = 1600;

/**
 * The numbered lists of a section as a reader sees them. Paragraphs that are not indented end a list to Markdown; where the next list
 * goes on counting, it is the same, and they belong to the entry above them.
 *
 * @param blocks of one section, in order
 */
export function numberedLists<B extends { token: Token }>(blocks: readonly B[]): ListPart<B>[][] {
  const lists: ListPart<B>[][] = [];
  let next = 0;
  let between: B[] = [];
  for (const block of blocks) {
    const { token } = block;
    if (!isNumbered(token)) {
      if (token.type !== 'space') between.push(block);
      continue;
    }
    const first = Number(token.start);
    const last = lists.at(-1);
    const size = between.reduce((sum, each) => sum + each.token.raw.length, 0);
    if (last !== undefined && first > 1 && first === next && size <= longestBetween) {
      last.at(-1)?.below.push(...between);
      last.push({ list: block, below: [] });
    } else {
      lists.push([{ list: block, below: [] }]);
    }
    between = [];
    next = first + token.items.length;
  }
  return lists;
}

/** Entries of a numbered list. */
export function lengthOf(parts: readonly ListPart<{ token: Token }>[]): number {
  return parts.reduce((sum, { list: { token } }) => sum + (token as Tokens.List).items.length, 0);
}

function isNumbered(token: Token): token is Tokens.List {
  return token.type === 'list' && (token as Tokens.List).ordered;
}
