import type { types } from '@slack/bolt';
import { refuseBlocks, refuseView } from './block-kit-rules.ts';

/** How the fake Slack answers Web API calls. What it assumes of the real one stands in slack-assumptions.md. */

export interface FakeMessage {
  channel: string;
  ts: string;
  threadTs?: string;
  user: string;
  botId?: string;
  text: string;
  blocks: types.KnownBlock[];
  metadata?: unknown;
  unfurls: boolean;
  /** Only this user sees it. */
  onlyFor?: string;
  stream?: { isOpen: boolean; text: string; startedAt: number };
}

export interface FakeChannel {
  id: string;
  kind: 'public' | 'private' | 'im' | 'mpim';
  isMember: boolean;
  info: Record<string, unknown>;
}

export interface FakeState {
  /** Scopes of the bot token. */
  scopes: Set<string>;
  /** Those that calls needed so far. */
  usedScopes: Set<string>;
  users: Map<string, Record<string, unknown>>;
  channels: Map<string, FakeChannel>;
  messages: FakeMessage[];
  statuses: { channel: string; threadTs: string; status: string }[];
  prompts: { channel: string; title: string; prompts: unknown }[];
  /** Forms that were opened. */
  views: { triggerId: string; view: types.ModalView }[];
  /** Forms that were changed while they were open. */
  updatedViews: { viewId: string; view: types.ModalView }[];
  /** Home tabs as they are now, by user. */
  homes: Map<string, types.HomeView>;
  unfurls: { channel: string; ts: string; unfurls: Record<string, { blocks: types.KnownBlock[] }> }[];
  /** Links that were shown as work objects, and details of such that somebody opened. */
  objects: { channel: string; ts: string; entities: types.EntityMetadata[] }[];
  details: { triggerId: string; metadata?: types.EntityMetadata; error?: { status: string } }[];
  sessions: { channel: string; threadTs: string; status: string }[];
  /** Workflow steps that were ended. */
  executions: { id: string; outputs?: Record<string, string>; error?: string }[];
  streamSeconds: number;
  now: () => number;
  nextTs: () => string;
  socketUrl: () => string;
}

export type Arguments = Readonly<Record<string, string>>;
export type Body = Record<string, unknown> & { ok: boolean };

export const bot = { teamId: 'T1', userId: 'UBOT', botId: 'BBOT' };

const failure = (error: string, extra: Record<string, unknown> = {}): Body => ({ ok: false, error, ...extra });

/** Answers a call as the real Slack is assumed to. */
export function answerCall(state: FakeState, method: string, args: Arguments): Body {
  const known = methods[method];
  if (known === undefined) return failure('unknown_method');
  const missing = known.required.find((name) => args[name] === undefined);
  if (missing !== undefined)
    return failure('invalid_arguments', { response_metadata: { messages: [`missing ${missing}`] } });
  const channel = state.channels.get(args.channel ?? args.channel_id ?? '');
  if ((args.channel ?? args.channel_id) !== undefined && channel === undefined) return failure('channel_not_found');
  const needed = known.scope?.(channel);
  if (needed !== undefined) state.usedScopes.add(needed);
  if (needed !== undefined && !state.scopes.has(needed)) return failure('missing_scope', { needed });
  return known.run(state, args, channel);
}

interface Method {
  required: readonly string[];
  scope?: (channel: FakeChannel | undefined) => string;
  run: (state: FakeState, args: Arguments, channel: FakeChannel | undefined) => Body;
}

const scopePrefix = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' };
const reading = (channel: FakeChannel | undefined) => `${scopePrefix[channel?.kind ?? 'public']}:read`;
const history = (channel: FakeChannel | undefined) => `${scopePrefix[channel?.kind ?? 'public']}:history`;
const writing = () => 'chat:write';

