import { describe, expect, test } from '@jest/globals';
import { anyEmployee } from '../../../schema/viewer.ts';
import { adminWiki, hiddenFields } from '../../support/admin-wiki.ts';
import { field, related } from '../../support/records.ts';

const wiki = adminWiki();
const path = '/admin/duplicates';
const [katherine, kathrine] = ['person:katherine-johnson', 'person:kathrine-johnson'];

async function readPeople() {
  await wiki.read([
    { kind: 'Team', key: 'T1', name: 'Orbits' },
    {
      kind: 'Person',
      key: 'E1',
      name: 'Katherine Johnson',
      path: 'people.csv#E1',
      claims: [field('title', 'Mathematician'), related('MEMBER_OF', 'Orbits'), field('email', 'kj@example.com')],
    },
    {
      source: 'wiki',
      kind: 'Person',
      key: 'kj.md',
      path: 'people/kj.md',
      name: 'Kathrine Johnson',
      claims: [field('title', 'Mathematician <i>'), related('MEMBER_OF', 'Orbits'), field('location', 'Hampton')],
    },
    { kind: 'Person', key: 'E2', name: 'Mary Jackson' },
  ]);
}

const body = async (url = path) => (await wiki.get(url)).body;
const people = async () => (await wiki.store.list(anyEmployee, { kind: 'Person' })).items.map(({ ref }) => ref);

describe('suspected duplicates', () => {
  test('stand side by side with score, reasons, facts and sources', async () => {
    await readPeople();
    const page = await body();
    expect(page).toContain('1 pair<');
    expect(page).toMatch(/\d+ %/);
    expect(page).toMatch(/<ul class="reasons"><li>[^<]+/);
    expect(page).toMatch(/Title.*≠.*Mathematician<.*Mathematician &lt;i>/s);
    expect(page).toMatch(/Teams.*Orbits.*Orbits/s);
    expect(page).toContain('HR export: people.csv#E1');
    expect(page).toContain('Team wiki: people/kj.md');
    expect(await body(`${path}?kind=Team`)).toContain('Nothing looks like one thing twice.');
  });

  test('are merged into the one that is kept', async () => {
    await readPeople();
    const form = hiddenFields(await body(), 'Not the same');
    const reply = await wiki.submit(path, { ...form, keep: kathrine, reason: 'One desk' });
    expect([reply.statusCode, reply.headers.location]).toEqual([
      303,
      `${path}?done=merged&kept=${encodeURIComponent(kathrine)}`,
    ]);
    expect(await people()).toEqual([kathrine, 'person:mary-jackson']);
    expect(await body(String(reply.headers.location))).toContain('Merged: Katherine Johnson.');
    expect(await body(`${path}?state=merged`)).toMatch(
      /Katherine Johnson.*stands for.*person:katherine-johnson.*One desk/s,
    );
    expect((await wiki.get(`/wiki/${katherine}`)).headers.location).toBe(`/wiki/${kathrine}`);
  });

  test('are two things when someone says so, until he takes it back', async () => {
    await readPeople();
    const form = hiddenFields(await body(), 'Not the same');
    await wiki.submit(path, { ...form, distinct: '1', reason: 'Sisters' });
    expect(await body()).toContain('Nothing looks like one thing twice.');
    const dismissed = await body(`${path}?state=dismissed`);
    expect(dismissed).toMatch(/Johnson.*Johnson.*by Local admin.*Sisters/s);
    await wiki.submit(`${path}?state=dismissed`, { ...hiddenFields(dismissed, 'Suggest again'), again: '1' });
    expect(await body()).toContain('1 pair<');
    expect(await people()).toHaveLength(3);
  });

  test('stay as they are when the form is no good, and the reason stays typed', async () => {
    await readPeople();
    const form = hiddenFields(await body(), 'Not the same');
    const refusals: [Record<string, string>, number][] = [
      [{ keep: 'person:mary-jackson' }, 400],
      [{}, 400],
      [{ a: 'person:nobody', keep: 'person:nobody' }, 404],
      [{ a: 'nonsense <b>', keep: 'nonsense <b>' }, 400],
      [{ a: 'team:orbits', keep: 'team:orbits' }, 409],
      [{ b: form.a ?? '', keep: form.a ?? '' }, 400],
      [{ a: 'person:nobody', distinct: '1' }, 400],
      [{ again: '1' }, 404],
    ];
    for (const [fields, status] of refusals) {
      const reply = await wiki.submit(path, { ...form, ...fields, reason: 'Sure & certain' });
      expect([fields, reply.statusCode]).toEqual([fields, status]);
      expect(reply.body).toContain('role="alert"');
      expect(reply.body).toContain('Sure &amp; certain');
      expect(reply.body).not.toContain('nonsense <b>');
    }
    expect(await people()).toHaveLength(3);
  });

  test('are for those who may edit', async () => {
    await readPeople();
    const form = hiddenFields(await body(), 'Not the same');
    for (const url of [path, `/admin/merge?from=${katherine}`, `/admin/unmerge?from=${katherine}`])
      expect((await wiki.get(url, { viewer: anyEmployee })).statusCode).toBe(403);
    expect((await wiki.submit(path, { ...form, keep: katherine }, anyEmployee)).statusCode).toBe(403);
    expect((await wiki.submit('/admin/merge', { ...form, keep: katherine }, anyEmployee)).statusCode).toBe(403);
    const call = wiki.call('POST', `/api/entities/${katherine}/merge`, { into: kathrine }, { viewer: anyEmployee });
    expect((await call).statusCode).toBe(403);
    expect(await people()).toHaveLength(3);
  });
});

