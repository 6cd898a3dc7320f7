import { describe, expect, test } from '@jest/globals';
import { createEditor } from '../../../graph/edits.ts';
import { proposalId } from '../../../graph/proposals/decisions.ts';
import { textHash } from '../../../graph/proposals/sections.ts';
import { createReviewer, type Reviewer } from '../../../graph/review.ts';
import { kiki } from '../../../schema/actor.ts';
import type { ProposalDraft } from '../../../schema/proposal.ts';
import { anyEmployee, localAdmin } from '../../../schema/viewer.ts';
import { emptyEmbedded, type OpenEmpty, storeOn } from '../../support/engines.ts';
import { collect, each } from '../../support/iterables.ts';
import type { RecordSketch } from '../../support/records.ts';
import { editorActor, type Harness, hrViewer, useStore } from './harness.ts';
import { ada, grace, payments } from './people.ts';

const ledger: RecordSketch = { kind: 'System', key: 'S1', name: 'Ledger' };
const page = 'team:payments';
const passage = `${page}#purpose`;
const quote = 'Ada Lovelace keeps the ledger.';
const draft: ProposalDraft = {
  subject: 'person:ada-lovelace',
  relation: 'WORKS_ON',
  object: 'system:ledger',
  quote,
  passage,
};
const id = proposalId(draft);

const rewritten = (text: string): RecordSketch => ({
  ...payments,
  passages: [{ heading: ['Payments', 'Purpose'], text, line: 3 }],
});