const methods: Readonly<Record<string, Method>> = {
  'auth.test': {
    required: [],
    run: () => ({
      ok: true,
      url: 'https://acme.slack.com/',
      team: 'Acme',
      team_id: bot.teamId,
      user_id: bot.userId,
      bot_id: bot.botId,
    }),
  },
  'apps.connections.open': { required: [], run: (state) => ({ ok: true, url: state.socketUrl() }) },
  'users.info': {
    required: ['user'],
    scope: () => 'users:read',
    run: ({ users, scopes, usedScopes }, { user = '' }) => {
      usedScopes.add('users:read.email');
      const found = users.get(user);
      if (found === undefined) return failure('user_not_found');
      const { email, ...profile } = found.profile as Record<string, unknown>;
      return {
        ok: true,
        user: { ...found, profile: scopes.has('users:read.email') ? { ...profile, email } : profile },
      };
    },
  },
  'users.lookupByEmail': {
    required: ['email'],
    scope: () => 'users:read.email',
    run: ({ users }, { email = '' }) => {
      const found = [...users.values()].find((user) => (user.profile as { email?: string }).email === email);
      return found === undefined || found.deleted === true ? failure('users_not_found') : { ok: true, user: found };
    },
  },
  'users.conversations': {
    required: [],
    run: ({ channels, usedScopes }) => {
      usedScopes.add('channels:read').add('groups:read');
      const joined = [...channels.values()].filter(({ kind, isMember }) => isMember && !/im/.test(kind));
      return { ok: true, channels: joined.map(({ id, info }) => ({ id, name: id.toLowerCase(), ...info })) };
    },
  },
  'chat.getPermalink': {
    required: ['channel', 'message_ts'],
    run: (_state, { channel = '', message_ts: ts = '' }) => ({
      ok: true,
      permalink: `https://acme.slack.com/archives/${channel}/p${ts.replace('.', '')}`,
    }),
  },
  'conversations.info': {
    required: ['channel'],
    scope: reading,
    run: (_state, _args, channel) => ({
      ok: true,
      channel: { id: channel!.id, is_member: channel!.isMember, ...channel!.info },
    }),
  },
  'conversations.open': {
    required: ['users'],
    scope: () => 'im:write',
    run: ({ channels }, { users = '' }) => {
      const id = `D${users}`;
      if (!channels.has(id)) channels.set(id, directChannel(id, users));
      return { ok: true, channel: { id } };
    },
  },
  'conversations.leave': {
    required: ['channel'],
    scope: (channel) => (channel?.kind === 'private' ? 'groups:write' : 'channels:manage'),
    run: (_state, _args, channel) => {
      channel!.isMember = false;
      return { ok: true };
    },
  },
  'conversations.replies': { required: ['channel', 'ts'], scope: history, run: replies },
  'conversations.history': {
    required: ['channel'],
    scope: history,
    run: ({ messages }, args) => ({
      ok: true,
      messages: messages
        .filter(({ channel, threadTs, onlyFor }) => channel === args.channel && threadTs === undefined && !onlyFor)
        .filter(({ ts }) => Number(ts) >= Number(args.oldest ?? 0))
        .sort((a, b) => (a.ts > b.ts ? -1 : 1))
        .slice(0, Number(args.limit ?? 100))
        .map((message) => wireMessage(message, args.include_all_metadata === 'true')),
      has_more: false,
    }),
  },
  'chat.postMessage': { required: ['channel'], scope: writing, run: postMessage },
  'chat.postEphemeral': {
    required: ['channel', 'user', 'text'],
    scope: writing,
    run: (state, args, channel) => {
      if (!channel!.isMember) return failure('not_in_channel');
      const message = { ...newMessage(state, args), onlyFor: args.user! };
      state.messages.push(message);
      return { ok: true, message_ts: message.ts };
    },
  },
  'chat.update': { required: ['channel', 'ts'], scope: writing, run: updateMessage },
  'chat.delete': {
    required: ['channel', 'ts'],
    scope: writing,
    run: (state, args) => {
      const index = state.messages.findIndex(({ ts, channel }) => ts === args.ts && channel === args.channel);
      if (index === -1) return failure('message_not_found');
      state.messages.splice(index, 1);
      return { ok: true };
    },
  },
  'chat.startStream': { required: ['channel', 'thread_ts'], scope: writing, run: startStream },
  'chat.appendStream': { required: ['channel', 'ts', 'chunks'], scope: writing, run: appendStream },
  'chat.stopStream': { required: ['channel', 'ts'], scope: writing, run: stopStream },
  'assistant.threads.setStatus': {
    required: ['channel_id', 'thread_ts', 'status'],
    scope: writing,
    run: ({ statuses }, { channel_id: channel = '', thread_ts: threadTs = '', status = '' }) => {
      statuses.push({ channel, threadTs, status });
      return { ok: true };
    },
  },
  'views.open': {
    required: ['trigger_id', 'view'],
    run: (state, args) => {
      const view = JSON.parse(args.view!) as types.ModalView;
      if (refuseView(view) !== undefined) return failure('invalid_arguments', { detail: refuseView(view) });
      state.views.push({ triggerId: args.trigger_id!, view });
      return { ok: true, view: { id: `V${state.views.length}`, ...view } };
    },
  },
  'views.update': {
    required: ['view_id', 'view'],
    run: (state, args) => {
      const view = JSON.parse(args.view!) as types.ModalView;
      if (refuseView(view) !== undefined) return failure('invalid_arguments', { detail: refuseView(view) });
      state.updatedViews.push({ viewId: args.view_id!, view });
      return { ok: true, view: { id: args.view_id, ...view } };
    },
  },
  'views.publish': {
    required: ['user_id', 'view'],
    run: (state, args) => {
      const view = JSON.parse(args.view!) as types.HomeView;
      if (refuseView(view) !== undefined) return failure('invalid_arguments', { detail: refuseView(view) });
      state.homes.set(args.user_id!, view);
      return { ok: true };
    },
  },
  'chat.unfurl': {
    required: ['channel', 'ts'],
    scope: () => 'links:write',
    run: (state, args) => {
      if (args.metadata !== undefined) {
        const { entities } = JSON.parse(args.metadata) as { entities: types.EntityMetadata[] };
        if (!entities.every((entity) => isWorkObject(entity) && entity.app_unfurl_url !== undefined))
          return failure('invalid_metadata');
        state.objects.push({ channel: args.channel!, ts: args.ts!, entities });
        return { ok: true };
      }
      if (args.unfurls === undefined) return failure('missing_unfurls');
      const unfurls = JSON.parse(args.unfurls) as Record<string, { blocks: types.KnownBlock[] }>;
      if (Object.values(unfurls).some(({ blocks }) => refuseBlocks(blocks) !== undefined))
        return failure('cannot_parse_attachment');
      state.unfurls.push({ channel: args.channel!, ts: args.ts!, unfurls });
      return { ok: true };
    },
  },
  'entity.presentDetails': {
    required: ['trigger_id'],
    run: (state, args) => {
      const metadata = args.metadata === undefined ? undefined : (JSON.parse(args.metadata) as types.EntityMetadata);
      if (metadata !== undefined && !isWorkObject(metadata)) return failure('invalid_metadata');
      const error = args.error === undefined ? undefined : (JSON.parse(args.error) as { status: string });
      if (metadata === undefined && error === undefined) return failure('invalid_arguments');
      state.details.push({ triggerId: args.trigger_id!, ...(metadata && { metadata }), ...(error && { error }) });
      return { ok: true };
    },
  },
  'agents.sessions.setStatus': {
    required: ['channel_id', 'thread_ts', 'status'],
    scope: writing,
    run: ({ sessions }, { channel_id: channel = '', thread_ts: threadTs = '', status = '' }) => {
      sessions.push({ channel, threadTs, status });
      return { ok: true };
    },
  },
  'functions.completeSuccess': {
    required: ['function_execution_id', 'outputs'],
    run: ({ executions }, args) => {
      const outputs = JSON.parse(args.outputs!) as Record<string, string>;
      executions.push({ id: args.function_execution_id!, outputs });
      return { ok: true };
    },
  },
  'functions.completeError': {
    required: ['function_execution_id', 'error'],
    run: ({ executions }, args) => {
      executions.push({ id: args.function_execution_id!, error: args.error! });
      return { ok: true };
    },
  },
  'assistant.threads.setSuggestedPrompts': {
    required: ['channel_id', 'prompts'],
    scope: () => 'assistant:write',
    run: (state, args) => {
      const prompts = JSON.parse(args.prompts!) as unknown[];
      if (prompts.length > 4) return failure('invalid_arguments');
      // In an app with agent_view the call does nothing when it names a thread, and says nothing.
      if (args.thread_ts === undefined)
        state.prompts.push({ channel: args.channel_id!, title: args.title ?? '', prompts });
      return { ok: true };
    },
  },
};

