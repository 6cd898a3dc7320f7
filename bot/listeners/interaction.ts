import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Doer } from '../gate/person-gate.ts';
import { present } from './present.ts';

/** What Bolt hands over of a button, a shortcut or the like. To be acknowledged within three seconds. */
export interface Interaction {
  body: unknown;
  ack: () => Promise<void>;
}

/** What Bolt hands over of a form that was sent. An acknowledgement with errors or another form keeps it open. */
export interface FormSent {
  body: unknown;
  ack: (
    reply?:
      | { response_action: 'errors'; errors: Record<string, string> }
      | { response_action: 'update'; view: types.ModalView },
  ) => Promise<void>;
}

const id = z.string().min(1).max(200);
const optionalId = id.nullish();

const around = {
  user: z.object({ id, team_id: optionalId }),
  team: z.object({ id: optionalId, enterprise_id: optionalId }).nullish(),
  enterprise: z.object({ id: optionalId }).nullish(),
  trigger_id: z.string().max(500).optional(),
};

/** What Slack says of whoever pressed, sent or chose something. */
export function doerOf({ user, team, enterprise }: z.infer<z.ZodObject<typeof around>>): Doer {
  return present({
    user: user.id,
    askerTeam: user.team_id,
    teamId: team?.id,
    enterpriseId: enterprise?.id ?? team?.enterprise_id,
  });
}

const message = z.object({ ts: id, thread_ts: optionalId, text: z.string().nullish() });

const pressed = z.object({
  ...around,
  channel: z.object({ id }).nullish(),
  message: message.nullish(),
  container: z.object({ channel_id: optionalId, message_ts: optionalId, thread_ts: optionalId }).nullish(),
  actions: z.array(z.object({ action_id: id, value: z.string().max(2000).nullish() })).min(1),
  view: z.object({ id }).nullish(),
});

/** Somebody pressed a button. */
export interface Press {
  doer: Doer;
  action: string;
  value: string;
  triggerId?: string;
  /** The form, or the Home tab, that has the button. */
  viewId?: string;
  /** Where the message with the button is; none for the Home tab. */
  channel?: string;
  ts?: string;
  threadTs?: string;
  /** Of the message, as Slack sends it. */
  text?: string;
}

/** Reads a `block_actions` payload. Undefined when it has not the form that Slack documents. */
export function readPress(body: unknown): Press | undefined {
  const result = pressed.safeParse(body);
  if (!result.success) return undefined;
  const { data } = result;
  const [action] = data.actions;
  return {
    doer: doerOf(data),
    action: action?.action_id ?? '',
    value: action?.value ?? '',
    ...present({
      triggerId: data.trigger_id,
      viewId: data.view?.id,
      channel: data.channel?.id ?? data.container?.channel_id,
      ts: data.message?.ts ?? data.container?.message_ts,
      threadTs: data.message?.thread_ts ?? data.container?.thread_ts,
      text: data.message?.text,
    }),
  };
}

const state = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_conversation: z.string().nullish(),
});

const submitted = z.object({
  ...around,
  view: z.object({
    id,
    callback_id: z.string(),
    private_metadata: z.string().max(3000).default(''),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), state)) }).default({ values: {} }),
  }),
});

/** Somebody sent a form. */
export interface Submission {
  doer: Doer;
  /** Of the form as it was opened. */
  viewId: string;
  /** What Kiki gave it along. */
  about: string;
  /** What was written or chosen in a field; empty if nothing. */
  text(field: string): string;
  /** What was checked in a field. */
  checked(field: string): string[];
}

/** Reads a `view_submission` payload. Undefined when it has not the form that Slack documents. */
export function readSubmission(body: unknown): Submission | undefined {
  const result = submitted.safeParse(body);
  if (!result.success) return undefined;
  const { view } = result.data;
  const valueOf = (field: string) => Object.values(view.state.values[field] ?? {})[0];
  return {
    doer: doerOf(result.data),
    viewId: view.id,
    about: view.private_metadata,
    text: (field) => {
      const value = valueOf(field);
      return (value?.value ?? value?.selected_option?.value ?? value?.selected_conversation ?? '').trim();
    },
    checked: (field) => (valueOf(field)?.selected_options ?? []).map(({ value }) => value),
  };
}

const chosen = z.object({
  ...around,
  type: z.enum(['message_action', 'shortcut']),
  channel: z.object({ id }).nullish(),
  message: message.nullish(),
});

/** Somebody chose a shortcut, on a message or from the list of all. */
export interface Shortcut {
  doer: Doer;
  triggerId: string;
  channel?: string;
  text?: string;
}

/** Reads the payload of a shortcut. Undefined when it has not the form that Slack documents. */
export function readShortcut(body: unknown): Shortcut | undefined {
  const result = chosen.safeParse(body);
  if (!result.success) return undefined;
  const { data } = result;
  return {
    doer: doerOf(data),
    triggerId: data.trigger_id ?? '',
    ...present({ channel: data.channel?.id, text: data.message?.text }),
  };
}

const commanded = z.object({
  command: z.string(),
  text: z.string().max(20_000).nullish(),
  user_id: id,
  team_id: optionalId,
  enterprise_id: optionalId,
  channel_id: id,
  trigger_id: z.string().min(1).max(500),
  response_url: z.url({ protocol: /^https?$/ }),
});

/** Somebody typed a command. */
export interface Command {
  doer: Doer;
  words: string;
  channel: string;
  triggerId: string;
  responseUrl: string;
}

/** Reads the payload of a slash command. Undefined when it has not the form that Slack documents. */
export function readCommand(body: unknown): Command | undefined {
  const result = commanded.safeParse(body);
  if (!result.success) return undefined;
  const { data } = result;
  return {
    // Only members of the workspace can use its commands.
    doer: present({ user: data.user_id, teamId: data.team_id, enterpriseId: data.enterprise_id }),
    words: (data.text ?? '').trim(),
    channel: data.channel_id,
    triggerId: data.trigger_id,
    responseUrl: data.response_url,
  };
}
