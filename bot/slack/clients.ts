import { type Logger as BoltLogger, webApi } from '@slack/bolt';

export interface SlackClients {
  /** For everything that matters. Never waits or repeats by itself: `patiently` does. */
  main: webApi.WebClient;
  /** For what nobody would miss, such as a status: its own queue, and soon given up. */
  quiet: webApi.WebClient;
  /** Slack has asked to wait (429) in the last minute, whatever call. */
  wereLimited(): boolean;
}

const minute = 60_000;

export interface ClientOptions {
  botToken: string;
  /** Another Slack, for tests. */
  apiUrl?: string;
  logger: BoltLogger;
  callMilliseconds: number;
  now: () => Date;
}

/**
 * Left to itself, a client waits at a 429 with all its calls, for as long as Slack says, and repeats a post whose reply got
 * lost. So both clients fail at once, and the callers decide.
 */
export function createClients({ botToken, apiUrl, logger, callMilliseconds, now }: ClientOptions): SlackClients {
  // Never `headers`: the client writes the token into that object.
  const options = (timeout: number): webApi.WebClientOptions => ({
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
    logger,
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
  });
  let limitedUntil = 0;
  const client = (timeout: number) =>
    new webApi.WebClient(botToken, options(timeout)).on(webApi.WebClientEvent.RATE_LIMITED, () => {
      limitedUntil = now().getTime() + minute;
    });
  return {
    main: client(callMilliseconds),
    quiet: client(Math.min(3000, callMilliseconds)),
    wereLimited: () => now().getTime() < limitedUntil,
  };
}
