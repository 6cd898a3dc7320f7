import { describe, expect, test } from '@jest/globals';
import { anyEmployee } from '../../../schema/viewer.ts';
import { adminWiki, hiddenFields, valueLabelled } from '../../support/admin-wiki.ts';
import { field, related } from '../../support/records.ts';

const wiki = adminWiki();
const path = '/admin/contradictions';
const ada = 'person:ada-lovelace';

const hr = (title = 'Engineer') => ({
  kind: 'Person',
  key: 'E1',
  name: 'Ada Lovelace',
  path: 'people.csv#E1',
  statedAt: '2026-01-01',
  claims: [field('title', title), related('REPORTS_TO', 'Grace')],
});
const team = { kind: 'Team', key: 'T1', name: 'Payments' };

async function readBoth() {
  await wiki.read([
    { kind: 'Person', key: 'E2', name: 'Grace' },
    { kind: 'Person', key: 'E3', name: 'Bob' },
    hr(),
    {
      source: 'wiki',
      kind: 'Person',
      key: 'ada.md',
      path: 'people/ada.md',
      name: 'Ada Lovelace',
      statedAt: '2026-02-01',
      claims: [field('title', 'Analyst <b>'), related('REPORTS_TO', 'Bob')],
    },
    { ...team, claims: [related('LEADS', 'Grace', { end: 'to' })] },
    { ...team, source: 'wiki', key: 'p.md', claims: [related('LEADS', 'Bob', { end: 'to' })] },
  ]);
}

const body = async (url = path) => (await wiki.get(url)).body;
const title = async () => (await wiki.entity(ada))?.fields.title;
const hidden = async (subject: string, url = path) => hiddenFields(await body(url), subject);

