import { describe, expect, test } from '@jest/globals';
import { adminWiki } from '../../support/admin-wiki.ts';
import { field, related } from '../../support/records.ts';

const wiki = adminWiki();
const ada = 'person:ada-lovelace';

const person = (title: string, team: string) => ({
  kind: 'Person',
  key: 'E1',
  name: 'Ada Lovelace',
  claims: [field('title', title), related('MEMBER_OF', team)],
});

/** In March Ada is an engineer in Payments; in May Payments is gone and she directs Refunds. */
async function twoRuns() {
  wiki.setTime('2026-03-10T08:00:00Z');
  await wiki.read([{ kind: 'Team', key: 'T1', name: 'Payments' }, person('Engineer', 'Payments')], { id: 'march' });
  wiki.setTime('2026-05-10T08:00:00Z');
  await wiki.read([{ kind: 'Team', key: 'T2', name: 'Refunds' }, person('Director', 'Refunds')], {
    id: 'may',
    removals: ['hr:Team:T1'],
  });
  wiki.setTime('2026-11-20T09:30:00Z');
}

describe('as Kiki knew it on a day', () => {
  test('a page says what it said then, says so, and offers no edit', async () => {
    await twoRuns();
    const { body, statusCode, headers } = await wiki.get(`/wiki/${ada}?asOf=2026-04-01`);
    expect([statusCode, headers['cache-control']]).toEqual([200, 'private, no-cache']);
    expect(body).toContain('As Kiki knew it on 1 Apr 2026.');
    expect(body).toMatch(/Title.*Engineer/s);
    expect(body).toContain('Payments');
    expect(body).not.toContain('Director');
    expect(body).not.toContain('method="post"');
    expect(body).toContain(`<a href="/wiki/${ada}">See it as it is now</a>`);
    expect((await wiki.get(`/wiki/${ada}?asOf=2026-05-10`)).body).toContain('Director');
    expect((await wiki.get(`/wiki/${ada}?asOf=`)).body).not.toContain('As Kiki knew it on 1');
  });

  test('what is gone today is there, and what came later is not', async () => {
    await twoRuns();
    expect((await wiki.get('/wiki/team:payments?asOf=2026-04-01')).body).toContain('<h1>Payments</h1>');
    const { statusCode, body } = await wiki.get('/wiki/team:refunds?asOf=2026-04-01');
    expect(statusCode).toBe(404);
    expect(body).toContain('team:refunds was not known on that day');
  });

  test('the organisation stands as it stood', async () => {
    await twoRuns();
    const then = (await wiki.get('/org?asOf=2026-04-01')).body;
    expect([then.includes('Payments'), then.includes('Refunds')]).toEqual([true, false]);
    expect(then).toContain('As Kiki knew it on 1 Apr 2026.');
    const today = (await wiki.get('/org')).body;
    expect([today.includes('Payments'), today.includes('Refunds')]).toEqual([false, true]);
  });

  test('a day before anything was read says so, and what is no day is refused', async () => {
    await twoRuns();
    expect((await wiki.get(`/wiki/${ada}?asOf=2025-01-01`)).body).toContain(
      'Kiki had read nothing then: it began on 10 Mar 2026.',
    );
    expect((await wiki.get('/org?asOf=2025-01-01')).body).toContain('Kiki had read nothing then');
    for (const day of ['May', '2026-13-01', '<script>', '2026-04-01T00:00:00Z'])
      for (const url of [`/wiki/${ada}`, '/org', `/api/entities/${ada}`])
        expect([url, day, (await wiki.get(`${url}?asOf=${encodeURIComponent(day)}`)).statusCode]).toEqual([
          url,
          day,
          400,
        ]);
  });

  test('by program', async () => {
    await twoRuns();
    const reply = await wiki.call('GET', `/api/entities/${ada}?asOf=2026-04-01`);
    expect(reply.json()).toMatchObject({ fields: { title: { value: 'Engineer' } } });
    expect([
      reply.headers['cache-control'],
      (await wiki.call('GET', '/api/entities/team:refunds?asOf=2026-04-01')).statusCode,
    ]).toEqual(['private, no-store', 404]);
  });
});