describe('merging by hand', () => {
  const merge = (query: string) => body(`/admin/merge?from=${query}`);

  test('finds the other one by name or ref, of the same kind only', async () => {
    await readPeople();
    const link = `into=${encodeURIComponent('person:mary-jackson')}`;
    expect(await merge(katherine)).toContain(`into=${encodeURIComponent(kathrine)}`);
    expect(await merge(`${katherine}&q=jackson`)).toContain(link);
    expect(await merge(`${katherine}&q=person:mary-jackson`)).toContain(link);
    expect(await merge(`${katherine}&q=Orbits`)).not.toContain('team:orbits');
    expect(await merge(`${katherine}&q=<script>`)).toContain('Nothing of this kind is called “&lt;script>”');
    expect((await wiki.get('/admin/merge?from=person:nobody')).statusCode).toBe(404);
    expect((await wiki.get('/admin/merge')).statusCode).toBe(404);
  });

  test('says what will contradict, merges, and leads to the history with what was merged', async () => {
    await readPeople();
    const page = await merge(`${katherine}&into=${kathrine}`);
    expect(page).toContain('1 thing will contradict');
    const form = hiddenFields(page, 'Merge, keep');
    expect((await wiki.submit('/admin/merge', { ...form, keep: 'person:mary-jackson' })).statusCode).toBe(400);
    const reply = await wiki.submit('/admin/merge', { ...form, keep: katherine, reason: '' });
    expect([reply.statusCode, reply.headers.location]).toEqual([303, `/wiki/${katherine}/history`]);
    expect(await body(`/wiki/${katherine}/history`)).toMatch(
      /Merged into this page.*person:kathrine-johnson.*Un-merge/s,
    );
    expect((await wiki.get(`/wiki/${katherine}/history`, { viewer: anyEmployee })).body).not.toContain('Un-merge');
    expect((await wiki.entity(katherine))?.facts.title?.contradicts).toHaveLength(1);
  });

  test('is taken back after what was changed in between is shown', async () => {
    await readPeople();
    await wiki.call('POST', `/api/entities/${kathrine}/merge`, { into: katherine, reason: 'One' });
    expect(await body(`/admin/unmerge?from=${kathrine}`)).toContain('Nobody has changed the page since.');
    wiki.setTime('2026-11-21T10:00:00Z');
    const revision = (await wiki.entity(katherine))?.revision ?? 0;
    await wiki.change(katherine, { fields: { location: 'Paris' }, reason: 'Moved' }, revision);
    const page = await body(`/admin/unmerge?from=${kathrine}`);
    expect(page).toContain('1 change made by people since stay with Katherine Johnson');
    expect(page).toMatch(/Location.*Paris/s);
    const reply = await wiki.submit('/admin/unmerge', { ...hiddenFields(page, 'Un-merge'), reason: 'Two after all' });
    expect([reply.statusCode, reply.headers.location]).toEqual([303, `/wiki/${kathrine}`]);
    expect((await wiki.entity(kathrine))?.fields.location).toBe('Hampton');
    expect((await wiki.entity(katherine))?.fields.location).toBe('Paris');
    expect((await wiki.get(`/admin/unmerge?from=${kathrine}`)).statusCode).toBe(404);
  });

  test('by program', async () => {
    await readPeople();
    const merged = await wiki.call('POST', `/api/entities/${kathrine}/merge`, { into: katherine, reason: 'One' });
    expect([merged.statusCode, merged.json()]).toEqual([200, { from: kathrine, into: katherine }]);
    expect((await wiki.call('POST', `/api/entities/${kathrine}/merge`, { into: katherine })).statusCode).toBe(404);
    expect((await wiki.call('POST', `/api/entities/${katherine}/merge`, { into: 'team:orbits' })).statusCode).toBe(409);
    expect((await wiki.call('POST', `/api/entities/${katherine}/merge`, {})).statusCode).toBe(400);
    expect((await wiki.call('GET', '/api/merges')).json()).toMatchObject({
      items: [{ from: kathrine, into: katherine, by: 'Local admin', reason: 'One' }],
    });
    expect((await wiki.call('POST', `/api/entities/${kathrine}/unmerge`, {})).statusCode).toBe(200);
    expect((await wiki.call('POST', `/api/entities/${kathrine}/unmerge`, {})).statusCode).toBe(404);
    expect(await people()).toHaveLength(3);
  });
});

describe('the overview', () => {
  test('counts what waits, and leads to every admin page', async () => {
    await readPeople();
    const page = await body('/admin');
    expect(page).toContain('1 suspected, 0 merged');
    expect(page).toContain('0 open, 0 settled');
    for (const name of ['contradictions', 'duplicates', 'proposals', 'quality', 'runs'])
      expect(page).toContain(`href="/admin/${name}"`);
  });
});
