/** Users mentioned in a text, Kiki left out, at most as many as a question can be about. */
export function mentionedUsers(text: string, botUserId: string): string[] {
  const users = [...text.matchAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g)].map(([, user = '']) => user);
  return [...new Set(users)].filter((user) => user !== botUserId).slice(0, 5);
}

/**
 * A message as its writer sees it, without the mention of Kiki: Slack sends people, channels, links and some characters as
 * marks.
 *
 * @param names of mentioned users, by id
 */
export function questionText(text: string, botUserId: string, names: ReadonlyMap<string, string>): string {
  return text
    .replace(/<([@#!])?([^<>|]*)(?:\|([^<>]*))?>/g, (_, kind: string | undefined, id: string, label?: string) => {
      if (kind === '@') return id === botUserId ? ' ' : (names.get(id) ?? label ?? `@${id}`);
      if (kind === '#') return `#${label ?? id}`;
      return label ?? (kind === '!' ? '' : id.replace(/^mailto:/, ''));
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}
