import { describe, expect, test } from '@jest/globals';
import { createDiscusser } from '../../../graph/discuss.ts';
import { anyEmployee, localAdmin, type Viewer } from '../../../schema/viewer.ts';
import { emptyEmbedded, type OpenEmpty, storeOn } from '../../support/engines.ts';
import { collect, each } from '../../support/iterables.ts';
import { editorActor, hrViewer, importer, useStore } from './harness.ts';
import { ada, grace, payments } from './people.ts';

const of = 'team:payments';
const person = (id: string, name: string) => ({ type: 'person', id, name }) as const;
const bob = person('bob@example.com', 'Bob');
const eve = person('eve@example.com', 'Eve');
const asBob: Viewer = { ...anyEmployee, id: bob.id, name: 'Bob' };
const asEve: Viewer = { ...anyEmployee, id: eve.id, name: 'Eve' };
const asAda: Viewer = { ...anyEmployee, id: 'ada', name: 'Ada', email: 'ada@example.com' };
const refused = (code: string) => ({ code });

export function describeDiscussing(openEmpty: OpenEmpty): void {
  describe('discussions on pages', () => {
    const harness = useStore(openEmpty);
    const discusser = () => createDiscusser(harness.store);
    const begin = async (text = 'Is @Ada Lovelace the lead?') => {
      await discusser().start(bob, asBob, { of, subject: 'The lead', text });
      const [thread] = await harness.store.threads(asBob, of);
      if (thread === undefined) throw new Error('There is no thread');
      return thread;
    };
    const told = async (viewer: Viewer) =>
      (await harness.store.notices(viewer)).map(({ kind, byName, isRead }) => [kind, byName, isRead]);

    test('are threads with replies, that tell who is named and who wrote before', async () => {
      const { store } = harness;
      await harness.read([ada, payments]);
      const { id } = await begin();
      await discusser().reply(eve, asEve, id, 'She is.');
      expect(await store.thread(asEve, id)).toMatchObject({
        of,
        subject: 'The lead',
        state: 'open',
        comments: [
          { byName: 'Bob', text: 'Is [@Ada Lovelace](/wiki/person:ada-lovelace) the lead?' },
          { byName: 'Eve', text: 'She is.' },
        ],
      });
      expect(await store.openThreads()).toEqual(new Map([[of, 1]]));
      expect([await told(asAda), await told(asBob), await told(asEve)]).toEqual([
        [['mention', 'Bob', false]],
        [['reply', 'Eve', false]],
        [],
      ]);
      await store.readNotices(bob, asBob, ['another']);
      expect(await told(asBob)).toEqual([['reply', 'Eve', false]]);
      await store.readNotices(bob, asBob, [id]);
      expect(await told(asBob)).toEqual([['reply', 'Eve', true]]);
      const since = await store.commentsSince(asAda, [{ ref: of, since: '2000' }], 10);
      expect(since.map(({ byName, subject }) => [byName, subject]).sort()).toEqual([
        ['Bob', 'The lead'],
        ['Eve', 'The lead'],
      ]);
    });

    test('are changed by who wrote, and moderated and resolved by who may', async () => {
      const { store } = harness;
      await harness.read([ada, payments]);
      const { id, comments } = await begin('Wrong?');
      const first = comments[0]?.id ?? '';
      const second = await discusser().reply(eve, asEve, id, 'Rude words');
      await expect(discusser().edit(eve, asEve, id, first, 'Mine')).rejects.toMatchObject(refused('not-allowed'));
      await expect(discusser().edit(editorActor, localAdmin, id, first, 'Mine')).rejects.toMatchObject(
        refused('not-allowed'),
      );
      await expect(discusser().remove(eve, asEve, id, first)).rejects.toMatchObject(refused('not-allowed'));
      await expect(discusser().setState(eve, asEve, id, 'resolved')).rejects.toMatchObject(refused('not-allowed'));
      await discusser().edit(bob, asBob, id, first, 'Wrong, @Ada Lovelace?');
      await discusser().remove(editorActor, localAdmin, id, second);
      expect([await told(asAda), await told(asBob)]).toEqual([[['mention', 'Bob', false]], []]);
      expect((await store.thread(asBob, id))?.comments).toMatchObject([
        { text: 'Wrong, [@Ada Lovelace](/wiki/person:ada-lovelace)?', editedAt: expect.any(String) },
        { text: '', removedBy: 'Local admin' },
      ]);
      await discusser().setState(bob, asBob, id, 'resolved');
      expect(await store.thread(asBob, id)).toMatchObject({ state: 'resolved', resolvedBy: 'Bob' });
      expect(await store.openThreads()).toEqual(new Map());
      await expect(discusser().reply(eve, asEve, id, 'But')).rejects.toMatchObject(refused('conflict'));
      await discusser().setState(editorActor, localAdmin, id, 'open');
      await discusser().remove(bob, asBob, id, first);
      expect(await store.threads(asBob, of)).toEqual([]);
      expect(await told(asAda)).toEqual([]);
    });

    test('are for those who may read the page, today', async () => {
      const { store } = harness;
      await harness.read([ada, payments]);
      const { id } = await begin();
      await harness.read([{ ...payments, audience: 'hr' }]);
      expect([await store.threads(asBob, of), await store.thread(asBob, id), await told(asAda)]).toEqual([
        [],
        undefined,
        [],
      ]);
      expect(await store.commentsSince(asBob, [{ ref: of, since: '2000' }], 10)).toEqual([]);
      await expect(discusser().reply(bob, asBob, id, 'x')).rejects.toMatchObject(refused('not-found'));
      const draft = { of, subject: 's', text: 't' };
      await expect(discusser().start(bob, asBob, draft)).rejects.toMatchObject(refused('not-found'));
      expect(await store.threads(hrViewer, of)).toHaveLength(1);
      expect(await told({ ...asAda, audiences: hrViewer.audiences })).toHaveLength(1);
    });

    test('go with their page through a merge and back, and wait while it is gone', async () => {
      const { store } = harness;
      await harness.read([ada, grace, payments]);
      const { id } = await begin('About @Ada Lovelace');
      await discusser().start(bob, asBob, { of: 'person:ada-lovelace', subject: 'Title', text: 'Old?' });
      await store.merge(editorActor, { from: 'person:ada-lovelace', into: 'person:grace-hopper' });
      expect((await store.threads(asBob, 'person:grace-hopper')).map((thread) => thread.of)).toEqual([
        'person:grace-hopper',
      ]);
      expect((await store.openThreads()).get('person:grace-hopper')).toBe(1);
      expect(await told(asAda)).toHaveLength(1);
      await store.unmerge(editorActor, 'person:ada-lovelace');
      expect(await store.threads(asBob, 'person:grace-hopper')).toEqual([]);
      expect(await store.threads(asBob, 'person:ada-lovelace')).toHaveLength(1);
      await harness.read([], ['wiki:Team:teams/payments.md']);
      if ((await harness.entity(of)) === undefined) expect(await store.thread(asBob, id)).toBeUndefined();
    });

    test('refuse what is no text, too much of it, and who is no person', async () => {
      await harness.read([payments]);
      const start = (subject: string, text: string) => discusser().start(bob, asBob, { of, subject, text });
      for (const [subject, text] of [
        ['s', ' '],
        [' ', 't'],
        ['s'.repeat(201), 't'],
        ['s', 'x'.repeat(10_001)],
      ] as const)
        await expect(start(subject, text)).rejects.toMatchObject(refused('invalid'));
      await expect(discusser().reply(bob, asBob, 'none', 'x')).rejects.toMatchObject(refused('not-found'));
      const draft = { of, subject: 's', text: 't', mentions: [] };
      await expect(harness.store.startThread(importer, draft)).rejects.toMatchObject(refused('invalid'));
      expect(await harness.store.threads(asBob, of)).toEqual([]);
    });

    test('move with the graph', async () => {
      await harness.read([ada, payments]);
      const { id } = await begin();
      const lines = await collect(harness.store.exportAll(editorActor));
      const copy = await storeOn(await emptyEmbedded());
      await copy.importAll(editorActor, each(lines));
      expect(await copy.thread(asBob, id)).toEqual(await harness.store.thread(asBob, id));
      expect(await copy.notices(asAda)).toEqual(await harness.store.notices(asAda));
      await copy.close();
    });
  });
}
