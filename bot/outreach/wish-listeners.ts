import type { types, webApi } from '@slack/bolt';
import { ownRef } from '../../graph/stewardship.ts';
import type { GraphStore } from '../../graph/store.ts';
import { kiki } from '../../schema/actor.ts';
import type { OutreachSettings, OutreachWishes, WishChange } from '../../schema/outreach.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { buttons, type ButtonSketch, header, note, section } from '../blocks/blocks.ts';
import { admitPress } from '../gate/admit-interaction.ts';
import type { PersonGate } from '../gate/person-gate.ts';
import type { PublishHome } from '../home/home-tab.ts';
import type { Interaction, Press } from '../listeners/interaction.ts';
import { escapeMrkdwn } from '../render/mrkdwn.ts';
import { errorFields } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import { type Patience, patiently } from '../slack/patiently.ts';
import { digestTexts, wishTexts as texts } from '../texts.ts';
import { readMessage } from './kept-message.ts';
import { digestButton, questionsButton, wishActions, withoutButtons } from './wish-buttons.ts';

export type WishStore = Pick<GraphStore, 'withIdentity' | 'outreachAt' | 'outreachWishes' | 'changeOutreachWishes'>;

export interface WishOptions {
  store: WishStore;
  personGate: PersonGate;
  client: webApi.WebClient;
  quiet: webApi.WebClient;
  patience: Patience;
  publishHome: PublishHome;
  logger: BotLogger;
}

/** What the buttons do by which people say what they want to hear, in the message itself or on the Home tab. */
export function wishListeners({ store, personGate, client, quiet, patience, publishHome, logger }: WishOptions) {
  /** Shows the message as it is now, or the Home tab where the button was there. */
  const show = async (press: Press, person: Ref, { digest }: OutreachWishes) => {
    const { channel, ts, doer } = press;
    const { user } = doer;
    if (channel === undefined || ts === undefined) {
      if (user !== undefined) await publishHome({ ...doer, user });
      return;
    }
    const said = await store.outreachAt({ channel, ts });
    const message = said?.person === person ? readMessage(said.body) : undefined;
    if (message === undefined) return;
    const line = digest ? digestTexts.again : digestTexts.stopped;
    const blocks = [...withoutButtons(message.blocks), note(escapeMrkdwn(line)), ...buttons([digestButton(digest)])];
    await patiently(() => client.chat.update({ channel, ts, text: message.text, blocks }), patience);
  };
  const listener =
    (change: WishChange) =>
    async (interaction: Interaction): Promise<void> => {
      const admitted = await admitPress(interaction, { personGate, logger });
      if (admitted === undefined) return;
      const { press, viewer } = admitted;
      try {
        const person = await ownRef(store, viewer);
        if (person === undefined) return;
        await show(press, person, await store.changeOutreachWishes(kiki, person, change));
      } catch (error) {
        logger.warn(errorFields(error), 'What a person wants to hear could not be kept, or not be shown');
        await whisper(press);
      }
    };
  const whisper = async ({ channel, doer: { user } }: Press) => {
    if (channel === undefined || user === undefined) return;
    await quiet.chat.postEphemeral({ channel, user, text: escapeMrkdwn(texts.failed) }).catch((error: unknown) => {
      logger.info(errorFields(error), 'Somebody could not be told');
    });
  };
  return {
    onDigestOff: listener({ digest: false }),
    onDigestOn: listener({ digest: true }),
    onQuestionsOff: listener({ questions: false }),
    // Whoever begins again does not want to wait until what he put off is over.
    onQuestionsOn: listener({ questions: true, snoozedUntil: null }),
    onTopicsAgain: listener({ declineNothing: true }),
  };
}

/** What the Home tab shows of it, to those whom Kiki would say anything. */
export function createWishBlocks({
  store,
  answersFor,
  settings,
  now,
}: {
  store: WishStore;
  /** Whether a viewer answers for any page. */
  answersFor: (viewer: Viewer) => Promise<boolean>;
  settings: Pick<OutreachSettings, 'digest' | 'questions'>;
  now: () => Date;
}): (viewer: Viewer) => Promise<types.KnownBlock[]> {
  return async (viewer) => {
    const person = await ownRef(store, viewer);
    if (person === undefined || !(await answersFor(viewer))) return [];
    const wishes = (await store.outreachWishes([person])).get(person);
    if (wishes === undefined) return [];
    const { digest, questions, declined, snoozedUntil = '' } = wishes;
    const isSnoozed = snoozedUntil > now().toISOString();
    const declinedButton: ButtonSketch = {
      action: wishActions.topicsAgain,
      text: texts.topicsAgain(declined.length),
      says: texts.topicsAgainSays,
    };
    // What the company has switched off is not offered.
    const parts = [
      ...(settings.digest === undefined
        ? []
        : [section(escapeMrkdwn(texts.digest(digest))), ...buttons([digestButton(digest)])]),
      ...(settings.questions === undefined
        ? []
        : [
            section(escapeMrkdwn(texts.questions(questions, isSnoozed ? snoozedUntil : undefined))),
            ...buttons([questionsButton(questions && !isSnoozed), ...(declined.length === 0 ? [] : [declinedButton])]),
          ]),
    ];
    return parts.length === 0 ? [] : [header(texts.title), ...parts];
  };
}