describe('the list of contradictions', () => {
  test('shows every value with its sources, their dates and when Kiki first read it', async () => {
    await readBoth();
    const page = await body();
    expect(page).toContain('3 contradictions');
    const card = /<li class="card" id="person:ada-lovelace\/title">.*?<\/ul><div class="decide">/s.exec(page)?.[0];
    expect(card).toMatch(/Engineer.*shown.*HR export.*people\.csv#E1.*dated 1 Jan 2026.*first read.*today/s);
    expect(card).toMatch(/Analyst &lt;b>.*Team wiki.*people\/ada\.md.*dated 1 Feb 2026/s);
  });

  test('is narrowed to a kind and to one entity, and an unknown kind is no filter', async () => {
    await readBoth();
    expect(await body(`${path}?kind=Team`)).toContain('1 contradiction<');
    expect(await body(`${path}?of=${ada}`)).toContain('2 contradictions');
    expect(await body(`${path}?kind=Nonsense&page=x&settled=maybe`)).toContain('3 contradictions');
    expect(await body(`${path}?of=person:nobody`)).toContain('Nothing is in contradiction here any more');
  });

  test('is for those who may edit', async () => {
    await readBoth();
    for (const url of [path, '/admin', `${path}?settled=1`])
      expect((await wiki.get(url, { viewer: anyEmployee })).statusCode).toBe(403);
    expect((await wiki.get('/', { viewer: anyEmployee })).body).not.toContain('href="/admin"');
    expect((await wiki.get('/')).body).toContain('href="/admin"');
    const form = { ...(await hidden('Engineer')), right: 'x' };
    expect((await wiki.submit(path, form, anyEmployee)).statusCode).toBe(403);
    expect(await title()).toBe('Engineer');
  });
});

describe('settling', () => {
  test('a value that is right is shown from then on, by a redirect back to the list', async () => {
    await readBoth();
    const page = await body(`${path}?kind=Person`);
    const form = { ...hiddenFields(page, 'Engineer is right'), right: valueLabelled(page, 'Analyst &lt;b> is right') };
    const reply = await wiki.submit(`${path}?kind=Person`, { ...form, reason: 'She said so' });
    expect([reply.statusCode, reply.headers.location]).toEqual([
      303,
      `${path}?kind=Person&done=${encodeURIComponent(ada)}`,
    ]);
    expect(await title()).toBe('Analyst <b>');
    expect((await wiki.store.history(anyEmployee, ada))[0]).toMatchObject({
      actor: 'Local admin',
      reason: 'She said so',
    });
    expect(await body(String(reply.headers.location))).toContain('Done: Ada Lovelace.');
  });

  test('of a relation that may have several, all that are marked are right', async () => {
    await readBoth();
    const page = await body();
    const right = [valueLabelled(page, 'Grace is right: Payments'), valueLabelled(page, 'Bob is right: Payments')];
    await wiki.submit(path, { ...hiddenFields(page, 'Grace is right: Payments'), right, choose: '1' });
    const leads = (await wiki.entity('team:payments'))?.relations.filter(({ relation }) => relation === 'LEADS');
    expect(leads?.map(({ other }) => other.name)).toEqual(['Bob', 'Grace']);
    expect(await body(`${path}?settled=1`)).toContain('Nothing is settled');
  });

  test('each may be right in its time', async () => {
    await readBoth();
    const page = await body();
    const now = valueLabelled(page, 'Analyst &lt;b> is right');
    const earlier = valueLabelled(page, 'Engineer is right');
    const form = {
      ...hiddenFields(page, 'Engineer is right'),
      now,
      earlier,
      from: '',
      until: '2025-12-31',
      reason: '',
    };
    expect((await wiki.submit(path, form)).statusCode).toBe(303);
    expect((await wiki.entity(ada))?.facts.title?.earlier).toMatchObject([{ value: 'Engineer', until: '2025-12-31' }]);
    expect(await body(`${path}?settled=1`)).toContain('right earlier until 31 Dec 2025');
  });

  test('a source is trusted for all of the kind, and no more', async () => {
    await readBoth();
    await wiki.read([
      { kind: 'Person', key: 'E5', name: 'Dee', claims: [field('title', 'Cook')] },
      { source: 'wiki', kind: 'Person', key: 'dee.md', name: 'Dee', claims: [field('title', 'Chef')] },
    ]);
    expect(await body()).toContain('This is about 2 open contradictions.');
    await wiki.submit(path, { ...(await hidden('Engineer is right')), trust: 'wiki', reason: 'They are newer' });
    expect([await title(), (await wiki.entity('person:dee'))?.fields.title]).toEqual(['Analyst <b>', 'Chef']);
    const settled = await body(`${path}?settled=1`);
    expect(settled).toContain('Team wiki, then HR export: so ranked by Local admin, 20 Nov 2026.');
    await wiki.submit(`${path}?settled=1`, { ...hiddenFields(settled, 'Rank no sources'), untrust: '1' });
    expect(await title()).toBe('Engineer');
  });

  test('a settled one says who decided and when, and can be opened again', async () => {
    await readBoth();
    const page = await body();
    await wiki.submit(path, {
      ...hiddenFields(page, 'Engineer is right'),
      right: valueLabelled(page, 'Analyst &lt;b> is right'),
    });
    const settled = await body(`${path}?settled=1`);
    expect(settled).toContain('Chosen by Local admin, 20 Nov 2026.');
    expect(settled).toContain('overruled');
    await wiki.submit(`${path}?settled=1`, { ...hiddenFields(settled, 'Open again'), reopen: '1' });
    expect(await title()).toBe('Engineer');
    expect(await body()).toContain('3 contradictions');
  });

  test('what cannot be done is said beside it, with everything that was typed', async () => {
    await readBoth();
    const page = await body();
    const form = hiddenFields(page, 'Engineer is right');
    const [analyst, engineer] = ['Analyst &lt;b> is right', 'Engineer is right'].map((label) =>
      valueLabelled(page, label),
    );
    const refusals: [Record<string, string>, number, string][] = [
      [{ right: 'forged' }, 400, 'not said any more'],
      [{}, 400, 'Nothing is chosen'],
      [{ now: analyst ?? '', earlier: engineer ?? '', until: 'in May' }, 400, 'not a day'],
      [{ trust: 'nobody' }, 400, 'no source'],
      [{ revision: '99', right: analyst ?? '' }, 409, 'changed meanwhile'],
      [{ name: 'shoeSize', right: 'x' }, 404, 'Nothing is said of shoeSize'],
      [{ ref: 'person:nobody"><script>', right: 'x' }, 404, 'person:nobody&quot;>&lt;script>'],
    ];
    for (const [fields, status, words] of refusals) {
      const reply = await wiki.submit(path, { ...form, ...fields, reason: 'Because I know <i>' });
      expect([fields, reply.statusCode]).toEqual([fields, status]);
      expect(reply.body).toContain('<h1>Contradictions</h1>');
      expect(reply.body).toContain(words);
      expect(reply.body).toContain('Because I know &lt;i>');
      expect(reply.body).not.toContain('<script>alert');
    }
    expect(await title()).toBe('Engineer');
  });

  test('a change in between loses no choice: the form comes back for what is said now', async () => {
    await readBoth();
    const page = await body();
    const form = {
      ...hiddenFields(page, 'Grace is right: Payments'),
      right: valueLabelled(page, 'Bob is right: Payments'),
    };
    await wiki.read([{ ...team, claims: [related('LEADS', 'Grace', { end: 'to' }), field('location', 'Bern')] }]);
    const reply = await wiki.submit(path, form);
    expect(reply.statusCode).toBe(409);
    expect(reply.body).toMatch(/aria-label="Bob is right: Payments[^>]*checked/);
    expect(
      (await wiki.submit(path, { ...hiddenFields(reply.body, 'Bob is right: Payments'), right: form.right }))
        .statusCode,
    ).toBe(303);
  });
});

describe('the page of an entity', () => {
  test('leads editors to its contradictions', async () => {
    await readBoth();
    const link = `href="${path}?of=${encodeURIComponent(ada)}#${encodeURIComponent(`${ada}/title`)}"`;
    expect((await body(`/wiki/${ada}`)).split(link)).toHaveLength(3);
    expect((await wiki.get(`/wiki/${ada}`, { viewer: anyEmployee })).body).not.toContain(path);
  });
});

describe('where a value is from', () => {
  test('is told beside each reference of the facts, and who pinned it in the list', async () => {
    await readBoth();
    const page = await body();
    await wiki.submit(path, {
      ...hiddenFields(page, 'Engineer is right'),
      right: valueLabelled(page, 'Analyst &lt;b> is right'),
    });
    const entity = await body(`/wiki/${ada}`);
    const described = /aria-describedby="(from-\d+-\d+)"/.exec(entity)?.[1] ?? '';
    expect(entity).toContain(`<span class="tip" id="${described}">`);
    expect(entity).toMatch(/class="tip"[^>]*>.*Edited in Kiki by Local admin.*pinned by Local admin on 20 Nov 2026/s);
    expect(entity).toMatch(/class="tip"[^>]*>.*Team wiki.*people\/ada\.md.*dated 1 Feb 2026/s);
    expect(entity).toMatch(/_references.*Edited in Kiki by Local admin.*pinned on 20 Nov 2026/s);
  });
});

describe('contradictions by program', () => {
  test('are listed with what a settlement needs, and settled', async () => {
    await readBoth();
    const list = await wiki.call('GET', '/api/contradictions?kind=person&name=title');
    const { total, items } = list.json<{ total: number; items: { revision: number; says: { value: string }[] }[] }>();
    expect([total, items[0]?.says.map(({ value }) => value)]).toEqual([1, ['Engineer', 'Analyst <b>']]);
    const settle = (headers: Record<string, string>, settlement: object) =>
      wiki.call('POST', `/api/entities/${ada}/settle`, { name: 'title', settlement }, { headers });
    expect((await settle({}, { choose: [1] })).statusCode).toBe(428);
    expect((await settle({ 'if-match': '"99"' }, { choose: [1] })).statusCode).toBe(412);
    const match = { 'if-match': `"${items[0]?.revision ?? 0}"` };
    expect((await settle(match, { choose: [-1] })).statusCode).toBe(400);
    expect((await settle(match, { choose: [1], extra: 1 })).statusCode).toBe(400);
    const reply = await settle(match, { choose: [1], earlier: { says: 0, until: '2025-12-31' } });
    expect([reply.statusCode, await title()]).toEqual([200, 'Analyst <b>']);
    expect((await wiki.call('GET', '/api/contradictions?settled=true')).json()).toMatchObject({
      items: [{ ref: ada, says: [{ isShown: true }, { settled: 'dated', until: '2025-12-31' }] }],
    });
  });

  test('are settled by those who may edit', async () => {
    await readBoth();
    const reply = await wiki.call(
      'POST',
      `/api/entities/${ada}/settle`,
      { name: 'title', settlement: { choose: [1] } },
      { viewer: anyEmployee, headers: { 'if-match': '"1"' } },
    );
    expect([reply.statusCode, await title()]).toEqual([403, 'Engineer']);
  });
});
