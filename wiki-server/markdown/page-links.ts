/** Where relative links of a source's pages lead, as paths of that source. */

const endings = ['.md', '.markdown', '.html', '.htm'];
const folderPages = ['index', 'README', 'readme', '_index'];

/** Addresses in a Markdown text that may be relative links. Finding too many does no harm. */
export function linksIn(markdown: string): string[] {
  const found = [
    ...markdown.matchAll(/\]\(\s*<?([^)\s>]+)/g),
    ...markdown.matchAll(/^\s{0,3}\[[^\]]+\]:\s*<?([^\s>]+)/gm),
    ...markdown.matchAll(/href=["']([^"']+)["']/gi),
  ].map(([, address = '']) => address);
  return [...new Set(found)].filter((address) => !/^([a-z][a-z0-9+.-]*:|#|\/\/)/i.test(address));
}

/**
 * Paths of the source that a relative link may mean, the likeliest first.
 *
 * @param from path of the page with the link, relative to the source's root
 * @param address the link as written; a leading `/` is the source's root
 */
export function pathCandidates(from: string, address: string): string[] {
  const plain = decode(address.replace(/[?#].*$/s, ''));
  if (plain === undefined || plain === '') return [];
  const folder = plain.startsWith('/') ? [] : from.split('/').slice(0, -1);
  const parts: string[] = [];
  for (const part of [...folder, ...plain.split('/')]) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return []; // it leaves the source
  }
  const path = parts.join('/');
  const bare = path.replace(/\.(html?|md|markdown)$/i, '');
  const inFolder = folderPages.flatMap((name) =>
    endings.map((ending) => (path === '' ? name : `${path}/${name}`) + ending),
  );
  return [...new Set([path, ...endings.map((ending) => bare + ending), ...inFolder])].filter((each) => each !== '');
}

/** The fragment of an address, without `#`. */
export function fragmentOf(address: string): string | undefined {
  const [, fragment] = /#(.+)$/s.exec(address) ?? [];
  return fragment === undefined ? undefined : (decode(fragment) ?? fragment);
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // a stray % in an address: no file is meant
  }
}
