import { describe, expect, test } from '@jest/globals';
import { anyEmployee, localAdmin, type Viewer } from '../../schema/viewer.ts';
import { adminWiki } from '../support/admin-wiki.ts';

const wiki = adminWiki();
const of = 'team:payments';
const at = `/wiki/${of}/discussion`;
const bob: Viewer = { ...anyEmployee, id: 'bob@example.com', name: 'Bob' };
const ada: Viewer = { ...anyEmployee, id: 'ada', name: 'Ada Lovelace', email: 'ada@example.com' };

const fill = (audience = 'everyone') =>
  wiki.read([
    { kind: 'Team', key: 'T1', name: 'Payments', audience },
    { kind: 'Person', key: 'E1', name: 'Ada Lovelace', ids: { email: [ada.email ?? ''] } },
  ]);
const begin = (text: string, subject = 'The lead') => wiki.submit(at, { do: 'start', subject, text }, bob);
const page = async (url: string, viewer: Viewer) => (await wiki.get(url, { viewer })).body;
const first = async () => {
  const [thread] = await wiki.store.threads(bob, of);
  return { thread: thread?.id ?? '', comment: thread?.comments[0]?.id ?? '' };
};

describe('the discussion of a page', () => {
  test('is begun, answered, resolved and opened again by forms, and counted on its tab', async () => {
    await fill();
    expect(await page(`/wiki/${of}`, ada)).toContain(`<a href="${at}">Discussion </a>`);
    const { statusCode, headers } = await begin('Who is it, @Ada Lovelace?');
    const { thread, comment } = await first();
    expect([statusCode, headers.location]).toEqual([303, `${at}#comment-${comment}`]);
    expect(await page(`/wiki/${of}`, ada)).toContain('aria-label="Discussion, 1 open thread"');
    const shown = await page(at, localAdmin);
    expect(shown).toContain('<a href="/wiki/person:ada-lovelace">@Ada Lovelace</a>?');
    expect(shown).toContain('Resolve');
    expect(await page(at, ada)).not.toContain('value="resolve"');
    await wiki.submit(at, { do: 'reply', thread, text: 'It is me.' }, ada);
    await wiki.submit(at, { do: 'resolve', thread }, bob);
    expect(await page(at, ada)).toContain('1 resolved discussion');
    expect(await page(`/wiki/${of}`, ada)).not.toContain('open thread');
    expect((await wiki.submit(at, { do: 'reply', thread, text: 'Late' }, ada)).statusCode).toBe(409);
    await wiki.submit(at, { do: 'reopen', thread }, bob);
    expect(await page(`/wiki/${of}`, ada)).toContain('1 open thread');
  });

  test('tells who is named and who wrote before: in the head, on their page and in their feed, until they read it', async () => {
    await fill();
    await begin('@ada@example.com, is it so?');
    const { thread } = await first();
    expect(await page('/browse', ada)).toContain('title="1 message for you"');
    expect(await page('/browse', bob)).not.toContain('for you"');
    expect(await page('/me', ada)).toMatch(/Bob mentioned you in.*The lead.*Payments.*>new</s);
    await wiki.submit(at, { do: 'reply', thread, text: 'Yes' }, ada);
    expect(await page('/me', bob)).toContain('Ada Lovelace replied in');
    expect(await page('/watched.atom', bob)).toContain('<title>Payments: Ada Lovelace replied in “The lead”</title>');
    await wiki.submit(`/wiki/${of}/watch`, { do: 'watch' }, localAdmin);
    wiki.setTime('2026-11-20T09:31:00Z');
    await wiki.submit(at, { do: 'reply', thread, text: 'Good' }, bob);
    expect(await page('/watched.atom', localAdmin)).toContain('<title>Payments: Bob wrote in “The lead”</title>');
    const read = await page(at, ada);
    expect([read.includes('1 open thread'), read.includes('for you"')]).toEqual([true, false]);
    expect(await page('/browse', ada)).not.toContain('for you"');
    await wiki.submit('/me/written', {}, bob);
    expect(await page('/me', bob)).not.toContain('>new<');
  });

  test('keeps what was typed when it cannot be sent, and lets only its writer change it', async () => {
    await fill();
    await begin('Mine');
    const { thread, comment } = await first();
    const tooLong = await wiki.submit(at, { do: 'reply', thread, text: `Long ${'x'.repeat(10_001)}` }, ada);
    expect(tooLong.statusCode).toBe(400);
    expect(tooLong.body).toContain('longer than 10,000 characters');
    expect(tooLong.body).toContain('Long xxx');
    const empty = await wiki.submit(at, { do: 'start', subject: 'A subject', text: ' ' }, ada);
    expect([empty.statusCode, empty.body.includes('value="A subject"')]).toEqual([400, true]);
    const change = (viewer: Viewer, what: string) =>
      wiki.submit(at, { do: what, thread, comment, text: 'New' }, viewer);
    expect([(await change(ada, 'edit')).statusCode, (await change(ada, 'remove')).statusCode]).toEqual([403, 403]);
    expect((await change(localAdmin, 'edit')).statusCode).toBe(403);
    expect((await change(bob, 'edit')).statusCode).toBe(303);
    expect(await page(at, ada)).toMatch(/edited.*<p>New<\/p>/s);
    expect((await change(localAdmin, 'remove')).statusCode).toBe(303);
    expect(await page(at, ada)).toContain('Nobody has written here yet');
  });

  test('is for those who may read the page', async () => {
    await fill();
    await begin('A secret of @Ada Lovelace');
    const { thread } = await first();
    await fill('hr');
    expect((await wiki.get(at, { viewer: bob })).statusCode).toBe(404);
    expect((await wiki.submit(at, { do: 'reply', thread, text: 'x' }, bob)).statusCode).toBe(404);
    expect((await begin('x')).statusCode).toBe(404);
    for (const url of ['/me', '/browse', '/watched.atom'])
      expect(await page(url, ada)).not.toMatch(/The lead|for you"/);
  });

  test('does nothing that hostile input asks for', async () => {
    await fill();
    const script = '<script>alert(1)</script><img src=x onerror=alert(1)>[x](javascript:alert(1))';
    await wiki.submit(
      at,
      { do: 'start', subject: script, text: `${script}\n\n<form action=//evil><input name=a></form>` },
      {
        ...bob,
        name: script,
      },
    );
    const body = await page(at, ada);
    expect(body).toContain('&lt;script>alert(1)');
    expect(body).not.toMatch(/<script>alert|<img|onerror=alert\(1\)>(?!\[)|href="javascript|action="\/\/evil/);
    const megabyte = await wiki.submit(at, { do: 'start', subject: 's', text: 'x'.repeat(1_000_000) }, bob);
    expect(megabyte.statusCode).toBe(413);
    const foreign = await wiki.call('POST', at, undefined, {
      headers: { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(foreign.statusCode).toBe(403);
    const forged = { thread: '../..', comment: '%00' };
    for (const what of ['reply', 'edit', 'remove', 'resolve'])
      expect((await wiki.submit(at, { do: what, text: 'x', ...forged }, bob)).statusCode).toBe(404);
    expect((await wiki.submit(at, { do: 'burn' }, bob)).statusCode).toBe(400);
    for (const ref of ['..%2f..', '%F0%9F%98%80', 'team:nobody'])
      expect((await wiki.get(`/wiki/${ref}/discussion?thread=${'x'.repeat(500)}`, { viewer: bob })).statusCode).toBe(
        404,
      );
    expect(await wiki.store.threads(bob, of)).toHaveLength(1);
  });

  test('stays light: long threads show their end, many threads come on several pages', async () => {
    await fill();
    await begin('0');
    const { thread } = await first();
    const actor = { type: 'person', id: bob.id, name: 'Bob' } as const;
    for (let n = 1; n <= 30; n += 1) await wiki.store.reply(actor, { thread, text: `comment ${n}.`, mentions: [] });
    wiki.setTime('2026-11-20T10:00:00Z');
    for (let n = 1; n <= 25; n += 1)
      await wiki.store.startThread(actor, { of, subject: `Subject ${n}.`, text: 'x', mentions: [] });
    const body = await page(`${at}?page=2`, ada);
    expect(body).toContain('Show 11 earlier comments');
    expect(body.match(/class="comment"/g)).toHaveLength(20 + 5);
    expect((await page(`${at}?thread=${thread}`, ada)).match(/class="comment"/g)).toHaveLength(31);
  });
});
