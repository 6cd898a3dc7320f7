/** Files that are named. */
const mostNamed = 8;

/**
 * That links lead to files that the source does not read, in one message, the most wanted first.
 *
 * @param paths one for each link
 */
export function describeUnread(paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(path, (counts.get(path) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  const named = sorted.slice(0, mostNamed).map(([path, count]) => (count === 1 ? path : `${path} (${count})`));
  const more = sorted.length - named.length;
  const links = paths.length === 1 ? '1 link leads to a file' : `${paths.length} links lead to files`;
  const hidden = paths.map(hiddenFolder).find((folder) => folder !== undefined);
  const hint =
    hidden === undefined ? '' : `; a folder that begins with a dot is read if files: names it, as '${hidden}/**/*.md'`;
  return [
    `${links} that files: and exclude: leave out: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}${hint}`,
  ];
}

/** The path as far as the first folder that begins with a dot. */
export function hiddenFolder(path: string): string | undefined {
  const folders = path.split('/').slice(0, -1);
  const index = folders.findIndex((name) => name.startsWith('.'));
  return index === -1 ? undefined : folders.slice(0, index + 1).join('/');
}
