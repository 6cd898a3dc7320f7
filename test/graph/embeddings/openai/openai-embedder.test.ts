import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  createOpenAiEmbedder,
  type OpenAiEmbedderOptions,
} from '../../../../graph/embeddings/openai/openai-embedder.ts';
import { loopbackServer } from '../../../support/loopback-server.ts';

interface Seen {
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: { input: string[]; model: string; encoding_format?: string };
}

let seen: Seen[] = [];
/** Answers a request; by default with a vector that tells the length of the text. */
let answer: (response: ServerResponse, input: string[]) => void;
const reply = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const vectors = (input: string[]) => ({
  data: input.map((text, index) => ({ index, embedding: [text.length, 0, 1] })),
});

const server = loopbackServer((request, response) => {
  void json(request).then((body) => {
    seen.push({ path: request.url, headers: request.headers, body: body as Seen['body'] });
    answer(response, (body as Seen['body']).input);
  });
});
beforeEach(() => {
  seen = [];
  answer = (response, input) => reply(response, 200, vectors(input));
});

const environment = { ...process.env };
afterEach(() => {
  process.env = { ...environment };
});

const embedder = (options: Partial<OpenAiEmbedderOptions> = {}) =>
  createOpenAiEmbedder({ apiKey: 'secret-key', baseUrl: `${server.url()}/v1`, ...options });

describe('an OpenAI-compatible endpoint', () => {
  test('is asked with model and key, for plain numbers', async () => {
    await embedder({ model: 'nomic' }).embedQuery('refund');
    expect(seen).toEqual([
      {
        path: '/v1/embeddings',
        headers: expect.objectContaining({ authorization: 'Bearer secret-key' }),
        body: { input: ['refund'], model: 'nomic', encoding_format: 'float' },
      },
    ]);
  });

  test('tells the dimension with its first reply', async () => {
    const { embedDocuments, ...rest } = embedder();
    const made = embedder();
    expect([rest.model, made.dimensions]).toEqual(['openai/text-embedding-3-small', 0]);
    await made.embedDocuments(['refund']);
    expect(made.dimensions).toBe(3);
    expect(await embedDocuments([])).toEqual([]);
  });

  test('gets many texts in several requests, and their order is kept', async () => {
    const texts = Array.from({ length: 40 }, (_, index) => 'x'.repeat(index + 1));
    const result = await embedder().embedDocuments(texts);
    expect(seen.map(({ body }) => body.input.length)).toEqual([32, 8]);
    result.forEach((vector, index) => expect(vector[0]).toBeCloseTo((index + 1) / Math.hypot(index + 1, 1), 5));
  });

  test('is asked again when it fails in passing', async () => {
    let failures = 2;
    answer = (response, input) =>
      failures-- > 0
        ? response.writeHead(503, { 'retry-after-ms': '1' }).end()
        : void reply(response, 200, vectors(input));
    expect(await embedder().embedQuery('refund')).toHaveLength(3);
    expect(seen).toHaveLength(3);
  });

  test.each([
    [500, 'unavailable'],
    [429, 'unavailable'],
    [400, 'invalid'],
    [413, 'invalid'],
    [404, 'not-found'],
    [401, 'not-allowed'],
    [403, 'not-allowed'],
  ])('that answers %i is an error of its kind, without the key in it', async (status, code) => {
    answer = (response) => {
      response.setHeader('retry-after-ms', '1');
      reply(response, status, { error: { message: 'wrong: secret-key' } });
    };
    const error: unknown = await embedder()
      .embedQuery('refund')
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, where: 'embedding endpoint' });
    if (status === 401 || status === 403) expect(JSON.stringify([error, String(error)])).not.toContain('secret-key');
  });

  test('that answers with something else is Unavailable', async () => {
    answer = (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    await expect(embedder().embedQuery('refund')).rejects.toMatchObject({
      code: 'unavailable',
      fix: expect.stringContaining('OPENAI_BASE_URL'),
    });
  });

  test('that is not there is Unavailable, and the reason is said', async () => {
    const away = embedder({ baseUrl: 'http://models.invalid/v1' });
    await expect(away.embedQuery('refund')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/can't be reached \(.+\)/),
    });
  }, 15_000);

  test('that is silent is not waited for', async () => {
    answer = () => undefined;
    await expect(embedder({ timeout: 50 }).embedQuery('refund')).rejects.toMatchObject({ code: 'unavailable' });
    expect(seen).toHaveLength(3);
  }, 15_000);

  test('is left when the caller stops, with his reason', async () => {
    answer = () => undefined;
    const stop = new AbortController();
    const asked = embedder().embedDocuments(['refund'], stop.signal);
    stop.abort(new Error('stopped'));
    await expect(asked).rejects.toThrow('stopped');
  });

  test('is not asked after close, and what is under way ends', async () => {
    answer = () => undefined;
    const made = embedder();
    const asked = made.embedQuery('refund');
    await made.close();
    await expect(asked).rejects.toThrow('The embedder is closed');
    await expect(made.embedQuery('refund')).rejects.toThrow('The embedder is closed');
  });

  test('on the own network needs no key', async () => {
    await createOpenAiEmbedder({ baseUrl: server.url() }).embedQuery('refund');
    expect(seen).toHaveLength(1);
  });

  test('gets nothing from variables that Kiki does not read', async () => {
    Object.assign(process.env, { OPENAI_ORG_ID: 'org', OPENAI_PROJECT_ID: 'project' });
    await embedder().embedQuery('refund');
    expect(Object.keys(seen[0]!.headers).filter((name) => name.startsWith('openai-'))).toEqual([]);
  });
});

test('OpenAI itself needs a key', () => {
  expect(() => createOpenAiEmbedder({})).toThrow(
    expect.objectContaining({ code: 'unavailable', fix: expect.stringContaining('OPENAI_API_KEY') }),
  );
});
