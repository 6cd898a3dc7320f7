import { describe, expect, test } from '@jest/globals';
import { sampleWiki } from '../support/sample-wiki.ts';

const wiki = sampleWiki();

interface Operation {
  summary?: string;
  tags?: string[];
  parameters?: { name: string; in: string; schema?: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { content?: Record<string, unknown> }>;
}
interface Document {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
}

const read = async (): Promise<Document> => (await wiki.get('/api/openapi.json')).json<Document>();

describe('the OpenAPI document', () => {
  test('has every route that programs use, and none of the pages', async () => {
    const { openapi, info, paths } = await read();
    expect([openapi, info.title]).toEqual(['3.1.0', 'Kiki']);
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(operations.sort()).toEqual(
      [
        'GET /api/entities',
        'GET /api/entities/{ref}/graph',
        'POST /api/entities',
        'GET /api/entities/{ref}',
        'PATCH /api/entities/{ref}',
        'DELETE /api/entities/{ref}',
        'POST /api/entities/{ref}/verify',
        'DELETE /api/entities/{ref}/verify',
        'POST /api/entities/{ref}/settle',
        'POST /api/entities/{ref}/merge',
        'POST /api/entities/{ref}/unmerge',
        'GET /api/contradictions',
        'POST /api/entities/{ref}/revert',
        'POST /api/redirects',
        'POST /api/redirects/remove',
        'POST /api/runs/{id}/revert',
        'GET /api/merges',
        'PUT /api/records/{source}',
        'PUT /api/records/{source}/{id}',
        'DELETE /api/records/{source}/{id}',
        'POST /api/ingest/{source}',
        'GET /api/redirects',
        'GET /api/runs',
        'GET /api/runs/{id}',
        'GET /api/search',
        'GET /api/suggest',
        'GET /api/look-ups',
        'POST /api/look-ups/find_entities',
        'POST /api/look-ups/get_entity',
        'POST /api/look-ups/list_entities',
        'POST /api/look-ups/count_entities',
        'POST /api/look-ups/list_related',
        'POST /api/look-ups/count_related',
        'POST /api/look-ups/rank_by_related',
        'POST /api/look-ups/manager_chain',
        'POST /api/look-ups/find_path',
        'POST /api/look-ups/search_passages',
        'POST /api/look-ups/read_page',
        'POST /api/look-ups/procedure_steps',
        'POST /api/look-ups/experts_on',
        'POST /api/look-ups/list_changes',
        'POST /api/look-ups/describe_schema',
        'POST /api/ask',
        'POST /api/ask/stream',
        'GET /api/proposals',
        'POST /api/proposals/{id}/accept',
        'POST /api/proposals/{id}/reject',
        'GET /api/suggestions',
        'POST /api/suggestions',
        'POST /api/suggestions/{id}/accept',
        'POST /api/suggestions/{id}/decline',
        'GET /healthz',
        'GET /readyz',
        'GET /metrics',
      ].sort(),
    );
  });

  test('lists every route below /api that the server has', async () => {
    const routes: string[] = [];
    const app = wiki.withOptions({});
    app.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat())
        if (url.startsWith('/api/') && each !== 'HEAD' && url !== '/api/openapi.json')
          routes.push(`${each} ${url.replace(/:(\w+)/g, '{$1}')}`);
    });
    await app.ready();
    const { paths } = app.swagger() as unknown as Document;
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(routes.length).toBeGreaterThan(8);
    expect(described).toEqual(expect.arrayContaining(routes));
  });

  test('says of each operation what it does, what it takes and what comes back', async () => {
    const { paths } = await read();
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        expect([path, method, operation.summary ?? '']).not.toContain('');
        expect(operation.tags).toHaveLength(1);
        const codes = Object.keys(operation.responses);
        expect(codes).toContain('4XX');
        expect(codes.length).toBeGreaterThan(1);
        const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        const given = (operation.parameters ?? []).filter(({ in: place }) => place === 'path').map(({ name }) => name);
        expect(given).toEqual(named);
        // A decision, and what is to be read, are said by the address.
        const isSaidByAddress = /^\/api\/proposals\/.*\/(accept|reject)$/.test(path) || path.startsWith('/api/ingest/');
        const takesBody = ['post', 'put', 'patch'].includes(method) && !isSaidByAddress;
        expect(operation.requestBody !== undefined).toBe(takesBody);
      }
    }
  });

  test('says in which form answers come', async () => {
    const { paths } = await read();
    const form = (path: string, method: string) => Object.keys(paths[path]?.[method]?.responses['200']?.content ?? {});
    expect(form('/api/ask', 'post')).toEqual(['application/json']);
    expect(form('/api/ask/stream', 'post')).toEqual(['text/event-stream']);
    expect(form('/metrics', 'get')).toEqual(['text/plain']);
  });

  test('refers to nothing that it does not hold', async () => {
    const text = JSON.stringify(await read());
    expect(text).not.toContain('"$ref"');
    expect(text).not.toContain('"$schema"');
  });

  test('gives the address that people use, where there is one', async () => {
    const app = wiki.withOptions({ publicUrl: 'https://kiki.example.com' });
    const reply = await app.inject({ url: '/api/openapi.json', headers: { host: 'kiki.example.com' } });
    expect(reply.json<{ servers: object[] }>().servers).toEqual([{ url: 'https://kiki.example.com' }]);
  });
});
