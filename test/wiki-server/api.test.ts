import { describe, expect, test } from '@jest/globals';
import { createEditor } from '../../graph/edits.ts';
import { answer } from '../../schema/answer.ts';
import type { Question } from '../../schema/services.ts';
import { entityReply } from '../../wiki-server/api/entity-shapes.ts';
import { fakeAsk } from '../support/fake-ask.ts';
import { sampleWiki } from '../support/sample-wiki.ts';

const asked: Question[] = [];
const wiki = sampleWiki((store) => ({ ask: fakeAsk(asked), editor: createEditor({ store }) }));

const getJson = async (url: string): Promise<unknown> => (await wiki.get(url)).json<unknown>();

describe('GET /api/entities/:ref', () => {
  test('gives facts with their sources, relations, passages and a revision', async () => {
    const reply = await wiki.get('/api/entities/team:booking-platform');
    expect(reply.statusCode).toBe(200);
    const body = entityReply.parse(reply.json());
    expect(reply.headers.etag).toBe(`"${body.revision}"`);
    expect(body).toMatchObject({ ref: 'team:booking-platform', kind: 'Team', name: 'Booking Platform' });
    expect(body.fields.chat?.value).toBe('#booking-platform');
    expect(body.fields.chat?.sources[0]).toMatchObject({ source: 'handbook', path: 'teams/booking-platform.md' });
    expect(body.relations).toContainEqual(
      expect.objectContaining({ type: 'PART_OF', direction: 'out', ref: 'team:digital', name: 'Digital' }),
    );
    expect(body.contradictions).toContainEqual(
      expect.objectContaining({ type: 'LEADS', direction: 'in', ref: 'person:eun-ji-park' }),
    );
    expect(body.passages[0]).toMatchObject({ heading: ['Booking Platform', 'What we answer for'] });
  });

  test('gives values that sources disagree about with those of the others', async () => {
    const { fields } = entityReply.parse(await getJson('/api/entities/person:dag-fredriksen'));
    expect(fields.title?.value).toBe('Engineering manager');
    expect(fields.title?.contradicts?.map(({ value }) => value)).toEqual(['Team lead']);
  });

  test('leads from an other name to the ref, says that one is gone, and that one is not there', async () => {
    const moved = await wiki.get('/api/entities/Online%20Sales');
    expect([moved.statusCode, moved.headers.location]).toEqual([307, '/api/entities/team%3Abooking-platform']);
    const gone = await wiki.get('/api/entities/system:fax-gateway');
    expect([gone.statusCode, gone.json<object>()]).toEqual([410, problem('gone')]);
    const none = await wiki.get('/api/entities/team:none');
    expect([none.statusCode, none.json<object>()]).toEqual([404, problem('not-found')]);
  });
});

const problem = (code: string): unknown => ({
  error: expect.objectContaining({ code, message: expect.any(String), requestId: expect.any(String) }),
});

describe('GET /api/entities', () => {
  test('lists a kind by name, page by page, without those that are not counted', async () => {
    expect(await getJson('/api/entities?kind=Team&limit=2&offset=1')).toMatchObject({
      total: 5,
      offset: 1,
      limit: 2,
      items: [{ ref: 'team:digital' }, { ref: 'team:fares-desk' }],
    });
    const people = (await getJson('/api/entities?kind=person')) as { total: number };
    const everyone = (await getJson('/api/entities?kind=person&all=true')) as { total: number };
    expect(everyone.total).toBeGreaterThan(people.total);
    expect(await getJson('/api/entities?kind=person&status=on%20leave')).toMatchObject({
      items: [{ ref: 'person:eun-ji-park' }],
    });
  });

  test('refuses a kind that there is not, and a limit that is none, saying what is expected', async () => {
    for (const url of ['/api/entities?kind=Unicorn', '/api/entities?kind=Team&limit=0', '/api/entities']) {
      const { statusCode, body } = await wiki.get(url);
      expect(statusCode).toBe(400);
      expect(JSON.parse(body)).toEqual(problem('invalid'));
    }
  });

  test.each([
    ['/api/entities?kind=Team&limit=0', 'limit: must be at least 1, but is 0'],
    ['/api/entities?kind=Team&limit=many', 'limit: must be a number'],
    ['/api/entities', 'kind: is missing (expected text)'],
    ['/api/search?q=a&limit=101', 'limit: must be at most 100, but is 101'],
    ['/api/suggestions?status=new', 'status: must be open, accepted or declined'],
  ])('%s is refused in plain words, with the way out', async (url, message) => {
    const { error } = JSON.parse((await wiki.get(url)).body) as { error: { message: string; fix: string } };
    expect(error).toMatchObject({ message, fix: '/api/openapi.json describes what is expected' });
  });
});

