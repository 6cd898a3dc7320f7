import type { types, webApi } from '@slack/bolt';
import type { HelpDesk } from '../../graph/help-desk.ts';
import { type Actor, actorOf } from '../../schema/actor.ts';
import type { HelpRequest, SlackThread } from '../../schema/help-request.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { readTag } from '../feedback/answer-buttons.ts';
import { thanksForm } from '../feedback/forms.ts';
import { admitForm, admitPress, type Submission } from '../gate/admit-interaction.ts';
import type { PersonGate } from '../gate/person-gate.ts';
import type { PublishHome } from '../home/home-tab.ts';
import type { FormSent, Interaction, Press } from '../listeners/interaction.ts';
import type { Links } from '../render/links.ts';
import { renderLine } from '../render/render-answer.ts';
import { errorFields } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import { helpTexts as texts } from '../texts.ts';
import { along, askPersonForm, helpFields, replyForm } from './forms.ts';
import type { HelpMail } from './mail.ts';
import { keepMessage, replyGoesTo } from './messages.ts';
import type { Reach } from './reach.ts';
import { type HelpTag, placeIn, readAskTag, readHelpTag } from './tags.ts';
import { lineFor } from './thread-reply.ts';

export interface HelpListenerOptions {
  desk: HelpDesk;
  reach: Reach;
  mail: HelpMail;
  personGate: PersonGate;
  client: webApi.WebClient;
  links: Links;
  /** Of the conversation in which is asked, of a direct one that of the channel that the asker looks at, else of all. */
  helpChannelOf: (channel: string | undefined, user: string) => Promise<string | undefined>;
  /** Does at once what there is to do. */
  wake: () => void;
  publishHome: PublishHome;
  logger: BotLogger;
}

