import { describe, expect, test } from '@jest/globals';
import { createEditor } from '../../../graph/edits.ts';
import { createHelpDesk, type HelpOrder } from '../../../graph/help-desk.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { createSuggester } from '../../../graph/suggest.ts';
import { readBody } from '../../../ingest/pages/read-body.ts';
import { type Actor, kiki } from '../../../schema/actor.ts';
import type { HelpDraft } from '../../../schema/help-request.ts';
import { anyEmployee, localAdmin, type Viewer } from '../../../schema/viewer.ts';
import { emptyEmbedded, type OpenEmpty, storeOn } from '../../support/engines.ts';
import { collect, each } from '../../support/iterables.ts';
import { field, related } from '../../support/records.ts';
import { hrViewer, useStore } from './harness.ts';

const employee = (name: string): Viewer => ({
  ...anyEmployee,
  id: `${name}@example.com`,
  email: `${name}@example.com`,
  name,
});
const actor = ({ id, name }: Viewer): Actor => ({ type: 'person', id, name });
const [ada, grace, eve] = [employee('ada'), employee('grace'), employee('eve')];
const person = (name: string, claims: ReturnType<typeof related>[] = []) => ({
  kind: 'Person',
  key: name,
  name,
  ids: { email: [`${name}@example.com`] },
  claims,
});
const people = [
  person('ada', [related('MEMBER_OF', 'Payments', { role: 'contact' })]),
  person('grace', [related('LEADS', 'Payments')]),
  person('eve'),
  { kind: 'Team', key: 'T1', name: 'Payments', claims: [field('chat', '#payments')] },
  { kind: 'Team', key: 'T2', name: 'Secret', audience: 'hr', claims: [] },
];
const toGrace = { person: 'person:grace', name: 'grace' };
const later = '2026-11-20T08:00:00.000Z';

function order(more: Partial<HelpOrder> = {}): HelpOrder {
  return { id: 'h1', question: 'Who may refund?', to: toGrace, surface: 'wiki', withAnswer: true, ...more };
}
const draft = (id: string, more: Partial<HelpDraft> = {}): HelpDraft => ({
  id,
  question: 'Who may refund?',
  to: toGrace,
  surface: 'wiki',
  pages: [],
  ...more,
});

