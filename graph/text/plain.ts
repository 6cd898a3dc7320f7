import { withoutTemplateTags } from './template-tags.ts';

/**
 * What a reader sees of a Markdown text: links by their words, no marks, no tags. For search and embeddings; code loses what looks like a mark, so quotes are of `quotableText`.
 *
 * Texts come from anywhere, so no expression may look ahead without a limit: each takes time in proportion to the text.
 */
export function plainText(markdown: string): string {
  return tidy(marks.test(markdown) ? withoutMarks(markdown) : markdown);
}

/** One of these is in every text that has something to be taken out; most sentences have none. */
const marks = /[\\`*_[\]<>#{|]|---/;

function tidy(text: string): string {
  return text
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function withoutMarks(markdown: string): string {
  return (
    // Tags of page generators: a link's target goes, elsewhere what they name stays.
    withoutTemplateTags(markdown.replace(/\]\([ \t]{0,9}\{[{%][^()]{0,500}\)/g, ']()'))
      .replace(/```[^\n`]*\n([\s\S]*?)```/g, '$1')
      .replace(/<!--[\s\S]{0,5000}?-->/g, ' ')
      .replace(/!\[([^[\]]{0,1000})\]\([^()]{0,2000}\)/g, '$1')
      .replace(/\[([^[\]]{1,1000})\]\((?:[^()\s]|\([^()]{0,500}\)){0,2000}(?:\s{1,9}"[^"]{0,500}")?\)/g, '$1')
      .replace(/\[([^[\]]{1,1000})\]\[[^[\]]{0,500}\]/g, '$1')
      .replace(/^[ \t]*\[[^[\]\n]{1,500}\]:[ \t]+\S.*$/gm, '')
      .replace(/<((?:https?:|mailto:)[^<>]{1,2000})>/g, '$1')
      .replace(/<\/?[a-zA-Z][^<>]{0,2000}>/g, ' ')
      .replace(/^[ \t]{0,3}#{1,6}[ \t]+/gm, '')
      .replace(/^[ \t]{0,3}>[ \t]?/gm, '')
      .replace(/^[ \t:|-]+$/gm, (line) => (line.includes('---') ? '' : line)) // the line below the head of a table, or a rule
      .replace(/(\*\*|__)(?=\S)([\s\S]{0,1000}?\S)\1/g, '$2')
      .replace(/(^|[\s(])[*_](?=\S)([^*_\n]{0,1000}\S)[*_](?=[\s).,;:!?]|$)/gm, '$1$2')
      .replace(/`([^`\n]{1,1000})`/g, '$1')
      .replace(/\\([\\`*_{}[\]()#+\-.!|~>])/g, '$1')
      .replace(/(?<=\S)[ \t]{0,9}\\$/gm, '') // the end of a line that breaks there
  );
}
