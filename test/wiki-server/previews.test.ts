import { describe, expect, test } from '@jest/globals';
import { localAdmin } from '../../schema/viewer.ts';
import { field, record } from '../support/records.ts';
import { hostile } from '../support/sample-graph.ts';
import { sampleWiki } from '../support/sample-wiki.ts';

const marked = record({
  source: 'catalogue',
  kind: 'System',
  key: 'churn',
  name: 'Churn',
  claims: [
    field('description', 'Carries **every** weight, see [the book](https://book.example/) and `#churn`.'),
    field('onCall', 'the *early* rota, `2844`'),
  ],
});
const wiki = sampleWiki(() => ({}), [...hostile, marked]);
const text = (body: string) =>
  body
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

describe('the preview of a link', () => {
  test('says what the entity is and where it belongs', async () => {
    expect(text((await wiki.get('/wiki/person:farid-haddad/preview')).body)).toBe(
      'Farid Haddad Person · in Booking Platform Senior engineer',
    );
    expect(text((await wiki.get('/wiki/system:fare-calculator/preview')).body)).toContain('owned by Booking Platform');
  });

  test('says in plain words what the page shows as a source marked it', async () => {
    expect(text((await wiki.get('/wiki/system:churn/preview')).body)).toBe(
      'Churn System Carries every weight, see the book and #churn.',
    );
    const page = (await wiki.get('/wiki/system:churn')).body;
    for (const part of ['<strong>every</strong>', 'the <em>early</em> rota, <code>2844</code>'])
      expect(page).toContain(part);
    expect(page).not.toMatch(/\*\*every|`2844`/);
  });

  test('has nothing in it that runs, and there is none of what is not there', async () => {
    const { body } = await wiki.get('/wiki/article:script-alert-1-script/preview');
    expect(body).not.toMatch(/<script|onerror=/i);
    expect((await wiki.get('/wiki/team:nothing/preview')).statusCode).toBe(404);
    expect((await wiki.get('/wiki/..%2f..%2fetc/preview')).statusCode).toBe(404);
  });
});

describe('a page that is missing', () => {
  test('can be asked for, and is then among what editors look through', async () => {
    const { body } = await wiki.get('/wiki/team:night-ferries');
    expect(body).toContain('action="/requests"');
    const sent = await wiki.sendForm('/requests', { words: 'night <b>ferries' }, { accept: 'text/html' });
    expect(sent.statusCode).toBe(200);
    expect(sent.body).toContain('night &lt;b>ferries');
    const open = await wiki.store().openQuestions(localAdmin, { since: '2026-01-01', limit: 5 });
    expect(open.map(({ question }) => question)).toContain('A page about: night <b>ferries');
  });

  test.each([{ words: ' ' }, {}, { words: 'x'.repeat(201) }])('%j is refused', async (fields) => {
    expect((await wiki.sendForm('/requests', fields as Record<string, string>)).statusCode).toBe(400);
  });
});
