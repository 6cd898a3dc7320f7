import type { Ref } from '../../schema/ref.ts';
import type { Finding, LookUpContext } from './finding.ts';
import { nameWithStatus } from './wording.ts';

/** The line of managers, nearest first. */
export async function chain(of: readonly Ref[], { store, viewer, on }: LookUpContext): Promise<Finding | undefined> {
  const [ref] = of;
  if (ref === undefined) return undefined;
  const steps = await store.reach(viewer, { relation: 'REPORTS_TO', of: ref, end: 'from', on });
  const cards = await store.cards(
    viewer,
    steps.map((step) => step.ref),
  );
  const [first, ...managers] = cards;
  if (first === undefined || managers.length === 0) return undefined;
  const edges = await store.edges(viewer, {
    relation: 'REPORTS_TO',
    of: steps.map((step) => step.ref),
    end: 'from',
    on,
  });
  const notes = await store.notes(
    viewer,
    edges.flatMap((edge) => edge.support),
  );
  const line = cards.map((card) => nameWithStatus(card, store.ontology)).join(' → ');
  return {
    statements: [
      { text: `${line}. (As of ${on}.)`, about: { ref: first.ref, title: first.name }, sources: [...notes.values()] },
    ],
    value: managers.map(({ name }) => name),
    found: managers.map((card) => card.ref),
  };
}
