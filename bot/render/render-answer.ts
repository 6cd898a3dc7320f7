import type { types } from '@slack/bolt';
import { shortened } from '../../graph/text/code-blocks.ts';
import { quotableText } from '../../graph/text/quotable.ts';
import type { Answer } from '../../schema/answer.ts';
import { section } from '../blocks/blocks.ts';
import { texts } from '../texts.ts';
import { blockLength, closingBlocks, context } from './closing.ts';
import { createLinks, type Links } from './links.ts';
import { escapeMrkdwn, mrkdwnLink } from './mrkdwn.ts';
import { neutralise } from './neutralise.ts';
import { plainWords } from './plain-words.ts';
import { removeForeignAddresses, safeMarkdown } from './safe-markdown.ts';
import { splitMarkdown } from './split-markdown.ts';
import { thingBlocks, type Things } from './things.ts';

/** One message, ready for chat.postMessage or chat.update. */
export interface Message {
  /** What notifications and screen readers get, in Slack's mrkdwn. */
  text: string;
  /** None where the text is all. */
  blocks?: types.KnownBlock[];
}

/** Markdown of one message. Slack takes 12,000 characters in a block. */
export const messageCharacters = 11_000;
/** All blocks of one message together; Slack was seen to refuse more than about 13,200. */
const allBlocksCharacters = 12_800;
/** What is shorter is quickly read in Slack; a longer answer also gets a link to the wiki. */
export const targetCharacters = 1500;
export const mostMessages = 3;
const fallbackCharacters = 3000;
const workflowCharacters = 2500;
const mostWorkflowSources = 5;
/** Text beyond this is not even looked at. */
const mostCharacters = 60_000;

export interface RenderOptions {
  /** The wiki's root. */
  publicUrl: string;
  /** Characters of one message. */
  limit?: number;
  /** Plain sentences to add below, such as that the thread could not be read. */
  notes?: readonly string[];
  /** What the answer consists of: one as a card, several as a table. */
  things?: Things | undefined;
}

/** An answer as one message or, if it is long, up to three and a link to the rest. */
export function renderAnswer(
  answer: Answer,
  { publicUrl, limit = messageCharacters, notes = [], things }: RenderOptions,
): Message[] {
  const links = createLinks({ publicUrl, citations: answer.citations });
  const sources = new Map(answer.citations.map(({ n, url }) => [n, links.page(url)]));
  const markdown = safeMarkdown(answer.text.slice(0, mostCharacters), { links, sources });
  const shownThings = things === undefined ? [] : thingBlocks(things, { links, all: links.ask(answer.question) });
  const closing = (isCut: boolean) => [
    ...shownThings,
    ...closingBlocks(answer, { links, notes, isCut, isLong: markdown.length > targetCharacters }),
  ];

  const pieces = splitMarkdown(markdown, Math.min(limit, allBlocksCharacters - blockLength(closing(true))));
  const shown = pieces.length === 0 ? [texts.noAnswer] : pieces.slice(0, mostMessages);
  const isCut = pieces.length > mostMessages || answer.text.length > mostCharacters;
  return shown.map((piece, index) => ({
    text: fallbackText(piece, links),
    blocks: [{ type: 'markdown', text: piece }, ...(index === shown.length - 1 ? closing(isCut) : [])],
  }));
}

/** The answer when Slack takes nothing else: plain text and a link. */
export function renderPlainly(answer: Answer, { publicUrl }: { publicUrl: string }): Message {
  const links = createLinks({ publicUrl, citations: answer.citations });
  const markdown = safeMarkdown(answer.text.slice(0, mostCharacters), { links, sources: new Map() });
  return { text: `${fallbackText(markdown, links)}\n${mrkdwnLink(links.ask(answer.question), texts.openInWiki)}` };
}

/** The answer as plain text with its sources, for steps of a workflow that come after it, and where the wiki answers it. */
export function renderForWorkflow(
  answer: Answer,
  { publicUrl }: { publicUrl: string },
): { text: string; link: string } {
  const links = createLinks({ publicUrl, citations: answer.citations });
  const sources = answer.citations
    .slice(0, mostWorkflowSources)
    .map(({ n, title, url }) => `[${n}] ${plainWords(title, 80)} ${links.page(url) ?? ''}`.trimEnd());
  const { footer } = texts;
  const made = footer(answer.mode, { asOf: answer.asOf, hasSources: answer.citations.length > 0 });
  const plain = removeForeignAddresses(quotableText(answer.text.slice(0, mostCharacters)).toWellFormed(), links);
  const text = [neutralise(shortened(plain, workflowCharacters)), ...sources, made].join('\n');
  return { text, link: links.ask(answer.question) };
}

/** What was written before the answer broke off, and why it is not whole. No source is claimed for it. */
export function renderUnfinished(
  written: string,
  why: string,
  { publicUrl, buttons = [] }: { publicUrl: string; buttons?: readonly types.ActionsBlock[] },
): Message {
  const links = createLinks({ publicUrl });
  const markdown = safeMarkdown(written.slice(0, mostCharacters), { links, sources: new Map() });
  const [piece = ''] = splitMarkdown(markdown, messageCharacters);
  if (piece === '') return renderLine(why, buttons);
  const ending = `${texts.stoppedEarly} ${why}`;
  return {
    text: `${fallbackText(piece, links)}\n${escapeMrkdwn(ending)}`,
    blocks: [
      { type: 'markdown', text: piece },
      context(`${escapeMrkdwn(ending)}\n${escapeMrkdwn(texts.unfinishedFooter)}`),
      ...buttons,
    ],
  };
}

/** A line of Kiki's own, and what can be done about it. */
export function renderLine(line: string, buttons: readonly types.ActionsBlock[] = []): Message {
  const text = escapeMrkdwn(line);
  return buttons.length === 0 ? { text } : { text, blocks: [section(text), ...buttons] };
}

/** In mrkdwn a block of code has no language: its word would be a line of the code. */
function fallbackText(markdown: string, links: Links): string {
  const words = quotableText(markdown).replace(/^(`{3,})[\w+#.-]+$/gm, '$1');
  // Taking Markdown's marks away can bring words together, so the addresses are looked at once more.
  const plain = removeForeignAddresses(words, links);
  return escapeMrkdwn(shortened(plain, fallbackCharacters));
}
