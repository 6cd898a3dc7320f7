import { describe, expect, test } from '@jest/globals';
import { createEditor } from '../../graph/edits.ts';
import { proposalId } from '../../graph/proposals/decisions.ts';
import { kiki } from '../../schema/actor.ts';
import { anyEmployee, localAdmin } from '../../schema/viewer.ts';
import { record } from '../support/records.ts';
import { sampleWiki } from '../support/sample-wiki.ts';
import { proposeSome } from '../support/some-proposals.ts';

const wiki = sampleWiki((store) => ({ editor: createEditor({ store }) }));
const page = 'team:booking-platform';
const fares = proposalId({ subject: page, relation: 'WORKS_ON', object: 'system:fare-calculator' });
const parent = proposalId({ subject: page, relation: 'PART_OF', object: 'team:operations' });
const html = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };

test('with nothing to review, the page says how to get proposals', async () => {
  const { body } = await wiki.get('/admin/proposals');
  expect(body).toContain('There is nothing to review.');
  expect(body).toContain('kiki propose');
  expect(body).toContain('KIKI_MODEL');
});

describe('with proposals', () => {
  test('each is shown with its things, its words and where they are from, to accept or reject without a script', async () => {
    await proposeSome(wiki.store());
    const { body } = await wiki.get('/admin/proposals');
    expect(body).toContain('2 proposals to review');
    expect(body).toContain(
      '<blockquote dir="auto">we answer for every fare that the Fare Calculator gives out.</blockquote>',
    );
    expect(body).toContain('href="/wiki/team:booking-platform#what-we-answer-for"');
    expect(body).toContain(`<form method="post" action="/admin/proposals/${fares}/accept">`);
    expect(body).toContain('aria-label="Reject: Booking Platform works on Fare Calculator"');
    expect(body).not.toContain('There is nothing to review.');
  });

  test('one that would replace what the graph says tells so', async () => {
    const { body } = await wiki.get('/admin/proposals?kind=Team');
    expect(body).toMatch(/accepting replaces:(<!-- -->)? ?<a href="\/wiki\/team:digital">Digital<\/a>/);
    expect(body.match(/accepting replaces/g)).toHaveLength(1);
  });

  test('the list can be narrowed to a status, a kind and a page', async () => {
    const count = async (query: string) =>
      (await wiki.get(`/admin/proposals?${query}`)).body.split('class="proposal"').length - 1;
    expect(await count('kind=System')).toBe(1);
    expect(await count('kind=Person')).toBe(0);
    expect(await count(`from=${page}`)).toBe(2);
    expect(await count('from=team:digital')).toBe(0);
    expect(await count('status=rejected')).toBe(1);
    expect(await count('status=nonsense&page=x')).toBe(2);
  });

  test('the API lists them too', async () => {
    const list = (await wiki.get(`/api/proposals?from=${page}&limit=1`)).json<{ total: number; items: object[] }>();
    expect(list).toMatchObject({
      total: 2,
      offset: 0,
      limit: 1,
      pages: [{ ref: page, count: 2 }],
      items: [
        {
          id: parent,
          subject: { ref: page, kind: 'Team', name: 'Booking Platform' },
          relation: 'PART_OF',
          object: { ref: 'team:operations' },
          quote: 'that is Operations.',
          url: '/wiki/team:booking-platform#what-we-answer-for',
          status: 'open',
        },
      ],
    });
    expect((await wiki.get('/api/proposals?status=maybe')).statusCode).toBe(400);
  });

  test('who may not edit is refused, and nothing is decided', async () => {
    const app = wiki.withOptions({ viewerOf: () => anyEmployee });
    const status = async (method: 'GET' | 'POST', url: string) =>
      (await app.inject({ method, url, headers: { host: 'localhost' } })).statusCode;
    expect(await status('GET', '/admin/proposals')).toBe(403);
    expect(await status('GET', '/api/proposals')).toBe(403);
    expect(await status('POST', `/api/proposals/${fares}/accept`)).toBe(403);
    expect(await status('POST', `/admin/proposals/${fares}/reject`)).toBe(403);
    expect((await wiki.store().proposal(localAdmin, fares))?.status).toBe('open');
  });

  test('accepting leads back to the list, which says what was accepted; the page of the thing leads to the words', async () => {
    const url = `/admin/proposals/${fares}/accept?kind=System`;
    const reply = await wiki.send('POST', url, undefined, html);
    expect([reply.statusCode, reply.headers.location]).toEqual([303, `/admin/proposals?kind=System&decided=${fares}`]);
    const back = await wiki.get(String(reply.headers.location));
    expect(back.body).toMatch(/Accepted:(<!-- -->)? ?Booking Platform.{0,20} works on.{0,20} Fare Calculator/);
    const { body } = await wiki.get('/wiki/system:fare-calculator');
    expect(body).toMatch(
      /Edited in Kiki by Local admin.{0,40}<a href="\/wiki\/team:booking-platform#what-we-answer-for"/,
    );
    expect((await wiki.get(`/wiki/${page}/history`)).body).toContain('we answer for every fare');
    const again = await wiki.send('POST', url, undefined, html);
    expect(again.statusCode).toBe(409);
    expect(again.body).toContain('It was accepted already, by Local admin');
  });

  test('rejecting by program answers 204, a second time 409, an unknown one 404', async () => {
    const reject = async (id: string) => (await wiki.send('POST', `/api/proposals/${id}/reject`)).statusCode;
    expect([await reject(parent), await reject(parent), await reject('none')]).toEqual([204, 409, 404]);
  });

  test('a quote that tries to break out of the page is text', async () => {
    const evil = '"><script>alert(1)</script> \u202e Dag leads it';
    const passages = [{ heading: [], text: '`"><script>alert(1)</script>` \u202e Dag leads it' }];
    const sketch = record({
      source: 'handbook',
      kind: 'Article',
      key: 'evil.md',
      path: 'evil.md',
      name: 'Evil',
      passages,
    });
    await wiki.store().apply(kiki, { upserts: [sketch], removals: [] });
    const draft = {
      subject: 'person:dag-fredriksen',
      relation: 'LEADS',
      object: 'system:booking-engine',
      passage: 'article:evil#top',
    };
    const reading = { page: 'article:evil', reader: 'r', model: '<b>tiny</b>', textHash: 'x' };
    await wiki.store().savePageReading(kiki, reading, [{ ...draft, quote: evil.slice(2) }]);
    const { statusCode, body } = await wiki.get('/admin/proposals');
    expect(statusCode).toBe(200);
    expect(body.match(/<script\b[^>]*>/g)).toHaveLength(1);
    expect(body).not.toContain('<b>tiny');
  });
});
