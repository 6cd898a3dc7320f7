import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import {
  answerCall,
  type Arguments,
  bot,
  directChannel,
  type FakeChannel,
  type FakeMessage,
  type FakeState,
  refuseContent,
} from './fake-slack-methods.ts';

/** One call of the Web API that arrived. */
export interface Call {
  method: string;
  args: Arguments;
  token: string;
}

/** What a test makes of a call instead of the usual answer. `lost`: it is done, but no reply comes. */
export type Interference =
  | { error: string }
  | { status: number; headers?: Record<string, string> }
  | { lost: 'reply' | 'call' }
  | { delayMilliseconds: number };

export interface FakeSlack extends FakeState {
  /** For `access.apiUrl`. */
  apiUrl: string;
  calls: Call[];
  /** The calls of one method. */
  of(method: string): Call[];
  /** What meets the calls of a method from now on; `nth` counts from 1. Undefined lets a call through. */
  interfere(method: string, by: (call: Call, nth: number) => Interference | undefined): void;
  addUser(id: string, extra?: Record<string, unknown>): void;
  addChannel(id: string, extra?: Partial<FakeChannel>): void;
  /** Somebody's message in a conversation, as Slack stores it. @returns its ts */
  say(channel: string, user: string, text: string, threadTs?: string): string;
  /** What others than the asker can see in a conversation, oldest first. */
  visibleIn(channel: string): FakeMessage[];
  /** Lines for one person only. */
  ephemerals(): FakeMessage[];
  /** An address that a command can be answered at. */
  responseUrl(name: string): string;
  /** What was sent to such addresses, oldest first. */
  responses: { name: string; body: Record<string, unknown> }[];
  socket: FakeSocket;
  stop(): Promise<void>;
}

/** The Socket Mode gateway. */
export interface FakeSocket {
  connections(): number;
  /** Sends an envelope on the newest connection. @returns its id */
  push(payload: unknown, extra?: Record<string, unknown>): string;
  pushRaw(text: string): void;
  acknowledged: string[];
  /** When, by envelope, as `performance.now` tells it. */
  acknowledgedAt: Map<string, number>;
  /** What came with acknowledgements, by envelope. */
  payloads: Map<string, unknown>;
  /** Slack asks to connect anew. */
  askToMove(): void;
  /** The connection breaks. */
  drop(): void;
}

export const tokens = {
  bot: 'xoxb-test-token',
  app: 'xapp-test-token',
  workflow: 'xwfp-test-token',
  signingSecret: 'signing-secret',
};

/** What the manifest asks for. */
export const allScopes = [
  'app_mentions:read',
  'assistant:write',
  'channels:read',
  'chat:write',
  'commands',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'links:read',
  'links:write',
  'mpim:read',
  'users:read',
  'users:read.email',
];

