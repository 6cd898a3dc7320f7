import type { types } from '@slack/bolt';
import { z } from 'zod';
import { bodyText } from '../../graph/text/body-text.ts';
import type { EntityView } from '../../schema/entity.ts';
import { choiceField, longestText, modal, note, section, textField } from '../blocks/blocks.ts';
import { cut } from '../blocks/cut.ts';
import { readJson } from '../blocks/read-json.ts';
import { escapeMrkdwn } from '../render/mrkdwn.ts';
import { interviewTexts as texts } from '../texts.ts';
import { changeSection, nameOf, type PageSection, placeWords, splitSections } from './sections.ts';
import { into, type Reply, type Topic } from './topic.ts';

export const interviewForms = {
  change: 'interview_change_form',
  whole: 'interview_whole_form',
  which: 'interview_which_form',
} as const;
export const replyField = 'reply';
export const whichField = 'section';
const newSection = 'new';

const formTag = z.object({ id: z.string().min(1).max(300), into: into.optional() });
type FormTag = z.infer<typeof formTag>;
/** What a form is about: the question, and the section that is written for. */
export const readFormTag = (about: string): FormTag | undefined => readJson(formTag, about);

/** A question, and the page as it is. */
export interface FormSubject {
  id: string;
  topic: Topic;
  view: EntityView;
  /** What he wrote already. */
  before?: Reply | undefined;
}

/**
 * Where an owner writes what is right: the answer, the value, the whole text of a short page, or of a longer one first which section it is
 * about. What he wrote already stands there, where it belongs.
 */
export function replyForm(subject: FormSubject): types.ModalView {
  const { id, topic, view, before } = subject;
  const body = bodyText(view.passages, view.name);
  const isOfText = topic.about === 'overdue' && topic.part === undefined && body !== '';
  if (!isOfText || before?.isWhole === true)
    return textForm({ id }, topic, { isWhole: before?.isWhole === true, value: before?.text });
  const whole = before === undefined ? body : withWords(body, before);
  if (body.length <= longestText.input && whole.length <= longestText.input)
    return textForm({ id }, topic, { isWhole: true, value: whole });
  const chosen = before?.into;
  return chosen === undefined || chosen.how === 'new'
    ? whichForm(id, topic.page, splitSections(body), before && placeWords(before.text, splitSections(body))?.section)
    : chosenForm(subject, chosen.section);
}

/** The page with what was written, where it belongs. */
function withWords(body: string, { text, into: meant }: Reply): string {
  const placed = placeWords(text, splitSections(body));
  const key = meant?.section ?? placed?.section.key ?? '';
  const isInPlace = meant === undefined ? placed?.how === 'replace' : meant.how === 'replace';
  const words = meant === undefined ? (placed?.text ?? text) : text;
  return changeSection(body, key, (old) => (isInPlace ? words : `${old}\n\n${words}`)) ?? `${body}\n\n${words}`;
}

/** The form after the choice of a section: its text, or where that is too long for a form, what is to be added. */
export function chosenForm({ id, topic, view, before }: FormSubject, key: string): types.ModalView {
  const chosen = splitSections(bodyText(view.passages, view.name)).find((each) => each.key === key);
  if (chosen === undefined)
    return textForm({ id, into: { section: '', how: 'new' } }, topic, { isWhole: false, value: before?.text });
  const name = nameOf(chosen);
  const text = textOf(chosen, before);
  if (text.length <= longestText.input)
    return textForm({ id, into: { section: key, how: 'replace' } }, topic, {
      isWhole: false,
      value: text,
      label: texts.formPart(name),
    });
  return textForm({ id, into: { section: key, how: 'add' } }, topic, {
    isWhole: false,
    value: before?.text,
    label: texts.formAdd(name),
    hint: texts.formAddHint,
  });
}

/** What the section is to say by what was written before. */
function textOf({ key, text }: PageSection, before: Reply | undefined): string {
  if (before === undefined) return text;
  if (before.into?.section === key && before.into.how === 'replace') return before.text;
  const placed = placeWords(before.text, [{ key, text, heading: key.replace(/#\d+$/, ''), head: '' }]);
  return placed?.how === 'replace' ? placed.text : `${text}\n\n${before.text}`;
}

interface TextForm {
  isWhole: boolean;
  value: string | undefined;
  label?: string;
  hint?: string;
}

function textForm(tag: FormTag, topic: Topic, { isWhole, value, ...words }: TextForm): types.ModalView {
  const about = topic.about === 'missing' ? topic.question : topic.page;
  return modal({
    id: isWhole ? interviewForms.whole : interviewForms.change,
    title: texts.formTitle,
    submit: texts.formSend,
    close: texts.cancel,
    about: JSON.stringify(tag),
    blocks: [
      section(`*${escapeMrkdwn(cut(about, 500))}*`),
      textField({
        id: replyField,
        ...labels(topic, isWhole),
        ...words,
        isLong: true,
        ...(value !== undefined && { value }),
      }),
      ...(isWhole ? [note(escapeMrkdwn(texts.formWholeHint))] : []),
    ],
  });
}

const mostSections = 99;

function whichForm(
  id: string,
  page: string,
  sections: readonly PageSection[],
  likely: PageSection | undefined,
): types.ModalView {
  const choices = sections.slice(0, mostSections).map((each) => ({ value: each.key, text: nameOf(each) }));
  return modal({
    id: interviewForms.which,
    title: texts.formTitle,
    submit: texts.formNext,
    close: texts.cancel,
    about: JSON.stringify({ id } satisfies FormTag),
    blocks: [
      section(`*${escapeMrkdwn(cut(page, 500))}*`),
      choiceField({
        id: whichField,
        label: texts.formWhich,
        choices: [...choices, { value: newSection, text: texts.formNew }],
        ...(likely !== undefined && { chosen: likely.key }),
      }),
    ],
  });
}

function labels(topic: Topic, isWhole: boolean): { label: string; hint?: string } {
  if (topic.about === 'missing') return { label: texts.formAnswer, hint: texts.formMissingHint };
  if (isWhole) return { label: texts.formWhole };
  return topic.part === undefined
    ? { label: texts.formChange, hint: texts.formChangeHint }
    : { label: texts.formValue };
}
