import type { EntityCard } from '../../schema/entity.ts';
import { fold } from '../../schema/names.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Proposal, ProposalStatus } from '../../schema/proposal.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { inBatches } from '../apply/batches.ts';
import { proposalsById, proposalsByStatus } from '../cypher/proposals.ts';
import type { Row, Run } from '../engine.ts';
import { findQuote } from '../proposals/quote.ts';
import { type Section, sectionsOf } from '../proposals/sections.ts';
import type { EntityReads, ProposalList, ProposalQuery, ProposalReads } from '../store.ts';
import { map, optional, optionalText, text } from './row.ts';

export interface ProposalReadsOptions extends Pick<EntityReads, 'cards' | 'passagesOf'> {
  read: Run;
  ontology: Ontology;
}

export function createProposalReads({ read, ontology, cards, passagesOf }: ProposalReadsOptions): ProposalReads {
  /** Those of which the viewer may read the page and both ends, with what he may read. */
  const visible = async (viewer: Viewer, rows: readonly Row[]): Promise<Proposal[]> => {
    const known = rows.filter((row) => ontology.findRelation(text(row, 'relation')) !== undefined);
    const refs = known.flatMap((row) => [text(row, 'page'), text(row, 'subject'), text(row, 'object')]);
    const cardOf = new Map((await cards(viewer, refs)).map((card) => [card.ref, card]));
    const sections = await sectionsOfPages(
      viewer,
      known.map((row) => text(row, 'page')).filter((ref) => cardOf.has(ref)),
    );
    return known.flatMap((row) => toProposal(row, cardOf, sections));
  };

  const sectionsOfPages = async (viewer: Viewer, pages: readonly Ref[]): Promise<Map<Ref, Section[]>> => {
    const found = new Map<Ref, Section[]>();
    for (const refs of inBatches([...new Set(pages)])) {
      const passages = await passagesOf(viewer, refs);
      for (const ref of refs) found.set(ref, sectionsOf(passages.filter((passage) => passage.ref === ref)));
    }
    return found;
  };

  return {
    async proposals(viewer, query) {
      if (!viewer.canEdit) return listOf([], query);
      const parameters = { statuses: storedAs(query.status) };
      const rows = await read({ text: proposalsByStatus, parameters });
      const found = await visible(
        viewer,
        rows.map((row) => map(row, 'properties')),
      );
      return listOf(
        found.filter(({ status }) => status === query.status),
        query,
      );
    },
    async proposal(viewer, id) {
      if (!viewer.canEdit) return undefined;
      const [row] = await read({ text: proposalsById, parameters: { ids: [id] } });
      return row === undefined ? undefined : (await visible(viewer, [map(row, 'properties')]))[0];
    },
  };
}

/** A page may have lost the quote since a proposal was kept as open. */
function storedAs(status: ProposalStatus): ProposalStatus[] {
  return status === 'stale' ? ['stale', 'open'] : [status];
}

function toProposal(
  row: Row,
  cardOf: ReadonlyMap<Ref, EntityCard>,
  sections: ReadonlyMap<Ref, readonly Section[]>,
): Proposal[] {
  const [subject, object, page] = [text(row, 'subject'), text(row, 'object'), text(row, 'page')].map((ref) =>
    cardOf.get(ref),
  );
  if (subject === undefined || object === undefined || page === undefined) return [];
  const stored = text(row, 'status') as ProposalStatus;
  // Words that are on the page no more may have been taken from it because not everyone may read them.
  const quote = findQuote(sections.get(page.ref) ?? [], text(row, 'quote'));
  return [
    {
      id: text(row, 'id'),
      subject,
      relation: text(row, 'relation'),
      object,
      ...optional('role', optionalText(row, 'role')),
      ...optional('quote', quote?.quote),
      page,
      passage: quote?.passage ?? text(row, 'passage'),
      model: text(row, 'model'),
      at: text(row, 'at'),
      status: stored === 'open' && quote === undefined ? 'stale' : stored,
      ...optional('by', optionalText(row, 'by')),
      ...optional('decidedAt', optionalText(row, 'decidedAt')),
    },
  ];
}

function listOf(found: readonly Proposal[], { page, kind, offset = 0, limit = 100 }: ProposalQuery): ProposalList {
  const pages = new Map<Ref, { ref: Ref; name: string; count: number }>();
  const kinds = new Map<string, number>();
  for (const { page: from, ...ends } of found) {
    const known = pages.get(from.ref) ?? { ref: from.ref, name: from.name, count: 0 };
    pages.set(from.ref, { ...known, count: known.count + 1 });
    for (const each of kindsOf(ends)) kinds.set(each, (kinds.get(each) ?? 0) + 1);
  }
  const kept = found
    .filter((each) => (page === undefined || each.page.ref === page) && (kind === undefined || kindsOf(each).has(kind)))
    .map((proposal) => ({ proposal, key: sortKey(proposal) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    total: kept.length,
    items: kept.slice(offset, offset + limit).map(({ proposal }) => proposal),
    pages: [...pages.values()].sort((a, b) => b.count - a.count || (a.ref < b.ref ? -1 : 1)),
    kinds: [...kinds]
      .map(([name, count]) => ({ kind: name, count }))
      .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1)),
  };
}

function kindsOf({ subject, object }: Pick<Proposal, 'subject' | 'object'>): Set<string> {
  return new Set([subject.kind, object.kind]);
}

/** By page; there by what it is about. */
function sortKey({ page, subject, relation, object, id }: Proposal): string {
  return [fold(page.name), page.ref, fold(subject.name), relation, fold(object.name), id].join('\u0000');
}
