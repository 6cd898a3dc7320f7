import type { z } from 'zod';
import type { BotOptions } from '../../bot/create-bot.ts';
import { createSettler } from '../../graph/curation/settle-dispute.ts';
import { createEditor } from '../../graph/edits.ts';
import type { Engine } from '../../graph/engine.ts';
import type { GraphStore } from '../../graph/store.ts';
import { kiki } from '../../schema/actor.ts';
import type { AskedQuestion } from '../../schema/asked.ts';
import { readBody } from '../../ingest/pages/read-body.ts';
import { outreachSettings } from '../../schema/outreach.ts';
import { anyEmployee, type Viewer } from '../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from './engines.ts';
import { field, record, related } from './records.ts';

/** A Monday at ten. */
export const monday = new Date('2026-11-23T10:00:00Z');

export const ownerEmail = 'u1@example.com';
/** Ada leads Payments, which owns two procedures and a system. */
export const owner: Viewer = { ...anyEmployee, id: ownerEmail, email: ownerEmail, name: 'Ada' };

/**
 * The pages of one owner, each with something that needs her: a runbook that nobody has looked at for years and that is asked about, a
 * system on whose status two sources differ, a page with a dead link; and one that only the board may read.
 */
export async function ownersGraph(now: () => Date = () => monday): Promise<{ engine: Engine; store: GraphStore }> {
  const engine = await emptyEmbedded();
  const store = await storeOn(engine, { now });
  const owned = related('OWNS', 'Payments', { end: 'to' });
  const overdue = { kind: 'Procedure', statedAt: '2024-01-01' };
  const upserts = [
    record({ kind: 'Person', key: '1', name: 'Ada', ids: { email: [ownerEmail] } }),
    record({ kind: 'Person', key: '2', name: 'Bob', ids: { email: ['u2@example.com'] } }),
    record({ kind: 'Team', key: 'p', name: 'Payments', claims: [related('LEADS', 'Ada', { end: 'to' })] }),
    record({
      ...overdue,
      key: 'refund',
      name: 'Refund <!channel> runbook',
      claims: [owned],
      passages: [
        { heading: [], text: 'Only Bob may pay back.' },
        { heading: ['Limits'], text: 'Up to 100 euros.' },
      ],
    }),
    record({ ...overdue, key: 'minutes', name: 'Board minutes', audience: 'board', claims: [owned] }),
    record({
      kind: 'Article',
      key: 'faq',
      name: 'Payments FAQ',
      path: 'faq.md',
      statedAt: '2026-11-01',
      claims: [owned],
      brokenLinks: ['gone.md'],
    }),
    record({ kind: 'System', key: 's', name: 'Ledger', claims: [owned, field('status', 'active')] }),
    record({ source: 'wiki', kind: 'System', key: 's', name: 'Ledger', claims: [field('status', 'retired')] }),
    record({ kind: 'System', key: 'o', name: 'Other', claims: [related('OWNS', 'Bob', { end: 'to' })] }),
  ];
  for (const source of ['hr', 'wiki'])
    await store.apply(
      { type: 'run', id: source, source },
      { upserts: upserts.filter(({ draft }) => draft.source === source), removals: [] },
    );
  return { engine, store };
}

/** What a bot needs to say anything of its own accord. */
export function outreachOn(
  store: GraphStore,
  settings: z.input<typeof outreachSettings> = {},
): NonNullable<BotOptions['outreach']> {
  return {
    store,
    settings: outreachSettings.parse(settings),
    editor: createEditor({ store, readBody }),
    settle: createSettler({ store }),
  };
}

let count = 0;

/** Somebody asked. @returns its id */
export async function ask(
  store: GraphStore,
  question: string,
  { isPublic = true, ...more }: Partial<AskedQuestion> & { isPublic?: boolean } = {},
): Promise<string> {
  count += 1;
  const id = `asked-${count}`;
  await store.saveQuestion(
    kiki,
    {
      id,
      at: '2026-11-20T12:00:00.000Z',
      asker: 'secret-asker@example.com',
      surface: 'wiki',
      question,
      mode: 'graph',
      abstained: false,
      text: '',
      refs: ['procedure:refund'],
      milliseconds: 1,
      ...more,
    },
    { isPublic },
  );
  return id;
}

export const unanswered = { abstained: true, mode: 'unknown' as const };
