import type { GraphStore } from '../../graph/store.ts';
import { actorOf, kiki } from '../../schema/actor.ts';
import { localAdmin } from '../../schema/viewer.ts';

/**
 * What people write in a wiki: a question without an answer, put to a person, a suggestion, a discussion, a decision about duplicates and a
 * merge. For the sample company with a crowd.
 *
 * @returns addresses of pages that show it
 */
export async function writeSome(store: GraphStore): Promise<string[]> {
  const me = actorOf(localAdmin);
  const [page, person] = ['team:booking-platform', 'person:dag-fredriksen'];
  const question = 'Who may change a fare?';
  await store.saveQuestion(
    kiki,
    {
      ...{ id: 'unanswered', at: '2026-11-19T08:00:00Z', asker: localAdmin.id, surface: 'wiki', question },
      ...{ mode: 'unknown', abstained: true, text: 'I found nothing about *fares*.', refs: [page], milliseconds: 4 },
    },
    { isPublic: true },
  );
  const pages = [{ ref: page, name: 'Booking Platform' }];
  const to = { person, name: 'Dag Fredriksen' };
  await store.saveHelpRequest(me, { id: 'wiki:help', question, to, surface: 'wiki', tried: 'Nothing.', pages });
  const suggestion = await store.saveSuggestion(me, {
    of: page,
    change: { fields: { purpose: 'Sells crossings' } },
    note: 'It says too little.',
  });
  const { thread } = await store.startThread(me, {
    of: page,
    subject: 'Fares',
    text: 'Which ones?',
    mentions: [person],
  });
  await store.reply(me, { thread, text: 'All of them.', mentions: [] });
  const [kept, merged, other] = [0, 1, 2].map((n) => `person:deckhand-000${n}`) as [string, string, string];
  await store.merge(me, { from: merged, into: kept, reason: 'One and the same' });
  await store.dismissDuplicate(me, kept, other, 'Two of them');
  return [
    `/suggestions/${suggestion}`,
    '/suggestions?own=1',
    '/ask/person?answer=unanswered',
    '/ask/person',
    '/help-requests/wiki:help',
    `/wiki/${page}/discussion`,
    `/admin/unmerge?from=${merged}`,
    '/admin/duplicates?state=dismissed',
    '/admin/duplicates?state=merged',
    '/admin/questions',
    '/admin/help',
    `/wiki/${kept}/history`,
  ];
}
