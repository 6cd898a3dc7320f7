import type { Message } from '../render/render-answer.ts';
import { slackFailure } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import type { Tag } from './metadata.ts';
import type { Place } from './place.ts';
import type { Poster } from './poster.ts';

/**
 * The messages that an answer has in its conversation, in order: what it streamed, then what was posted. Giving it new content
 * replaces what is there, so that a second try does not repeat the first.
 */
export interface MessageSlots {
  /** @throws when Slack refuses the content (see `isContentRefused`) or takes nothing */
  fill(messages: readonly Message[]): Promise<void>;
  /** Where they stand, as `channel:ts`; without what nobody can change any more. */
  places(): string[];
  /** Removes all. What cannot be removed is logged. */
  clear(): Promise<void>;
}

export interface MessageSlotsOptions {
  /** Messages that are there already. */
  shown: readonly string[];
  place: Place;
  poster: Poster;
  answerId: string;
  logger: BotLogger;
}

export function createMessageSlots({ shown, place, poster, answerId, logger }: MessageSlotsOptions): MessageSlots {
  const slots = [...shown];

  const remove = async (ts: string) => {
    await poster.remove(place, ts).catch((error: unknown) => {
      logger.error({ code: slackFailure(error).code }, 'A message of an answer could not be removed');
    });
  };
  /** @returns false if what is there cannot be replaced */
  const replace = async (ts: string, message: Message, tag: Tag): Promise<boolean> => {
    try {
      await poster.update(place, ts, message, tag);
      return true;
    } catch (error) {
      if (isContentRefused(error)) throw error;
      logger.warn({ code: slackFailure(error).code }, 'A live answer could not be completed, so it is posted anew');
      return false;
    }
  };
  return {
    async fill(messages) {
      for (const [part, message] of messages.entries()) {
        const there = slots[part];
        const tag = { answerId, part };
        const isReplaced = there !== undefined && (await replace(there, message, tag));
        if (!isReplaced) slots[part] = await poster.post(place, message, tag);
      }
      for (const surplus of slots.splice(messages.length)) await remove(surplus);
    },
    places: () => slots.filter((ts) => ts !== '').map((ts) => `${place.channel}:${ts}`),
    async clear() {
      for (const ts of slots.splice(0)) await remove(ts);
    },
  };
}

/** Slack would take another message here, but not this one. */
export function isContentRefused(error: unknown): boolean {
  return /^(?:msg_too_long|msg_blocks_too_long|invalid_(?:blocks|blocks_format|attachments)|only_one_table_allowed|no_text)$/.test(
    slackFailure(error).code,
  );
}
