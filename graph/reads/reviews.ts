import { z } from 'zod';
import { type Freshness, freshnessOf, type ReviewState } from '../../schema/freshness.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Ref } from '../../schema/ref.ts';
import type { ReviewRules } from '../../schema/review.ts';
import { inBatches } from '../apply/batches.ts';
import { reviewStates } from '../cypher/entities.ts';
import type { Row } from '../engine.ts';
import type { EntityReads } from '../store.ts';
import { dayOf } from './days.ts';
import type { ReadsOptions } from './entities.ts';
import { optionalText, text } from './row.ts';

const stored = z.object({
  content: z.string(),
  written: z.string().exactOptional(),
  parts: z.array(z.string()),
  verifications: z.array(
    z.object({
      part: z.string().exactOptional(),
      on: z.string(),
      by: z.string().exactOptional(),
      source: z.string().exactOptional(),
      outdated: z.boolean(),
    }),
  ),
});

/** Nothing is known yet of a graph that was computed before there were verifications. */
const unknown: ReviewState = { content: '', parts: [], verifications: [] };

/** What a node keeps for telling how fresh it is. */
export function readReviewState(properties: Row): ReviewState {
  const json = optionalText(properties, 'reviewState');
  return json === undefined ? unknown : stored.parse(JSON.parse(json));
}

/** How fresh an entity is. What is archived or has left need not be looked at. @param today ISO */
export function freshnessOfNode(
  properties: Row,
  { ontology, review, today }: { ontology: Ontology; review: ReviewRules; today: string },
): Freshness {
  const kind = text(properties, 'kind');
  const choices = ontology.findField(kind, 'status')?.choices ?? [];
  const isOver = choices.some(({ value, counted }) => value === properties.status && counted === false);
  return isOver ? { state: 'none' } : freshnessOf(readReviewState(properties), review.of(kind), today);
}

export function createReviewReads({ read, ontology, review, now }: ReadsOptions): Pick<EntityReads, 'freshness'> {
  return {
    async freshness(viewer, refs) {
      const today = dayOf(now());
      const found = new Map<Ref, Freshness>();
      for (const batch of inBatches([...new Set(refs)])) {
        const rows = await read({ text: reviewStates, parameters: { refs: batch, audiences: [...viewer.audiences] } });
        for (const row of rows) found.set(text(row, 'ref'), freshnessOfNode(row, { ontology, review, today }));
      }
      return found;
    },
  };
}
