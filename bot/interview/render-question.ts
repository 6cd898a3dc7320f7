import type { types } from '@slack/bolt';
import { button, buttons, note, section, type ButtonSketch } from '../blocks/blocks.ts';
import { cut } from '../blocks/cut.ts';
import type { Links } from '../render/links.ts';
import { escapeMrkdwn, mrkdwnLink } from '../render/mrkdwn.ts';
import type { Message } from '../render/render-answer.ts';
import { interviewTexts as texts } from '../texts.ts';
import type { PageChange } from './change.ts';
import type { Seen, Topic } from './topic.ts';

/** Ids of the buttons below a question to an owner. */
export const interviewActions = {
  right: 'interview_right',
  change: 'interview_change',
  yes: 'interview_yes',
  amend: 'interview_amend',
  discard: 'interview_discard',
  later: 'interview_later',
  month: 'interview_month',
  never: 'interview_never',
  stop: 'interview_stop',
} as const;
/** One button for each value of a contradiction: ids in one row must differ. */
export const chooseAction = /^interview_choose_/;
const choosePrefix = 'interview_choose_';
/** The choice of all of them. */
export const allOfThem = 'all';

export interface QuestionSketch {
  /** By which the question is found again. */
  id: string;
  topic: Topic;
  seen: Seen;
  /** What the owner's reply makes of the page; shown in place of the choices. */
  change?: PageChange | undefined;
  /** The owner may edit the page himself. */
  mayEdit: boolean;
  /** A line on what has happened since. */
  notice?: string | undefined;
}

/** A question to an owner, why it is asked, and what he can do about it. */
export function renderQuestion(sketch: QuestionSketch, links: Links): Message {
  const { topic, notice, change } = sketch;
  const words = questionWords(topic, topic.page);
  return {
    text: escapeMrkdwn(texts.fallback(cut(words, 300))),
    blocks: [
      section(`*${questionWords(topic, pageLink(topic, links), escapeMrkdwn)}*`),
      ...(topic.about === 'missing' ? [section(quoted(topic.question, 500))] : []),
      note(escapeMrkdwn(whyAsked(topic))),
      ...(notice === undefined ? [] : [section(escapeMrkdwn(notice))]),
      ...(change === undefined ? asking(sketch) : proposing(sketch, change)),
    ],
  };
}

/** What came of a question. */
export function renderOutcome(topic: Topic, line: string, links: Links): Message {
  const link = links.entity(topic.ref);
  return {
    text: escapeMrkdwn(line),
    blocks: [section(escapeMrkdwn(line)), ...(link === undefined ? [] : [note(mrkdwnLink(link, texts.openPage))])],
  };
}

function asking({ id, topic, seen }: QuestionSketch): types.KnownBlock[] {
  return [
    ...(topic.about === 'overdue'
      ? [
          section(
            seen.excerpt === ''
              ? escapeMrkdwn(texts.itSaysNothing)
              : `${escapeMrkdwn(texts.itSays)}\n${quoted(seen.excerpt, 600)}`,
          ),
        ]
      : []),
    ...seen.says.map(({ token, value, sources }, index) =>
      section(
        `${quoted(cut(value, 300), 300)}\n${escapeMrkdwn(cut(sources, 200))}`,
        button({
          action: `${choosePrefix}${index}`,
          text: cut(value, 40),
          value: writeValue(id, token),
          says: cut(value, 70),
        }),
      ),
    ),
    ...buttons(choices(id, topic, seen)),
    ...buttons([
      { action: interviewActions.later, text: texts.later, says: texts.laterSays, value: writeValue(id) },
      { action: interviewActions.month, text: texts.month, says: texts.monthSays, value: writeValue(id) },
      { action: interviewActions.never, text: texts.never, says: texts.neverSays, value: writeValue(id) },
      { action: interviewActions.stop, text: texts.stop, says: texts.stopSays, value: writeValue(id) },
    ]),
    note(escapeMrkdwn(texts.orReply)),
  ];
}

function choices(id: string, topic: Topic, seen: Seen): ButtonSketch[] {
  const value = writeValue(id);
  switch (topic.about) {
    case 'overdue':
      return [
        { action: interviewActions.right, text: texts.stillRight, says: texts.stillRightSays, style: 'primary', value },
        { action: interviewActions.change, text: texts.hasChanged, says: texts.hasChangedSays, value },
      ];
    case 'missing':
      return [{ action: interviewActions.change, text: texts.answer, says: texts.answerSays, style: 'primary', value }];
    case 'contradiction':
      return [
        ...(seen.mayBeMany
          ? [{ action: `${choosePrefix}all`, text: texts.both, value: writeValue(id, allOfThem) }]
          : []),
        { action: interviewActions.change, text: texts.other, says: texts.otherSays, value },
      ];
  }
}

function proposing({ id, mayEdit }: QuestionSketch, { before, after, where }: PageChange): types.KnownBlock[] {
  const value = writeValue(id);
  return [
    ...(where === undefined ? [] : [note(escapeMrkdwn(cut(where, 500)))]),
    section(`*${texts.before}*\n${quoted(before === '' ? texts.nothingBefore : before, 1200)}`),
    section(`*${texts.after}*\n${quoted(after, 1200)}`),
    note(escapeMrkdwn(mayEdit ? texts.draftEdit : texts.draftSuggest)),
    ...buttons([
      {
        action: interviewActions.yes,
        text: mayEdit ? texts.yesEdit : texts.yesSuggest,
        says: texts.yesSays,
        style: 'primary',
        value,
      },
      { action: interviewActions.amend, text: texts.amend, says: texts.amendSays, value },
      { action: interviewActions.discard, text: texts.discard, says: texts.discardSays, value },
    ]),
  ];
}

function questionWords(topic: Topic, page: string, escape = (words: string) => words): string {
  const label = 'label' in topic && topic.label !== undefined ? escape(topic.label) : undefined;
  switch (topic.about) {
    case 'overdue':
      return label === undefined ? texts.overdue(page) : texts.overduePart(page, label);
    case 'contradiction':
      return texts.contradiction(page, label ?? '');
    case 'missing':
      return texts.missing(page);
  }
}

function whyAsked(topic: Topic): string {
  switch (topic.about) {
    case 'overdue':
      return texts.whyOverdue(topic.days, { by: topic.verifiedBy, on: topic.verifiedOn }, topic.asked);
    case 'contradiction':
      return texts.whyContradiction(topic.asked);
    case 'missing':
      return texts.whyMissing(topic.times, topic.bad);
  }
}

function pageLink({ ref, page }: Topic, links: Links): string {
  return mrkdwnLink(links.entity(ref), cut(page, 80));
}

function quoted(text: string, most: number): string {
  return `>${escapeMrkdwn(cut(text.trim(), most)).replaceAll('\n', '\n>')}`;
}

/** What a button says: the question, and of a contradiction which value. */
export function writeValue(id: string, token?: string): string {
  return JSON.stringify(token === undefined ? { id } : { id, token });
}
