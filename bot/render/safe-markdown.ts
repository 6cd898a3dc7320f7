import { codeSegments } from '../../graph/text/code-segments.ts';
import { texts } from '../texts.ts';
import { decodeEntities } from './entities.ts';
import { bareAddress, type Links, withoutTrail } from './links.ts';
import { neutralise } from './neutralise.ts';

export interface SafeMarkdownOptions {
  links: Links;
  /** Address of each numbered source. Without it, `[1]` stays as it is: the sources are not known yet. */
  sources?: ReadonlyMap<number, string | undefined>;
}

/**
 * Markdown that can be shown to anyone in Slack: no mention, no address but the allowed ones, and `[1]` as a link to its
 * source. Works on the text instead of on a parsed tree, because how Slack parses it is not known: what is taken away must be
 * gone for every reader.
 */
export function safeMarkdown(markdown: string, { links, sources }: SafeMarkdownOptions): string {
  const kept: string[] = [];
  // Finished links wait outside the text, so that no later step takes them apart.
  const keep = (link: string) => `\uE000${kept.push(link) - 1}\uE001`;
  const safe = codeSegments(withoutMarkers(markdown))
    .map(({ isCode, text }) =>
      isCode ? codeWithKnownAddresses(text, links) : safeProse(text, { links, sources, keep }),
    )
    .join('');
  return neutralise(safe).replace(/\uE000(\d+)\uE001/g, (_, index: string) => kept[Number(index)] ?? '');
}

/** Without control characters, halves of characters, and without the characters that stand for finished links. */
function withoutMarkers(text: string): string {
  const lines = text.toWellFormed().replace(/\r\n?/g, '\n');
  // eslint-disable-next-line no-control-regex -- control characters are what it takes away
  return lines.replace(/[\u0000-\u0008\u000B-\u001F\u007F\uE000\uE001]/g, '');
}

interface ProseOptions {
  links: Links;
  sources: SafeMarkdownOptions['sources'];
  keep: (link: string) => string;
}

function safeProse(text: string, { links, sources, keep }: ProseOptions): string {
  let prose = decodeEntities(text).replace(/[\uE000\uE001]/g, '');
  prose = prose.replace(/!\[([^\]]{0,500})\]\([^)]{0,2000}\)/g, '$1');
  prose = prose.replace(
    /\[((?:[^[\]\\]|\\.|\[[^[\]]*\](?!\())*)\]\(\s{0,9}<?([^\s<>)]{0,2000})>?(?:\s[^)]{0,500})?\)/g,
    (_, label: string, address: string) => inlineLink({ label, address, links, keep }),
  );
  prose = prose.replace(/^(\s{0,3})\[([^\]]+)\]:(?=\s)/gm, '$1$2:');
  prose = prose.replace(
    /<([a-z][a-z0-9+.-]{0,30}:[^\s<>|]{0,2000})(?:\|([^<>]{0,500}))?>/gi,
    (_, address: string, label?: string) => inlineLink({ label: label ?? address, address, links, keep }),
  );
  prose = checkBareAddresses(prose, links, (url) => keep(`<${url}>`));
  return sources === undefined ? prose : linkCitations(prose, sources, keep);
}

interface InlineLink {
  label: string;
  address: string;
  links: Links;
  keep: (link: string) => string;
}

function inlineLink({ label, address, links, keep }: InlineLink): string {
  if (/^\d{1,3}$/.test(label)) return `[${label}]`;
  const url = links.allowed(address);
  if (url === undefined) return label;
  if (label === address) return keep(`<${url}>`);
  const words = neutralise(checkBareAddresses(label, links, () => '')).trim();
  return keep(words === '' ? `<${url}>` : `[${words}](${url})`);
}

/** The text without any address that is not allowed, Markdown or not. */
export function removeForeignAddresses(text: string, links: Links): string {
  return codeSegments(text)
    .map(({ isCode, text: part }) =>
      isCode ? codeWithKnownAddresses(part, links) : checkBareAddresses(part, links, (url) => url),
    )
    .join('');
}

/** Code is copied: an address of the quoted words stays in it as it stands there, and so do others than pages of the web. */
function codeWithKnownAddresses(code: string, links: Links): string {
  return code.replace(bareAddress(), (found) =>
    links.quoted(withoutTrail(found).address) ? found : checkBareAddresses(found, links, (url) => url),
  );
}

function checkBareAddresses(text: string, links: Links, write: (url: string) => string): string {
  return text.replace(bareAddress(), (found) => {
    const { address, trail } = withoutTrail(found);
    const url = links.allowed(address.replaceAll('\\', '').replace(/^www\./i, 'https://www.'));
    return url === undefined ? `${texts.linkRemoved}${trail}` : `${write(url)}${trail}`;
  });
}

/** `people [1][2].` becomes `people ([1](…), [2](…)).`; a number without a source goes. */
function linkCitations(
  prose: string,
  sources: ReadonlyMap<number, string | undefined>,
  keep: (link: string) => string,
) {
  return prose.replace(/[ \t]?(?:\[\d{1,3}\][ \t]?)*\[\d{1,3}\]/g, (run) => {
    const numbers = [...run.matchAll(/\d+/g)].map(([digits]) => Number(digits)).filter((number) => sources.has(number));
    if (numbers.length === 0) return '';
    const list = [...new Set(numbers)].map((number) => {
      const url = sources.get(number);
      return url === undefined ? String(number) : keep(`[${number}](${url})`);
    });
    return ` (${list.join(', ')})`;
  });
}
