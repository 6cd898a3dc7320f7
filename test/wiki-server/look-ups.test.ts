import { describe, expect, test } from '@jest/globals';
import { anyEmployee } from '../../schema/viewer.ts';
import { sampleWiki } from '../support/sample-wiki.ts';

const wiki = sampleWiki();

describe('look-ups over HTTP', () => {
  test('are listed with the schemas of their inputs and results', async () => {
    const { lookUps } = (await wiki.get('/api/look-ups')).json<{
      lookUps: { name: string; description: string; input: { type: string; required?: string[] } }[];
    }>();
    expect(lookUps.map(({ name }) => name)).toEqual(expect.arrayContaining(['find_entities', 'list_related']));
    for (const { description, input } of lookUps)
      expect([description.length > 0, input.type, JSON.stringify(input).includes('$schema')]).toEqual([
        true,
        'object',
        false,
      ]);
    expect(lookUps.find(({ name }) => name === 'list_related')?.input.required).toEqual(['of', 'relation']);
  });

  test('answer with result, rules, and statements with sources', async () => {
    const reply = await wiki.send('POST', '/api/look-ups/count_related', {
      of: 'Booking Platform',
      relation: 'members',
    });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['cache-control']).toBe('private, no-store');
    expect(reply.json()).toMatchObject({
      lookUp: 'count_related',
      asOf: '2026-11-20',
      cut: null,
      result: { total: 4 },
      rules: expect.arrayContaining(['As of 2026-11-20']),
      statements: [
        expect.objectContaining({ sources: expect.arrayContaining([expect.objectContaining({ name: 'hr' })]) }),
      ],
    });
  });

  test('refuse what they do not understand, in the one form of errors', async () => {
    const bad = await wiki.send('POST', '/api/look-ups/list_related', { of: 'Digital', relation: 'eats' });
    expect(bad.statusCode).toBe(400);
    expect(bad.json()).toMatchObject({ error: { code: 'invalid', message: expect.stringContaining('relation') } });
    const missing = await wiki.send('POST', '/api/look-ups/get_entity', { of: 'Nobody at all' });
    expect(missing.statusCode).toBe(404);
    const unknown = await wiki.send('POST', '/api/look-ups/drop_database', {});
    expect(unknown.statusCode).toBe(404);
  });

  test('are asked as whoever is signed in', async () => {
    const app = wiki.withOptions({ viewerOf: () => ({ ...anyEmployee, audiences: [] }) });
    const reply = await app.inject({
      method: 'POST',
      url: '/api/look-ups/count_entities',
      headers: { host: 'localhost' },
      payload: { kind: 'Person' },
    });
    expect(reply.json()).toMatchObject({ result: { total: 0 } });
  });
});
