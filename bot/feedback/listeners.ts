import type { types, webApi } from '@slack/bolt';
import type { GraphStore } from '../../graph/store.ts';
import type { AskDirectly } from '../answering/ask-directly.ts';
import type { Suggester } from '../../graph/suggest.ts';
import { actorOf, kiki } from '../../schema/actor.ts';
import { type Feedback, type FeedbackReason, feedbackReasons } from '../../schema/asked.ts';
import { describeError, KikiError } from '../../schema/errors.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { admitForm, admitPress, type Submission } from '../gate/admit-interaction.ts';
import type { PersonGate } from '../gate/person-gate.ts';
import type { FormSent, Interaction, Press } from '../listeners/interaction.ts';
import { renderLine } from '../render/render-answer.ts';
import { errorFields } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import { feedbackTexts as texts } from '../texts.ts';
import { readTag, readVote } from './answer-buttons.ts';
import { feedbackFields, reasonForm, suggestionForm, thanksForm } from './forms.ts';

export type FeedbackStore = Pick<GraphStore, 'saveFeedback' | 'asked' | 'cards'>;

export interface FeedbackOptions {
  store: FeedbackStore;
  suggest: Suggester['suggest'];
  /** Answers in the direct conversation. */
  askDirectly: Pick<AskDirectly, 'inThread'>;
  personGate: PersonGate;
  client: webApi.WebClient;
  /** For a word of thanks. */
  quiet: webApi.WebClient;
  now: () => Date;
  logger: BotLogger;
}

/** What the buttons below an answer do, and the forms that they open. Whoever is refused by the gate changes nothing. */
export function feedbackListeners(options: FeedbackOptions) {
  const { store, suggest, askDirectly, client, quiet, now, logger } = options;

  const save = (viewer: Viewer, answer: string, said: Pick<Feedback, 'vote' | 'reason' | 'comment'>) =>
    store.saveFeedback(kiki, { answer, asker: viewer.id, at: now().toISOString(), ...said });

  const pressed = async (interaction: Interaction, then: (press: Press, viewer: Viewer) => Promise<void>) => {
    const admitted = await admitPress(interaction, options);
    if (admitted === undefined) return;
    const { press, viewer } = admitted;
    try {
      await then(press, viewer);
    } catch (error) {
      logger.warn(errorFields(error), 'What was said of an answer could not be taken');
      const isGone = error instanceof KikiError && error.code === 'not-found';
      await whisper(press, isGone ? texts.gone : texts.failed);
    }
  };
  const whisper = async ({ channel, threadTs, doer: { user = '' } }: Press, line: string) => {
    if (channel === undefined) return;
    try {
      const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
      await quiet.chat.postEphemeral({ channel, user, ...renderLine(line), ...thread });
    } catch (error) {
      logger.info(errorFields(error), 'Somebody could not be thanked');
    }
  };
  const open = async ({ triggerId }: Press, view: types.ModalView) => {
    if (triggerId !== undefined) await client.views.open({ trigger_id: triggerId, view });
  };
  /** @param then saves, and gives the last word or what is wrong with a field */
  const sent = async (
    sentForm: FormSent,
    field: string,
    then: (form: Submission, viewer: Viewer) => Promise<string | { problem: string }>,
  ) => {
    const admitted = await admitForm(sentForm, options);
    if (admitted === undefined) return;
    const { ack } = sentForm;
    const outcome = await then(admitted.form, admitted.viewer).catch((error: unknown) => {
      logger.warn(errorFields(error), 'What was said of an answer could not be kept');
      return { problem: problemOf(error) };
    });
    if (typeof outcome === 'string') await ack({ response_action: 'update', view: thanksForm(outcome) });
    else await ack({ response_action: 'errors', errors: { [field]: outcome.problem } });
  };

  const helped = async (press: Press, viewer: Viewer) => {
    const about = readTag(press.value);
    if (about === undefined) return;
    await save(viewer, about.answer, { vote: 'up' });
    await whisper(press, texts.thanks);
  };
  const notHelped = async (press: Press, viewer: Viewer) => {
    const about = readTag(press.value);
    if (about === undefined) return;
    // Kept also if the form is closed.
    await save(viewer, about.answer, { vote: 'down' });
    await open(press, reasonForm(press.value));
  };

  return {
    onHelped: (interaction: Interaction) => pressed(interaction, helped),
    onNotHelped: (interaction: Interaction) => pressed(interaction, notHelped),
    onThumb: (interaction: Interaction) =>
      pressed(interaction, async (press, viewer) => {
        const vote = readVote(press.value);
        if (vote !== undefined) await { up: helped, down: notHelped }[vote](press, viewer);
      }),
    onWrong: (interaction: Interaction) =>
      pressed(interaction, async (press, viewer) => {
        const about = readTag(press.value);
        if (about === undefined) return;
        const pages = await store.cards(viewer, about.refs);
        // Who sees the message sees its words; a reply to a command comes without them, and is its asker's.
        const words = press.text ?? (await store.asked(viewer, about.answer))?.text ?? '';
        await open(press, suggestionForm(press.value, words, pages));
      }),
    onPrivately: (interaction: Interaction) =>
      pressed(interaction, async (press, viewer) => {
        const about = readTag(press.value);
        const { user } = press.doer;
        if (about === undefined || user === undefined) return;
        const question = (await store.asked(viewer, about.answer))?.question;
        if (question === undefined) return whisper(press, texts.notYourQuestion);
        const id = `private:${press.triggerId ?? about.answer}`;
        await askDirectly.inThread({ doer: { ...press.doer, user }, question, id });
      }),
    onReason: (form: FormSent) =>
      sent(form, feedbackFields.reason, async ({ about, text }, viewer) => {
        const tag = readTag(about);
        if (tag === undefined) return texts.thanks;
        const reason = feedbackReasons.find((each) => each === text(feedbackFields.reason));
        const comment = text(feedbackFields.comment);
        await save(viewer, tag.answer, { vote: 'down', ...(reason && { reason }), ...(comment !== '' && { comment }) });
        return texts.thanks;
      }),
    onSuggestion: (form: FormSent) =>
      sent(form, feedbackFields.note, async ({ about, text }, viewer) => {
        const tag = readTag(about);
        const note = text(feedbackFields.note);
        const of = text(feedbackFields.page);
        if (note === '') return { problem: texts.suggestEmpty };
        if (tag?.refs.includes(of) !== true) return { problem: texts.noPage };
        await suggest(actorOf(viewer), viewer, { of, change: {}, note, answer: tag.answer });
        const reason: FeedbackReason = 'wrong';
        await save(viewer, tag.answer, { vote: 'down', reason, comment: note }).catch((error: unknown) => {
          // The answer may be too old to be kept; the suggestion is.
          logger.info(errorFields(error), 'A suggestion stands without the answer that led to it');
        });
        return texts.suggested;
      }),
  };
}

/** In words for the one who sent the form: a KikiError speaks of what he did. */
function problemOf(error: unknown): string {
  if (!(error instanceof KikiError) || error.code === 'unavailable') return texts.failed;
  return error.code === 'not-found' ? texts.gone : describeError(error).slice(0, 300);
}