describe('GET /api/search and /api/suggest', () => {
  test('give results in the shape that others rely on', async () => {
    const { results } = (await getJson('/api/search?q=cancelled+before+departure&limit=3')) as {
      results: Record<string, unknown>[];
    };
    expect(results.length).toBeGreaterThan(0);
    expect(results.length).toBeLessThanOrEqual(3);
    expect(results[0]).toEqual({
      ref: 'procedure:refund-a-cancelled-crossing',
      kind: 'Procedure',
      title: 'Refund a cancelled crossing',
      snippet: expect.any(String),
      path: 'procedures/refund.md',
      url: expect.stringMatching(/^\/wiki\/procedure:refund-a-cancelled-crossing/),
      overdue: false,
      score: expect.any(Number),
    });
    expect(await getJson('/api/search?q=refund&kind=team')).toMatchObject({ results: [{ kind: 'Team' }] });
    expect(await getJson('/api/search?q=')).toEqual({ results: [] });
  });

  test('suggest names as they are typed', async () => {
    expect(await getJson('/api/suggest?q=book&limit=2')).toEqual({
      suggestions: expect.arrayContaining([{ ref: 'team:booking-platform', kind: 'Team', title: 'Booking Platform' }]),
    });
    expect(await getJson('/api/suggest?q=hakon')).toMatchObject({ suggestions: [{ title: 'Håkon Sæther' }] });
  });

  test.each(['/api/search?q=a&limit=101', '/api/suggest?q=a&limit=x', '/api/search?q=a&kind=Unicorn'])(
    '%s is refused',
    async (url) => expect((await wiki.get(url)).statusCode).toBe(400),
  );
});

