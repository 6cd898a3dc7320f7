import { lexer, type TokensList } from 'marked';

/** The tokens of a Markdown text. They are shared: nobody changes them. */
export function lex(markdown: string): TokensList {
  if (last?.markdown !== markdown) last = { markdown, tokens: lexer(markdown) };
  return last.tokens;
}

/** A page is looked at for its headings, its links and its sections, one after another. */
let last: { markdown: string; tokens: TokensList } | undefined;
