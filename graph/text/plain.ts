/** What a reader sees of a Markdown text: links by their words, no marks, no tags. For search, embeddings and quotes. */
export function plainText(markdown: string): string {
  return (
    markdown
      .replace(/```[^\n]*\n([\s\S]*?)```/g, '$1')
      .replace(/<!--[\s\S]*?-->/g, ' ')
      // Tags of page generators: a link's target goes, elsewhere what they name stays.
      .replace(/\]\(\s*\{[{%][^)]*\)/g, ']()')
      .replace(/\{%-?[^"'%]*(?:"([^"]*)"|'([^']*)')?[^%]*%\}/g, '$1$2')
      .replace(/\{\{[^}]*\}\}/g, '')
      .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/\[([^\]]+)\]\((?:[^()\s]|\([^()]*\))*(?:\s+"[^"]*")?\)/g, '$1')
      .replace(/\[([^\]]+)\]\[[^\]]*\]/g, '$1')
      .replace(/^\s*\[[^\]]+\]:\s+\S+.*$/gm, '')
      .replace(/<((?:https?:|mailto:)[^>]+)>/g, '$1')
      .replace(/<\/?[a-zA-Z][^>]*>/g, ' ')
      .replace(/^\s{0,3}#{1,6}\s+/gm, '')
      .replace(/^\s{0,3}>\s?/gm, '')
      .replace(/^\s*\|?[\s:|-]*-{3,}[\s:|-]*\|?\s*$/gm, '')
      .replace(/(\*\*|__)(?=\S)([\s\S]*?\S)\1/g, '$2')
      .replace(/(^|[\s(])[*_](?=\S)([^*_\n]*\S)[*_](?=[\s).,;:!?]|$)/gm, '$1$2')
      .replace(/`([^`\n]+)`/g, '$1')
      .replace(/\\([\\`*_{}[\]()#+\-.!|~>])/g, '$1')
      .replace(/[ \t]+/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  );
}
