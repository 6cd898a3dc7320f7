import { describe, expect, test } from '@jest/globals';
import { anyEmployee } from '../../../schema/viewer.ts';
import { adminWiki, hiddenFields } from '../../support/admin-wiki.ts';
import { field } from '../../support/records.ts';

const wiki = adminWiki();
const ada = 'person:ada-lovelace';
const history = `/wiki/${ada}/history`;

const person = (title: string, text: string, location = 'London') => ({
  kind: 'Person',
  key: 'E1',
  name: 'Ada Lovelace',
  claims: [field('title', title), field('location', location)],
  passages: [{ heading: [], text }],
});

/** Three runs: Ada is added, changed, and changed again with Mallory added. */
async function threeRuns() {
  await wiki.read([person('Engineer', 'Ada writes notes.')], { id: 'first' });
  wiki.setTime('2026-11-21T09:00:00Z');
  await wiki.read([person('Director <b>', 'Ada writes long notes.')], { id: 'second' });
  wiki.setTime('2026-11-22T09:00:00Z');
  await wiki.read(
    [person('Janitor', 'Ada writes long notes.', 'Paris'), { kind: 'Person', key: 'E2', name: 'Mallory' }],
    { id: 'third run/1' },
  );
}

const body = async (url: string) => (await wiki.get(url)).body;
const fields = async () => (await wiki.entity(ada))?.fields;
const third = `/admin/runs/${encodeURIComponent('third run/1')}`;

describe('the history of a page', () => {
  test('leads editors from a revision to its run, and lets two revisions be chosen', async () => {
    await threeRuns();
    const page = await body(history);
    expect(page).toContain(`href="${third}"`);
    expect(page.match(/name="from"/g)).toHaveLength(3);
    expect((await wiki.get(history, { viewer: anyEmployee })).body).not.toContain('/admin/');
  });

  test('shows what differs between two revisions, word by word', async () => {
    await threeRuns();
    const page = await body(`${history}?from=1&to=2`);
    expect(page).toMatch(/<del>.*Engineer<\/del>/);
    expect(page).toMatch(/<ins>.*Director &lt;b><\/ins>/);
    expect(page).toMatch(/Ada writes <\/span><ins><span class="hidden">added: <\/span>long /);
    expect(page).not.toContain('Janitor');
    expect(page).not.toContain('Go back');
  });

  test('shows them side by side as well, each way leading to the other', async () => {
    await threeRuns();
    const address = `${history}?from=1&amp;to=2&amp;view=`;
    const inline = await body(`${history}?from=1&to=2`);
    expect(inline).toContain(`href="${address}split"`);
    expect(inline).not.toContain('<table');
    const split = await body(`${history}?from=1&to=2&view=split`);
    expect(split).toContain(`<a href="${address}split" aria-current="page">`);
    expect(split).toContain(`href="${address}inline"`);
    expect(split).toMatch(/<th scope="col">Revision 1<\/th><th scope="col">Revision 2<\/th>/);
    expect(split).toMatch(
      /<td><span class="diff"><del>[^/]*<\/span>Engineer<\/del><\/span><\/td><td>.*Director &lt;b>/,
    );
    expect(split).toMatch(/<dl class="changes">/);
    expect((await wiki.get(`${history}?from=1&view=%3Cscript%3E`)).statusCode).toBe(200);
    expect(await body(`${history}?from=0&to=1&view=split`)).toContain('Before the first revision');
  });

  test('says so when there are no such revisions', async () => {
    await threeRuns();
    for (const query of ['from=7', 'from=2&to=1', 'from=1&to=99', 'from=99&to=99'])
      expect([query, (await wiki.get(`${history}?${query}`)).statusCode]).toEqual([query, 404]);
    for (const query of ['from=x', 'from=-1', 'from=&to=1', 'from=1e999'])
      expect([query, (await wiki.get(`${history}?${query}`)).statusCode]).toEqual([query, 200]);
  });
});