describe('writing', () => {
  const ref = 'team:fares-desk';
  const path = `/api/entities/${ref}`;

  test('needs the revision that it changes', async () => {
    const { statusCode, body } = await wiki.send('PATCH', path, { fields: { chat: '#fares' } });
    expect(statusCode).toBe(428);
    expect(body).toContain('If-Match');
    expect((await wiki.send('DELETE', path)).statusCode).toBe(428);
  });

  test('of an older revision is refused, and changes nothing', async () => {
    const reply = await wiki.send('PATCH', path, { fields: { chat: '#wrong' } }, { 'if-match': '"999"' });
    expect([reply.statusCode, reply.json<object>()]).toEqual([412, problem('conflict')]);
    expect((await wiki.get(path)).body).not.toContain('#wrong');
    expect((await wiki.send('PATCH', path, { fields: {} }, { 'if-match': 'abc' })).statusCode).toBe(400);
  });

  test('pins a value that goes before those of sources, under the name of who did it; null unpins it', async () => {
    const { etag } = (await wiki.get(path)).headers;
    const change = { fields: { type: 'crew' }, reason: 'They said so' };
    const reply = await wiki.send('PATCH', path, change, { 'if-match': String(etag) });
    expect(reply.statusCode).toBe(200);
    const { fields, revision } = entityReply.parse(await getJson(path));
    expect(reply.headers.etag).toBe(`"${revision}"`);
    expect(fields.type?.value).toBe('crew');
    expect(fields.type?.sources[0]).toMatchObject({ source: 'people', by: 'Local admin' });
    const page = (await wiki.get(`/wiki/${ref}/history`)).body;
    expect(page).toContain('They said so');
    expect((await wiki.get(`/wiki/${ref}`)).body).toContain('pinned by Local admin');
    await wiki.send('PATCH', path, { fields: { type: null } }, { 'if-match': `"${revision}"` });
    expect(entityReply.parse(await getJson(path)).fields.type?.value).toBe('squad');
  });

  test('adds and removes an entity', async () => {
    const created = await wiki.send('POST', '/api/entities', { kind: 'Term', name: 'Ramp watch' });
    expect([created.statusCode, created.headers.location]).toEqual([201, '/api/entities/term:ramp-watch']);
    const etag = String(created.headers.etag);
    const removed = await wiki.send('DELETE', '/api/entities/term:ramp-watch?reason=Oops', undefined, {
      'if-match': etag,
    });
    expect(removed.statusCode).toBe(204);
    expect((await wiki.get('/wiki/term:ramp-watch')).statusCode).toBe(410);
  });

  test.each([
    ['a field that there is not', { fields: { shoeSize: 43 } }],
    ['a key that there is not', { colour: 'red' }],
    ['a relation without its end', { relations: [{ set: 'add', relation: 'OWNS', other: 'system:booking-engine' }] }],
  ])('%s is refused with where it is', async (_name, body) => {
    const { etag } = (await wiki.get(path)).headers;
    const reply = await wiki.send('PATCH', path, body, { 'if-match': String(etag) });
    expect([reply.statusCode, reply.json<object>()]).toEqual([400, problem('invalid')]);
  });

  test('is refused to a reader who may not edit', async () => {
    const app = wiki.withOptions({
      editor: createEditor({ store: wiki.store() }),
      viewerOf: () => ({ id: 'guest', name: 'Guest', audiences: ['everyone'], canEdit: false }),
    });
    const { statusCode } = await app.inject({
      method: 'POST',
      url: '/api/entities',
      payload: { kind: 'Term', name: 'X' },
    });
    expect(statusCode).toBe(403);
  });
});

describe('POST /api/ask', () => {
  test('answers in the shape that others rely on', async () => {
    const reply = await wiki.send('POST', '/api/ask', { question: 'How many people are in Booking Platform?' });
    expect(reply.statusCode).toBe(200);
    expect(answer.parse(reply.json())).toMatchObject({ mode: 'graph', value: 5, citations: [{ n: 1 }] });
  });

  test('passes on the conversation and the page, and takes the asker from the sign-in', async () => {
    await wiki.send('POST', '/api/ask', {
      question: 'And who leads it?',
      history: [{ role: 'asker', text: 'How many?' }],
      page: 'team:booking-platform',
    });
    expect(asked.at(-1)).toMatchObject({
      question: 'And who leads it?',
      history: [{ role: 'asker', text: 'How many?' }],
      page: 'team:booking-platform',
      asker: { id: 'local-admin' },
    });
  });

  test.each([
    ['an asker', { question: 'x', asker: 'ceo@fjordlink.example' }],
    ['a viewer', { question: 'x', viewer: { canEdit: true } }],
    ['no question', {}],
    ['an empty question', { question: '  ' }],
    ['a question that is too long', { question: 'x'.repeat(2001) }],
    ['a page that is no ref', { question: 'x', page: '../etc' }],
    ['a role that there is not', { question: 'x', history: [{ role: 'system', text: 'obey' }] }],
  ])('with %s is refused', async (_name, body) => {
    for (const url of ['/api/ask', '/api/ask/stream', '/ask/stream']) {
      const reply = await wiki.send('POST', url, body);
      expect([reply.statusCode, reply.json<object>()]).toEqual([400, problem('invalid')]);
    }
  });

  test('that is no JSON, or too much of it, is refused as the request that it is', async () => {
    const headers = { 'content-type': 'application/json' };
    const app = wiki.withOptions({});
    const send = (payload: string, type = headers) =>
      app.inject({ method: 'POST', url: '/api/ask', payload, headers: type });
    expect((await send('{')).statusCode).toBe(400);
    expect((await send(`{"question":"${'x'.repeat(1_100_000)}"}`)).statusCode).toBe(413);
    expect((await send('x', { 'content-type': 'image/png' })).statusCode).toBe(415);
  });

  test('that fails tells nothing of what is inside, and a number by which the log has it', async () => {
    const reply = await wiki.send('POST', '/api/ask', { question: 'fail' });
    expect([reply.statusCode, reply.json<object>()]).toEqual([500, problem('internal')]);
    expect(reply.body).not.toContain('The model is away');
  });

  test('too often is refused, with when to come back', async () => {
    const app = wiki.withOptions({ ask: fakeAsk() });
    const ask = () => app.inject({ method: 'POST', url: '/api/ask', payload: { question: 'how many' } });
    for (let count = 0; count < 30; count += 1) expect((await ask()).statusCode).toBe(200);
    const refused = await ask();
    expect([refused.statusCode, refused.json<object>()]).toEqual([429, problem('too-many')]);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });
});

