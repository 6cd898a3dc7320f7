import { describe, expect, test } from '@jest/globals';
import { kiki } from '../../schema/actor.ts';
import type { AskedQuestion } from '../../schema/asked.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { crowd } from '../support/sample-graph.ts';
import { sampleWiki } from '../support/sample-wiki.ts';

const wiki = sampleWiki(() => ({}), crowd(200));

const text = (body: string) => body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('search', () => {
  test('is narrowed to a team and the teams inside it', async () => {
    const all = await wiki.get('/search?q=booking');
    expect(text(all.body)).toContain('Teams All');
    const narrowed = (await wiki.get('/search?q=booking&team=team:booking-platform')).body;
    expect(narrowed).toContain('href="/wiki/procedure:refund-a-cancelled-crossing"');
    expect(narrowed).not.toContain('href="/wiki/system:ticket-printer"');
    // What narrows by kind keeps the team.
    expect(narrowed).toContain('/search?q=booking&amp;kind=Team&amp;team=team%3Abooking-platform');
    const { results } = (await wiki.get('/api/search?q=tickets&team=team:operations')).json<{
      results: { ref: string }[];
    }>();
    expect(results.map(({ ref }) => ref)).toContain('system:ticket-printer');
    expect(results.map(({ ref }) => ref)).not.toContain('team:booking-platform');
  });

  test('with a team that is none finds as if there was no team', async () => {
    expect((await wiki.get('/search?q=booking&team=<script>')).statusCode).toBe(200);
    expect(text((await wiki.get('/search?q=booking&team=team:no-such')).body)).toContain('None that fits both');
  });
});

describe('home', () => {
  const asked = (id: string, asker: string): AskedQuestion => ({
    id,
    at: '2026-11-19T08:00:00Z',
    asker,
    surface: 'wiki',
    question: 'Who owns <Booking Engine>?',
    mode: 'graph',
    abstained: false,
    text: 'Digital',
    refs: [],
    milliseconds: 4,
  });

  test('has what several people asked, and what nobody has looked at for too long', async () => {
    await wiki.store().saveQuestion(kiki, asked('q1', 'ada'), { isPublic: true });
    expect(text((await wiki.get('/')).body)).not.toContain('Asked most');
    await wiki.store().saveQuestion(kiki, asked('q2', 'bo'), { isPublic: true });
    const { body } = await wiki.get('/');
    expect(text(body)).toContain('Asked most Who owns &lt;Booking Engine>? 2 times lately');
    expect(text(body)).toContain('contradictions between sources to settle');
    const reader = await wiki.withOptions({ viewerOf: () => anyEmployee }).inject({ url: '/' });
    expect(reader.body).not.toContain('/admin/');
  });

  test('leads to a page at random', async () => {
    const { statusCode, headers } = await wiki.get('/random');
    expect(statusCode).toBe(302);
    expect(headers['cache-control']).toContain('no-store');
    expect((await wiki.get(String(headers.location))).statusCode).toBe(200);
  });
});

describe('the people of a team', () => {
  test('are listed with all teams inside it, counted by the rule', async () => {
    const { body } = await wiki.get('/wiki/team:booking-platform/people');
    expect(text(body)).toContain('5 people. Counted are people who are active or on leave, each once');
    expect(text(body)).toContain('Håkon Sæther Fares analyst Fares Desk');
    expect((await wiki.get('/wiki/team:booking-platform')).body).toContain('/wiki/team:booking-platform/people');
    expect((await wiki.get('/wiki/system:booking-engine/people')).statusCode).toBe(404);
  });
});

describe('the organisation', () => {
  test('is searched, with what leads to what was found', async () => {
    const { body } = await wiki.get('/org?q=farid');
    expect(body).toContain('<mark><a href="/wiki/person:farid-haddad">');
    expect(text(body)).toContain('2 entries with “farid”.');
    expect(body).toContain('/wiki/person:dag-fredriksen');
    expect(body).not.toContain('/wiki/person:greta-lund');
  });

  test('has dotted lines beside the others', async () => {
    const { body } = await wiki.get('/org?of=person:bruno-okafor');
    expect(body).toMatch(/<li class="dotted"><div class="entry"><a href="\/wiki\/person:eun-ji-park">/);
  });

  test('begins at a team or a person, and says where it does not', async () => {
    const { body } = await wiki.get('/org?of=team:digital');
    expect(text(body)).toContain('Organisation from Digital');
    expect(body).not.toContain('id="reporting"');
    const { statusCode, body: none } = await wiki.get('/org?of=team:nowhere');
    expect(statusCode).toBe(404);
    expect(none).toContain('team:nowhere is not in the organisation');
  });
});
