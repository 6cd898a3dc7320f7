import { formatDay } from '../../../schema/days.ts';
import type { Freshness } from '../../../schema/freshness.ts';
import { partLabel } from '../../../schema/part-label.ts';
import type { QualityCheck } from '../check.ts';
import { byName } from '../context.ts';
import { pageLink } from '../links.ts';

export const overdue: QualityCheck = {
  id: 'overdue',
  title: 'Overdue for review',
  why: 'Nobody has said for too long that it is still right, and it looks as good as what is.',
  ofGraph: true,
  async find({ store, viewer, names }) {
    const known = await names();
    const freshness = await store.freshness(viewer, [...known.keys()]);
    return [...freshness]
      .filter(([, { state }]) => state === 'overdue')
      .map(([ref, found]) => ({ ref, found, name: known.get(ref)?.name ?? ref }))
      .sort((a, b) => (b.found.overdueDays ?? 0) - (a.found.overdueDays ?? 0) || byName(a, b))
      .map(({ ref, name, found }) => ({
        ref,
        name,
        what: describe(found, partLabel(found.part ?? '', known.get(ref)?.kind, store.ontology)),
        fix: pageLink(ref),
      }));
  },
};

function describe({ part, due, overdueDays = 0, verifiedOn, verifiedBy }: Freshness, label: string): string {
  const what = part === undefined ? 'Was' : `${label} was`;
  const last =
    verifiedOn === undefined
      ? 'never verified'
      : `last verified on ${formatDay(verifiedOn)}${verifiedBy === undefined ? '' : ` by ${verifiedBy}`}`;
  return `${what} due on ${formatDay(due ?? '')}, ${overdueDays} ${overdueDays === 1 ? 'day' : 'days'} ago; ${last}`;
}
