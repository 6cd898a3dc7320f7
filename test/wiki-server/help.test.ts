import { describe, expect, test } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { createEditor } from '../../graph/edits.ts';
import { readBody } from '../../ingest/pages/read-body.ts';
import { kiki } from '../../schema/actor.ts';
import { anyEmployee, localAdmin, type Viewer } from '../../schema/viewer.ts';
import { sampleWiki } from '../support/sample-wiki.ts';

const at = 'fjordlink.example';
const employee = (name: string): Viewer => ({ ...anyEmployee, id: `${name}@${at}`, email: `${name}@${at}`, name });
const [greta, dag, farid] = [employee('greta'), employee('dag'), employee('farid')];
const viewers = new Map([greta, dag, farid, localAdmin].map((viewer) => [viewer.name, viewer]));

/** Whoever the request says is signed in. */
const wiki = sampleWiki((store) => ({
  viewerOf: ({ headers }: FastifyRequest) => viewers.get(String(headers['x-as'])) ?? anyEmployee,
  editor: createEditor({ store, readBody }),
}));
const as = ({ name }: Viewer) => ({ 'x-as': name, accept: 'text/html' });
const text = (body: string) => body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const page = async (url: string, viewer: Viewer) => {
  const { body, statusCode } = await wiki.get(url, as(viewer));
  return { body, statusCode, text: text(body) };
};

let count = 0;
/** Greta asks Kiki, which does not know. */
async function ask({ isPublic = true, refs = ['team:booking-platform'] } = {}): Promise<string> {
  const id = `a${(count += 1)}`;
  await wiki.store().saveQuestion(
    kiki,
    {
      id,
      at: '2026-11-19T08:00:00Z',
      asker: greta.id,
      surface: 'wiki',
      question: 'Who may change a fare?',
      mode: 'unknown',
      abstained: true,
      text: 'I found nothing about fares <script>alert(1)</script>.',
      refs,
      milliseconds: 4,
    },
    { isPublic },
  );
  return id;
}

/** And puts it to Dag. @returns where it stands */
async function putToDag(more: Record<string, string> = { along: '1' }): Promise<string> {
  const answer = await ask();
  const { body } = await page(`/ask/person?answer=${answer}`, greta);
  const id = /name="id" value="([^"]+)"/.exec(body)?.[1] ?? '';
  const fields = { id, answer, to: 'person:dag-fredriksen', question: 'Who may change a fare?', ...more };
  const sent = await wiki.sendForm('/ask/person', fields, as(greta));
  expect(sent.statusCode).toBe(303);
  // What a browser sends twice is one question.
  const again = await wiki.sendForm('/ask/person', fields, as(greta));
  expect(again.headers.location).toBe(sent.headers.location);
  return String(sent.headers.location).replace('?sent=1', '');
}

describe('a question to a person', () => {
  test('is offered below every answer, and shows whom it goes to and what goes along before it is sent', async () => {
    const asked = await page('/ask?q=How+many%3F', greta);
    expect(asked.body).toMatch(/href="\/ask\/person\?answer=[^"]+"/);
    const answer = await ask();
    const shown = await page(`/ask/person?answer=${answer}`, greta);
    for (const part of [
      'Dag Fredriksen',
      'lead of Booking Platform',
      'Who may change a fare?',
      'I found nothing about fares',
    ])
      expect(shown.text).toContain(part);
    expect(shown.body).not.toContain('<script>alert');
    expect((await wiki.store().helpRequests(greta, { of: 'asker', limit: 9 })).total).toBe(0);
  });

  test('takes no answer along that not everyone may read, and says where there is nobody', async () => {
    const restricted = await page(`/ask/person?answer=${await ask({ isPublic: false })}`, greta);
    expect(restricted.text).toContain('does not go along');
    expect(restricted.text).not.toContain('I found nothing about fares');
    const nobody = await page(`/ask/person?answer=${await ask({ refs: [] })}`, greta);
    expect(nobody.text).toContain('there is nobody to ask');
    expect(nobody.body).not.toContain('<textarea');
  });

  test('is not for another one’s answer', async () => {
    const answer = await ask();
    expect((await page(`/ask/person?answer=${answer}`, farid)).statusCode).toBe(404);
    const fields = { id: crypto.randomUUID(), answer, to: 'person:dag-fredriksen', question: 'x' };
    expect((await wiki.sendForm('/ask/person', fields, as(farid))).statusCode).toBe(404);
  });

  test('waits on the pages of asker, asked and editors, is replied to, proposed and solved', async () => {
    const url = await putToDag();
    expect((await page(`${url}?sent=1`, greta)).text).toContain('Sent to Dag Fredriksen');
    expect((await page('/me', greta)).text).toContain('Your questions to people');
    expect((await page('/me', dag)).text).toContain('Questions to you');
    expect((await page('/admin/help', localAdmin)).text).toContain('greta asks Dag Fredriksen');
    expect((await page('/admin/help', greta)).statusCode).toBe(403);
    expect((await page(url, farid)).statusCode).toBe(404);
    expect((await page(url, greta)).body).not.toContain('name="text"');

    const send = (viewer: Viewer, fields: Record<string, string>) => wiki.sendForm(url, fields, as(viewer));
    const empty = await send(dag, { do: 'reply', text: ' ' });
    expect(empty.statusCode).toBe(400);
    expect(text(empty.body)).toContain('It says nothing');
    expect((await send(greta, { do: 'reply', text: 'I do' })).statusCode).toBe(403);
    expect((await send(dag, { do: 'reply', text: 'Pricing does.\n<b>Only</b> they.' })).statusCode).toBe(303);
    const replied = await page(url, greta);
    expect(replied.text).toContain('Pricing does.');
    expect(replied.body).not.toContain('<b>Only');

    expect((await send(dag, { do: 'propose' })).statusCode).toBe(303);
    expect((await wiki.store().suggestions(localAdmin, { status: 'open' })).items).toMatchObject([
      { create: { kind: 'Article', name: 'Who may change a fare?' }, by: dag.id },
    ]);
    expect((await send(greta, { do: 'resolve' })).statusCode).toBe(303);
    expect((await page('/me', dag)).text).not.toContain('Questions to you');
    expect((await send(dag, { do: 'reply', text: 'More' })).statusCode).toBe(409);
  });

  test('declined leads to somebody else', async () => {
    const url = await putToDag({});
    expect((await wiki.sendForm(url, { do: 'decline' }, as(dag))).statusCode).toBe(303);
    const declined = await page(url, greta);
    const again = /href="(\/ask\/person[^"]+)"/.exec(declined.body)?.[1] ?? '';
    const offered = await page(again, greta);
    expect(offered.text).toContain('Farid Haddad');
    expect(offered.text).not.toContain('Dag Fredriksen');
  });

  test('the address without a question says how to come to one', async () => {
    for (const url of ['/ask/person', '/ask/person?answer=', `/ask/person?answer=${'x'.repeat(200)}`]) {
      const opened = await page(url, greta);
      expect(opened.statusCode).toBe(404);
      expect(opened.text).toContain('There is no question here to put to a person');
      expect(opened.text).not.toContain('query');
    }
  });
});
