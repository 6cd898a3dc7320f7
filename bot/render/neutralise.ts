/** A zero-width space: nobody sees it, and no parser joins over it. */
export const gap = '\u200B';

/**
 * Takes from a text everything that Slack could understand as a mention of a person, a channel or everyone, without changing
 * how it looks. Whether Slack reads `<!channel>` in a markdown block is not documented, so it is assumed to; so are entities.
 */
export function neutralise(text: string): string {
  return text
    .replace(/<(?=[!@#\\&])/g, `<${gap}`)
    .replace(/(?<![\w.])@(?=(?:here|channel|everyone|group)\b)/gi, `@${gap}`)
    .replace(/&(?=(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);)/gi, `&${gap}`);
}
