import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Stops } from '../answering/stops.ts';
import { errorFields } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';

const stopped = z.object({ event: z.object({ channel: z.string(), thread_ts: z.string(), user: z.string() }) });

/** Somebody pressed the stop button under an answer: only what he asked himself stops. The answering says that it did. */
export function onSessionStopped({
  stops,
  client,
  logger,
}: {
  stops: Stops;
  /** The quiet one. */
  client: webApi.WebClient;
  logger: BotLogger;
}) {
  return async ({ body }: { body: unknown }): Promise<void> => {
    const event = stopped.safeParse(body).data?.event;
    if (event === undefined) return;
    const { channel, thread_ts: threadTs, user } = event;
    if (!stops.stop({ channel, threadTs, user })) return;
    try {
      // Slack leaves the session as it was.
      await client.agents.sessions.setStatus({ channel_id: channel, thread_ts: threadTs, status: 'active' });
    } catch (error) {
      logger.info(errorFields(error), 'A stopped session could not be marked so');
    }
  };
}
