import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { GraphStore } from '../../graph/store.ts';
import type { Ask, Question } from '../../schema/services.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import type { WikiDependencies } from '../../wiki-server/context.ts';
import { fakeAsk } from '../support/fake-ask.ts';
import { type McpClient, overHttp } from '../support/mcp-client.ts';
import { sampleStore } from '../support/sample-graph.ts';
import { testWiki } from '../support/wiki.ts';

let store: GraphStore;
const open: { app: FastifyInstance; client: McpClient }[] = [];
beforeAll(async () => {
  store = await sampleStore();
});
afterEach(async () => {
  for (const { app, client } of open.splice(0)) {
    await client.close();
    await app.close();
  }
});
afterAll(() => store.close());

async function connected(options: Partial<WikiDependencies> = {}): Promise<McpClient> {
  const app = testWiki(store, options);
  const client = await overHttp(await app.listen({ host: '127.0.0.1', port: 0 }));
  open.push({ app, client });
  return client;
}

describe('/mcp', () => {
  test('says what Kiki is, and lists ask and every look-up with schemas, as reading only', async () => {
    const { client } = await connected({ version: '1.2.3' });
    expect(client.getServerVersion()).toMatchObject({ name: 'kiki', version: '1.2.3' });
    expect(client.getInstructions()).toMatch(/find_entities/);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['ask', 'list_related', 'describe_schema']));
    for (const tool of tools)
      expect(tool).toMatchObject({
        description: expect.any(String),
        inputSchema: { type: 'object' },
        outputSchema: { type: 'object' },
        annotations: { readOnlyHint: true },
      });
  });

  test('looks up, in words with sources and as data in the form that was listed', async () => {
    const { client, call } = await connected();
    await client.listTools();
    const { text, structured, isError } = await call('count_related', { of: 'Booking Platform', relation: 'members' });
    expect(isError).toBe(false);
    expect(text).toMatch(/\*\*4 people\*\*.*\[hr hr\.csv#/s);
    expect(structured).toMatchObject({ result: { total: 4 }, cut: null });
  });

  test('answers questions as the viewer of the request, and keeps them as asked here', async () => {
    const asked: Question[] = [];
    const viewer = { ...anyEmployee, id: 'greta@fjordlink.example' };
    const { call } = await connected({ ask: fakeAsk(asked), viewerOf: () => viewer });
    const { text, structured } = await call('ask', { question: 'How many people are in Booking?' });
    expect(asked).toEqual([expect.objectContaining({ asker: viewer, surface: 'mcp' })]);
    expect(text).toMatch(/\*\*4 people\*\*.*not written by an AI.*\[1\] Booking Platform: HR export, hr\/units\.csv/s);
    expect(structured).toMatchObject({ mode: 'graph', value: 5 });
    const written = await call('ask', { question: 'How do I refund?' });
    expect(written.text).toContain('Written by an AI');
  });

  test('shows a viewer only what he may read', async () => {
    const { call } = await connected({ viewerOf: () => ({ ...anyEmployee, audiences: [] }) });
    const hidden = await call('find_entities', { text: 'Farid Haddad' });
    expect(hidden.structured).toMatchObject({ result: { candidates: [] } });
  });

  test('tells of a mistake what would do, as the result of the tool', async () => {
    const { call } = await connected();
    const refused = await call('list_related', { of: 'Digital', relation: 'manages' });
    expect(refused).toMatchObject({ isError: true, text: expect.stringMatching(/no relation "manages".*members/s) });
    expect(await call('drop_database', {})).toMatchObject({
      isError: true,
      text: expect.stringContaining('get_entity'),
    });
    expect(await call('ask', { question: '', as: 'ceo' })).toMatchObject({ isError: true });
  });

  test('tells nothing of a fault of its own', async () => {
    const { call } = await connected({ ask: fakeAsk() });
    const failed = await call('ask', { question: 'please fail' });
    expect(failed).toMatchObject({ isError: true, text: expect.not.stringContaining('model is away') });
  });

  test('ends the work when the client is gone', async () => {
    const ended = new Promise((resolve) => {
      const ask: Ask = ({ signal }) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => {
            reject(new Error('gone'));
            resolve('ended');
          });
        });
      void connected({ ask }).then(({ client, call }) => {
        void call('ask', { question: 'Anyone?' }).catch(() => undefined);
        setTimeout(() => void client.close(), 200);
      });
    });
    await expect(ended).resolves.toBe('ended');
  });

  test('refuses other sites, other hosts, listening and what is no message', async () => {
    const app = testWiki(store);
    const send = (headers: object, payload: unknown = { jsonrpc: '2.0', id: 1, method: 'tools/list' }) =>
      app.inject({
        method: 'POST',
        url: '/mcp',
        headers: { host: 'localhost', accept: 'application/json, text/event-stream', ...headers },
        payload: payload as object,
      });
    expect((await send({ origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await send({ host: 'evil.example' })).statusCode).toBe(403);
    expect((await send({ accept: 'text/plain' })).statusCode).toBe(406);
    expect((await send({}, { hello: 'there' })).statusCode).toBe(400);
    const listening = await app.inject({ url: '/mcp', headers: { host: 'localhost', accept: 'text/event-stream' } });
    expect([listening.statusCode, listening.headers.allow]).toEqual([405, 'POST']);
    const good = await send({});
    expect([good.statusCode, good.body]).toEqual([200, expect.stringContaining('list_related')]);
    await app.close();
  });
});
