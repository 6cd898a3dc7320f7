import { quotableWords } from '../../graph/text/quotable.ts';
import type { HelpDraft } from '../../schema/help-request.ts';
import { cut } from '../blocks/cut.ts';
import type { Links } from '../render/links.ts';
import { escapeMrkdwn, mrkdwnLink } from '../render/mrkdwn.ts';
import { removeForeignAddresses } from '../render/safe-markdown.ts';
import { helpTexts as texts } from '../texts.ts';

/** Words of somebody, as a quote in mrkdwn. */
export function quoted(words: string, most = 2500): string {
  return `>${escapeMrkdwn(cut(words.trim(), most)).replaceAll('\n', '\n>')}`;
}

/** What goes along with a question, the same in the form that asks whether to send it and in what is sent. */
export function triedLines({ tried, pages }: Pick<HelpDraft, 'tried' | 'pages'>, links: Links): string[] {
  const list = pages.map(({ ref, name }) => mrkdwnLink(links.entity(ref), cut(name, 80)));
  return [
    ...(tried === undefined
      ? []
      : [`${texts.kikiSaid}\n${quoted(removeForeignAddresses(quotableWords(tried), links))}`]),
    ...(list.length === 0 ? [] : [`${texts.pages} ${list.join(', ')}`]),
  ];
}
