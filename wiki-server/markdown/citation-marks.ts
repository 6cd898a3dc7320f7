import type { TokenizerAndRendererExtension } from 'marked';
import { escapeHtml } from './escape.ts';

/** Where citation n of an answer leads; undefined when there is none of that number. */
export type CitationAddress = (n: number) => string | undefined;

/** Makes `[1]` in an answer a raised link to what is cited. */
export function citationMarks(addressOf: CitationAddress): TokenizerAndRendererExtension {
  return {
    name: 'citation',
    level: 'inline',
    start: (source) => {
      const at = source.search(/\s?\[\d/);
      return at === -1 ? undefined : at;
    },
    tokenizer(source) {
      const match = /^\s?\[(\d{1,2})\](?!\()/.exec(source);
      const address = addressOf(Number(match?.[1]));
      return match === null || address === undefined
        ? undefined
        : { type: 'citation', raw: match[0], n: match[1], address };
    },
    renderer: ({ n, address }) =>
      `<sup class="ref"><a href="${escapeHtml(String(address))}">[${escapeHtml(String(n))}]</a></sup>`,
  };
}
