import type { types } from '@slack/bolt';
import type { HelpRequest } from '../../schema/help-request.ts';
import { buttons, note, section } from '../blocks/blocks.ts';
import { cut } from '../blocks/cut.ts';
import { answerActions, answerTag } from '../feedback/answer-buttons.ts';
import type { Links } from '../render/links.ts';
import { escapeMrkdwn, mrkdwnLink } from '../render/mrkdwn.ts';
import type { Message } from '../render/render-answer.ts';
import { helpTexts as texts } from '../texts.ts';
import { type HelpTag, writeHelpTag } from './tags.ts';
import { quoted, triedLines } from './words.ts';

/** Ids of the buttons of questions to people. */
export const helpActions = {
  ask: answerActions.askPerson,
  reply: 'help_reply',
  notMe: 'help_not_me',
  solved: 'help_solved',
  propose: 'help_propose',
  proposeFor: 'help_propose_for',
  proposeForOther: 'help_propose_for_other',
  withdraw: 'help_withdraw',
} as const;

const mostProposals = 2;
const mostReplies = 10;

/** The reply is read by everyone in a channel. */
export function repliesInChannel({ thread }: Pick<HelpRequest, 'thread'>): boolean {
  return thread !== undefined && !thread.channel.startsWith('D');
}

/** Who will read the reply. */
export function replyGoesTo(request: Pick<HelpRequest, 'thread' | 'askerName'>): string {
  return repliesInChannel(request) ? texts.goesToThread : texts.goesToAsker(request.askerName);
}

/** The question as whoever is asked gets it. @param thread the address of where it was asked */
export function questionMessage(request: HelpRequest, links: Links, thread: string | undefined): Message {
  const { question, askerName, to } = request;
  const isChannel = 'channel' in to;
  const heading = isChannel ? texts.asksAll(askerName) : texts.asks(askerName);
  const howTo = `${isChannel ? texts.howToReplyHere : texts.howToReply} ${replyGoesTo(request)}`;
  return {
    text: `${escapeMrkdwn(heading)}:\n${quoted(question)}`,
    blocks: [
      section(`*${escapeMrkdwn(heading)}*\n${quoted(question)}`),
      ...triedLines(request, links).map((line) => section(line)),
      ...(thread === undefined ? [] : [section(mrkdwnLink(thread, texts.thread))]),
      note(escapeMrkdwn(howTo)),
      ...replyButtons(request),
    ],
  };
}

/** A question that nothing keeps track of. @param thread the address of where it was asked */
export function messageWithoutWiki({
  question,
  askerName,
  thread,
  isDirect = false,
}: {
  question: string;
  askerName: string;
  thread: string | undefined;
  isDirect?: boolean;
}): Message {
  const heading = isDirect ? texts.asks(askerName) : texts.asksAll(askerName);
  return {
    text: `${escapeMrkdwn(heading)}:\n${quoted(question)}`,
    blocks: [
      section(`*${escapeMrkdwn(heading)}*\n${quoted(question)}`),
      ...(thread === undefined ? [] : [section(mrkdwnLink(thread, texts.thread))]),
      note(escapeMrkdwn(isDirect ? texts.repliesWithoutWiki(askerName) : texts.asksWithoutWiki(askerName))),
    ],
  };
}

/** For whoever was asked. */
export function replyButtons({ id, askerName, to }: HelpRequest): types.ActionsBlock[] {
  const value = writeHelpTag({ request: id });
  return buttons([
    { action: helpActions.reply, text: texts.reply, says: texts.replySays, value, style: 'primary' },
    { action: helpActions.solved, text: texts.solved, says: texts.solvedSays, value },
    // In a channel one alone does not speak for all.
    ...('channel' in to
      ? []
      : [
          {
            action: helpActions.notMe,
            text: texts.notMe,
            says: texts.notMeSays,
            value,
            confirm: { title: texts.notMe, text: texts.notMeConfirm(askerName), yes: texts.yes, no: texts.no },
          },
        ]),
  ]);
}

/** The question when nothing is to be done about it any more. */
export function endedMessage({ question, askerName, state }: HelpRequest): Message {
  const line = state === 'open' || state === 'answered' ? '' : texts.ended[state];
  return {
    text: `${escapeMrkdwn(texts.asks(askerName))}:\n${quoted(question)}\n${line}`,
    blocks: [section(`*${escapeMrkdwn(texts.asks(askerName))}*\n${quoted(question)}`), note(escapeMrkdwn(line))],
  };
}

/** For whoever replied: whether others are to find it, too. */
export function keepMessage({ id, askerName, pages, to, posted }: HelpRequest): Message {
  const place: Pick<HelpTag, 'channel' | 'ts'> = 'channel' in to && posted !== undefined ? posted : {};
  const line = texts.replied(askerName);
  return {
    text: escapeMrkdwn(line),
    blocks: [
      section(escapeMrkdwn(line)),
      ...buttons([
        { action: helpActions.propose, text: texts.asArticle, value: writeHelpTag({ request: id, ...place }) },
        ...pages.slice(0, mostProposals).map(({ ref, name }, index) => ({
          action: index === 0 ? helpActions.proposeFor : helpActions.proposeForOther,
          text: texts.forPage(cut(name, 50)),
          value: writeHelpTag({ request: id, of: ref, ...place }),
        })),
      ]),
    ],
  };
}

/** What the asker has not been told yet of the replies. */
export function replyMessage(request: HelpRequest): Message {
  const { id, question, told, to } = request;
  const replies = request.replies.slice(told);
  const heading = texts.hasReply([...new Set(replies.map(({ byName }) => byName))].join(', ') || to.name);
  const words = replies.map(({ text }) => quoted(text));
  const short = cut(question.replace(/\s+/g, ' '), 200);
  return {
    text: [escapeMrkdwn(heading), ...words].join('\n'),
    blocks: [
      section(`*${escapeMrkdwn(heading)}*`),
      ...words.slice(0, mostReplies).map((each) => section(each)),
      note(escapeMrkdwn(`${texts.yourQuestion} ${short}`)),
      ...buttons([
        {
          action: helpActions.solved,
          text: texts.solvedIt,
          says: texts.solvedItSays,
          value: writeHelpTag({ request: id }),
        },
        ...askAgain(request, texts.askAnother),
      ]),
    ],
  };
}

/** A line for the asker, with a way to somebody else. */
export function newsMessage(request: HelpRequest, line: string): Message {
  return {
    text: escapeMrkdwn(line),
    blocks: [
      section(escapeMrkdwn(line)),
      note(escapeMrkdwn(`${texts.yourQuestion} ${cut(request.question.replace(/\s+/g, ' '), 200)}`)),
      ...buttons(askAgain(request, texts.askAnother)),
    ],
  };
}

function askAgain({ answer, pages }: HelpRequest, text: string) {
  if (answer === undefined) return [];
  const value = answerTag({ id: answer, refs: pages.map(({ ref }) => ref) });
  return [{ action: helpActions.ask, text, says: texts.askPersonSays, value }];
}
