import type { EntityCard, Revision } from '../../schema/entity.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Ref } from '../../schema/ref.ts';
import { type ChangeLine, presentChanges } from './changes.ts';

/** A revision as the history shows it. */
export interface PresentedRevision {
  number: number;
  at: string;
  actor: string;
  reason?: string | undefined;
  lines: ChangeLine[];
}

export function presentRevisions(
  revisions: readonly Revision[],
  {
    kindOf,
    ...options
  }: { kindOf: (ref: Ref) => string | undefined; ontology: Ontology; cardOf: ReadonlyMap<Ref, EntityCard> },
): PresentedRevision[] {
  return revisions.map((revision) => ({
    number: revision.number,
    at: revision.at,
    actor: revision.actor,
    reason: revision.reason,
    lines: presentChanges(revision, { ...options, kind: kindOf(revision.ref) }),
  }));
}
