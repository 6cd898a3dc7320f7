import type { types } from '@slack/bolt';
import { feedbackReasons } from '../../schema/asked.ts';
import type { EntityCard } from '../../schema/entity.ts';
import { choiceField, modal, note, section, textField } from '../blocks/blocks.ts';
import { cut } from '../blocks/cut.ts';
import { escapeMrkdwn } from '../render/mrkdwn.ts';
import { feedbackTexts as texts } from '../texts.ts';

export const feedbackForms = { reason: 'feedback_reason', suggestion: 'feedback_suggestion' } as const;
export const feedbackFields = { reason: 'reason', comment: 'comment', page: 'page', note: 'note' } as const;

/** Why an answer did not help. @param about the tag of the answer, as a text */
export function reasonForm(about: string): types.ModalView {
  const choices = feedbackReasons.map((value) => ({ value, text: texts.reasons[value] }));
  return modal({
    id: feedbackForms.reason,
    title: texts.reasonTitle,
    submit: texts.send,
    close: texts.cancel,
    about,
    blocks: [
      choiceField({ id: feedbackFields.reason, label: texts.reason, choices }),
      textField({
        id: feedbackFields.comment,
        label: texts.comment,
        hint: texts.commentHint,
        isLong: true,
        isOptional: true,
        longest: 2000,
      }),
    ],
  });
}

/** What would be right, with the answer and the pages that it rests on. */
export function suggestionForm(about: string, answer: string, pages: readonly EntityCard[]): types.ModalView {
  const [first] = pages;
  const title = texts.suggestTitle;
  if (first === undefined)
    return modal({ id: feedbackForms.suggestion, title, close: texts.close, blocks: [section(texts.noPage)] });
  const choices = pages.map(({ ref, name }) => ({ value: ref, text: name }));
  const quoted = escapeMrkdwn(cut(answer.trim(), 900)).replaceAll('\n', '\n>');
  return modal({
    id: feedbackForms.suggestion,
    title,
    submit: texts.suggest,
    close: texts.cancel,
    about,
    blocks: [
      ...(answer.trim() === '' ? [] : [section(`${texts.suggestWhat}\n>${quoted}`)]),
      choiceField({ id: feedbackFields.page, label: texts.suggestPage, choices, chosen: first.ref }),
      textField({ id: feedbackFields.note, label: texts.suggestNote, isLong: true }),
      note(texts.suggestHint),
    ],
  });
}

/** The last word, in place of a form that was sent. */
export function thanksForm(line: string, title: string = texts.thanksTitle): types.ModalView {
  return modal({
    id: 'thanks',
    title,
    close: texts.close,
    blocks: [section(escapeMrkdwn(line))],
  });
}
