import type { types } from '@slack/bolt';
import type { Answer } from '../../schema/answer.ts';
import { texts } from '../texts.ts';
import type { Links } from './links.ts';
import { escapeMrkdwn, mrkdwnLink } from './mrkdwn.ts';
import { plainWords } from './plain-words.ts';
import { renderSources } from './sources.ts';
import { stepsPassage } from './steps-passage.ts';

export interface ClosingOptions {
  links: Links;
  /** Plain sentences, such as that the thread could not be read. */
  notes: readonly string[];
  /** Part of the answer is left out. */
  isCut: boolean;
  /** Longer than is comfortable in Slack. */
  isLong: boolean;
}

/** What stands below an answer: its sources, whom to ask, the way to the wiki, and how it was made. */
export function closingBlocks(answer: Answer, { links, notes, isCut, isLong }: ClosingOptions): types.ContextBlock[] {
  const wiki = links.ask(answer.question);
  const sources = renderSources(answer.citations, links, wiki);
  const lines = [
    ...experts(answer, links),
    ...notes.map((note) => escapeMrkdwn(note)),
    ...steps(answer, links),
    ...(isCut || isLong ? [mrkdwnLink(wiki, isCut ? texts.goesOnInWiki : texts.openInWiki)] : []),
    escapeMrkdwn(texts.footer(answer.mode, { asOf: answer.asOf, hasSources: answer.citations.length > 0 })),
  ];
  return [...(sources === undefined ? [] : [context(sources)]), context(lines.join('\n'))];
}

/** The way to the passage with the numbered steps. */
function steps(answer: Answer, links: Links): string[] {
  const passage = stepsPassage(answer);
  const page = passage && links.page(passage.url);
  return passage === undefined || page === undefined
    ? []
    : [mrkdwnLink(page, texts.openSteps(plainWords(passage.title, 80)))];
}

/** Small grey text in mrkdwn. */
export function context(text: string): types.ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] };
}

/** Characters of all texts in the blocks. */
export function blockLength(blocks: readonly types.KnownBlock[]): number {
  return JSON.stringify(blocks).length;
}

/** People to ask, where the answer is not known and its text does not name them already. */
function experts({ abstained, text, experts: people }: Answer, links: Links): string[] {
  const unnamed = people.filter(({ name }) => abstained && !text.includes(name)).slice(0, 3);
  if (unnamed.length === 0) return [];
  const list = unnamed.map(
    ({ ref, name, why }) =>
      `${mrkdwnLink(links.entity(ref), plainWords(name, 80))} (${escapeMrkdwn(plainWords(why, 120))})`,
  );
  return [`${texts.mayKnow}: ${list.join(', ')}`];
}
