import { createHmac } from 'node:crypto';
import type { types } from '@slack/bolt';
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

/** A form, as Slack sends what is no event: commands in its fields, all else as JSON in `payload`. */
export function postForm(url: string, fields: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams(fields).toString();
  return fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...signature(body) },
  });
}

export interface CommandSketch {
  user?: string;
  channel?: string;
  responseUrl?: string;
}

export function commandBody(
  words: string,
  { user = 'U1', channel = 'C1', responseUrl = '' }: CommandSketch,
): Record<string, string> {
  count += 1;
  return {
    command: '/kiki',
    text: words,
    user_id: user,
    team_id: bot.teamId,
    channel_id: channel,
    trigger_id: `trigger-${count}`,
    response_url: responseUrl,
  };
}

const from = (user: string) => ({
  user: { id: user, team_id: bot.teamId },
  team: { id: bot.teamId, domain: 'acme' },
  enterprise: null,
  is_enterprise_install: false,
});

export interface PressSketch {
  user?: string;
  value?: string;
  /** Where the message with the button is; none for the Home tab. */
  channel?: string;
  ts?: string;
  threadTs?: string;
  /** Further fields. */
  around?: Record<string, unknown>;
}

/** Somebody presses a button. */
export function pressPayload(
  action: string,
  { user = 'U1', value, channel, ts, threadTs, around }: PressSketch = {},
): Record<string, unknown> {
  count += 1;
  return {
    type: 'block_actions',
    ...from(user),
    trigger_id: `trigger-${count}`,
    actions: [{ type: 'button', action_id: action, block_id: 'b', ...(value !== undefined && { value }) }],
    ...(channel !== undefined && {
      channel: { id: channel, name: 'x' },
      message: { ts, text: '', ...(threadTs !== undefined && { thread_ts: threadTs }) },
      container: { type: 'message', channel_id: channel, message_ts: ts },
    }),
    ...around,
  };
}

/** Somebody sends a form. @param values what stands in each of its fields, by block id */
export function submissionPayload(
  view: Pick<types.ModalView, 'callback_id' | 'private_metadata'>,
  values: Record<string, string | string[]>,
  { user = 'U1', id }: { user?: string; id?: string } = {},
): Record<string, unknown> {
  count += 1;
  const state = Object.entries(values).map(([block, value]) => [block, { value: fieldState(value) }]);
  return {
    type: 'view_submission',
    ...from(user),
    trigger_id: `trigger-${count}`,
    view: {
      id: id ?? `V${count}`,
      callback_id: view.callback_id ?? '',
      private_metadata: view.private_metadata ?? '',
      state: { values: Object.fromEntries(state) as unknown },
    },
  };
}

function fieldState(value: string | string[]): Record<string, unknown> {
  return typeof value === 'string'
    ? { type: 'plain_text_input', value }
    : { type: 'checkboxes', selected_options: value.map((each) => ({ value: each })) };
}

/** Somebody chooses a shortcut; with a message, on it. */
export function shortcutPayload(
  callback: string,
  { user = 'U1', text }: { user?: string; text?: string } = {},
): Record<string, unknown> {
  count += 1;
  return {
    type: text === undefined ? 'shortcut' : 'message_action',
    callback_id: callback,
    ...from(user),
    trigger_id: `trigger-${count}`,
    ...(text !== undefined && {
      channel: { id: 'C1', name: 'x' },
      message: { type: 'message', user: 'U2', ts: '1.1', text },
    }),
  };
}
