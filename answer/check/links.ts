import { fold } from '../../schema/names.ts';

const patterns = [
  // The target of a Markdown link or image, whatever it is.
  /\]\(\s*<?([^)\s>]+)/g,
  /((?:https?:\/\/|www\.)[^\s)\]>"'`<]+)/gi,
  // Without a scheme, as some readers make links of it: example.com/form
  /(?<![\p{L}\p{N}@/.-])((?:[a-z0-9-]+\.)+[a-z]{2,}\/[^\s)\]>"'`<]*)/giu,
  /([^\s@<>()[\]"',;:]{1,64}@[^\s@<>()[\]"',;:]{1,200}\.\p{L}{2,})/gu,
];

/** Links and e-mail addresses in a text, folded, without the punctuation behind them. */
export function linksIn(text: string): Set<string> {
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, link]) => link ?? ''));
  return new Set(found.map((link) => fold(link).replace(/[.,;:!?*_]+$/, '')).filter((link) => link !== ''));
}

/** A link of `claim` that `support` has not as it stands. */
export function unsupportedLink(claim: string, support: string): string | undefined {
  const known = linksIn(support);
  return [...linksIn(claim)].find((link) => !known.has(link) && !known.has(link.replace(/^mailto:/, '')));
}
