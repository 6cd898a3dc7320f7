import { type AskDirectly, asTyped } from '../answering/ask-directly.ts';
import type { Respond } from '../answering/respond.ts';
import { readFailedTag } from '../feedback/failure-buttons.ts';
import { errorFields } from '../slack/failure.ts';
import type { Home } from '../slack/home.ts';
import type { BotLogger } from '../slack/log.ts';
import { type Interaction, readPress } from './interaction.ts';

export interface AfterFailureOptions {
  respond: Respond;
  askDirectly: Pick<AskDirectly, 'inThread'>;
  home: () => Home;
  logger: BotLogger;
}

/**
 * Somebody asks once more what got no answer, by the button below that word: each once for each of these. It is his question then, and passes the
 * gate like any other; so it is the gate that says why there is none again.
 */
export function onTryAgain({ respond, askDirectly, home, logger }: AfterFailureOptions) {
  return async ({ body, ack }: Interaction): Promise<void> => {
    await ack();
    const press = readPress(body);
    const failed = press && readFailedTag(press.value);
    if (press?.doer.user === undefined || failed === undefined) return;
    const { user } = press.doer;
    const doer = { ...press.doer, user };
    const { question, place } = failed;
    const below = `${press.ts ?? press.triggerId ?? ''}:${user}`;
    try {
      if (place === undefined) {
        await askDirectly.inThread({ doer, question, id: `retry:${below}` });
        return;
      }
      const { channel, ts, thread } = place;
      await respond({
        surface: channel.startsWith('D') ? 'direct' : 'channel',
        eventId: `retry:${channel}:${ts}:${below}`,
        edition: `retry-${below}`,
        channel,
        ts,
        ...(thread !== undefined && { threadTs: thread }),
        text: asTyped(question),
        isBot: false,
        isExternallyShared: false,
        teamId: home().teamId,
        ...doer,
      });
    } catch (error) {
      logger.warn(errorFields(error), 'A question could not be asked once more');
    }
  };
}
