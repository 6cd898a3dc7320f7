import type { types } from '@slack/bolt';
import type { HelpOffer } from '../../graph/help-desk.ts';
import { longestHelp } from '../../schema/help-request.ts';
import { checkField, choiceField, modal, note, section, textField } from '../blocks/blocks.ts';
import { cut } from '../blocks/cut.ts';
import type { Links } from '../render/links.ts';
import { escapeMrkdwn } from '../render/mrkdwn.ts';
import { helpTexts as texts } from '../texts.ts';
import type { HelpWays } from './reach.ts';
import { type AskTag, type HelpTag, writeAskTag, writeHelpTag } from './tags.ts';
import { triedLines } from './words.ts';

export const helpForms = {
  ask: 'help_ask',
  askWithoutWiki: 'help_ask_without_wiki',
  reply: 'help_reply_form',
} as const;
export const helpFields = { to: 'to', question: 'question', along: 'along', reply: 'reply' } as const;
/** The one thing that the asker may leave out. */
export const along = { answer: 'answer' } as const;

/** Whom to ask, and all that he gets to read. Without anybody to ask it says so, and cannot be sent. */
export function askPersonForm(
  { question = '', tried, pages }: HelpOffer,
  { choices, otherwise }: HelpWays,
  { about, links, isRestricted }: { about: Omit<AskTag, 'to'>; links: Links; isRestricted: boolean },
): types.ModalView {
  const isInChannel = about.thread !== undefined && !about.thread.channel.startsWith('D');
  const going = [
    ...triedLines({ pages, ...(tried !== undefined && { tried }) }, links),
    ...(isInChannel ? [texts.threadToo] : []),
  ];
  if (choices.length === 0)
    return modal({
      id: helpForms.ask,
      title: texts.title,
      close: texts.close,
      blocks: [section(texts.nobody), ...triedLines({ pages }, links).map((line) => section(line))],
    });
  const options = choices.map(({ to, why }, index) => ({ value: String(index), text: `${to.name} (${why})` }));
  return modal({
    id: helpForms.ask,
    title: texts.title,
    submit: texts.send,
    close: texts.cancel,
    about: writeAskTag({ ...about, to: choices.map(({ to }) => ({ ...to, name: cut(to.name, 80) })) }),
    blocks: [
      choiceField({ id: helpFields.to, label: texts.to, choices: options, chosen: '0' }),
      questionField(question),
      ...(tried === undefined
        ? []
        : [
            checkField({
              id: helpFields.along,
              label: texts.along,
              choices: [{ value: along.answer, text: texts.withAnswer }],
              checked: [along.answer],
              isOptional: true,
            }),
          ]),
      ...(going.length === 0 ? [] : [note(texts.goesAlong), ...going.map((line) => section(line))]),
      ...(isRestricted ? [note(texts.notPublic)] : []),
      ...(otherwise === undefined ? [] : [note(escapeMrkdwn(texts.otherwise(otherwise)))]),
      note(isInChannel ? texts.repliesHere : texts.repliesToYou),
    ],
  });
}

/** A question for the help channel, while nobody else is known. */
export function askWithoutWikiForm(
  { question = '' }: Pick<HelpOffer, 'question'>,
  { choices }: HelpWays,
  { about, hasOwner }: { about: Omit<AskTag, 'to'>; hasOwner: boolean },
): types.ModalView {
  const channel = choices.map(({ to }) => to).find((to) => 'channel' in to);
  if (channel === undefined)
    return modal({
      id: helpForms.askWithoutWiki,
      title: texts.title,
      close: texts.close,
      blocks: [section(texts.nobody)],
    });
  return modal({
    id: helpForms.askWithoutWiki,
    title: texts.title,
    submit: texts.send,
    close: texts.cancel,
    about: writeAskTag({ ...about, to: [{ ...channel, name: cut(channel.name, 80) }] }),
    blocks: [
      section(escapeMrkdwn(texts.askAllWithoutWiki(channel.name))),
      questionField(question),
      ...(hasOwner ? [note(texts.otherwiseWithoutWiki)] : []),
    ],
  });
}

function questionField(question: string): types.InputBlock {
  return textField({
    id: helpFields.question,
    label: texts.question,
    isLong: true,
    value: question,
    longest: longestHelp.question,
  });
}

/** @param hint who will read the reply */
export function replyForm(tag: HelpTag, question: string, hint: string): types.ModalView {
  return modal({
    id: helpForms.reply,
    title: texts.replyTitle,
    submit: texts.send,
    close: texts.cancel,
    about: writeHelpTag(tag),
    blocks: [
      section(`>${escapeMrkdwn(cut(question, 900)).replaceAll('\n', '\n>')}`),
      textField({ id: helpFields.reply, label: texts.replyLabel, hint, isLong: true, longest: longestHelp.reply }),
    ],
  });
}