/** As documented: one of Slack's types, an address, an id, a title, and fields of which each has a key, a label and a value of its type. */
function isWorkObject({ entity_type: type, external_ref: ref, url, entity_payload: payload }: types.EntityMetadata) {
  const fields = payload.custom_fields ?? [];
  const keys = fields.map(({ key }) => key);
  return (
    type === 'slack#/entities/item' &&
    ref.id !== '' &&
    url.startsWith('https://') &&
    payload.attributes.title.text.trim() !== '' &&
    new Set(keys).size === keys.length &&
    (payload.display_order ?? []).every((key) => keys.includes(key)) &&
    fields.every(({ label, type: kind, value }) => label !== '' && kind === 'string' && typeof value === 'string')
  );
}

export function directChannel(id: string, user: string): FakeChannel {
  return { id, kind: 'im', isMember: true, info: { is_im: true, user } };
}

function newMessage(state: FakeState, args: Arguments): FakeMessage {
  return {
    channel: args.channel!,
    ts: state.nextTs(),
    user: bot.userId,
    botId: bot.botId,
    text: args.text ?? '',
    blocks: blocksOf(args),
    unfurls: args.unfurl_links !== 'false' || args.unfurl_media !== 'false',
    ...(args.thread_ts !== undefined && { threadTs: args.thread_ts }),
    ...(args.metadata !== undefined && { metadata: JSON.parse(args.metadata) as unknown }),
  };
}