export function describeProposals(openEmpty: OpenEmpty): void {
  describe('proposals', () => {
    const harness = useStore(openEmpty);
    const open = (query: object = {}) => harness.store.proposals(localAdmin, { status: 'open', ...query });
    const reviewer = (): Reviewer =>
      createReviewer({ store: harness.store, editor: createEditor({ store: harness.store }) });

    test('one that was read in a page is in the queue, and not in the graph', async () => {
      await propose(harness);
      expect(await open()).toMatchObject({
        total: 1,
        items: [
          {
            id,
            subject: { name: 'Ada Lovelace' },
            relation: 'WORKS_ON',
            object: { name: 'Ledger' },
            page: { name: 'Payments' },
            passage,
            quote,
            model: 'tiny',
            status: 'open',
          },
        ],
        pages: [{ ref: page, name: 'Payments', count: 1 }],
        kinds: [
          { kind: 'Person', count: 1 },
          { kind: 'System', count: 1 },
        ],
      });
      expect(await harness.store.edges(anyEmployee, { relation: 'WORKS_ON' })).toEqual([]);
    });

    test('those of a page or a kind can be listed alone', async () => {
      await propose(harness);
      const count = async (query: object) => (await open(query)).items.length;
      expect([await count({ page }), await count({ page: 'team:other' })]).toEqual([1, 0]);
      expect([await count({ kind: 'System' }), await count({ kind: 'Team' })]).toEqual([1, 0]);
      expect([await count({ limit: 0 }), await count({ offset: 1 })]).toEqual([0, 0]);
    });

    test('who may not edit, or may not read the page or an end, sees none', async () => {
      const readable = [ada, grace, payments, ledger];
      const hrEditor = { ...hrViewer, canEdit: true };
      for (const hidden of [undefined, payments, ada, ledger]) {
        await harness.startAnew();
        await harness.read(readable.map((each) => (each === hidden ? { ...each, audience: 'hr' } : each)));
        await harness.store.savePageReading(kiki, await readingOf(harness), [draft]);
        const seen = async (viewer: typeof hrEditor) => [
          (await harness.store.proposals(viewer, { status: 'open' })).total,
          (await harness.store.proposal(viewer, id))?.id,
        ];
        expect(await seen(hrEditor)).toEqual([1, id]);
        expect(await seen(hrViewer)).toEqual([0, undefined]);
        expect(await seen(localAdmin)).toEqual(hidden === undefined ? [1, id] : [0, undefined]);
      }
    });

    test('words that left the page are shown no more, and the proposal is stale', async () => {
      await propose(harness);
      await harness.read([rewritten('Somebody keeps the ledger.')]);
      expect(await open()).toMatchObject({ total: 0 });
      const [stale] = (await harness.store.proposals(localAdmin, { status: 'stale' })).items;
      expect([stale?.id, stale?.quote]).toEqual([id, undefined]);
      await expect(reviewer().accept(editorActor, localAdmin, id)).rejects.toMatchObject({ code: 'conflict' });
      expect(await harness.store.sweepProposals(kiki)).toBe(1);
      expect(await harness.store.sweepProposals(kiki)).toBe(0);
      expect((await harness.store.proposals(localAdmin, { status: 'stale' })).total).toBe(1);
    });

    test('a quote that moved to another section is found there', async () => {
      await propose(harness);
      await harness.read([
        { ...payments, passages: [{ heading: ['Payments', 'Who'], text: `At last:\n\n${quote.replace(' ', '\n')}` }] },
      ]);
      expect((await open()).items).toMatchObject([{ quote, passage: `${page}#who` }]);
    });

    test('an accepted one is an edit of that person, with the passage as its place and the quote as its reason', async () => {
      await propose(harness, { ...draft, role: 'keeps' });
      const accepted = await reviewer().accept(editorActor, localAdmin, id);
      expect(accepted).toEqual({ ref: draft.subject, revision: 2 });
      const relations = (await harness.entity(draft.subject))?.relations ?? [];
      expect(relations.find(({ relation }) => relation === 'WORKS_ON')).toMatchObject({
        other: { ref: draft.object },
        roles: ['keeps'],
        sources: [{ source: 'people', path: passage, by: 'Local admin' }],
      });
      const [revision] = await harness.store.history(anyEmployee, draft.subject);
      expect(revision).toMatchObject({ actor: 'Local admin', reason: expect.stringContaining(quote) });
      expect((await harness.store.proposals(localAdmin, { status: 'accepted' })).items).toMatchObject([
        { id, by: 'Local admin', decidedAt: expect.any(String) },
      ]);
      expect((await open()).total).toBe(0);
    });

    test('what was accepted outlives the next read of every source', async () => {
      await propose(harness);
      await reviewer().accept(editorActor, localAdmin, id);
      await harness.read([ada, rewritten('All is new.'), ledger]);
      expect(await harness.store.edges(anyEmployee, { relation: 'WORKS_ON' })).toHaveLength(1);
    });

    test('one decision is final: the second says who made the first', async () => {
      await propose(harness);
      const review = reviewer();
      const twice = await Promise.allSettled([
        review.accept(editorActor, localAdmin, id),
        review.reject(editorActor, localAdmin, id),
        review.accept(editorActor, localAdmin, id),
      ]);
      expect(twice.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
      await expect(review.reject(editorActor, localAdmin, id)).rejects.toThrow('accepted already, by Local admin');
      expect(await harness.store.decideProposal(kiki, id, 'rejected')).toBe('accepted');
      expect(await harness.store.decideProposal(kiki, 'none', 'rejected')).toBeUndefined();
    });

    test('two accepted at once for one entity are both in the graph, also beside an edit', async () => {
      await propose(harness, draft, { ...draft, relation: 'EXPERT_IN' });
      const reviewers = [reviewer(), reviewer()];
      const ids = [id, proposalId({ ...draft, relation: 'EXPERT_IN' })];
      await Promise.all(reviewers.map((each, index) => each.accept(editorActor, localAdmin, ids[index] ?? '')));
      for (const relation of ['WORKS_ON', 'EXPERT_IN'])
        expect(await harness.store.edges(anyEmployee, { relation })).toHaveLength(1);
    });

    test('a rejected one stays so until the page it quotes reads otherwise, whatever other pages say', async () => {
      await propose(harness);
      await reviewer().reject(editorActor, localAdmin, id);
      const again = async (from = page) => harness.store.savePageReading(kiki, await readingOf(harness, from), [draft]);
      expect(await again()).toEqual({ added: 0, known: 1 });
      await harness.read([{ kind: 'Team', key: 'T9', name: 'Other', passages: [{ heading: [], text: quote }] }]);
      expect(await again('team:other')).toEqual({ added: 0, known: 1 });
      expect((await harness.store.proposal(localAdmin, id))?.status).toBe('rejected');
      await harness.read([rewritten(`${quote} And how!`)]);
      expect(await again()).toEqual({ added: 1, known: 0 });
      expect((await open()).items).toMatchObject([{ id, status: 'open' }]);
      expect((await open()).items[0]?.by).toBeUndefined();
    });

    test('a page that changed before the rejection does not reopen it', async () => {
      await propose(harness);
      await harness.read([rewritten(`${quote} And how!`)]);
      await reviewer().reject(editorActor, localAdmin, id);
      expect(await harness.store.savePageReading(kiki, await readingOf(harness), [draft])).toMatchObject({ added: 0 });
    });

    test('one that is proposed again takes the new words of its page, and of another when its own lost them', async () => {
      await propose(harness);
      const other: RecordSketch = { kind: 'Team', key: 'T9', name: 'Other', passages: [{ heading: [], text: quote }] };
      await harness.read([other]);
      const fromOther = { ...draft, passage: 'team:other#top' };
      expect(await harness.store.savePageReading(kiki, await readingOf(harness, 'team:other'), [fromOther])).toEqual({
        added: 0,
        known: 1,
      });
      expect((await open()).items).toMatchObject([{ page: { ref: page } }]);
      await harness.read([rewritten('Ada Lovelace guards the ledger.')]);
      const renewed = { ...draft, quote: 'Ada Lovelace guards the ledger.' };
      await harness.store.savePageReading(kiki, await readingOf(harness), [renewed]);
      expect((await open()).items).toMatchObject([{ quote: renewed.quote, page: { ref: page } }]);
      await harness.read([rewritten('Nobody does.')]);
      await harness.store.savePageReading(kiki, await readingOf(harness, 'team:other'), [fromOther]);
      expect((await open()).items).toMatchObject([{ quote, page: { ref: 'team:other' } }]);
    });

    test('which pages were read is kept per reader, with those that failed', async () => {
      await propose(harness);
      const reading = await readingOf(harness);
      await harness.store.savePageReading(kiki, { ...reading, reader: 'other', failed: true }, []);
      const { textHash: hash } = reading;
      expect(await harness.store.pageReadings('tiny/1')).toEqual(new Map([[page, { textHash: hash, failed: false }]]));
      expect(await harness.store.pageReadings('other')).toEqual(new Map([[page, { textHash: hash, failed: true }]]));
      expect(await harness.store.pageReadings('none')).toEqual(new Map());
    });

    test('who may not edit decides nothing', async () => {
      await propose(harness);
      const refused = { code: 'not-allowed' };
      await expect(reviewer().list(anyEmployee, { status: 'open' })).rejects.toMatchObject(refused);
      await expect(reviewer().accept(editorActor, anyEmployee, id)).rejects.toMatchObject(refused);
      await expect(reviewer().reject(editorActor, anyEmployee, id)).rejects.toMatchObject(refused);
      await expect(reviewer().accept(editorActor, localAdmin, 'none')).rejects.toMatchObject({ code: 'not-found' });
    });

    test('they are in an export, and the same after an import', async () => {
      await propose(harness);
      await reviewer().reject(editorActor, localAdmin, id);
      const lines = await collect(harness.store.exportAll(kiki));
      const copy = await storeOn(await emptyEmbedded());
      try {
        await copy.importAll(kiki, each(lines));
        expect(await collect(copy.exportAll(kiki))).toEqual(lines);
        expect((await copy.proposals(localAdmin, { status: 'rejected' })).items).toMatchObject([{ id, quote }]);
        expect((await copy.pageReadings('tiny/1')).size).toBe(1);
      } finally {
        await copy.close();
      }
    });

    test('a thousand at once are saved and listed', async () => {
      const systems = Array.from({ length: 1000 }, (_, index) => `Machine ${index}`);
      await harness.read([ada, grace, payments, ...systems.map((name) => ({ kind: 'System', key: name, name }))]);
      const drafts = systems.map((name) => ({ ...draft, object: `system:${name.toLowerCase().replace(' ', '-')}` }));
      expect(await harness.store.savePageReading(kiki, await readingOf(harness), drafts)).toEqual({
        added: 1000,
        known: 0,
      });
      expect(await open({ offset: 990, limit: 100 })).toMatchObject({ total: 1000, items: { length: 10 } });
    });
  });
}

/** The team's page and what it names are read, and these drafts are proposed from it. */
async function propose(harness: Harness, ...drafts: readonly ProposalDraft[]): Promise<void> {
  await harness.read([ada, grace, payments, ledger]);
  const saved = await harness.store.savePageReading(
    kiki,
    await readingOf(harness),
    drafts.length === 0 ? [draft] : drafts,
  );
  expect(saved.added).toBe(Math.max(1, drafts.length));
}

async function readingOf({ store }: Harness, ref = page) {
  const passages = await store.passagesOf({ ...hrViewer }, [ref]);
  return { page: ref, reader: 'tiny/1', model: 'tiny', textHash: textHash(passages[0]?.title ?? '', passages) };
}
