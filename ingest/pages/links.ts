import { posix } from 'node:path';
import { type Token, walkTokens } from 'marked';
import { lex } from './lex.ts';

/** What a run says of a link to nowhere. */
export function brokenLinkWarning(target: string): string {
  return `The link to ${target} leads nowhere.`;
}

/** Whether a warning of a run says so. */
export function isBrokenLinkWarning(line: string): boolean {
  return /: The link to .* leads nowhere\.$/.test(line);
}

/** Files that a link to a folder may mean. */
const indexes = ['README.md', 'index.md', 'readme.md', 'index.html', '_index.md'];

/** Targets of links in a Markdown text, as written, without images. */
export function linkTargets(markdown: string): string[] {
  const targets: string[] = [];
  void walkTokens(lex(markdown), (token: Token) => {
    if (token.type === 'link' && typeof token.href === 'string') targets.push(token.href);
  });
  return [...new Set(targets)];
}

/**
 * The path that a relative link means, from the page at `from`; undefined for links elsewhere (with a scheme, to a fragment, out
 * of the root, to something that is no page, to a template's placeholder).
 *
 * @param exists whether the source has a page at a path
 */
export function resolveLink(
  target: string,
  from: string,
  exists: (path: string) => boolean,
): { path: string; found: boolean } | undefined {
  const bare = target.replace(/[?#].*$/, '');
  if (bare === '' || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(bare)) return undefined;
  if (/\{\{|\{%|%7B%7B/i.test(bare)) return undefined; // a placeholder that a site generator fills in
  const decoded = decode(bare);
  const bases = decoded.startsWith('/') ? ['', ...foldersAbove(from)] : [posix.dirname(from)];
  const paths = bases
    .map((base) => posix.normalize(posix.join(base, `./${decoded}`)).replace(/\/$/, ''))
    .filter((path) => !path.startsWith('..'));
  const existing = paths
    .flatMap((path) => [
      path,
      `${path}.md`,
      path.replace(/\.html?$/, '.md'),
      ...indexes.map((index) => posix.join(path, index)),
    ])
    .find(exists);
  if (existing !== undefined) return { path: existing, found: true };
  const [path] = paths;
  if (path === undefined) return undefined;
  return /\.(md|markdown|html?)$/i.test(path) ? { path, found: false } : undefined;
}

/** Folders above a page, nearest first: one of them may be what the pages themselves take for the root. */
function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // not encoded after all
  }
}