export function describeHelpRequests(openEmpty: OpenEmpty): void {
  describe('questions to people', () => {
    const harness = useStore(openEmpty);
    const deskOf = (store: GraphStore) =>
      createHelpDesk({ store, suggest: createSuggester({ store, editor: createEditor({ store, readBody }) }).suggest });
    const desk = () => deskOf(harness.store);
    const answered = (asker: Viewer, isPublic = true) =>
      harness.store.saveQuestion(
        kiki,
        {
          id: 'a1',
          at: later,
          asker: asker.id,
          surface: 'slack',
          question: 'Who may refund?',
          mode: 'unknown',
          abstained: true,
          text: 'I found nothing.',
          refs: ['team:secret', 'team:payments'],
          milliseconds: 1,
        },
        { isPublic },
      );

    test('are offered to contact, lead and deputy, never to the asker, and without what not everyone may read', async () => {
      await harness.read(people);
      await answered(eve);
      const offer = await desk().offer(eve, { answer: 'a1' });
      expect(offer).toMatchObject({
        question: 'Who may refund?',
        tried: 'I found nothing.',
        pages: [{ ref: 'team:payments', name: 'Payments' }],
        people: [
          { person: { ref: 'person:ada' }, role: 'contact', of: { ref: 'team:payments' } },
          { person: { ref: 'person:grace' }, role: 'lead' },
        ],
        teams: [{ ref: 'team:payments' }],
      });
      // Somebody else’s question is not told, nor the asker offered to himself.
      expect(await desk().offer(ada, { answer: 'a1', refs: ['team:payments'] })).toEqual({
        pages: offer.pages,
        people: [expect.objectContaining({ role: 'lead' })],
        teams: offer.teams,
      });
      const restricted = { ...eve, id: 'hr', audiences: hrViewer.audiences };
      await answered(restricted, false);
      const private_ = await desk().offer(restricted, { answer: 'a1' });
      expect(private_).not.toHaveProperty('tried');
      expect(private_.pages).toEqual(offer.pages);
      expect(await desk().offer(eve, { answer: 'none' })).toEqual({ pages: [], people: [], teams: [] });
    });

    test('are kept once, with what was tried, and seen by asker, asked and editors alone', async () => {
      await harness.read(people);
      await answered(eve);
      const request = await desk().ask(actor(eve), eve, order({ answer: 'a1' }));
      expect(request).toMatchObject({
        asker: eve.id,
        askerName: 'eve',
        state: 'open',
        tried: 'I found nothing.',
        pages: [{ ref: 'team:payments', name: 'Payments' }],
        replies: [],
        untold: [],
      });
      expect(await desk().ask(actor(eve), eve, order({ answer: 'a1' }))).toEqual(request);
      await expect(desk().ask(actor(eve), eve, order({ id: 'h2', answer: 'a1' }))).rejects.toThrow('already');
      const sees = async (viewer: Viewer) => [
        (await harness.store.helpRequest(viewer, 'h1'))?.id,
        (await harness.store.helpRequests(viewer, { of: 'asker', limit: 9 })).total,
        (await harness.store.helpRequests(viewer, { of: 'recipient', limit: 9 })).total,
        (await harness.store.helpRequests(viewer, { of: 'all', limit: 9 })).total,
      ];
      expect(await sees(eve)).toEqual(['h1', 1, 0, 0]);
      expect(await sees(grace)).toEqual(['h1', 0, 1, 0]);
      expect(await sees(ada)).toEqual([undefined, 0, 0, 0]);
      expect(await sees(localAdmin)).toEqual(['h1', 0, 0, 1]);
    });

    test('are refused where they make no sense', async () => {
      await harness.read(people);
      const refused = (more: Partial<HelpOrder>) => desk().ask(actor(eve), eve, order(more));
      await expect(refused({ question: ' ' })).rejects.toMatchObject({ code: 'invalid', where: 'question' });
      await expect(refused({ to: { person: 'person:none', name: 'x' } })).rejects.toMatchObject({ code: 'not-found' });
      await expect(refused({ to: { person: 'team:payments', name: 'x' } })).rejects.toMatchObject({
        code: 'not-found',
      });
      await expect(refused({ to: { person: 'person:eve', name: 'x' } })).rejects.toMatchObject({ code: 'invalid' });
      await expect(harness.store.saveHelpRequest(kiki, draft('x'))).rejects.toMatchObject({ code: 'invalid' });
      for (let n = 0; n < 10; n += 1) await harness.store.saveHelpRequest(actor(eve), draft(`n${n}`));
      await expect(refused({})).rejects.toThrow('10 questions of yours wait');
      expect(await harness.store.helpRequest(eve, 'h1')).toBeUndefined();
    });

    test('are replied to by who was asked, told to the asker, and ended once', async () => {
      await harness.read(people);
      await desk().ask(actor(eve), eve, order());
      await expect(desk().reply(actor(ada), ada, 'h1', 'I know!')).rejects.toMatchObject({ code: 'not-found' });
      await expect(desk().reply(actor(eve), eve, 'h1', 'Me')).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(desk().reply(actor(grace), grace, 'h1', ' ')).rejects.toMatchObject({ code: 'invalid' });
      const replied = await desk().reply(actor(grace), grace, 'h1', ' Team leads. ');
      expect(replied).toMatchObject({
        state: 'answered',
        replies: [{ by: grace.id, byName: 'grace', text: 'Team leads.' }],
        untold: ['replied'],
        due: expect.any(String),
      });
      await expect(desk().withdraw(actor(grace), grace, 'h1')).rejects.toMatchObject({ code: 'not-allowed' });
      const ends = await Promise.allSettled([
        desk().resolve(actor(eve), eve, 'h1'),
        desk().withdraw(actor(eve), eve, 'h1'),
        desk().decline(actor(grace), grace, 'h1'),
      ]);
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      await expect(desk().reply(actor(grace), grace, 'h1', 'More')).rejects.toMatchObject({ code: 'conflict' });
      expect((await harness.store.helpRequests(eve, { of: 'asker', unresolved: true, limit: 9 })).total).toBe(0);
    });

    test('are not offered again to who said that he is not the one', async () => {
      await harness.read(people);
      await answered(eve);
      await desk().ask(actor(eve), eve, order({ answer: 'a1' }));
      expect(await desk().decline(actor(grace), grace, 'h1')).toMatchObject({ state: 'declined', endedBy: 'grace' });
      const { people: left } = await desk().offer(eve, { answer: 'a1' });
      expect(left.map(({ person: { ref } }) => ref)).toEqual(['person:ada']);
    });

    test('put to a channel are replied to by who reads it, at the place where they stand only', async () => {
      await harness.read(people);
      await desk().ask(actor(eve), eve, order({ to: { channel: 'C7', name: '#payments' } }));
      await desk().ask(actor(eve), eve, order({ id: 'h2' }));
      const posted = { channel: 'C7', ts: '1.1' };
      for (const id of ['h1', 'h2'])
        await harness.store.changeHelpRequest(kiki, id, (request) => ({
          ...request,
          posted: id === 'h1' ? posted : { channel: 'C7', ts: '1.2' },
        }));
      expect(await harness.store.helpRequestAt(kiki, posted)).toMatchObject({ id: 'h1' });
      const from = (ts: string) => ({ channel: 'C7', ts });
      await expect(desk().reply(actor(ada), ada, 'h1', 'Yes', from('1.3'))).rejects.toMatchObject({
        code: 'not-found',
      });
      await expect(desk().reply(actor(ada), ada, 'h2', 'Yes', from('1.2'))).rejects.toMatchObject({
        code: 'not-found',
      });
      expect(await desk().reply(actor(ada), ada, 'h1', 'Yes', from('1.1'))).toMatchObject({ state: 'answered' });
    });

    test('become a proposed article or a change of a page, once', async () => {
      await harness.read(people);
      await desk().ask(actor(eve), eve, order());
      await desk().ask(actor(eve), eve, order({ id: 'h2', question: 'What is it?' }));
      const propose = (id: string, of?: string) => desk().propose(actor(grace), grace, id, of);
      await expect(propose('h1')).rejects.toThrow('no reply');
      for (const id of ['h1', 'h2']) await desk().reply(actor(grace), grace, id, 'Team leads.');
      const { suggestion } = await propose('h1');
      await expect(propose('h1')).rejects.toThrow('already');
      await propose('h2', 'team:payments');
      const { items } = await harness.store.suggestions(localAdmin, { status: 'open' });
      expect(items.find(({ id }) => id === suggestion)).toMatchObject({
        create: { kind: 'Article', name: 'Who may refund?' },
        change: { body: 'Team leads.' },
        by: grace.id,
      });
      expect(items.find(({ of }) => of === 'team:payments')?.note).toContain('Team leads.');
    });

    test('are due at once, in the order of waiting, and changed as they are at that moment', async () => {
      let now = new Date('2026-01-01T00:00:00Z');
      const store = await storeOn(harness.engine, { now: () => now });
      await store.saveHelpRequest(actor(eve), draft('h2'));
      now = new Date('2026-01-01T00:00:01Z');
      await store.saveHelpRequest(actor(eve), draft('h1'));
      const due = async () => (await store.dueHelpRequests(kiki, 9)).map(({ id }) => id);
      expect(await due()).toEqual(['h2', 'h1']);
      await store.changeHelpRequest(kiki, 'h2', ({ due: _due, ...rest }) => rest);
      await store.changeHelpRequest(kiki, 'h1', (request) => ({ ...request, due: '2026-01-01T00:00:02.000Z' }));
      expect(await due()).toEqual([]);
      now = new Date('2026-01-01T00:00:02Z');
      expect(await due()).toEqual(['h1']);
      expect(await store.changeHelpRequest(kiki, 'none', (request) => request)).toBeUndefined();
      await Promise.all(
        ['a', 'b', 'c'].map((text) =>
          store.changeHelpRequest(kiki, 'h1', (request) => ({
            ...request,
            replies: [...request.replies, { by: text, byName: text, at: '', text }],
          })),
        ),
      );
      expect((await store.helpRequest(eve, 'h1'))?.replies.map(({ text }) => text).sort()).toEqual(['a', 'b', 'c']);
      expect(await store.sweepQuestions(kiki, '2026-01-01T00:00:01.000Z')).toBe(1);
      expect(await store.helpRequest(eve, 'h2')).toBeUndefined();
    });

    test('move with the graph, and are no change of it', async () => {
      const version = await harness.store.version();
      await harness.store.saveHelpRequest(actor(eve), draft('h1'));
      expect(await harness.store.version()).toBe(version);
      const other = await storeOn(await emptyEmbedded());
      await other.importAll(kiki, each(await collect(harness.store.exportAll(kiki))));
      expect(await other.helpRequest(eve, 'h1')).toEqual(await harness.store.helpRequest(eve, 'h1'));
      await other.close();
    });
  });
}