/** A Slack on the loopback interface: one workspace, one public channel `C1`, one asker `U1` with a direct conversation `D1`. */
export async function startFakeSlack({ now = () => Date.now() }: { now?: () => number } = {}): Promise<FakeSlack> {
  let count = 0;
  const interferences = new Map<string, (call: Call, nth: number) => Interference | undefined>();
  const calls: Call[] = [];
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    readBody(request)
      .then((body) => handle({ request, response, body, slack, interferences, counts }))
      .catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
  });
  const gateway = startGateway(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const slack: FakeSlack = {
    scopes: new Set(allScopes),
    usedScopes: new Set(),
    users: new Map(),
    channels: new Map(),
    messages: [],
    statuses: [],
    prompts: [],
    views: [],
    updatedViews: [],
    homes: new Map(),
    unfurls: [],
    objects: [],
    details: [],
    sessions: [],
    executions: [],
    streamSeconds: 300,
    now,
    nextTs: () => `1700000000.${String((count += 1)).padStart(6, '0')}`,
    socketUrl: () => `ws://127.0.0.1:${port}/link`,
    apiUrl: `http://127.0.0.1:${port}/api/`,
    calls,
    of: (method) => calls.filter((call) => call.method === method),
    interfere: (method, by) => interferences.set(method, by),
    addUser: (id, extra = {}) => slack.users.set(id, userInfo(id, extra)),
    addChannel: (id, extra = {}) => slack.channels.set(id, channelInfo(id, extra)),
    say: (channel, user, text, threadTs) => {
      const ts = slack.nextTs();
      const message = { channel, ts, user, text, blocks: [], unfurls: false };
      slack.messages.push(threadTs === undefined ? message : { ...message, threadTs });
      return ts;
    },
    visibleIn: (channel) =>
      slack.messages.filter(
        (message) => message.channel === channel && message.botId !== undefined && message.onlyFor === undefined,
      ),
    ephemerals: () => slack.messages.filter(({ onlyFor }) => onlyFor !== undefined),
    responseUrl: (name) => `http://127.0.0.1:${port}/respond/${name}`,
    responses: [],
    socket: gateway.socket,
    async stop() {
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  slack.addUser('U1');
  slack.addChannel('C1');
  slack.channels.set('D1', directChannel('D1', 'U1'));
  return slack;
}

function userInfo(id: string, extra: Record<string, unknown>): Record<string, unknown> {
  return {
    id,
    team_id: bot.teamId,
    deleted: false,
    is_bot: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_email_confirmed: true,
    real_name: `Person ${id}`,
    profile: { real_name: `Person ${id}`, email: `${id.toLowerCase()}@example.com` },
    ...extra,
  };
}

function channelInfo(id: string, { info, ...extra }: Partial<FakeChannel>): FakeChannel {
  const shared = {
    is_ext_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    pending_connected_team_ids: [],
  };
  return { id, kind: 'public', isMember: true, ...extra, info: { is_channel: true, ...shared, ...info } };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  body: string;
  slack: FakeSlack;
  interferences: ReadonlyMap<string, (call: Call, nth: number) => Interference | undefined>;
  /** Calls of each method so far. */
  counts: Map<string, number>;
}

async function handle({ request, response, body, slack, interferences, counts }: Exchange): Promise<void> {
  const named = /^\/respond\/(.*)$/.exec(request.url ?? '')?.[1];
  if (named !== undefined) {
    takeResponse({ slack, response, body, name: named, interferences });
    return;
  }
  const method = (request.url ?? '').replace(/^\/api\//, '');
  if (request.headers['content-type'] !== 'application/x-www-form-urlencoded') {
    reply(response, { ok: false, error: 'invalid_form_data' });
    return;
  }
  const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
  const call: Call = { method, token, args: Object.fromEntries(new URLSearchParams(body)) };
  slack.calls.push(call);
  const nth = (counts.get(method) ?? 0) + 1;
  counts.set(method, nth);
  const by = interferences.get(method)?.(call, nth);
  if (by !== undefined && 'delayMilliseconds' in by)
    await new Promise((resolve) => setTimeout(resolve, by.delayMilliseconds));
  if (by !== undefined && 'status' in by) {
    response.writeHead(by.status, by.headers).end('{"ok":false}');
  } else if (by !== undefined && 'error' in by) {
    reply(response, { ok: false, error: by.error });
  } else if (by !== undefined && 'lost' in by) {
    if (by.lost === 'reply') answerCall(slack, method, call.args);
    request.socket.destroy();
  } else {
    const expected = expectedToken(method);
    reply(
      response,
      (call.args.token ?? token) === expected
        ? answerCall(slack, method, call.args)
        : { ok: false, error: 'invalid_auth' },
      slack.scopes,
    );
  }
}

function expectedToken(method: string): string {
  if (method === 'apps.connections.open') return tokens.app;
  return method.startsWith('functions.') ? tokens.workflow : tokens.bot;
}

/** An answer to a command. Interfered with under `respond`. */
function takeResponse({
  slack,
  response,
  body,
  name,
  interferences,
}: Omit<Exchange, 'request' | 'counts'> & { name: string }): void {
  const call: Call = { method: 'respond', token: '', args: { name, body } };
  slack.calls.push(call);
  const by = interferences.get('respond')?.(call, slack.of('respond').length);
  const parsed = JSON.parse(body) as { text?: string; blocks?: unknown };
  const refusal = refuseContent({
    text: parsed.text ?? '',
    ...(parsed.blocks !== undefined && { blocks: JSON.stringify(parsed.blocks) }),
  });
  if (by !== undefined && 'status' in by) response.writeHead(by.status).end();
  else if (refusal !== undefined) response.writeHead(500).end(refusal);
  else {
    slack.responses.push({ name, body: parsed });
    response.writeHead(200).end('ok');
  }
}

function reply(response: ServerResponse, body: unknown, scopes?: ReadonlySet<string>): void {
  const told = scopes === undefined ? {} : { 'x-oauth-scopes': [...scopes].join(', ') };
  response.writeHead(200, { 'content-type': 'application/json', ...told }).end(JSON.stringify(body));
}

function startGateway(server: ReturnType<typeof createServer>): { socket: FakeSocket; close: () => void } {
  const sockets: WebSocket[] = [];
  const acknowledged: string[] = [];
  const acknowledgedAt = new Map<string, number>();
  const payloads = new Map<string, unknown>();
  const gateway = new WebSocketServer({ server, path: '/link' });
  gateway.on('connection', (connection) => {
    sockets.push(connection);
    connection.on('message', (data: Buffer) => {
      const { envelope_id: id, payload } = JSON.parse(data.toString()) as { envelope_id: string; payload?: unknown };
      payloads.set(id, payload);
      acknowledged.push(id);
      acknowledgedAt.set(id, performance.now());
    });
    connection.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
  });
  const newest = () => {
    const connection = sockets.at(-1);
    if (connection === undefined) throw new Error('Nobody is connected to the gateway');
    return connection;
  };
  let count = 0;
  const socket: FakeSocket = {
    connections: () => sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length,
    push: (payload, extra = {}) => {
      const id = `envelope-${(count += 1)}`;
      newest().send(
        JSON.stringify({ envelope_id: id, type: 'events_api', payload, retry_attempt: 0, retry_reason: '', ...extra }),
      );
      return id;
    },
    pushRaw: (text) => newest().send(text),
    acknowledged,
    acknowledgedAt,
    payloads,
    askToMove: () => newest().send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' })),
    drop: () => newest().terminate(),
  };
  return {
    socket,
    close: () => {
      for (const connection of sockets) connection.terminate();
      gateway.close();
    },
  };
}
