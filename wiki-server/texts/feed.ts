export const feedTexts = {
  follow: 'Follow as a feed (Atom)',
  entry: (name: string, what: string) => `${name}: ${what}`,
  by: (summary: string, actor: string) => `${summary}, by ${actor}`,
};
