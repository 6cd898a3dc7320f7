import { describe, expect, test } from '@jest/globals';
import { createEditor } from '../../graph/edits.ts';
import { anyEmployee, localAdmin, type Viewer } from '../../schema/viewer.ts';
import { entityReply } from '../../wiki-server/api/entity-shapes.ts';
import { sampleNow } from '../support/sample-graph.ts';
import { sampleWiki } from '../support/sample-wiki.ts';

let viewer: Viewer = localAdmin;
const wiki = sampleWiki((store) => ({
  editor: createEditor({ store, now: sampleNow }),
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
const employee = (name: string): Viewer => ({
  ...anyEmployee,
  id: name,
  name,
  email: `${name.toLowerCase()}@fjordlink.example`,
});

const ref = 'procedure:change-a-fare';
const read = async () => {
  const reply = await wiki.get(`/api/entities/${ref}`);
  return { etag: String(reply.headers.etag), ...entityReply.parse(reply.json()) };
};
const page = async () => (await wiki.get(`/wiki/${ref}`)).body;
const submit = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  wiki.sendForm(`/wiki/${ref}/verify`, fields, { accept: 'text/html', origin: 'http://localhost', ...headers });

describe('the freshness of an entity', () => {
  test('is in the API, and a copy of another day is not taken for it', async () => {
    const { freshness, etag, revision } = await read();
    expect(freshness).toMatchObject({ state: 'overdue', verifiedIn: 'handbook', due: '2023-09-29', overdueDays: 1147 });
    expect(etag).toBe(`"${revision};overdue1147"`);
    const again = await wiki.get(`/api/entities/${ref}`, { 'if-none-match': etag });
    expect(again.statusCode).toBe(304);
    expect((await wiki.get(`/api/entities/${ref}`, { 'if-none-match': `"${revision}"` })).statusCode).toBe(200);
  });

  test('is told on the page and marked in lists and search', async () => {
    expect(await page()).toContain('This page has been due for review for 1,147 days.');
    expect(await page()).toMatch(/To be verified by <a href="\/wiki\/team:fares-desk">Fares Desk<\/a>/);
    expect((await wiki.get('/browse/procedure')).body).toContain('review overdue');
    expect((await wiki.get('/search?q=change+a+fare')).body).toContain('review overdue');
    expect((await wiki.get('/wiki/team:fares-desk')).body).not.toContain('due for review');
    const { results } = (await wiki.get('/api/search?q=change+a+fare&kind=procedure')).json<{
      results: { ref: string; overdue: boolean }[];
    }>();
    expect(results.find((each) => each.ref === ref)?.overdue).toBe(true);
  });
});

describe('verifying through the API', () => {
  const path = `/api/entities/${ref}/verify`;

  test('needs the revision that was seen, and that one', async () => {
    expect((await wiki.send('POST', path, {})).statusCode).toBe(428);
    expect((await wiki.send('POST', path, {}, { 'if-match': '"999"' })).statusCode).toBe(412);
    expect((await wiki.send('POST', path, { part: 'phone' }, { 'if-match': '"1"' })).statusCode).toBe(400);
    expect((await wiki.send('POST', path, { by: 'Someone else' }, { 'if-match': '"1"' })).statusCode).toBe(400);
    expect((await wiki.send('POST', '/api/entities/team:none/verify', {}, { 'if-match': '"1"' })).statusCode).toBe(404);
    expect((await read()).freshness.state).toBe('overdue');
  });

  test('is refused to those who do not answer for the page', async () => {
    const { etag } = await read();
    const reply = await as(employee('solveig'), () => wiki.send('POST', path, {}, { 'if-match': etag }));
    expect(reply.statusCode).toBe(403);
    expect(await as(employee('solveig'), page)).not.toContain('Verify this page');
  });

  test('is open to the lead of the team that owns it; then the page says who did and until when, and it can be taken back', async () => {
    const lead = (await wiki.store().entity(anyEmployee, 'team:fares-desk'))?.relations.find(
      ({ relation }) => relation === 'LEADS',
    )?.other;
    const person: Viewer = { ...anyEmployee, id: 'l', name: String(lead?.name), email: String(lead?.fields.email) };
    const { etag } = await read();
    const reply = await as(person, () => wiki.send('POST', path, {}, { 'if-match': etag }));
    expect(reply.statusCode).toBe(200);
    const after = await read();
    expect(after.freshness).toEqual({
      state: 'verified',
      verifiedBy: lead?.name,
      verifiedOn: '2026-11-20',
      due: '2027-05-19',
    });
    expect(after.etag).toBe(`"${reply.json<{ revision: number }>().revision}"`);
    expect(await page()).toContain(`<b>✓ Verified</b> by ${lead?.name ?? ''} on 20 Nov 2026, due 19 May 2027`);
    expect((await wiki.get(`/wiki/${ref}/history`)).body).toContain('Verified');
    const back = await wiki.send('DELETE', path, undefined, { 'if-match': after.etag });
    expect(back.statusCode).toBe(200);
    expect((await read()).freshness).toMatchObject({ state: 'overdue', verifiedIn: 'handbook' });
    const { etag: last } = await read();
    expect((await wiki.send('DELETE', path, undefined, { 'if-match': last })).statusCode).toBe(404);
  });
});

describe('the button on the page', () => {
  test('verifies what the page showed, and takes it back', async () => {
    expect(await page()).toMatch(/<form class="verify" method="post" action="\/wiki\/procedure:change-a-fare\/verify"/);
    expect(await page()).not.toContain('Take back');
    const { revision } = await read();
    const reply = await submit({ revision: String(revision), do: 'verify' });
    expect([reply.statusCode, reply.headers.location]).toEqual([303, `/wiki/${ref}`]);
    expect((await read()).freshness).toMatchObject({ state: 'verified', verifiedBy: 'Local admin' });
    expect(await page()).toContain('Take back the verification');
    const back = await submit({ revision: String((await read()).revision), do: 'unverify' });
    expect(back.statusCode).toBe(303);
    expect((await read()).freshness.state).toBe('overdue');
  });

  test('of another site, of an old page, and filled in wrongly changes nothing', async () => {
    const { revision } = await read();
    const form = { revision: String(revision), do: 'verify' };
    expect((await submit(form, { origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await submit({ ...form, revision: '1' })).statusCode).toBe(409);
    expect((await submit({ ...form, do: 'delete' })).statusCode).toBe(400);
    expect((await submit({ do: 'verify' })).statusCode).toBe(400);
    expect((await read()).revision).toBe(revision);
  });
});

describe('/admin/quality', () => {
  test('tells what is wrong, with a link to where it is mended, by check', async () => {
    const { body } = await wiki.get('/admin/quality');
    expect(body).toMatch(/Change a fare<\/a><\/b> · Was due on 29 Sep 2023/);
    expect(body).toMatch(/href="\/sources#source-handbook"/);
    const one = (await wiki.get('/admin/quality?check=overdue')).body;
    expect(one).toContain('Change a fare');
    expect(one).not.toContain('/sources#source-handbook');
  });

  test('is for editors', async () => {
    const reply = await as(anyEmployee, () => wiki.get('/admin/quality'));
    expect(reply.statusCode).toBe(403);
    expect(reply.body).toContain('The quality report is for editors.');
  });
});
