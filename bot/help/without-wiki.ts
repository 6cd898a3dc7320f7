import type { webApi } from '@slack/bolt';
import type { HelpDesk } from '../../graph/help-desk.ts';
import type { HelpRecipient, SlackThread } from '../../schema/help-request.ts';
import { readFailedTag } from '../feedback/failure-buttons.ts';
import { thanksForm } from '../feedback/forms.ts';
import { isRefusal } from '../gate/gate.ts';
import type { MemberGate, PersonGate } from '../gate/person-gate.ts';
import { type FormSent, type Interaction, readPress, readSubmission } from '../listeners/interaction.ts';
import type { Links } from '../render/links.ts';
import { errorFields } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import { displayName, type People } from '../slack/people.ts';
import { helpTexts as texts } from '../texts.ts';
import { askPersonForm, askWithoutWikiForm, helpFields } from './forms.ts';
import type { HelpListenerOptions } from './listeners.ts';
import type { HelpMail } from './mail.ts';
import { messageWithoutWiki } from './messages.ts';
import type { Reach } from './reach.ts';
import { readAskTag } from './tags.ts';

export interface WithoutWikiOptions {
  desk: Pick<HelpDesk, 'offer'>;
  reach: Pick<Reach, 'ways' | 'isOwnChannel' | 'ownerAccount'>;
  mail: HelpMail;
  personGate: PersonGate;
  memberGate: MemberGate;
  people: Pick<People, 'find'>;
  client: webApi.WebClient;
  links: Links;
  helpChannelOf: HelpListenerOptions['helpChannelOf'];
  /** The one that holds where that cannot be read: by kiki.yaml. */
  helpChannel: string | undefined;
  now: () => Date;
  logger: BotLogger;
}

const hour = 3_600_000;
/** Questions of one person in an hour that nothing keeps count of but this process. */
const mostInAnHour = 3;

/**
 * “Ask a person” below a word that there is no answer. While the wiki can be reached it is as below every answer. Where it cannot, nobody is
 * known but the help channel, and nothing is kept: the question is put there, once, and the asker is told that Kiki does not follow it up.
 * That needs to be a full member, as writing there by oneself does, and no rights in the wiki.
 */
export function withoutWikiListeners(options: WithoutWikiOptions) {
  const { desk, reach, mail, personGate, memberGate, people, client, links, helpChannelOf, helpChannel, now, logger } =
    options;
  const asked = new Map<string, number[]>();

  const nobody = { pages: [], people: [], teams: [] };
  const askedLately = (user: string) => (asked.get(user) ?? []).filter((at) => at > now().getTime() - hour);
  const put = async (user: string, question: string, to: HelpRecipient & { channel: string }, thread?: SlackThread) => {
    if (askedLately(user).length >= mostInAnHour) return { problem: texts.tooManyWithoutWiki };
    if (!(await reach.isOwnChannel(to.channel))) return { problem: texts.noRecipient };
    asked.set(user, [...askedLately(user), now().getTime()]);
    const name = displayName(await people.find(user)) ?? texts.somebody;
    const isInChannel = thread !== undefined && !thread.channel.startsWith('D');
    const address = isInChannel ? await mail.linkTo(thread).catch(() => undefined) : undefined;
    const message = { question, askerName: name, thread: address };
    try {
      await mail.post(to.channel, messageWithoutWiki(message));
      return texts.sentWithoutWiki(to.name);
    } catch (error) {
      const owner = await reach.ownerAccount(user);
      if (owner === undefined) throw error;
      logger.warn(errorFields(error), 'The help channel took no question, so who looks after them gets it');
      await mail.post(await mail.openDirect(owner), messageWithoutWiki({ ...message, isDirect: true }));
      return texts.sentWithoutWikiDirectly(to.name);
    }
  };

  return {
    async onAsk({ body, ack }: Interaction): Promise<void> {
      await ack();
      const press = readPress(body);
      const failed = press && readFailedTag(press.value);
      if (press?.triggerId === undefined || failed === undefined) return;
      const { triggerId } = press;
      const { question, place } = failed;
      const about = { refs: [], ...(place && { thread: { channel: place.channel, ts: place.thread ?? place.ts } }) };
      try {
        const admission = await personGate(press.doer);
        if (isRefusal(admission) && admission.reason !== 'wiki-down') return;
        const offer = isRefusal(admission)
          ? undefined
          : await desk.offer(admission.viewer, { refs: [] }).catch((error: unknown) => {
              logger.info(errorFields(error), 'Whom to ask could not be looked up');
              return undefined;
            });
        const channel = await helpChannelOf(place?.channel, press.doer.user ?? '').catch(() => helpChannel);
        const asker = isRefusal(admission) || offer === undefined ? undefined : admission.viewer.id;
        const ways = await reach.ways(offer ?? nobody, channel, asker);
        const offered = { ...nobody, question };
        const view =
          asker === undefined
            ? askWithoutWikiForm(offered, ways, {
                about,
                hasOwner: (await reach.ownerAccount(press.doer.user ?? '')) !== undefined,
              })
            : askPersonForm(offered, ways, { about, links, isRestricted: false });
        await client.views.open({ trigger_id: triggerId, view });
      } catch (error) {
        logger.warn(errorFields(error), 'A question without an answer could not be put to a person');
      }
    },
    async onSent({ body, ack }: FormSent): Promise<void> {
      const form = readSubmission(body);
      const tag = form && readAskTag(form.about);
      const to = tag?.to[0];
      const { user } = form?.doer ?? {};
      if (form === undefined || user === undefined || !(await memberGate(form.doer))) return ack();
      const question = form.text(helpFields.question);
      const outcome =
        question === ''
          ? { problem: texts.noQuestion }
          : to === undefined || !('channel' in to)
            ? { problem: texts.noRecipient }
            : await put(user, question, to, tag?.thread).catch((error: unknown) => {
                logger.warn(errorFields(error), 'A question was not put to the help channel');
                return { problem: texts.failed };
              });
      await ack(
        typeof outcome === 'string'
          ? { response_action: 'update', view: thanksForm(outcome, texts.sentTitle) }
          : { response_action: 'errors', errors: { [helpFields.question]: outcome.problem } },
      );
    },
  };
}
