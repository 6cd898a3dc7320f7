import { describe, expect, test } from '@jest/globals';
import { kiki } from '../../schema/actor.ts';
import { everyone } from '../../schema/audience.ts';
import { localAdmin, type Viewer } from '../../schema/viewer.ts';
import { sampleWiki } from '../support/sample-wiki.ts';

const wiki = sampleWiki();
const text = (body: string) =>
  body
    .replaceAll('<wbr/>', '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

const keep = (id: string, asker: string) =>
  wiki.store().saveQuestion(
    kiki,
    {
      id,
      at: '2026-11-19T08:00:00Z',
      asker,
      surface: 'wiki',
      question: 'Who runs the ferry?',
      mode: 'graph',
      abstained: false,
      text: 'Nobody',
      refs: [],
      milliseconds: 4,
    },
    { isPublic: true },
  );

describe('what an asker says of an answer', () => {
  test('is sent by a form, kept with its reason, and puts the question among those to look at', async () => {
    await keep('f1', localAdmin.id);
    const fields = { answer: 'f1', vote: 'down', reason: 'outdated', comment: ' Karin does ' };
    const { statusCode, body } = await wiki.sendForm('/ask/feedback', fields, { accept: 'text/html' });
    expect(statusCode).toBe(200);
    expect(text(body)).toContain('Thank you');
    const [kept] = await wiki.store().feedback(localAdmin, 5);
    expect(kept).toMatchObject({ answer: 'f1', vote: 'down', reason: 'outdated', comment: 'Karin does' });
    const open = await wiki.store().openQuestions(localAdmin, { since: '2026-01-01', limit: 5 });
    expect(open.map(({ id }) => id)).toContain('f1');
  });

  test('that it helped has no reason, and takes the place of what was said before', async () => {
    const fields = { answer: 'f1', vote: 'up', reason: 'wrong' };
    expect((await wiki.sendForm('/ask/feedback', fields, { accept: 'application/json' })).statusCode).toBe(204);
    const [kept] = await wiki.store().feedback(localAdmin, 5);
    expect(kept).toMatchObject({ answer: 'f1', vote: 'up' });
    expect(kept?.reason).toBeUndefined();
  });

  test('of another one’s answer, or one that is not kept, is not taken', async () => {
    await keep('f2', 'someone-else');
    for (const answer of ['f2', 'no-such'])
      expect((await wiki.sendForm('/ask/feedback', { answer, vote: 'up' })).statusCode).toBe(404);
  });

  test.each([
    { answer: 'f1', vote: 'sideways' },
    { answer: 'f1', vote: 'down', reason: '<script>' },
    { answer: 'f1', vote: 'up', comment: 'x'.repeat(2001) },
    { vote: 'up' },
  ])('%j is refused', async (fields) => {
    expect((await wiki.sendForm('/ask/feedback', fields as Record<string, string>)).statusCode).toBe(400);
  });

  test('does not come from another site', async () => {
    const sent = await wiki.sendForm('/ask/feedback', { answer: 'f1', vote: 'up' }, { origin: 'https://evil.example' });
    expect(sent.statusCode).toBe(403);
  });
});

describe('an answer that is not known', () => {
  test('names a person with how to reach them', async () => {
    const { body } = await wiki.get('/ask?q=what');
    expect(text(body)).toContain('Ask a person who may know Farid Haddad Write is an expert');
    expect(body).toContain('href="mailto:farid@fjordlink.example?subject=what"');
  });
});

describe('my page', () => {
  const dag: Viewer = {
    id: 'dag@fjordlink.example',
    name: 'Dag',
    email: 'dag@fjordlink.example',
    audiences: [everyone],
    canEdit: false,
  };

  test('has what I lead and own, what is due, my team, my questions and my own entry', async () => {
    await keep('f3', dag.id);
    const app = wiki.withOptions({ viewerOf: () => dag });
    const body = text((await app.inject({ url: '/me' })).body);
    expect(body).toContain('What you lead Booking Platform');
    expect(body).toContain('What you and your teams own');
    expect(body).toContain('Fare Calculator');
    expect(body).toContain('To be verified by you');
    expect(body).toContain('Greta Lund');
    expect(body).toContain('Your recent questions Who runs the ferry?');
    expect(body).toContain('dag@fjordlink.example');
    expect(body).not.toContain('Nobody names');
  });

  test('says when nobody is known by the address, and that there is no sign-in', async () => {
    const stranger = wiki.withOptions({ viewerOf: () => ({ ...dag, id: 'x', email: 'x@example.com' }) });
    expect(text((await stranger.inject({ url: '/me' })).body)).toContain(
      'No source names a person with the address x@example.com.',
    );
    expect(text((await wiki.get('/me')).body)).toContain('There is no sign-in yet');
  });
});
