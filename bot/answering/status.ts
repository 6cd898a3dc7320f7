import type { webApi } from '@slack/bolt';
import { slackFailure } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import { texts } from '../texts.ts';
import type { Place } from './place.ts';

/** The line under the asker's message while an answer is made. It goes by itself when Kiki posts. Never throws. */
export interface Status {
  /** To be awaited before the answer is posted: a status that arrives after it would stay. */
  show(place: Place): Promise<void>;
  /** How many questions come before this one, while it waits. */
  queued(place: Place, before: number): Promise<void>;
  /** Where nothing was posted in the thread. */
  clear(place: Place): Promise<void>;
}

export function createStatus({ client, logger }: { client: webApi.WebClient; logger: BotLogger }): Status {
  const set = async ({ channel, threadTs, responseUrl }: Place, status: string) => {
    if (threadTs === undefined || responseUrl !== undefined) return;
    try {
      await client.assistant.threads.setStatus({ channel_id: channel, thread_ts: threadTs, status });
    } catch (error) {
      logger.info({ code: slackFailure(error).code }, 'No status could be shown');
    }
  };
  return {
    show: (place) => set(place, texts.working),
    queued: (place, before) => set(place, texts.queued(before)),
    clear: (place) => set(place, ''),
  };
}