/** What the buttons and forms of questions to people do. Whoever is refused by the gate changes nothing. */
export function helpListeners(options: HelpListenerOptions) {
  const { desk, reach, mail, client, links, helpChannelOf, wake, publishHome, logger } = options;

  const pressed = async (interaction: Interaction, then: (press: Press, viewer: Viewer) => Promise<void>) => {
    const admitted = await admitPress(interaction, options);
    if (admitted === undefined) return;
    const { press, viewer } = admitted;
    try {
      await then(press, viewer);
    } catch (error) {
      logger.warn(errorFields(error), 'A button of a question to a person did nothing');
      await say(press, lineFor(error));
    }
  };
  const say = async ({ channel, threadTs, doer: { user = '' } }: Press, line: string) => {
    try {
      if (channel === undefined) await mail.post(await mail.openDirect(user), renderLine(line));
      else await mail.whisper({ channel, user, threadTs }, renderLine(line));
    } catch (error) {
      logger.info(errorFields(error), 'Somebody could not be told what became of a button');
    }
  };
  const open = async ({ triggerId }: Press, view: types.ModalView) => {
    if (triggerId !== undefined) await client.views.open({ trigger_id: triggerId, view });
  };
  /** Where a question to a channel stands: the button is below it. */
  const withPlace = (tag: HelpTag, { channel, ts }: Press): HelpTag =>
    tag.ts !== undefined || channel === undefined || ts === undefined || channel.startsWith('D')
      ? tag
      : { ...tag, channel, ts };
  /** A button on one request. The asker's own buttons stand in other messages, so both ways are tried. */
  const onRequest = (interaction: Interaction, then: (act: RequestAct) => Promise<void>) =>
    pressed(interaction, async (press, viewer) => {
      const tag = readHelpTag(press.value);
      if (tag === undefined) return;
      const found = await desk.find(viewer, tag.request, placeIn(withPlace(tag, press)));
      await then({ press, viewer, actor: actorOf(viewer), ...found });
      if (press.channel === undefined && press.doer.user !== undefined)
        await publishHome({ ...press.doer, user: press.doer.user });
    });
  /** @param then gives the last word, or undefined where the form just closes */
  const sent = async (
    sentForm: FormSent,
    field: string,
    then: (form: Submission, viewer: Viewer) => Promise<string | { problem: string } | undefined>,
  ) => {
    const admitted = await admitForm(sentForm, options);
    if (admitted === undefined) return;
    const { ack } = sentForm;
    const outcome = await then(admitted.form, admitted.viewer).catch((error: unknown) => {
      logger.warn(errorFields(error), 'A form of a question to a person was not taken');
      return { problem: lineFor(error) };
    });
    if (outcome === undefined) await ack();
    else if (typeof outcome === 'string')
      await ack({ response_action: 'update', view: thanksForm(outcome, texts.sentTitle) });
    else await ack({ response_action: 'errors', errors: { [field]: outcome.problem } });
  };

  return {
    onAsk: (interaction: Interaction) =>
      pressed(interaction, async (press, viewer) => {
        const about = readTag(press.value);
        if (about === undefined) return;
        const offer = await desk.offer(viewer, about);
        const ways = await reach.ways(offer, await helpChannelOf(press.channel, press.doer.user ?? ''), viewer.id);
        const thread = threadOf(press);
        const isRestricted = offer.question !== undefined && offer.tried === undefined;
        const tag = { ...about, refs: about.refs.slice(0, 5), ...(thread && { thread }) };
        await open(press, askPersonForm(offer, ways, { about: tag, links, isRestricted }));
      }),
    onAskSent: (form: FormSent) =>
      sent(form, helpFields.question, async ({ about, text, checked, viewId }, viewer) => {
        const tag = readAskTag(about);
        const to = tag?.to[Number(text(helpFields.to))];
        if (tag === undefined || to === undefined) return { problem: texts.noRecipient };
        const question = text(helpFields.question);
        if (question === '') return { problem: texts.noQuestion };
        await desk.ask(actorOf(viewer), viewer, {
          id: `slack:${viewId}`,
          question,
          to,
          surface: 'slack',
          answer: tag.answer,
          refs: tag.refs,
          withAnswer: checked(helpFields.along).includes(along.answer),
          thread: tag.thread,
        });
        wake();
        return texts.sent(to.name);
      }),
    onReply: (interaction: Interaction) =>
      onRequest(interaction, ({ press, request, from }) =>
        open(press, replyForm({ request: request.id, ...from }, request.question, replyGoesTo(request))),
      ),
    onReplySent: (form: FormSent) =>
      sent(form, helpFields.reply, async ({ about, text, doer }, viewer) => {
        const tag = readHelpTag(about);
        if (tag === undefined) return undefined;
        const words = text(helpFields.reply);
        if (words === '') return { problem: texts.replyEmpty };
        const request = await desk.reply(actorOf(viewer), viewer, tag.request, words, placeIn(tag));
        wake();
        // Not waited for: Slack closes the form when it is acknowledged.
        void offerToKeep(request, doer.user);
        return undefined;
      }),
    onNotMe: (interaction: Interaction) =>
      onRequest(interaction, async ({ request, viewer, actor, from }) => {
        await desk.decline(actor, viewer, request.id, from);
        wake();
      }),
    onSolved: (interaction: Interaction) =>
      onRequest(interaction, async ({ press, request, viewer, actor, from }) => {
        await desk.resolve(actor, viewer, request.id, from);
        wake();
        if (request.asker === viewer.id) await say(press, texts.ended.resolved);
      }),
    onWithdraw: (interaction: Interaction) =>
      onRequest(interaction, async ({ request, viewer, actor }) => {
        await desk.withdraw(actor, viewer, request.id);
        wake();
      }),
    onPropose: (interaction: Interaction) =>
      onRequest(interaction, async ({ press, request, viewer, actor, from }) => {
        if (request.suggestion !== undefined) return say(press, texts.proposedBefore);
        await desk.propose(actor, viewer, request.id, readHelpTag(press.value)?.of, from);
        await say(press, texts.proposed);
      }),
  };

  async function offerToKeep(request: HelpRequest, user = ''): Promise<void> {
    const { posted, to } = request;
    try {
      const message = keepMessage(request);
      if ('channel' in to && posted !== undefined)
        await mail.whisper({ channel: posted.channel, user, threadTs: posted.ts }, message);
      else if (posted !== undefined) await mail.post(posted.channel, message, { threadTs: posted.ts });
      else await mail.post(await mail.openDirect(user), message);
    } catch (error) {
      logger.info(errorFields(error), 'Whether a reply is kept could not be asked');
    }
  }
}

interface RequestAct {
  press: Press;
  viewer: Viewer;
  actor: Actor;
  request: HelpRequest;
  /** Where it stands, for who reads it in a channel. */
  from: SlackThread | undefined;
}

/** The thread of the answer. A reply to a command comes without its message, and stands where others read. */
function threadOf({ channel, ts, threadTs, text }: Press): SlackThread | undefined {
  const root = threadTs ?? ts;
  return channel === undefined || root === undefined || text === undefined ? undefined : { channel, ts: root };
}