function blocksOf({ blocks }: Arguments): types.KnownBlock[] {
  return blocks === undefined ? [] : (JSON.parse(blocks) as types.KnownBlock[]);
}

function postMessage(state: FakeState, args: Arguments, channel: FakeChannel | undefined): Body {
  if (!channel!.isMember) return failure('not_in_channel');
  const refusal = refuseContent(args);
  if (refusal !== undefined) return failure(refusal);
  const message = newMessage(state, args);
  state.messages.push(message);
  return { ok: true, channel: message.channel, ts: message.ts };
}

/** Why Slack would not take the text and the blocks. */
export function refuseContent(args: Arguments): string | undefined {
  const blocks = blocksOf(args);
  if ((args.text ?? '') === '' && blocks.length === 0) return 'no_text';
  if ((args.text ?? '').length > 40_000) return 'msg_too_long';
  return refuseBlocks(blocks);
}

function updateMessage(state: FakeState, args: Arguments): Body {
  const message = state.messages.find(({ ts, channel }) => ts === args.ts && channel === args.channel);
  if (message === undefined) return failure('message_not_found');
  if (message.user !== bot.userId) return failure('cant_update_message');
  if (isStreaming(state, message)) return failure('message_in_streaming_state');
  const refusal = refuseContent(args);
  if (refusal !== undefined) return failure(refusal);
  message.text = args.text ?? '';
  message.blocks = blocksOf(args);
  if (args.metadata !== undefined) message.metadata = JSON.parse(args.metadata);
  return { ok: true, channel: message.channel, ts: message.ts };
}

function startStream(state: FakeState, args: Arguments, channel: FakeChannel | undefined): Body {
  if (!channel!.isMember) return failure('not_in_channel');
  if (channel!.kind !== 'im' && args.recipient_user_id === undefined) return failure('missing_recipient_user_id');
  if (channel!.kind !== 'im' && args.recipient_team_id === undefined) return failure('missing_recipient_team_id');
  const message = { ...newMessage(state, args), unfurls: false };
  message.stream = { isOpen: true, text: chunkText(args), startedAt: state.now() };
  state.messages.push(message);
  return { ok: true, channel: message.channel, ts: message.ts };
}

function appendStream(state: FakeState, args: Arguments): Body {
  const message = state.messages.find(({ ts, channel }) => ts === args.ts && channel === args.channel);
  if (message?.stream === undefined) return failure('message_not_found');
  if (!isStreaming(state, message)) return failure('message_not_in_streaming_state');
  const text = message.stream.text + chunkText(args);
  if (text.length > 12_000) return failure('msg_too_long');
  message.stream.text = text;
  return { ok: true, channel: message.channel, ts: message.ts };
}

/** May bring a last piece. */
function stopStream(state: FakeState, args: Arguments): Body {
  const body = appendStream(state, args);
  const message = state.messages.find(({ ts }) => ts === args.ts);
  if (body.ok && message?.stream !== undefined) message.stream.isOpen = false;
  return body;
}

function isStreaming({ now, streamSeconds }: FakeState, { stream }: FakeMessage): boolean {
  return stream?.isOpen === true && now() - stream.startedAt < streamSeconds * 1000;
}

function chunkText({ chunks, markdown_text: text = '' }: Arguments): string {
  if (chunks === undefined) return text;
  const list = JSON.parse(chunks) as { type: string; text?: string }[];
  return text + list.map((chunk) => (chunk.type === 'markdown_text' ? chunk.text : '')).join('');
}

function replies({ messages }: FakeState, args: Arguments): Body {
  const latest = args.latest ?? '9';
  const thread = messages
    .filter(
      ({ channel, ts, threadTs, onlyFor }) =>
        channel === args.channel && onlyFor === undefined && (ts === args.ts || threadTs === args.ts),
    )
    .filter(({ ts }) => (ts < latest && ts >= (args.oldest ?? '')) || ts === args.ts)
    .sort((a, b) => (a.ts < b.ts ? -1 : 1));
  if (thread.length === 0) return failure('thread_not_found');
  const start = Number(args.cursor ?? 0);
  const end = start + Number(args.limit ?? 100);
  return {
    ok: true,
    messages: thread.slice(start, end).map((message) => wireMessage(message, args.include_all_metadata === 'true')),
    has_more: end < thread.length,
    response_metadata: { next_cursor: end < thread.length ? String(end) : '' },
  };
}

function wireMessage({ ts, threadTs, user, botId, text, blocks, metadata }: FakeMessage, withMetadata: boolean) {
  return {
    type: 'message',
    ts,
    user,
    text,
    blocks,
    ...(threadTs !== undefined && { thread_ts: threadTs }),
    ...(botId !== undefined && { bot_id: botId }),
    ...(withMetadata && metadata !== undefined && { metadata }),
  };
}
