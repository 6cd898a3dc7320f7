import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Answer } from '../../schema/answer.ts';
import { buttons, thumbs } from '../blocks/blocks.ts';
import { feedbackTexts as texts, helpTexts } from '../texts.ts';
import { readJson } from '../blocks/read-json.ts';

/** Ids of the buttons below an answer. */
export const answerActions = {
  /** Slack's own thumbs. */
  feedback: 'answer_feedback',
  helped: 'answer_helped',
  notHelped: 'answer_not_helped',
  wrong: 'answer_wrong',
  askPerson: 'help_ask_person',
  privately: 'answer_privately',
} as const;

/** What a button below an answer is about: ids alone, because everyone who sees the message can read it. */
export interface AnswerTag {
  answer: string;
  /** Pages that it cites. */
  refs: string[];
}

const mostPages = 8;

export interface AnswerButtonsOptions {
  /** Others read it, too, so that it is made of what all may read. */
  isShared?: boolean;
  /** With buttons instead of Slack's own thumbs, for where these may not be taken. */
  withoutThumbs?: boolean;
}

/** The buttons below an answer. */
export function answerButtons(
  { id, citations }: Pick<Answer, 'id' | 'citations'>,
  { isShared = false, withoutThumbs = false }: AnswerButtonsOptions = {},
): types.KnownBlock[] {
  const refs = citations.map(({ ref }) => ref);
  const about = tagOf({ id, refs });
  const value = JSON.stringify(about);
  const up = { text: texts.helped, says: texts.helpedSays };
  const down = { text: texts.notHelped, says: texts.notHelpedSays };
  const rest = [
    ...(refs.length === 0 ? [] : [{ action: answerActions.wrong, text: texts.wrong, says: texts.wrongSays, value }]),
    { action: answerActions.askPerson, text: helpTexts.askPerson, says: helpTexts.askPersonSays, value },
    ...(isShared ? [privately(value)] : []),
  ];
  if (withoutThumbs)
    return buttons([
      { action: answerActions.helped, ...up, value },
      { action: answerActions.notHelped, ...down, value },
      ...rest,
    ]);
  const vote = (of: Vote) => JSON.stringify({ vote: of, ...about });
  return [
    thumbs(answerActions.feedback, { ...up, value: vote('up') }, { ...down, value: vote('down') }),
    ...buttons(rest),
  ];
}

const voted = z.object({ vote: z.enum(['up', 'down']) });
type Vote = z.infer<typeof voted>['vote'];
/** Which of Slack's thumbs it was. */
export const readVote = (value: string): Vote | undefined => readJson(voted, value)?.vote;

/** The way to the same answer for the asker alone. */
export function privateButton({ id }: Pick<Answer, 'id'>): types.ActionsBlock[] {
  return buttons([privately(answerTag({ id, refs: [] }))]);
}

function privately(value: string) {
  return { action: answerActions.privately, text: texts.privately, says: texts.privatelySays, value };
}

/** The value of a button about an answer. */
export function answerTag({ id, refs }: { id: string; refs: readonly string[] }): string {
  return JSON.stringify(tagOf({ id, refs }));
}

function tagOf({ id, refs }: { id: string; refs: readonly string[] }): AnswerTag {
  const named = [...new Set(refs)].filter((ref) => ref.length <= 150).slice(0, mostPages);
  return { answer: id.slice(0, 100), refs: named };
}

const tag = z.object({ answer: z.string().min(1).max(100), refs: z.array(z.string().max(200)).max(mostPages) });

/** Undefined for what no button of Kiki's says. */
export const readTag = (value: string): AnswerTag | undefined => readJson(tag, value);
