import { setTimeout as pause } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import type { Links } from '../render/links.ts';
import { liveText } from '../render/live-text.ts';
import { messageCharacters } from '../render/render-answer.ts';
import { slackFailure } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';

/** An answer shown while it is written. Whatever happens to it, the whole text is kept, and nothing it does throws. */
export interface LiveStream {
  /** @param mark of an answer that is there at once: nothing is gained by showing it before it is posted, so no stream is opened for it */
  write(piece: string, mark?: { isWhole: boolean }): void;
  /** Ends it. @returns the messages it leaves, in order */
  close(): Promise<string[]>;
  /** All that was written, shown or not. */
  written(): string;
}

type Streamer = ReturnType<webApi.WebClient['chatStream']>;

export interface LiveStreamOptions {
  open: () => Streamer;
  /** Whether the conversation may still see an answer. Asked before a stream is opened. */
  mayShow: () => Promise<boolean>;
  links: Links;
  /** A further message shows a part of the answer. */
  onMessages?: (messages: readonly string[]) => void;
  /** Characters gathered before a piece is sent, as it is asked before each. */
  piece: () => number;
  /** Age at which a stream is closed and the next one opened. */
  streamSeconds: number;
  /** When Slack asks for a longer wait, the rest is not shown before the end. */
  pauseSeconds: number;
  now: () => Date;
  logger: BotLogger;
}

export function createLiveStream(options: LiveStreamOptions): LiveStream {
  const { open, mayShow, links, now, logger } = options;
  const messages: string[] = [];
  let current: { streamer: Streamer; since: number } | undefined;
  let written = '';
  let shown = '';
  let isOver = false;
  let pumping = Promise.resolve();
  let isPumping = false;

  const end = (code: string) => {
    isOver = true;
    logger.info({ code }, 'The live answer ended early');
  };
  const stop = async () => {
    const streamer = current?.streamer;
    current = undefined;
    if (streamer?.ts === undefined) return;
    await streamer.stop().catch((error: unknown) => {
      logger.info({ code: slackFailure(error).code }, 'Slack had closed the stream');
    });
  };
  const freshStreamer = async (): Promise<Streamer | undefined> => {
    if (current !== undefined && now().getTime() - current.since < options.streamSeconds * 1000)
      return current.streamer;
    await stop();
    if (!(await mayShow())) return undefined;
    current = { streamer: open(), since: now().getTime() };
    return current.streamer;
  };
  const show = async (text: string) => {
    const streamer = await freshStreamer();
    if (streamer === undefined) {
      end('not_here');
      return;
    }
    await append(streamer, text);
    if (streamer.ts === undefined || messages.includes(streamer.ts)) return;
    messages.push(streamer.ts);
    options.onMessages?.([...messages]);
  };
  const append = async (streamer: Streamer, text: string) => {
    // A streamer keeps what it could not send and sends it with the next piece, so the second attempt brings nothing new.
    for (let piece = text; !isOver; piece = '') {
      try {
        await streamer.append({ markdown_text: piece });
        return;
      } catch (error) {
        const { code, retryAfterSeconds } = slackFailure(error);
        if (retryAfterSeconds === undefined || retryAfterSeconds > options.pauseSeconds) end(code);
        else await pause(retryAfterSeconds * 1000);
      }
    }
  };
  const next = (): string | undefined => {
    const text = liveText(written, links);
    if (!text.startsWith(shown)) end('text_changed');
    else if (text.length > messageCharacters) end('too_long');
    return isOver || text.length - shown.length < options.piece() ? undefined : text;
  };
  const pump = async () => {
    // Set and cleared without a pause to what it guards: a piece written meanwhile is seen here or begins a new round.
    isPumping = true;
    try {
      for (let text = next(); text !== undefined; text = next()) {
        const piece = text.slice(shown.length);
        shown = text;
        await show(piece);
      }
    } catch (error) {
      end(slackFailure(error).code);
    } finally {
      isPumping = false;
    }
  };

  return {
    write(piece, { isWhole } = { isWhole: false }) {
      written += piece;
      if (!isWhole && !isPumping && !isOver) pumping = pump();
    },
    async close() {
      isOver = true;
      await pumping;
      await stop();
      return messages;
    },
    written: () => written,
  };
}
