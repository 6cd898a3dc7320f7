import { createHmac } from 'node:crypto';
import { bot } from './fake-slack-methods.ts';
import { tokens } from './fake-slack.ts';

/** Events as Slack sends them, and the signed requests that bring them. */

let count = 0;

export interface Envelope {
  type: 'event_callback';
  event_id: string;
  event: Record<string, unknown>;
  [field: string]: unknown;
}

export function envelope(event: Record<string, unknown>, extra: Record<string, unknown> = {}): Envelope {
  count += 1;
  return {
    token: 'unused',
    team_id: bot.teamId,
    api_app_id: 'A1',
    type: 'event_callback',
    event_id: `Ev${count}`,
    event_time: 1_700_000_000,
    authorizations: [
      { enterprise_id: null, team_id: bot.teamId, user_id: bot.userId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event: { event_ts: '1700000000.000001', ...event },
    ...extra,
  };
}

export interface MessageSketch {
  text: string;
  ts: string;
  channel?: string;
  user?: string;
  threadTs?: string;
  /** Further fields of the event. */
  event?: Record<string, unknown>;
  /** Further fields of the envelope. */
  around?: Record<string, unknown>;
}

export function mentionEvent({
  text,
  ts,
  channel = 'C1',
  user = 'U1',
  threadTs,
  event,
  around,
}: MessageSketch): Envelope {
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
  return envelope({ type: 'app_mention', text, ts, channel, user, team: bot.teamId, ...thread, ...event }, around);
}

export function directEvent({
  text,
  ts,
  channel = 'D1',
  user = 'U1',
  threadTs,
  event,
  around,
}: MessageSketch): Envelope {
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
  return envelope(
    { type: 'message', channel_type: 'im', text, ts, channel, user, team: bot.teamId, ...thread, ...event },
    around,
  );
}

export function signature(body: string, seconds = Math.floor(Date.now() / 1000), secret = tokens.signingSecret) {
  const mac = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${mac}` };
}

export function postSigned(url: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...signature(body), ...headers },
  });
}
