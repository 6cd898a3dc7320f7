import type { Citation } from '../../schema/answer.ts';
import { texts } from '../texts.ts';
import type { Links } from './links.ts';
import { escapeMrkdwn, mrkdwnLink } from './mrkdwn.ts';
import { plainWords } from './plain-words.ts';

const most = 8;
const mostCharacters = 1500;

/**
 * The numbered sources as lines of Slack's mrkdwn: the wiki page, which source says so and from when, and the original where
 * it has an address. At most eight, and as many as fit into a block beside a long answer.
 *
 * @param all where all sources can be seen, if there are more than fit
 */
export function renderSources(citations: readonly Citation[], links: Links, all: string): string | undefined {
  if (citations.length === 0) return undefined;
  const lines: string[] = [];
  for (const citation of citations.slice(0, most)) {
    const line = sourceLine(citation, links);
    if (lines.join('\n').length + line.length > mostCharacters) break;
    lines.push(line);
  }
  const more = citations.length - lines.length;
  return [texts.sources, ...lines, ...(more > 0 ? [mrkdwnLink(all, texts.moreSources(more))] : [])].join('\n');
}

function sourceLine({ n, title, url, source }: Citation, links: Links): string {
  const page = links.page(url);
  const original = source.url === null ? undefined : links.allowed(source.url);
  const date = source.date === null ? [] : [plainWords(source.date, 11)];
  const parts = [
    mrkdwnLink(page, plainWords(title, 80)),
    escapeMrkdwn([plainWords(source.name, 60), ...date].join(', ')),
    ...(original === undefined || original === page ? [] : [mrkdwnLink(original, texts.original)]),
  ];
  return `${n}. ${parts.join(' · ')}`;
}
