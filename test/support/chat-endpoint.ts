import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { beforeEach } from '@jest/globals';
import { loopbackServer } from './loopback-server.ts';

export interface ChatRequest {
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: {
    model: string;
    stream: boolean;
    messages: { role: string; content: string; tool_call_id?: string; tool_calls?: object[] }[];
    tools?: { type: string; function: { name: string; description: string; parameters: object } }[];
    tool_choice?: string;
  };
}

/** What the endpoint does with a request. */
export type ChatReply = (response: ServerResponse, request: ChatRequest) => void;

/** An endpoint that speaks OpenAI's chat completions and does as it is told; each request takes the next of `replies`, the last one again and again. */
export function chatEndpoint() {
  const endpoint = { requests: [] as ChatRequest[], replies: [] as ChatReply[], url: () => `${server.url()}/v1` };
  const server = loopbackServer((message, response) => {
    void json(message).then((body) => {
      const request = { path: message.url, headers: message.headers, body: body as ChatRequest['body'] };
      endpoint.requests.push(request);
      const reply = endpoint.replies.length > 1 ? endpoint.replies.shift() : endpoint.replies[0];
      reply?.(response, request);
    });
  });
  beforeEach(() => {
    endpoint.requests = [];
    endpoint.replies = [];
  });
  return endpoint;
}

function chunk(delta: object, finish: string | null = null): string {
  const body = {
    id: 'chat-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'm',
    choices: [{ index: 0, delta, finish_reason: finish }],
  };
  return `data: ${JSON.stringify(body)}\n\n`;
}

const begin = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' });

/** Streams pieces and ends as a whole reply does, or for another reason. */
export function streamed(pieces: readonly string[], finish = 'stop'): ChatReply {
  return (response) => {
    begin(response);
    for (const content of pieces) response.write(chunk({ role: 'assistant', content }));
    response.write(chunk({}, finish));
    const usage = { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 };
    const last = { id: 'chat-1', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [], usage };
    response.end(`data: ${JSON.stringify(last)}\n\ndata: [DONE]\n\n`);
  };
}

/** A call of a tool; arguments that are no text are written as JSON. */
export interface Calling {
  name: string;
  arguments?: unknown;
  id?: string;
}

/** Streams words and then calls of tools, the arguments in small pieces as endpoints do, all calls at once. */
export function calling(calls: readonly Calling[], { words = '', finish = 'tool_calls' } = {}): ChatReply {
  return (response) => {
    begin(response);
    if (words !== '') response.write(chunk({ role: 'assistant', content: words }));
    const parts = calls.map(({ name, arguments: given = {}, id }, index) => {
      const text = typeof given === 'string' ? given : JSON.stringify(given);
      response.write(
        chunk({
          role: 'assistant',
          tool_calls: [{ index, id: id ?? `call-${index}`, type: 'function', function: { name, arguments: '' } }],
        }),
      );
      const size = Math.max(7, Math.ceil(text.length / 40));
      return { index, pieces: text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [] };
    });
    for (let at = 0; parts.some(({ pieces }) => at < pieces.length); at += 1)
      for (const { index, pieces } of parts)
        if (at < pieces.length) response.write(chunk({ tool_calls: [{ index, function: { arguments: pieces[at] } }] }));
    response.write(chunk({}, finish));
    const usage = { prompt_tokens: 50, completion_tokens: 5, total_tokens: 55 };
    const last = { id: 'chat-1', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [], usage };
    response.end(`data: ${JSON.stringify(last)}\n\ndata: [DONE]\n\n`);
  };
}

/** Begins a call of a tool and then breaks the connection. */
export function brokenInCall(name: string): ChatReply {
  return (response) => {
    begin(response);
    const call = { index: 0, id: 'call-0', type: 'function', function: { name, arguments: '{"of": "Boo' } };
    response.write(chunk({ role: 'assistant', tool_calls: [call] }), () => response.socket?.destroy());
  };
}

/** Writes the same for ever. */
export function endless(piece: string): ChatReply {
  return (response) => {
    begin(response);
    const more = () => {
      while (!response.destroyed && response.write(chunk({ role: 'assistant', content: piece })));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  };
}

/** Streams pieces and then ends without saying that the reply is whole. */
export function endedEarly(pieces: readonly string[]): ChatReply {
  return (response) => {
    begin(response);
    for (const content of pieces) response.write(chunk({ role: 'assistant', content }));
    response.end();
  };
}

/** Streams pieces and then breaks the connection. */
export function brokenOff(pieces: readonly string[]): ChatReply {
  return (response) => {
    begin(response);
    const last = pieces.map((content) => chunk({ role: 'assistant', content })).join('');
    response.write(last, () => response.socket?.destroy());
  };
}

/** Streams pieces and then keeps silent. */
export function silentAfter(pieces: readonly string[]): ChatReply {
  return (response) => {
    begin(response);
    for (const content of pieces) response.write(chunk({ role: 'assistant', content }));
  };
}

/** Never answers. */
export const silent: ChatReply = () => undefined;

/** Answers with a status; a further try is asked for at once. */
export function refused(status: number, body: unknown): ChatReply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

/** A stream whose events are these. */
export function rawEvents(...events: readonly string[]): ChatReply {
  return (response) => begin(response).end(events.map((event) => `data: ${event}\n\n`).join(''));
}
