import { beforeEach, describe, expect, test } from '@jest/globals';
import { createEditor } from '../../../graph/edits.ts';
import { kiki } from '../../../schema/actor.ts';
import type { Actor } from '../../../schema/actor.ts';
import type { HelpDraft } from '../../../schema/help-request.ts';
import { anyEmployee, localAdmin } from '../../../schema/viewer.ts';
import { filterAudit } from '../../../wiki-server/read/audit.ts';
import { adminWiki } from '../../support/admin-wiki.ts';
import { field } from '../../support/records.ts';

const wiki = adminWiki();
const grace: Actor = { type: 'person', id: 'grace', name: 'Grace Hopper' };

/** The entries of a page, as text. */
async function entries(query = ''): Promise<string[]> {
  const { statusCode, body } = await wiki.get(`/admin/audit${query}`);
  expect(statusCode).toBe(200);
  const [list = ''] = /<ul class="findings">.*?<\/ul>/s.exec(body) ?? [];
  return [...list.matchAll(/<li>(.*?)<\/li>/gs)].map(([, html = '']) => html.replace(/<[^>]*>/g, ''));
}

const person = (key: string, name: string, title: string) => ({
  kind: 'Person',
  key,
  name,
  claims: [field('title', title)],
});

describe('the audit log', () => {
  beforeEach(async () => {
    wiki.setTime('2026-11-10T08:00:00Z');
    await wiki.read([person('1', 'Ada Lovelace', 'Engineer'), person('2', 'A. Lovelace', 'Engineer')]);
    await wiki.store.saveRun(
      { type: 'run', id: 'run-1', source: 'hr' },
      {
        id: 'run-1',
        source: 'hr',
        status: 'done',
        startedAt: '2026-11-10T08:00:00.000Z',
        added: 2,
        changed: 0,
        unchanged: 0,
        removed: 0,
        refused: [],
        refusedCount: 0,
        warnings: [],
      },
    );
    wiki.setTime('2026-11-12T08:00:00Z');
    await wiki.change('person:ada-lovelace', { fields: { title: 'Director' }, reason: 'promoted' }, 1);
    wiki.setTime('2026-11-14T08:00:00Z');
    await wiki.store.setTrust(grace, { kind: 'Person', name: 'title', sources: ['hr'], reason: 'HR knows' });
    wiki.setTime('2026-11-16T08:00:00Z');
    await wiki.store.merge(grace, { from: 'person:a-lovelace', into: 'person:ada-lovelace' });
    wiki.setTime('2026-11-20T09:30:00Z');
  });

  test('tells edits, runs, ranked sources and merges, newest first, with who and why', async () => {
    const found = await entries();
    const places = [
      /Grace Hopper · person:a-lovelace: merged into Ada Lovelace/,
      /Grace Hopper · Person\.title: trusts HR export first 6 days ago · HR knows/,
      /Local admin · Ada Lovelace: Title: Engineer → Director.* 8 days ago · promoted/,
      /Reading of a source · HR export: 2 added, 0 changed, 0 removed, 0 unchanged/,
    ].map((pattern) => found.findIndex((text) => pattern.test(text)));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('is narrowed to who made the change, to words and to a last day', async () => {
    const runs = await entries('?by=run');
    expect(runs).toHaveLength(1);
    expect(runs[0]).toContain('Reading of a source · HR export');
    expect(await entries('?q=DIRECTOR+local')).toHaveLength(1);
    expect(await entries('?q=director+grace')).toEqual([]);
    const early = await entries('?until=2026-11-12');
    expect(early.map((text) => text.split(' · ')[0])).toEqual(['Local admin', 'Reading of a source']);
  });

  test('tells what Kiki sent to people of its own accord, not what, and how channels changed their settings', async () => {
    const digest = { kind: 'digest', week: '2026-W47', person: 'person:ada-lovelace' } as const;
    const message = { channel: 'D1', ts: '1.1' };
    for (const [id, kind, change] of [
      ['d1', 'digest', { state: 'sent', message }],
      ['q1', 'question', { state: 'sent', message: { channel: 'D1', ts: '1.2' }, body: '{"secret":1}' }],
      ['q2', 'question', { state: 'skipped', outcome: 'nothing' }],
    ] as const) {
      await wiki.store.claimOutreach(kiki, { ...digest, id, kind });
      await wiki.store.moveOutreach(kiki, id, { from: ['open'], change });
    }
    const to = { person: 'person:ada-lovelace', name: 'Ada Lovelace' };
    const eve = { type: 'person', id: 'eve', name: 'Eve' } as const;
    const draft = { id: 'h1', question: 'What is hidden?', to, surface: 'slack', pages: [] };
    await wiki.store.saveHelpRequest(eve, draft as HelpDraft);
    await wiki.store.changeHelpRequest(kiki, 'h1', (request) => ({
      ...request,
      posted: message,
      remindedAt: '2026-11-20T09:31:00.000Z',
      state: 'resolved',
    }));
    await wiki.store.chooseForChannel(grace, { channel: 'C1', name: 'payments' }, { readers: 'asker' });
    const found = await entries('?q=ada');
    const count = (words: string) => found.filter((text) => text.includes(words)).length;
    expect(count('Kiki · Ada Lovelace: was sent the weekly digest')).toBe(1);
    expect(count('Kiki · Ada Lovelace: was asked a question about pages')).toBe(1);
    expect(count('was brought a question of Eve')).toBe(1);
    expect(count('was reminded of a question of Eve')).toBe(1);
    expect((await entries('?q=payments'))[0]).toContain(
      'Grace Hopper · #payments in Slack: answers there: as by default → read by who asks alone',
    );
    expect((await wiki.get('/admin/audit')).body).not.toMatch(/What is hidden|secret/);
  });

  test('leads to the history of the page and to the run', async () => {
    const { body } = await wiki.get('/admin/audit');
    expect(body).toContain('href="/wiki/person:ada-lovelace/history"');
    expect(body).toContain('href="/admin/runs/run-1"');
  });

  test('tells who deleted a page that is no more', async () => {
    await wiki.read([person('3', 'Bob Short', 'Engineer')], { id: 'run-2' });
    await createEditor({ store: wiki.store }).remove(grace, localAdmin, 'person:bob-short', 1, 'never worked here');
    const [found, ...others] = await entries('?q=bob');
    expect(others).toEqual([]);
    expect(found).toMatch(/Grace Hopper · person:bob-short: removed .*never worked here/);
  });

  test('comes page by page, and takes odd parameters for none', async () => {
    await wiki.read(
      Array.from({ length: 60 }, (_, index) => person(`p${index}`, `Person Number ${index}`, 'Engineer')),
      { id: 'run-3' },
    );
    for (let index = 0; index < 55; index += 1)
      await wiki.change(`person:person-number-${index}`, { fields: { title: 'Director' } }, 1);
    expect(await entries('?q=number')).toHaveLength(50);
    expect(await entries('?q=number&page=2')).toHaveLength(5);
    expect((await entries('?by=nobody&until=yesterday&page=x')).length).toBe(50);
  });

  test('escapes what sources and people write', async () => {
    const { revision = 0 } = (await wiki.entity('person:ada-lovelace')) ?? {};
    await wiki.change('person:ada-lovelace', { fields: { title: '<script>1</script>' } }, revision);
    expect((await wiki.get('/admin/audit?q=%22%3E%3Cscript%3E')).body).not.toContain('<script>');
    expect((await wiki.get('/admin/audit')).body).not.toContain('<script>1');
  });

  test('is for editors', async () => {
    expect((await wiki.get('/admin/audit', { viewer: anyEmployee })).statusCode).toBe(403);
  });
});

test('words are found whatever their case and accents', () => {
  const entry = { at: '', by: 'person', actor: 'José', about: 'Payments', what: 'Status: active' } as const;
  expect(filterAudit([entry], { q: 'jose PAY' })).toEqual([entry]);
  expect(filterAudit([entry], { q: 'jose risk' })).toEqual([]);
  expect(filterAudit([entry], { by: 'run' })).toEqual([]);
});
