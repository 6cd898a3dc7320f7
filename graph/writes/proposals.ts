import { type Actor, describeActor } from '../../schema/actor.ts';
import type { ProposalDraft, ProposalStatus } from '../../schema/proposal.ts';
import type { Ref } from '../../schema/ref.ts';
import { inBatches, runOverRows } from '../apply/batches.ts';
import {
  proposalsById,
  proposalsByStatus,
  proseOf,
  pageReadings,
  putPageReading,
  putProposals,
} from '../cypher/proposals.ts';
import type { Engine, Row, Run } from '../engine.ts';
import { type Former, proposalId, proposedAgain } from '../proposals/decisions.ts';
import { findQuote } from '../proposals/quote.ts';
import { type Section, sectionsOf, textHash } from '../proposals/sections.ts';
import { flag, map, number, text, texts } from '../reads/row.ts';
import type { PageReading, ProposalWrites } from '../store.ts';

export function createProposalWrites({ engine, now }: { engine: Engine; now: () => Date }): ProposalWrites {
  return {
    async pageReadings(reader) {
      const rows = await engine.read({ text: pageReadings, parameters: { reader } });
      return new Map(
        rows.map((row) => [text(row, 'page'), { textHash: text(row, 'textHash'), failed: flag(row, 'failed') }]),
      );
    },
    savePageReading(_actor, reading, drafts) {
      const at = now().toISOString();
      return engine.write(async (run) => {
        const byId = new Map(drafts.map((draft) => [proposalId(draft), draft]));
        const former = await storedById(run, [...byId.keys()]);
        const pages = await loadPages(
          run,
          [...former.values()].map((row) => text(row, 'page')),
        );
        const rows: Row[] = [];
        let added = 0;
        for (const [id, draft] of byId) {
          const before = former.get(id);
          const formerPage = before && pages.get(text(before, 'page'));
          const fate = proposedAgain(before && toFormer(before, formerPage), {
            page: reading.page,
            formerPageHash: formerPage?.hash,
          });
          if (fate === 'open') added += 1;
          if (fate !== 'keep') rows.push({ id, properties: newProperties(id, draft, reading, at) });
        }
        await runOverRows(run, putProposals, rows);
        await run({ text: putPageReading, parameters: readingParameters(reading, at) });
        return { added, known: byId.size - added };
      });
    },
    decideProposal(actor, id, decision) {
      const decidedAt = now().toISOString();
      return engine.write(async (run) => {
        const row = (await storedById(run, [id])).get(id);
        if (row === undefined) return undefined;
        const status = text(row, 'status') as ProposalStatus;
        if (status === decision || (decision === 'rejected' && status === 'accepted')) return status;
        const page = text(row, 'page');
        const hash = (await loadPages(run, [page])).get(page)?.hash ?? text(row, 'textHash');
        const decided = { status: decision, by: describeActor(actor), decidedAt, textHash: hash };
        await run({ text: putProposals, parameters: { rows: [{ id, properties: { ...row, ...decided } }] } });
        return decision;
      });
    },
    sweepProposals(_actor: Actor) {
      return engine.write(async (run) => {
        const rows = (await run({ text: proposalsByStatus, parameters: { statuses: ['open'] } })).map((row) =>
          map(row, 'properties'),
        );
        const pages = await loadPages(
          run,
          rows.map((row) => text(row, 'page')),
        );
        const stale = rows.filter((row) => !isQuoted(row, pages.get(text(row, 'page'))));
        const changed = stale.map((row) => ({ id: text(row, 'id'), properties: { ...row, status: 'stale' } }));
        await runOverRows(run, putProposals, changed);
        return stale.length;
      });
    },
  };
}

async function storedById(run: Run, ids: readonly string[]): Promise<Map<string, Row>> {
  const found = new Map<string, Row>();
  for (const batch of inBatches(ids)) {
    const rows = await run({ text: proposalsById, parameters: { ids: batch } });
    for (const row of rows) found.set(text(map(row, 'properties'), 'id'), map(row, 'properties'));
  }
  return found;
}

interface Page {
  hash: string;
  sections: Section[];
}

/** Pages as they read now. */
async function loadPages(run: Run, refs: readonly Ref[]): Promise<Map<Ref, Page>> {
  const prose = new Map<Ref, { title: string; passages: ReturnType<typeof toProse>[] }>();
  for (const batch of inBatches([...new Set(refs)])) {
    for (const row of await run({ text: proseOf, parameters: { refs: batch } })) {
      const properties = map(row, 'properties');
      const page = prose.get(text(row, 'ref')) ?? { title: text(properties, 'title'), passages: [] };
      page.passages.push(toProse(properties));
      prose.set(text(row, 'ref'), page);
    }
  }
  return new Map(
    [...prose].map(([ref, { title, passages }]) => {
      return [ref, { hash: textHash(title, passages), sections: sectionsOf(passages) }];
    }),
  );
}

function isQuoted(row: Row, page: Page | undefined): boolean {
  return findQuote(page?.sections ?? [], text(row, 'quote')) !== undefined;
}

function toProse(row: Row) {
  return {
    id: text(row, 'id'),
    heading: texts(row, 'heading'),
    order: number(row, 'order'),
    text: text(row, 'text'),
    card: flag(row, 'card'),
    ...(typeof row.step === 'number' && { step: { number: row.step, section: text(row, 'section') } }),
  };
}

function toFormer(row: Row, page: Page | undefined): Former {
  const stored = text(row, 'status') as ProposalStatus;
  const status = stored === 'open' && !isQuoted(row, page) ? 'stale' : stored;
  return { status, page: text(row, 'page'), textHash: text(row, 'textHash') };
}

function newProperties(
  id: string,
  draft: ProposalDraft,
  { page, model, textHash: hash }: PageReading,
  at: string,
): Row {
  const { subject, relation, object, role, quote, passage } = draft;
  return {
    id,
    subject,
    relation,
    object,
    ...(role !== undefined && { role }),
    quote,
    passage,
    page,
    textHash: hash,
    model,
    at,
    status: 'open',
  };
}

function readingParameters({ page, reader, textHash: hash, failed = false }: PageReading, at: string) {
  const id = `${reader}|${page}`;
  return { id, properties: { id, page, reader, textHash: hash, at, ...(failed && { failed }) } };
}
