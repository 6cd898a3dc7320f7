import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createOpenAiModel, type OpenAiModelOptions } from '../../../answer/model/openai-model.ts';
import type { KikiError } from '../../../schema/errors.ts';
import {
  brokenOff,
  chatEndpoint,
  type ChatReply,
  endedEarly,
  rawEvents,
  refused,
  silent,
  silentAfter,
  streamed,
} from '../../support/chat-endpoint.ts';
import { freePort } from '../../support/free-port.ts';

const endpoint = chatEndpoint();
const key = 'sk-very-secret-0123456789';
const model = (options: Partial<OpenAiModelOptions> = {}) =>
  createOpenAiModel({ apiKey: key, baseUrl: endpoint.url(), model: 'tiny', ...options });
const messages = [{ role: 'user', content: 'who leads Digital?' }] as const;

/** How a request fails that must. */
async function failure(work: Promise<unknown>): Promise<KikiError> {
  return work.then(
    () => Promise.reject(new TypeError('it did not fail')),
    (error: unknown) => error as KikiError,
  );
}

const environment = { ...process.env };
afterEach(() => {
  process.env = { ...environment };
});

describe('a reply', () => {
  test('is whole, was passed on in pieces, and says what it cost', async () => {
    endpoint.replies = [streamed(['Chiara ', 'leads it ', '[1].'])];
    const pieces: string[] = [];
    const reply = await model().write(messages, { onText: (piece) => pieces.push(piece) });
    expect(reply).toEqual({ text: 'Chiara leads it [1].', tokens: { prompt: 7, completion: 3 } });
    expect(pieces).toEqual(['Chiara ', 'leads it ', '[1].']);
  });

  test('is asked of the model by name, with the key in the header only', async () => {
    endpoint.replies = [streamed(['x'])];
    await model().write(messages);
    const [request] = endpoint.requests;
    expect(request).toMatchObject({
      path: '/v1/chat/completions',
      body: { model: 'tiny', stream: true, messages },
      headers: { authorization: `Bearer ${key}` },
    });
    expect(JSON.stringify(request?.body)).not.toContain(key);
  });

  test('is asked without what the package would read from the environment', async () => {
    Object.assign(process.env, { OPENAI_ORG_ID: 'org-1', OPENAI_PROJECT_ID: 'proj-1', OPENAI_API_KEY: 'another' });
    endpoint.replies = [streamed(['x'])];
    await model({ apiKey: undefined }).write(messages);
    const headers = JSON.stringify(endpoint.requests[0]?.headers);
    for (const said of ['org-1', 'proj-1', 'another']) expect(headers).not.toContain(said);
  });

  test('comes at the second try when the first was refused in passing', async () => {
    endpoint.replies = [refused(500, {}), streamed(['x'])];
    await expect(model().write(messages)).resolves.toMatchObject({ text: 'x' });
    expect(endpoint.requests).toHaveLength(2);
  });
});

describe('a reply that is not whole is none', () => {
  test.each<[string, ChatReply, string, RegExp]>([
    ['cut for length', streamed(['Chiara'], 'length'), 'unavailable', /ended its reply early \(length\)/],
    ['withheld', streamed([''], 'content_filter'), 'unavailable', /ended its reply early \(content_filter\)/],
    ['ended without a reason', endedEarly(['Chiara']), 'unavailable', /./],
    ['broken off', brokenOff(['Chiara']), 'unavailable', /./],
    ['no JSON', rawEvents('{"choices": [{"del'), 'unavailable', /./],
    ['an error in the stream', rawEvents('{"error": {"message": "out of memory"}}'), 'unavailable', /in the stream/],
    ['nothing', rawEvents('[DONE]'), 'unavailable', /./],
    ['refused: the key', refused(401, { error: { message: 'bad key' } }), 'not-allowed', /refused the key/],
    ['refused: no permission', refused(403, { error: { message: 'no' } }), 'not-allowed', /refused the key/],
    ['refused: no such model', refused(404, { error: { message: 'no' } }), 'unavailable', /no model tiny/],
    ['refused: too much to do', refused(429, { error: { message: 'slow down' } }), 'unavailable', /too much to do/],
    ['refused: broken', refused(500, 'oops'), 'unavailable', /\(500\)/],
    ['refused: not understood', refused(400, { error: { message: 'no' } }), 'unavailable', /\(400\)/],
  ])('%s', async (_, reply, code, message) => {
    endpoint.replies = [reply];
    const error = await failure(model().write(messages));
    expect(error).toMatchObject({ name: 'KikiError', code, where: endpoint.url() });
    expect(error.message).toMatch(message);
  });

  test('refused connection', async () => {
    const error = await failure(model({ baseUrl: `http://127.0.0.1:${await freePort()}/v1` }).write(messages));
    expect(error).toMatchObject({ code: 'unavailable', message: 'The endpoint does not answer' });
  });

  test('not begun in time', async () => {
    endpoint.replies = [silent];
    const error = await failure(model({ firstByte: 20 }).write(messages));
    // Jest's realm hides from the package that its own time-out ended the request.
    expect(error).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/not begin to answer|not answer$/),
    });
  });

  test('not finished in time', async () => {
    endpoint.replies = [silentAfter(['Chiara'])];
    const error = await failure(model({ longest: 50 }).write(messages));
    expect(error).toMatchObject({ code: 'unavailable', message: 'The model took longer than 0.05 s' });
  });
});

describe('an asker who gives up', () => {
  test('ends the request, and gets his own reason back', async () => {
    const giving = new AbortController();
    endpoint.replies = [silentAfter(['Chiara'])];
    const work = model().write(messages, { signal: giving.signal, onText: () => giving.abort('enough') });
    await expect(work).rejects.toBe('enough');
  });

  test('before the request sends none', async () => {
    await expect(model().write(messages, { signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
    expect(endpoint.requests).toEqual([]);
  });
});

test('the key is in no error, whatever the endpoint says', async () => {
  const told = { error: { message: `the key ${key} is bad`, code: key } };
  const replies: ChatReply[] = [
    refused(401, told),
    refused(500, `<html>${key}</html>`),
    refused(400, told),
    rawEvents(JSON.stringify(told)),
    rawEvents(`{${key}`),
  ];
  for (const reply of replies) {
    endpoint.replies = [reply];
    const error = await failure(model().write(messages));
    expect(error.name).toBe('KikiError');
    expect(inspect(error, { depth: 12, showHidden: true })).not.toContain(key);
  }
});
