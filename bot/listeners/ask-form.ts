import type { types, webApi } from '@slack/bolt';
import type { AskDirectly } from '../answering/ask-directly.ts';
import { modal, textField } from '../blocks/blocks.ts';
import { errorFields } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import { askTexts as texts } from '../texts.ts';
import { type FormSent, type Interaction, readPress, readShortcut, readSubmission } from './interaction.ts';
import { questionText } from './question-text.ts';

/** Ids of the shortcuts, which the manifest names, and of the form. */
export const askIds = { message: 'ask_about_message', global: 'ask_kiki', form: 'ask_form' } as const;

export interface AskFormOptions {
  client: webApi.WebClient;
  askDirectly: AskDirectly;
  questionCharacters: number;
  logger: BotLogger;
}

const field = 'question';

/** @param words what stands there at first */
export function askForm(words: string, longest: number): types.ModalView {
  const { modalTitle: title, modalSubmit: submit, cancel: close, modalQuestion: label, modalHint: hint } = texts;
  const question = textField({ id: field, label, hint, isLong: true, value: words, longest });
  return modal({ id: askIds.form, title, submit, close, blocks: [question] });
}

/** A form for a question, opened on a message, from the list of shortcuts or by a button; the answer comes directly. */
export function askFormListeners({ client, askDirectly, questionCharacters, logger }: AskFormOptions) {
  const open = async (triggerId: string, words: string) => {
    try {
      await client.views.open({ trigger_id: triggerId, view: askForm(words, questionCharacters) });
    } catch (error) {
      logger.warn(errorFields(error), 'The form for a question could not be opened');
    }
  };
  return {
    /** Whoever chose it sees the message, and only he sees the form. */
    async onShortcut({ body, ack }: Interaction): Promise<void> {
      await ack();
      const shortcut = readShortcut(body);
      if (shortcut === undefined) logger.warn('Slack sent a shortcut of unknown form');
      else await open(shortcut.triggerId, questionText(shortcut.text ?? '', '', new Map()));
    },
    async onButton({ body, ack }: Interaction): Promise<void> {
      await ack();
      const triggerId = readPress(body)?.triggerId;
      if (triggerId !== undefined) await open(triggerId, '');
    },
    async onSubmit({ body, ack }: FormSent): Promise<void> {
      const form = readSubmission(body);
      const { user } = form?.doer ?? {};
      if (form === undefined || user === undefined) {
        await ack();
        logger.warn('Slack sent a question of unknown form');
        return;
      }
      const question = form.text(field);
      if (question === '') {
        await ack({ response_action: 'errors', errors: { [field]: texts.emptyQuestion } });
        return;
      }
      await ack();
      try {
        await askDirectly.inThread({ doer: { ...form.doer, user }, question, id: `form:${form.viewId}` });
      } catch (error) {
        logger.warn(errorFields(error), 'A question from a form could not be answered');
      }
    },
  };
}