describe('going back', () => {
  const revert = `/wiki/${ada}/revert`;

  test('to a revision makes the page say what it said', async () => {
    await threeRuns();
    const form = hiddenFields(await body(`${history}?from=1`), 'Go back to revision 1');
    const reply = await wiki.submit(revert, { ...form, reason: 'That was wrong' });
    expect([reply.statusCode, reply.headers.location]).toEqual([303, `${history}?from=1&done=1`]);
    expect(await fields()).toMatchObject({ title: 'Engineer', location: 'London' });
    expect((await wiki.store.history(anyEmployee, ada))[0]).toMatchObject({ reason: 'That was wrong' });
    expect(await body(String(reply.headers.location))).toContain('Went back to revision 1.');
  });

  test('may be for one field only', async () => {
    await threeRuns();
    const page = await body(`${history}?from=1`);
    expect(page).toContain('aria-label="Take back only Location, to revision 1"');
    await wiki.submit(revert, { ...hiddenFields(page, 'Go back to revision 1'), field: 'location' });
    expect(await fields()).toMatchObject({ title: 'Janitor', location: 'London' });
  });

  test('is refused when the page changed meanwhile, with the reason still typed', async () => {
    await threeRuns();
    const form = hiddenFields(await body(`${history}?from=1`), 'Go back to revision 1');
    const refusals: [Record<string, string>, number][] = [
      [{ revision: '2' }, 409],
      [{ field: 'shoeSize' }, 400],
      [{ to: '77' }, 404],
    ];
    for (const [changed, status] of refusals) {
      const reply = await wiki.submit(revert, { ...form, ...changed, reason: 'Because <i>' });
      expect([changed, reply.statusCode]).toEqual([changed, status]);
      expect(reply.body).toContain('role="alert"');
    }
    const stale = await wiki.submit(revert, { ...form, revision: '2', reason: 'Because <i>' });
    expect(stale.body).toContain('Because &lt;i>');
    expect((await wiki.submit(revert, form, anyEmployee)).statusCode).toBe(403);
    expect((await wiki.submit('/wiki/person:nobody/revert', form)).statusCode).toBe(404);
    expect(await fields()).toMatchObject({ title: 'Janitor' });
  });

  test('by program', async () => {
    await threeRuns();
    const url = `/api/entities/${ada}/revert`;
    expect((await wiki.call('POST', url, { toRevision: 1 })).statusCode).toBe(428);
    const match = { headers: { 'if-match': '"3"' } };
    expect((await wiki.call('POST', url, { toRevision: 1, field: 'title' }, match)).statusCode).toBe(200);
    expect((await wiki.call('POST', url, { toRevision: 1 }, match)).statusCode).toBe(412);
    expect(await fields()).toMatchObject({ title: 'Engineer', location: 'Paris' });
  });
});

describe('runs', () => {
  test('are listed, and one tells what it changed', async () => {
    await threeRuns();
    await wiki.store.saveSource({ type: 'kiki' }, { name: 'hr', dropped: false });
    await wiki.store.saveRun({ type: 'run', id: 'third run/1', source: 'hr' }, savedRun);
    const list = await body('/admin/runs');
    expect(list).toContain(`href="${third}"`);
    expect(list).toContain('1 refused');
    expect(await body('/admin/runs?source=wiki')).not.toContain(third);
    const page = await body(third);
    expect(page).toMatch(/Ada Lovelace.*Title.*<del>.*Director &lt;b><\/del>.*<ins>.*Janitor<\/ins>/s);
    expect(page).toMatch(/Mallory.*Added to Kiki/s);
    expect((await wiki.get('/admin/runs/none')).statusCode).toBe(404);
    for (const url of ['/admin/runs', third, `${third}/revert`])
      expect((await wiki.get(url, { viewer: anyEmployee })).statusCode).toBe(403);
  });

  test('are taken back as a whole, after it is said what that would do', async () => {
    await threeRuns();
    const confirm = await body(`${third}/revert`);
    expect(confirm).toContain(
      '1 record would say again what it said before, and 1 record that the run added would be removed.',
    );
    expect((await wiki.submit(`${third}/revert`, { reason: '' }, anyEmployee)).statusCode).toBe(403);
    const reply = await wiki.submit(`${third}/revert`, { reason: 'A broken export' });
    expect([reply.statusCode, reply.headers.location]).toEqual([303, `${third}?restored=1&removed=1&left=0`]);
    expect(await fields()).toMatchObject({ title: 'Director <b>', location: 'London' });
    expect(await wiki.entity('person:mallory')).toBeUndefined();
    expect(await body(String(reply.headers.location))).toContain('Taken back: 1 record restored, 1 removed');
  });

  test('leave alone what changed since', async () => {
    await threeRuns();
    await wiki.read([person('Countess', 'Ada.')], { id: 'fourth' });
    expect(await body(`${third}/revert`)).toMatch(/1 record changed again since.*hr:Person:E1/s);
    const reply = await wiki.call('POST', `/api/runs/${encodeURIComponent('third run/1')}/revert`, {});
    expect(reply.json()).toEqual({ restored: 0, removed: 1, changedSince: ['hr:Person:E1'] });
    expect((await wiki.call('POST', '/api/runs/none/revert', {})).statusCode).toBe(404);
    expect(await fields()).toMatchObject({ title: 'Countess' });
  });
});

const savedRun = {
  id: 'third run/1',
  source: 'hr',
  status: 'partly' as const,
  startedAt: '2026-11-22T09:00:00Z',
  added: 1,
  changed: 1,
  unchanged: 0,
  removed: 0,
  refused: ['people.csv:3: has no name'],
  refusedCount: 1,
  warnings: [],
};