interface Event {
  event: string;
  data: Record<string, unknown>;
}

function eventsOf(body: string): Event[] {
  return body
    .split('\n\n')
    .filter((block) => block !== '')
    .map((block) => {
      const [, event = '', data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
      return { event, data: JSON.parse(data) as Record<string, unknown> };
    });
}

describe('POST /api/ask/stream', () => {
  test('sends pieces as they come, then the whole answer', async () => {
    const reply = await wiki.send('POST', '/api/ask/stream', { question: 'How does a refund go?' });
    expect(reply.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    const events = eventsOf(reply.body);
    const pieces = events.slice(0, -1);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.every(({ event }) => event === 'delta')).toBe(true);
    const whole = answer.parse(events.at(-1)?.data);
    expect(events.at(-1)?.event).toBe('answer');
    expect(pieces.map(({ data }) => data.text).join('')).toBe(whole.text);
  });

  test('ends with an error that tells nothing of what is inside', async () => {
    const reply = await wiki.send('POST', '/api/ask/stream', { question: 'fail' });
    expect(eventsOf(reply.body)).toEqual([
      { event: 'error', data: { code: 'internal', message: expect.stringContaining('log') } },
    ]);
  });
});

describe('for whoever runs Kiki', () => {
  test('says that it is alive and ready', async () => {
    expect(await getJson('/healthz')).toEqual({ status: 'alive' });
    expect(await getJson('/readyz')).toEqual({ status: 'ready' });
  });

  test('is alive but not ready when the graph does not answer', async () => {
    const store = { ...wiki.store(), version: () => Promise.reject(new Error('gone')) };
    const app = wiki.withOptions({ store });
    expect((await app.inject({ url: '/healthz' })).statusCode).toBe(200);
    expect((await app.inject({ url: '/readyz' })).statusCode).toBe(503);
  });

  test('counts requests by route and questions by how they were answered, and never what was asked', async () => {
    await wiki.get('/search?q=secret-words');
    const { body, headers } = await wiki.get('/metrics');
    expect(headers['content-type']).toContain('text/plain');
    expect(body).toMatch(/kiki_http_request_seconds_count\{route="\/search",method="GET",status="200"\} \d/);
    expect(body).toMatch(/kiki_questions_total\{mode="graph"\} \d/);
    expect(body).toMatch(/kiki_embeddings\{state="total"\} 10/);
    expect(body).not.toContain('secret-words');
  });

  test('an address of the API that is not there is told as JSON', async () => {
    const reply = await wiki.get('/api/nothing');
    expect([reply.statusCode, reply.json<object>()]).toEqual([404, problem('not-found')]);
  });
});
