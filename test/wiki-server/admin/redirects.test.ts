import { describe, expect, test } from '@jest/globals';
import { anyEmployee } from '../../../schema/viewer.ts';
import { adminWiki, hiddenFields } from '../../support/admin-wiki.ts';

const wiki = adminWiki();
const add = (from: string, to: string, more: Record<string, string> = {}) =>
  wiki.submit('/admin/redirects', { from, to, ...more });
const follow = async (url: string) => {
  const { statusCode, headers } = await wiki.get(url, { viewer: anyEmployee });
  return [statusCode, headers.location];
};

describe('redirects', () => {
  test('are made from the edit form of a page, undone and put back, without JavaScript', async () => {
    await wiki.read([{ kind: 'Team', key: 't1', name: 'Payments' }]);
    expect((await wiki.get('/wiki/team:payments/edit')).body).toContain('href="/admin/redirects?of=team%3Apayments"');
    const empty = await wiki.get('/admin/redirects?of=team:payments');
    expect(empty.body).toContain('No name leads here by hand.');
    const made = await wiki.submit('/admin/redirects', {
      ...hiddenFields(empty.body, 'Let it lead there'),
      from: 'Checkout <crew>',
      reason: 'Old name',
    });
    expect(made.statusCode).toBe(303);
    expect(await follow('/wiki/Checkout%20Crew')).toEqual([302, '/wiki/team:payments']);
    const { body } = await wiki.get(String(made.headers.location));
    expect(body).toContain('“Checkout &lt;crew>” leads to Payments now.');
    expect(body).toContain('Local admin, 20 Nov 2026');
    const undone = await wiki.submit('/admin/redirects/remove', hiddenFields(body, 'Undo'));
    expect(await follow('/wiki/Checkout%20Crew')).toEqual([404, undefined]);
    const after = (await wiki.get(String(undone.headers.location))).body;
    expect(after).toContain('does not lead to Payments any more');
    await wiki.submit('/admin/redirects', hiddenFields(after, 'Undo'));
    expect(await follow('/wiki/checkout-crew')).toEqual([302, '/wiki/team:payments']);
    const { body: history } = await wiki.get('/wiki/team:payments/history');
    for (const text of ['Leads here', 'Leads here no more', 'Old name']) expect(history).toContain(text);
    expect((await wiki.get('/admin/audit')).body).toContain('Leads here');
    expect((await wiki.get('/search?q=checkout')).body).toContain('href="/wiki/team:payments"');
  });

  test('are offered where there is no page, and where one is no more, whose history stays to be read', async () => {
    await wiki.read([
      { kind: 'Team', key: 't1', name: 'Payments' },
      { kind: 'Team', key: 't2', name: 'Tills' },
    ]);
    const missing = await wiki.get('/wiki/Checkout%20Crew');
    expect(missing.body).toContain('href="/admin/redirects?from=Checkout+Crew"');
    expect((await wiki.get('/wiki/Checkout%20Crew', { viewer: anyEmployee })).body).not.toContain('/admin/redirects');
    expect((await wiki.get('/admin/redirects?from=Checkout+Crew')).body).toContain('value="Checkout Crew"');
    await wiki.read([], { id: 'run-2', removals: ['hr:Team:t2'] });
    expect((await wiki.get('/wiki/team:tills')).body).toContain('href="/admin/redirects?from=team%3Atills"');
    expect((await add('team:tills', 'payments')).statusCode).toBe(303);
    expect(await follow('/wiki/team:tills')).toEqual([301, '/wiki/team:payments']);
    const history = await wiki.get('/wiki/team:tills/history');
    expect(history.statusCode).toBe(410);
    expect(history.body).toContain('Tills is no more');
  });

  test('that can not be are refused in words, with what was typed', async () => {
    await wiki.read([
      { kind: 'Team', key: 't1', name: 'Payments' },
      { kind: 'Team', key: 't2', name: 'Risk' },
    ]);
    const shadowing = await add('Risk', 'Payments', { reason: 'Because' });
    expect(shadowing.statusCode).toBe(409);
    for (const text of ['“Risk” leads to Risk, which is called so', 'value="Risk"', 'value="Payments"', 'Because'])
      expect(shadowing.body).toContain(text);
    const nowhere = await add('Old', 'Paymemts');
    expect(nowhere.statusCode).toBe(404);
    expect(nowhere.body).toContain('Payments');
    expect((await add('', 'Payments')).body).toContain('has no letter or digit');
    expect((await add('x'.repeat(1500), 'Payments')).body).toContain('longer than 200 characters');
    expect((await wiki.get('/admin/redirects?of=team:none')).statusCode).toBe(404);
    for (const answer of [
      await wiki.get('/admin/redirects', { viewer: anyEmployee }),
      await wiki.submit('/admin/redirects', { from: 'a', to: 'b' }, anyEmployee),
      await wiki.submit('/admin/redirects/remove', { from: 'a', to: 'b' }, anyEmployee),
    ])
      expect(answer.statusCode).toBe(403);
  });

  test('are listed, made and removed by programs', async () => {
    await wiki.read([{ kind: 'Team', key: 't1', name: 'Payments' }]);
    const made = await wiki.call('POST', '/api/redirects', { from: 'Checkout', to: 'team:payments', reason: 'Why' });
    expect([made.statusCode, made.json()]).toEqual([200, { from: 'Checkout', to: 'team:payments' }]);
    expect((await wiki.call('POST', '/api/redirects', { from: 'payments', to: 'team:payments' })).statusCode).toBe(409);
    expect((await wiki.call('GET', '/api/redirects', undefined, { viewer: anyEmployee })).json()).toMatchObject({
      items: [{ from: 'Checkout', to: 'team:payments', name: 'Payments', state: 'works', by: 'Local admin' }],
    });
    const order = { from: 'checkout', to: 'team:payments' };
    const refused = await wiki.call('POST', '/api/redirects/remove', order, { viewer: anyEmployee });
    expect(refused.statusCode).toBe(403);
    expect((await wiki.call('POST', '/api/redirects/remove', order)).statusCode).toBe(200);
    expect((await wiki.call('POST', '/api/redirects/remove', order)).statusCode).toBe(404);
  });

  test('that a page of that name stands before are marked, with where the name leads', async () => {
    await wiki.read([{ kind: 'Team', key: 't1', name: 'Payments' }]);
    await add('Checkout', 'Payments');
    await wiki.read([{ kind: 'System', key: 's1', name: 'Checkout' }], { id: 'run-2' });
    const { body } = await wiki.get('/admin/redirects');
    expect(body).toContain('leads elsewhere');
    expect(body).toMatch(/It leads to\s*<a href="\/wiki\/system:checkout">Checkout<\/a>/);
  });
});
