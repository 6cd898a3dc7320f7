import { sortOut } from './counting.ts';
import type { Finding, LookUpContext } from './finding.ts';
import type { Query } from './query.ts';
import { factStatements } from './view-statements.ts';
import { bold, nameWithStatus, series } from './wording.ts';

/** Whether there is a thing of the asked sort. Of what is called otherwise nothing is known, so that it is never a no. */
export async function exists(
  { of, filter }: Extract<Query, { look: 'exists' }>,
  { store, viewer, on }: LookUpContext,
): Promise<Finding | undefined> {
  const { counted, uncounted } = sortOut(await store.cards(viewer, of), filter, store.ontology);
  const shown = counted.length > 0 ? counted : uncounted;
  const views = (await Promise.all(shown.map(({ ref }) => store.entity(viewer, ref, on)))).filter(
    (view) => view !== undefined,
  );
  const [first] = views;
  if (first === undefined) return undefined;
  const names = series(shown.map((card) => bold(nameWithStatus(card, store.ontology))));
  return {
    statements: [
      {
        text: counted.length > 0 ? `Yes: ${names}.` : `Not any more: ${names}.`,
        about: { ref: first.ref, title: first.name },
        sources: first.facts.name?.sources ?? [],
      },
      ...views.flatMap((view) => factStatements(view, ['description'])),
    ],
    value: counted.length > 0,
    found: shown.map(({ ref }) => ref),
  };
}
