import type { types } from '@slack/bolt';
import { bodyText } from '../../graph/text/body-text.ts';
import type { EntityView } from '../../schema/entity.ts';
import { longestText, modal, note, section, textField } from '../blocks/blocks.ts';
import { cut } from '../blocks/cut.ts';
import { escapeMrkdwn } from '../render/mrkdwn.ts';
import { interviewTexts as texts } from '../texts.ts';
import type { Reply, Topic } from './topic.ts';

export const interviewForms = { change: 'interview_change_form', whole: 'interview_whole_form' } as const;
export const replyField = 'reply';

/**
 * Where an owner writes what is right: the answer, the value, the whole text of a short page, or of a longer one what changed.
 *
 * @param id of the question
 * @param before what he wrote already
 */
export function replyForm(id: string, topic: Topic, view: EntityView, before?: Reply): types.ModalView {
  const body = bodyText(view.passages, view.name);
  const isWhole =
    before === undefined
      ? topic.about === 'overdue' && topic.part === undefined && body !== '' && body.length <= longestText.input
      : before.isWhole;
  const value = before?.text ?? (isWhole ? body : undefined);
  const about = topic.about === 'missing' ? topic.question : topic.page;
  return modal({
    id: isWhole ? interviewForms.whole : interviewForms.change,
    title: texts.formTitle,
    submit: texts.formSend,
    close: texts.cancel,
    about: id,
    blocks: [
      section(`*${escapeMrkdwn(cut(about, 500))}*`),
      textField({
        id: replyField,
        ...labels(topic, isWhole),
        isLong: true,
        ...(value !== undefined && { value }),
      }),
      ...(isWhole ? [note(escapeMrkdwn(texts.formWholeHint))] : []),
    ],
  });
}

function labels(topic: Topic, isWhole: boolean): { label: string; hint?: string } {
  if (topic.about === 'missing') return { label: texts.formAnswer, hint: texts.formChangeHint };
  if (isWhole) return { label: texts.formWhole };
  return topic.part === undefined
    ? { label: texts.formChange, hint: texts.formChangeHint }
    : { label: texts.formValue };
}
