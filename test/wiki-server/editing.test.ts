import { describe, expect, test } from '@jest/globals';
import { createEditor } from '../../graph/edits.ts';
import { readBody } from '../../ingest/pages/read-body.ts';
import { anyEmployee, localAdmin, type Viewer } from '../../schema/viewer.ts';
import { sampleNow } from '../support/sample-graph.ts';
import { sampleWiki } from '../support/sample-wiki.ts';

let viewer: Viewer = localAdmin;
const wiki = sampleWiki((store) => ({
  editor: createEditor({ store, now: sampleNow, readBody }),
  viewerOf: () => viewer,
}));
const as = async <T>(other: Viewer, work: () => Promise<T>): Promise<T> => {
  viewer = other;
  try {
    return await work();
  } finally {
    viewer = localAdmin;
  }
};
const bob: Viewer = { ...anyEmployee, id: 'bob', name: 'Bob' };

const html = { accept: 'text/html', origin: 'http://localhost' };
const submit = (url: string, fields: Record<string, string>) => wiki.sendForm(url, fields, html);
const page = async (url: string) => (await wiki.get(url, { accept: 'text/html' })).body;
const entity = (ref: string) => wiki.store().entity(localAdmin, ref);

/** What a form shows: the values of its controls, and what it remembers of what the page said. */
function controls(body: string): Record<string, string> {
  const decode = (text: string) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  const form = /<form[^>]*data-editor.*?<\/form>/s.exec(body)?.[0] ?? '';
  const fields: Record<string, string> = {};
  for (const [, name = '', text = ''] of form.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>(.*?)<\/textarea>/gs))
    fields[name] = decode(text);
  for (const [tag] of form.matchAll(/<input(?:[^>"]|"[^"]*")*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    if (name !== undefined && !tag.includes('checkbox')) fields[name] = decode(/ value="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  for (const [, name = '', options = ''] of form.matchAll(/<select[^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs))
    fields[name] = decode(
      /<option selected value="([^"]*)"|<option value="([^"]*)" selected/.exec(options)?.slice(1).find(Boolean) ?? '',
    );
  return fields;
}
const open = async (url: string): Promise<Record<string, string>> => controls(await page(url));

describe('the form of an entity', () => {
  test('has a control for each field of its kind, those of the company included, and says which source gives what', async () => {
    const body = await page('/wiki/vessel:ms-havsula/edit');
    expect(body).toMatch(/name="field\.capacity"[^>]*inputMode="decimal"/i);
    expect(body).toMatch(/<select[^>]*name="field\.iceClass"/);
    expect(body).toContain('saving a change pins yours');
    expect(await page('/wiki/person:dag-fredriksen/edit')).toMatch(/<input[^>]*type="date"[^>]*|type="email"/);
  });

  test('that is sent as it was shown changes nothing', async () => {
    const ref = 'person:dag-fredriksen';
    const before = await entity(ref);
    const reply = await submit(`/wiki/${ref}/edit`, await open(`/wiki/${ref}/edit`));
    expect([reply.statusCode, reply.body.includes('Nothing is changed')]).toEqual([400, true]);
    expect((await entity(ref))?.revision).toBe(before?.revision);
  });

  test('saves what was changed, with its reason, pins that alone, and leaves it to the sources again', async () => {
    const ref = 'person:dag-fredriksen';
    const title = (await entity(ref))?.fields.title;
    const sent = { ...(await open(`/wiki/${ref}/edit`)), 'field.title': 'Admiral', reason: 'Promoted' };
    expect((await submit(`/wiki/${ref}/edit`, sent)).statusCode).toBe(303);
    const view = await entity(ref);
    expect(view?.fields.title).toBe('Admiral');
    expect(Object.values(view?.facts ?? {}).filter(({ sources }) => sources[0]?.source === 'people')).toHaveLength(1);
    expect((await wiki.store().history(localAdmin, ref))[0]).toMatchObject({ reason: 'Promoted' });
    const body = await page(`/wiki/${ref}/edit`);
    expect(body).toContain('Pinned by Local admin');
    expect(body).toContain(`says “${String(title)}” now`);
    await submit(`/wiki/${ref}/edit`, { ...controls(body), unpin: 'title' });
    expect((await entity(ref))?.fields.title).toBe(title);
  });

  test('says beside the field what is wrong with it, and loses nothing of what was typed', async () => {
    const ref = 'project:contactless-boarding';
    const sent = {
      ...(await open(`/wiki/${ref}/edit`)),
      'field.dueDate': 'soon',
      'field.goal': '<script>alert(1)</script>',
    };
    const reply = await submit(`/wiki/${ref}/edit`, {
      ...sent,
      'add-relation.0': 'OWNS|to|',
      'add-other.0': 'No such team',
    });
    expect(reply.statusCode).toBe(400);
    expect(reply.body).toContain('&quot;soon&quot; is not a date like 2026-01-31');
    expect(reply.body).toContain('There is no “No such team”');
    expect(controls(reply.body)).toMatchObject({
      'field.goal': '<script>alert(1)</script>',
      'add-other.0': 'No such team',
    });
    expect(reply.body).not.toContain('<script>alert');
  });

  test('adds a relation by a name or a ref, and takes one out', async () => {
    const ref = 'project:contactless-boarding';
    const sent = { ...(await open(`/wiki/${ref}/edit`)), 'add-relation.0': 'OWNS|to|', 'add-other.0': 'fares desk' };
    expect((await submit(`/wiki/${ref}/edit`, sent)).statusCode).toBe(303);
    const owners = async () =>
      (await entity(ref))?.relations.filter(({ relation }) => relation === 'OWNS').map(({ other }) => other.ref);
    expect(await owners()).toContain('team:fares-desk');
    const again = { ...(await open(`/wiki/${ref}/edit`)), 'unpin-relation': 'OWNS|to|team:fares-desk' };
    await submit(`/wiki/${ref}/edit`, again);
    expect(await owners()).not.toContain('team:fares-desk');
  });

  test('edits the text, shows a preview that can do no harm, and keeps the steps of a procedure', async () => {
    const ref = 'procedure:change-a-fare';
    const url = `/wiki/${ref}/edit`;
    const body = 'Before.\n\n## How\n\n1. Ask\n2. Wait <img src=x onerror=alert(1)>';
    const preview = await submit(url, { ...(await open(url)), body, do: 'preview' });
    expect(preview.body).toMatch(/class="preview".*<li>Ask<\/li>/s);
    expect(/class="preview".*?<\/section>/s.exec(preview.body)?.[0]).not.toContain('onerror');
    expect((await submit(url, { ...controls(preview.body), do: 'save' })).statusCode).toBe(303);
    const passages = (await entity(ref))?.passages.filter(({ card }) => !card) ?? [];
    expect(passages.map(({ anchor }) => anchor)).toEqual(['top', 'how', 'step-1', 'step-2']);
    expect(await page(url)).toContain('This text was written in Kiki');
    await submit(url, { ...(await open(url)), body: '' });
    expect((await entity(ref))?.passages.some(({ source }) => source?.source === 'people')).toBe(false);
  });
});

describe('an edit of what someone else changed meanwhile', () => {
  const ref = 'system:ticket-printer';
  const url = `/wiki/${ref}/edit`;

  test('is not saved but put together, and shows both where both changed the same', async () => {
    const mine = {
      ...(await open(url)),
      'field.description': 'Mine',
      'field.onCall': '#mine',
      body: 'Line one\n\nMine',
    };
    const theirs = { ...(await open(url)), 'field.description': 'Theirs', 'field.criticality': 'tier 9' };
    expect((await submit(url, theirs)).statusCode).toBe(303);
    const reply = await submit(url, mine);
    expect(reply.statusCode).toBe(409);
    expect(reply.body).toContain('Local admin changed this page while you were writing');
    expect(reply.body).toContain('Now, as changed meanwhile: Theirs');
    const merged = controls(reply.body);
    expect(merged).toMatchObject({
      'field.description': 'Mine',
      'field.onCall': '#mine',
      'field.criticality': 'tier 9',
      body: 'Line one\n\nMine',
    });
    expect((await entity(ref))?.fields.description).toBe('Theirs');
    expect((await submit(url, merged)).statusCode).toBe(303);
    expect((await entity(ref))?.fields).toMatchObject({ description: 'Mine', onCall: '#mine', criticality: 'tier 9' });
  });

  test('has both texts between marks, which have to go before it is saved', async () => {
    const start = await open(url);
    await submit(url, { ...start, body: 'Line one\n\nTheirs' });
    const reply = await submit(url, { ...start, body: 'Line one\n\nNo, mine' });
    expect([reply.statusCode, controls(reply.body).body]).toEqual([
      409,
      'Line one\n\n<<<<<<< yours\nNo, mine\n=======\nTheirs\n>>>>>>> theirs',
    ]);
    expect((await submit(url, controls(reply.body))).statusCode).toBe(400);
    expect((await submit(url, { ...controls(reply.body), body: 'Line one\n\nBoth' })).statusCode).toBe(303);
  });
});

describe('by program', () => {
  const json = { accept: 'application/json' };
  const call = async (method: 'POST' | 'PATCH', url: string, body: object, headers = {}) => {
    const reply = await wiki.send(method, url, body, { ...json, ...headers });
    return [reply.statusCode, reply.body === '' ? undefined : reply.json<unknown>()] as const;
  };

  test('a field is cleared and the text of a page changed', async () => {
    const ref = 'system:fare-calculator';
    const before = await entity(ref);
    const edit = { clear: ['criticality'], body: '## How\n\nBy hand.', reason: 'Tidy' };
    const [status] = await call('PATCH', `/api/entities/${ref}`, edit, { 'if-match': `"${before?.revision ?? 0}"` });
    expect(status).toBe(200);
    const after = await entity(ref);
    expect([before?.fields.criticality, after?.fields.criticality]).toEqual(['tier 2', undefined]);
    expect(after?.passages.map(({ text }) => text)).toContain('By hand.');
  });

  test('a change is suggested, listed for who may decide, and accepted or declined', async () => {
    const of = 'system:booking-engine';
    const suggest = async (note: string) => {
      const [status, body] = await as(bob, () =>
        call('POST', '/api/suggestions', { of, change: { fields: { onCall: '#a' } }, note }),
      );
      expect(status).toBe(201);
      return (body as { id: string }).id;
    };
    const [first, second] = [await suggest('First'), await suggest('Second')];
    const list = async (query: string) =>
      (await wiki.get(`/api/suggestions?${query}`, json)).json<{ items: object[] }>().items;
    const waiting = await list(`of=${of}`);
    expect(waiting).toHaveLength(2);
    expect(waiting).toContainEqual(expect.objectContaining({ id: first, byName: 'Bob', note: 'First' }));
    expect(await as({ ...bob, id: 'eve' }, () => list(''))).toEqual([]);
    const revision = (await entity(of))?.revision ?? 0;
    expect((await as(bob, () => call('POST', `/api/suggestions/${first}/accept`, { revision })))[0]).toBe(403);
    expect((await call('POST', `/api/suggestions/${first}/accept`, { revision: revision - 1 }))[0]).toBe(409);
    const accepted = await call('POST', `/api/suggestions/${first}/accept`, { revision });
    expect(accepted).toEqual([200, { ref: of, revision: revision + 1 }]);
    expect((await entity(of))?.fields.onCall).toBe('#a');
    expect((await call('POST', `/api/suggestions/${second}/decline`, { reason: ' ' }))[0]).toBe(400);
    expect((await call('POST', `/api/suggestions/${second}/decline`, { reason: 'No' }))[0]).toBe(204);
    expect(await as(bob, () => list('own=true&status=declined'))).toMatchObject([{ id: second, reason: 'No' }]);
    expect((await call('POST', '/api/suggestions', { note: 'x' }))[0]).toBe(400);
  });
});

test('on a page that is missing an editor may write it', async () => {
  expect(await page('/wiki/team:sea-birds')).toContain('href="/new?name=sea+birds"');
  expect(await as(bob, () => page('/wiki/team:sea-birds'))).not.toContain('/new?');
});

describe('a suggestion', () => {
  const ref = 'system:booking-engine';

  test('is made by anyone on the page, waits, and is accepted as an editor changed it', async () => {
    await as(bob, async () => {
      expect(await page(`/wiki/${ref}`)).toContain('Suggest a change');
      expect((await wiki.get(`/wiki/${ref}/edit`)).headers.location).toBe(`/wiki/${ref}/suggest`);
      const sent: Record<string, string> = {
        ...(await open(`/wiki/${ref}/suggest?answer=a1`)),
        'field.onCall': '#bookings',
        reason: 'I am told.',
      };
      expect(sent.answer).toBe('a1');
      expect((await submit(`/wiki/${ref}/suggest`, sent)).statusCode).toBe(303);
      expect(await page('/suggestions?own=1')).toContain('I am told.');
      expect((await submit(`/wiki/${ref}/edit`, sent)).statusCode).toBe(403);
    });
    expect((await entity(ref))?.fields.onCall).not.toBe('#bookings');
    const link = /href="(\/suggestions\/[0-9a-f-]{36})"/.exec(await page('/suggestions'))?.[1] ?? '';
    const review = await page(link);
    expect(review).toContain('I am told.');
    const fields: Record<string, string> = { ...controls(review), do: 'accept', reason: 'Right' };
    expect(fields['field.onCall']).toBe('#bookings');
    expect((await submit(link, { ...fields, 'field.onCall': '#bookings-help' })).statusCode).toBe(303);
    expect((await entity(ref))?.fields.onCall).toBe('#bookings-help');
    expect((await wiki.store().history(localAdmin, ref))[0]?.reason).toContain('Suggested by Bob: I am told.');
    expect(await as(bob, () => page(link))).toContain('Accepted by Local admin');
    expect((await submit(link, fields)).statusCode).toBe(409);
  });

  test('is declined with a reason, which who made it can read', async () => {
    await as(bob, async () =>
      submit(`/wiki/${ref}/suggest`, { ...(await open(`/wiki/${ref}/suggest`)), reason: 'Wrong!' }),
    );
    const link = /href="(\/suggestions\/[0-9a-f-]{36})"/.exec(await page('/suggestions'))?.[1] ?? '';
    expect((await submit(link, { ...(await open(link)), do: 'decline', reason: '' })).statusCode).toBe(400);
    expect((await submit(link, { ...(await open(link)), do: 'decline', reason: 'It is right.' })).statusCode).toBe(303);
    expect(await as(bob, () => page('/suggestions?own=1&status=declined'))).toContain('It is right.');
    expect((await as({ ...bob, id: 'eve' }, () => wiki.get(link))).statusCode).toBe(404);
  });

  test('of a new article is made into one', async () => {
    await as(bob, async () => {
      const sent = { ...(await open('/new?kind=Article&name=Parking')), body: 'Behind the house.' };
      expect((await submit('/new?kind=Article', sent)).headers.location).toBe('/suggestions?own=1&done=1');
    });
    const link = /href="(\/suggestions\/[0-9a-f-]{36})"/.exec(await page('/suggestions'))?.[1] ?? '';
    expect((await submit(link, { ...(await open(link)), do: 'accept' })).headers.location).toBe(
      '/wiki/article:parking#saved',
    );
    expect(await page('/wiki/article:parking')).toContain('Behind the house.');
  });
});

describe('making and deleting', () => {
  test('an editor makes a page of any kind, once', async () => {
    expect(await page('/new')).toContain('/new?kind=Vessel');
    const sent = { ...(await open('/new?kind=Vessel')), 'field.name': 'MS Ny', 'field.capacity': '12', body: 'New.' };
    expect((await submit('/new?kind=Vessel', sent)).headers.location).toBe('/wiki/vessel:ms-ny#saved');
    expect((await entity('vessel:ms-ny'))?.fields.capacity).toBe(12);
    const twice = await submit('/new?kind=Vessel', sent);
    expect([twice.statusCode, twice.body.includes('There is already a Vessel called MS Ny')]).toEqual([409, true]);
    expect((await submit('/new?kind=Vessel', { ...sent, 'field.name': ' ' })).statusCode).toBe(400);
  });

  test('deleting says what it breaks first, and is refused for another revision', async () => {
    const ref = 'vessel:ms-havsula';
    const body = await page(`/wiki/${ref}/delete`);
    expect(body).toContain('What this breaks');
    const revision = String((await entity(ref))?.revision);
    expect((await submit(`/wiki/${ref}/delete`, { revision: '99' })).statusCode).toBe(409);
    expect((await submit(`/wiki/${ref}/delete`, { revision, reason: 'Sold' })).statusCode).toBe(303);
    expect((await wiki.get(`/wiki/${ref}`)).statusCode).toBe(410);
    expect((await as(bob, () => wiki.get(`/wiki/vessel:ms-ny/delete`))).statusCode).toBe(403);
  });
});

describe('bad input', () => {
  const url = '/wiki/team:fares-desk/edit';

  test('a text of a megabyte is refused beside its field, with all of it still there', async () => {
    const body = 'x'.repeat(1_000_000);
    const reply = await submit(url, { ...(await open(url)), body });
    expect([reply.statusCode, reply.body.includes('is longer than 500,000 characters')]).toEqual([400, true]);
    expect(controls(reply.body).body).toBe(body);
    expect((await submit(url, { body: 'x'.repeat(9_000_000) })).statusCode).toBe(413);
  });

  test('a form that is sent from another site, or by a page without a name, is refused', async () => {
    const sent = await open(url);
    for (const origin of ['https://evil.example', 'null'])
      expect((await wiki.sendForm(url, sent, { accept: 'text/html', origin })).statusCode).toBe(403);
    const crossSite = { accept: 'text/html', 'sec-fetch-site': 'cross-site' };
    expect((await wiki.sendForm(url, sent, crossSite)).statusCode).toBe(403);
  });

  test('a form with nothing in it, or with nonsense, changes nothing', async () => {
    const before = (await entity('team:fares-desk'))?.revision;
    for (const sent of [{}, { revision: 'x' }, { 'field.shoe': '9', remove: 'nonsense', 'add-relation.0': '|||' }])
      expect((await submit(url, sent as Record<string, string>)).statusCode).toBeGreaterThanOrEqual(400);
    expect((await entity('team:fares-desk'))?.revision).toBe(before);
  });

  test.each(['team:nothing-here', 'person:..', '%2f%2f', 'Ünïcode'])('%s has no form', async (ref) => {
    for (const what of ['edit', 'suggest', 'delete'])
      expect((await wiki.get(`/wiki/${encodeURIComponent(ref)}/${what}`, { accept: 'text/html' })).statusCode).toBe(
        404,
      );
  });

  test('script in a name stays text', async () => {
    const sent = { ...(await open('/new?kind=Team')), 'field.name': '<script>alert(1)</script> Crew' };
    const { location = '' } = (await submit('/new?kind=Team', sent)).headers;
    for (const path of [location.replace('#saved', ''), location.replace('#saved', '/edit'), '/suggestions'])
      expect(await page(path)).not.toContain('<script>alert');
  });
});
