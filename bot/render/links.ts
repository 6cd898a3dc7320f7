import type { Citation } from '../../schema/answer.ts';

/** Which addresses may stand in a message, and how they are written there. */
export interface Links {
  /** The address as it may be written into a message; undefined if it may not. */
  allowed(address: string): string | undefined;
  /** Whether it stands so in the quoted words: then code may show it as it is. */
  quoted(address: string): boolean;
  /** A page of the wiki, given by its full address or from the wiki's root (`/wiki/team:payments`). */
  page(address: string): string | undefined;
  /** The page of an entity. @param place below it, such as `/history` or `#limits` */
  entity(ref: string, place?: string): string | undefined;
  /** Where the wiki answers the question. */
  ask(question: string): string;
}

const longest = 2000;
/** With a question so long that it would not fit, the link leads to the empty ask page. */
const longestAsk = 300;

/**
 * Allows the wiki itself, what the citations name as their source, and addresses that stand in the quoted words. An address
 * that a model made up could carry what it read to a stranger's server as soon as somebody clicks it.
 *
 * @param publicUrl the wiki's root, `https://kiki.example.com` or with a path
 */
export function createLinks({
  publicUrl,
  citations = [],
}: {
  publicUrl: string;
  citations?: readonly Citation[];
}): Links {
  const root = new URL(publicUrl.endsWith('/') ? publicUrl : `${publicUrl}/`);
  const cited = new Set(citations.flatMap((citation) => citedAddresses(citation)));
  const quoted = new Set(citations.flatMap(({ quote }) => findAddresses(quote ?? '')));
  const isWiki = (url: URL) => url.origin === root.origin && `${url.pathname}/`.startsWith(root.pathname);

  const allowed = (address: string) => {
    const url = address.startsWith('/') && !address.startsWith('//') ? fromRoot(root, address) : parse(address);
    if (url === undefined) return undefined;
    const written = writeAddress(url);
    return isWiki(url) || (written !== undefined && cited.has(written)) ? written : undefined;
  };
  const page = (address: string) => {
    const written = allowed(address);
    return written !== undefined && isWiki(new URL(written)) ? written : undefined;
  };
  return {
    allowed,
    quoted: (address) => quoted.has(address),
    page,
    // Half a letter, as in a name that was cut, can't stand in an address.
    entity: (ref, place = '') => page(`/wiki/${encodeURI(ref.toWellFormed())}${place}`),
    ask: (question) => {
      const empty = new URL('ask', root).href;
      const asked = `${empty}?${new URLSearchParams({ q: question }).toString()}`;
      return asked.length <= longestAsk ? asked : empty;
    },
  };
}

function fromRoot(root: URL, path: string): URL | undefined {
  return parse(`${root.href}${path.slice(1)}`);
}

function citedAddresses({ source, quote }: Citation): string[] {
  return [source.url ?? '', ...findAddresses(quote ?? '')].flatMap((address) => {
    const url = parse(address);
    return (url && writeAddress(url)) ?? [];
  });
}

/** Addresses with a scheme that stand in a text. */
export function findAddresses(text: string): string[] {
  return [...text.matchAll(bareAddress())].map(([found]) => withoutTrail(found).address);
}

/**
 * What could be read as an address: a scheme with `//`, also with the backslashes that Markdown takes away, or `www.`.
 * The bound on the scheme keeps the search linear.
 */
export function bareAddress(): RegExp {
  return /(?:[a-z][a-z0-9+.-]{0,30}:\\?\/\\?\/|\bwww\.)[^\s\u200B<>"'`()[\]{}|\\^*]*/gi;
}

/** An address as it stands in a sentence, apart from the punctuation after it. */
export function withoutTrail(found: string): { address: string; trail: string } {
  const address = found.replace(/[.,;:!?_~]+$/, '');
  return { address, trail: found.slice(address.length) };
}

function parse(address: string): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url : undefined;
}

/** Without any character that ends a link or starts a mention in Markdown or in Slack's own marks. */
function writeAddress(url: URL): string | undefined {
  const written = url.href.replace(
    /[()[\]<>{}|`@!;"'\\*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return written.length <= longest ? written : undefined;
}
