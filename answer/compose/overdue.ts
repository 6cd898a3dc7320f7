import type { Citation } from '../../schema/answer.ts';
import type { Freshness } from '../../schema/freshness.ts';
import type { LookUpContext } from '../look-up/finding.ts';
import { bold, series } from '../look-up/wording.ts';

/** Pages named at most. */
const most = 3;

/**
 * Which of the pages that an answer rests on nobody has looked at when it was due: one paragraph, or none. Kiki says so itself, also
 * where a model wrote the answer.
 */
export async function overdueNote(
  citations: readonly Pick<Citation, 'ref' | 'title'>[],
  { store, viewer }: Pick<LookUpContext, 'store' | 'viewer'>,
): Promise<string[]> {
  const titles = new Map(citations.filter(({ ref }) => ref !== '').map(({ ref, title }) => [ref, title]));
  if (titles.size === 0) return [];
  const freshness = await store.freshness(viewer, [...titles.keys()]);
  const overdue = [...titles].flatMap(([ref, title]) => {
    const found = freshness.get(ref);
    return found?.state === 'overdue' ? [`${bold(title)} (${since(found)})`] : [];
  });
  return overdue.length === 0 ? [] : [`Overdue for review: ${series(overdue, most)}.`];
}

function since({ verifiedOn, due }: Freshness): string {
  const was = `was due on ${due ?? 'an earlier day'}`;
  return verifiedOn === undefined ? `never verified, ${was}` : `last verified on ${verifiedOn}, ${was}`;
}
