import { setTimeout as pause } from 'node:timers/promises';
import { type Logger as BoltLogger, SocketModeReceiver } from '@slack/bolt';
import { type KikiError, unavailable } from '../../schema/errors.ts';
import { slackFailure } from './failure.ts';
import type { BotLogger } from './log.ts';

export interface SocketTransport {
  receiver: SocketModeReceiver;
  /** Connects. @throws Unavailable when Slack refuses the token or does not answer. */
  start(): Promise<void>;
  /** Disconnects; events that have arrived are still worked on. */
  stop(): Promise<void>;
}

export interface SocketTransportOptions {
  appToken: string;
  apiUrl?: string;
  boltLogger: BoltLogger;
  logger: BotLogger;
  callMilliseconds: number;
}

const longestWaitMilliseconds = 30_000;
const longestGoodbyeMilliseconds = 2000;

/**
 * Slack's events over a connection that Kiki opens. It reconnects itself: the client's own way lets a failed reconnection end
 * the process as an unhandled rejection, and waits five seconds when Slack only asks to move to another server.
 */
export function createSocketTransport(options: SocketTransportOptions): SocketTransport {
  const { logger } = options;
  const receiver = createReceiver(options);
  const { client } = receiver;
  let stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;
  let reconnecting: Promise<void> | undefined;
  surviveBrokenMessages(receiver, logger);

  const reconnect = async () => {
    for (let attempt = 0; !isStopping(); attempt += 1) {
      try {
        await pause(attempt === 0 ? 0 : Math.min(longestWaitMilliseconds, 250 * 2 ** attempt), undefined, {
          signal: stopping.signal,
        });
        await client.start();
        logger.info({ attempt }, 'Connected to Slack again');
        return;
      } catch (error) {
        if (!isStopping()) logger.warn({ code: slackFailure(error).code, attempt }, 'No connection to Slack');
      }
    }
  };
  client.on('disconnected', () => {
    if (isStopping()) return;
    reconnecting ??= reconnect().finally(() => {
      reconnecting = undefined;
    });
  });

  return {
    receiver,
    async start() {
      stopping = new AbortController();
      // While this first attempt is under way, losing it is its failure and no reason to reconnect.
      reconnecting = Promise.resolve();
      try {
        await client.start();
      } catch (error) {
        stopping.abort();
        throw connectionProblem(error);
      } finally {
        reconnecting = undefined;
      }
    },
    async stop() {
      stopping.abort();
      await reconnecting;
      // Slack normally agrees at once; the client would wait half a minute for it.
      await Promise.race([client.disconnect(), pause(longestGoodbyeMilliseconds, undefined, { ref: false })]);
    },
  };
}

function createReceiver({
  appToken,
  apiUrl,
  boltLogger,
  callMilliseconds,
}: SocketTransportOptions): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken,
    logger: boltLogger,
    autoReconnectEnabled: false,
    // Its own object: the receiver writes into it.
    installerOptions: {
      clientOptions: {
        ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
        timeout: callMilliseconds,
        retryConfig: { retries: 1, minTimeout: 200 },
        allowAbsoluteUrls: false,
      },
    },
    // Not acknowledged, so that Slack sends it again.
    processEventErrorHandler: () => Promise.resolve(false),
  });
}

/** The client reads a message in an async listener that nobody waits for: one of the wrong form would end the process. */
function surviveBrokenMessages({ client }: SocketModeReceiver, logger: BotLogger): void {
  const listeners: ((...message: unknown[]) => unknown)[] = client.listeners('ws_message');
  const deliver = async (message: unknown[]) => {
    for (const listener of listeners) await listener(...message);
  };
  client.removeAllListeners('ws_message');
  client.on('ws_message', (...message: unknown[]) => {
    deliver(message).catch((error: unknown) => {
      logger.warn({ name: error instanceof Error ? error.name : typeof error }, 'Slack sent a message of unknown form');
    });
  });
}

function connectionProblem(cause: unknown): KikiError {
  const { code, mayBeDone } = slackFailure(cause);
  if (mayBeDone || ['unknown', 'unreadable_reply', 'ratelimited'].includes(code)) {
    return unavailable(`Slack does not open a connection (${code})`, {
      where: 'Slack',
      fix: 'Check that this machine reaches https://slack.com/api and may open WebSockets, then start again',
      cause,
    });
  }
  return unavailable(`Slack refuses the app token (${code})`, {
    where: 'SLACK_APP_TOKEN',
    fix: 'Create an app-level token with the scope connections:write and switch Socket Mode on (docs/slack-setup.md)',
    cause,
  });
}
