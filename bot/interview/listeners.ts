import type { types, webApi } from '@slack/bolt';
import { z } from 'zod';
import type { GraphStore } from '../../graph/store.ts';
import { longestText } from '../blocks/blocks.ts';
import { admitForm, admitPress } from '../gate/admit-interaction.ts';
import type { PersonGate } from '../gate/person-gate.ts';
import type { FormSent, Interaction, Press } from '../listeners/interaction.ts';
import { errorFields } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import type { Patience } from '../slack/patiently.ts';
import { interviewTexts as texts } from '../texts.ts';
import { chosenForm, interviewForms, readFormTag, replyField, replyForm, whichField } from './forms.ts';
import { type Asked, type Interview, sayInThread, type Told } from './interview.ts';
import { readJson } from '../blocks/read-json.ts';

export interface InterviewListenerOptions {
  interview: Interview;
  store: Pick<GraphStore, 'entity'>;
  personGate: PersonGate;
  client: webApi.WebClient;
  patience: Patience;
  logger: BotLogger;
}

const value = z.object({ id: z.string().max(300), token: z.string().max(40).optional() });

/** What the buttons below a question to an owner do, and the form that they open. */
export function interviewListeners(options: InterviewListenerOptions) {
  const { interview, store, client, logger } = options;

  const placeOf = ({ channel, ts }: Press) => (channel === undefined || ts === undefined ? undefined : { channel, ts });
  const tell = async ({ place }: Asked, told: Told) => {
    if (told !== undefined) await sayInThread(options, place, told);
  };
  const pressed =
    (then: (asked: Asked, press: Press, token: string) => Promise<Told>) =>
    async (interaction: Interaction): Promise<void> => {
      const admitted = await admitPress(interaction, options);
      const about = admitted && readJson(value, admitted.press.value);
      if (admitted === undefined || about === undefined) return;
      const { press, viewer } = admitted;
      try {
        const asked = await interview.find(viewer, { id: about.id, place: placeOf(press) });
        if (asked === undefined) logger.info('A button of a question that is not kept, or another’s, did nothing');
        else await tell(asked, await then(asked, press, about.token ?? ''));
      } catch (error) {
        logger.warn(errorFields(error), 'A button of a question failed');
      }
    };
  const open = async ({ viewer, state, outreach }: Asked, { triggerId }: Press, isAmending: boolean): Promise<Told> => {
    if (triggerId === undefined) return undefined;
    const view = await store.entity(viewer, state.topic.ref);
    const before = isAmending ? state.reply : undefined;
    if (view === undefined) return texts.gone(state.topic.page);
    if ((before?.text.length ?? 0) > longestText.input) return texts.tooLongToAmend;
    const form: types.ModalView = replyForm({ id: outreach.id, topic: state.topic, view, before });
    await client.views.open({ trigger_id: triggerId, view: form });
    return undefined;
  };
  const sent =
    (isWhole: boolean) =>
    async (sentForm: FormSent): Promise<void> => {
      const admitted = await admitForm(sentForm, options);
      if (admitted === undefined) return;
      const { form, viewer } = admitted;
      const { ack } = sentForm;
      const refuse = (problem: string) => ack({ response_action: 'errors', errors: { [replyField]: problem } });
      const text = form.text(replyField);
      let asked: Asked | undefined;
      let isTaken = false;
      try {
        const tag = readFormTag(form.about);
        asked = tag && (await interview.find(viewer, { id: tag.id }));
        const reply = { text, isWhole, ...(tag?.into && { into: tag.into }) };
        const isOver = asked === undefined || asked.outreach.state === 'done';
        const problem = isOver ? texts.closed : asked && (await interview.problemOf(asked, reply));
        if (asked === undefined || problem !== undefined) {
          await refuse((problem ?? texts.closed).slice(0, 300));
          return;
        }
        await ack();
        isTaken = true;
        await tell(asked, await interview.draft(asked, reply));
      } catch (error) {
        logger.warn(errorFields(error), 'What an owner wrote could not be taken');
        // The form is closed by then, and what was written in it must not be lost.
        if (isTaken && asked !== undefined) await giveBack(asked, text);
        else await refuse(texts.failed).catch(() => undefined);
      }
    };
  /** Shows the text of the section that was chosen. */
  const onWhich = async (sentForm: FormSent): Promise<void> => {
    const admitted = await admitForm(sentForm, options);
    if (admitted === undefined) return;
    const { form, viewer } = admitted;
    const refuse = (problem: string) => sentForm.ack({ response_action: 'errors', errors: { [whichField]: problem } });
    try {
      const tag = readFormTag(form.about);
      const asked = tag && (await interview.find(viewer, { id: tag.id }));
      const view = asked && (await store.entity(viewer, asked.state.topic.ref));
      if (asked === undefined || view === undefined || asked.outreach.state === 'done') {
        await refuse(texts.closed.slice(0, 300));
        return;
      }
      const { topic, reply: before } = asked.state;
      const next = chosenForm({ id: asked.outreach.id, topic, view, before }, form.text(whichField));
      await sentForm.ack({ response_action: 'update', view: next });
    } catch (error) {
      logger.warn(errorFields(error), 'The section that was chosen could not be shown');
      await refuse(texts.failed);
    }
  };
  const giveBack = async (asked: Asked, text: string) => {
    await tell(asked, `${texts.failed}\n${texts.youWrote}\n${text}`).catch((error: unknown) => {
      logger.warn(errorFields(error), 'What an owner wrote could not be given back');
    });
  };
  return {
    onRight: pressed((asked) => interview.right(asked)),
    onChoose: pressed((asked, _press, token) => interview.choose(asked, token)),
    onChange: pressed((asked, press) => open(asked, press, false)),
    onYes: pressed((asked) => interview.yes(asked)),
    onAmend: pressed((asked, press) => open(asked, press, true)),
    onDiscard: pressed((asked) => interview.discard(asked)),
    onLater: pressed((asked) => interview.putOff(asked, 'later')),
    onMonth: pressed((asked) => interview.putOff(asked, 'month')),
    onNever: pressed((asked) => interview.putOff(asked, 'never')),
    onStop: pressed((asked) => interview.putOff(asked, 'stop')),
    onForm: {
      [interviewForms.change]: sent(false),
      [interviewForms.whole]: sent(true),
      [interviewForms.which]: onWhich,
    },
  };
}
