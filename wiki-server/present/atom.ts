/** Something that happened, as a feed tells it. */
export interface FeedEntry {
  /** An address that stays the same, and that no other entry has. */
  id: string;
  title: string;
  /** Where it is shown. */
  link: string;
  /** ISO. */
  at: string;
  /** Who did it. */
  author: string;
  /** What happened, in words. */
  summary: string;
  /** The same at length, as HTML whose texts are escaped already. */
  html?: string | undefined;
}

export interface Feed {
  title: string;
  /** The address of the feed, which is its id too. */
  self: string;
  /** The page that shows the same. */
  page: string;
  /** Who is behind all of it. */
  author: string;
  /** Newest first. */
  entries: readonly FeedEntry[];
}

/** What a feed has whose entries say no time, so that it is the same each time it is read. */
const noTime = '1970-01-01T00:00:00.000Z';

/** A feed as an Atom 1.0 document (RFC 4287). */
export function atomDocument({ title, self, page, author, entries }: Feed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    element('id', self),
    element('title', title),
    element(
      'updated',
      entries
        .map(({ at }) => timestamp(at))
        .sort()
        .at(-1) ?? noTime,
    ),
    `<author>${element('name', author)}</author>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(page)}"/>`,
    ...entries.map(entryElement),
    '</feed>',
    '',
  ].join('\n');
}

function entryElement({ id, title, link, at, author, summary, html }: FeedEntry): string {
  return [
    '<entry>',
    element('id', id),
    element('title', title),
    element('updated', timestamp(at)),
    `<author>${element('name', author)}</author>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(link)}"/>`,
    element('summary', summary),
    ...(html === undefined ? [] : [`<content type="html">${escapeXml(html)}</content>`]),
    '</entry>',
  ].join('\n');
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}

/** A whole RFC 3339 time, as Atom wants it. */
function timestamp(at: string): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? noTime : time.toISOString();
}

/** What XML 1.0 allows nowhere, not even escaped: control characters, halves of surrogate pairs, U+FFFE and U+FFFF. */
const notXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Text as it stands in XML, in content and in attributes. */
export function escapeXml(text: string): string {
  return text
    .replace(notXml, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
