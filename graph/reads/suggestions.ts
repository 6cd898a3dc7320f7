import type { Ref } from '../../schema/ref.ts';
import { type Suggestion, suggestedChange, suggestionStatuses } from '../../schema/suggestion.ts';
import { z } from 'zod';
import type { Viewer } from '../../schema/viewer.ts';
import { suggestionById, suggestionsByStatus } from '../cypher/suggestions.ts';
import type { Row, Run } from '../engine.ts';
import type { EntityReads, RelationReads, SuggestionReads } from '../store.ts';
import { mayVerify } from '../verification.ts';
import { map, optional, optionalText, text } from './row.ts';

export interface SuggestionReadsOptions
  extends Pick<EntityReads, 'cards' | 'entity' | 'withIdentity'>, Pick<RelationReads, 'edges'> {
  read: Run;
}

export function createSuggestionReads(options: SuggestionReadsOptions): SuggestionReads {
  const { read, cards, entity } = options;

  /** Of an entity that the viewer may not read there is nothing; one's own is one's own, also when the page is gone. */
  const visible = async (viewer: Viewer, found: readonly Suggestion[]): Promise<Suggestion[]> => {
    const about = [...new Set(found.flatMap(({ of, by }) => (of === undefined || by === viewer.id ? [] : [of])))];
    const readable = new Set<Ref>();
    for (const { ref } of await cards(viewer, about)) if (await mayDecide(viewer, ref)) readable.add(ref);
    return found.filter(({ by, of }) => by === viewer.id || (of === undefined ? viewer.canEdit : readable.has(of)));
  };
  const mayDecide = async (viewer: Viewer, ref: Ref): Promise<boolean> => {
    if (viewer.canEdit) return true;
    const view = await entity(viewer, ref);
    return view !== undefined && mayVerify(options, viewer, view);
  };

  return {
    async suggestions(viewer, { status, of, own = false, offset = 0, limit = 100 }) {
      const rows = await read({ text: suggestionsByStatus, parameters: { status } });
      const wanted = rows
        .map((row) => toSuggestion(map(row, 'properties')))
        .filter((each) => (of === undefined || each.of === of) && (!own || each.by === viewer.id));
      const seen = (await visible(viewer, wanted)).sort(status === 'open' ? oldestFirst : newestDecisionFirst);
      return { total: seen.length, items: seen.slice(offset, offset + limit) };
    },
    async suggestion(viewer, id) {
      const [row] = await read({ text: suggestionById, parameters: { id } });
      return row === undefined ? undefined : (await visible(viewer, [toSuggestion(map(row, 'properties'))]))[0];
    },
  };
}

function oldestFirst(a: Suggestion, b: Suggestion): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1;
}

function newestDecisionFirst(a: Suggestion, b: Suggestion): number {
  const [first, second] = [a.decidedAt ?? '', b.decidedAt ?? ''];
  return first > second ? -1 : first < second ? 1 : a.id < b.id ? -1 : 1;
}

function toSuggestion(row: Row): Suggestion {
  const [kind, name] = [optionalText(row, 'kind'), optionalText(row, 'name')];
  return {
    id: text(row, 'id'),
    ...optional('of', optionalText(row, 'of')),
    ...(kind !== undefined && name !== undefined && { create: { kind, name } }),
    change: suggestedChange.parse(JSON.parse(text(row, 'change'))),
    note: text(row, 'note'),
    ...optional('answer', optionalText(row, 'answer')),
    by: text(row, 'by'),
    byName: text(row, 'byName'),
    at: text(row, 'at'),
    status: z.enum(suggestionStatuses).parse(row.status),
    ...optional('decidedBy', optionalText(row, 'decidedBy')),
    ...optional('decidedAt', optionalText(row, 'decidedAt')),
    ...optional('reason', optionalText(row, 'reason')),
    ...optional('made', optionalText(row, 'made')),
  };
}
