import type { Ref } from '../../../schema/ref.ts';
import type { Link } from '../../store.ts';
import type { QualityCheck } from '../check.ts';
import { byName } from '../context.ts';
import { pageLink } from '../links.ts';

export const peopleWithoutManager: QualityCheck = {
  id: 'people-without-manager',
  title: 'People without a manager',
  why: 'They are missing from the org tree, and nobody approves what they ask for.',
  ofGraph: true,
  async find({ edges, current, over }) {
    const [lines, leads, partOf, left] = await Promise.all([
      edges('REPORTS_TO'),
      edges('LEADS'),
      edges('PART_OF'),
      over('Person'),
    ]);
    const solid = lines.filter(({ dotted }) => !dotted);
    // A company that keeps no lines of reporting lacks none.
    if (solid.length === 0) return [];
    const managed = new Set(solid.filter(({ to }) => !left.has(to)).map(({ from }) => from));
    const wasManaged = new Set(solid.map(({ from }) => from));
    const top = topOf(solid, leads, partOf);
    return (await current('Person'))
      .filter(({ ref }) => !managed.has(ref) && !top.has(ref))
      .map(({ ref, name }) => ({
        ref,
        name,
        what: wasManaged.has(ref) ? 'The manager has left' : 'No source says who the manager is',
        fix: pageLink(ref),
      }))
      .sort(byName);
  },
};

/** Who needs no manager: the one with most people below, and who leads a team that others are part of and that is part of none. */
function topOf(solid: readonly Link[], leads: readonly Link[], partOf: readonly Link[]): Set<Ref> {
  const below = new Map<Ref, number>();
  const manager = new Map(solid.map(({ from, to }) => [from, to]));
  for (const { from } of solid) {
    const seen = new Set<Ref>();
    for (let at = manager.get(from); at !== undefined && !seen.has(at); at = manager.get(at)) {
      seen.add(at);
      below.set(at, (below.get(at) ?? 0) + 1);
    }
  }
  const heads = [...below].filter(([ref]) => !manager.has(ref)).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const parts = new Set(partOf.map(({ from }) => from));
  const wholes = new Set(partOf.map(({ to }) => to).filter((ref) => !parts.has(ref)));
  return new Set([
    ...heads.slice(0, 1).map(([ref]) => ref),
    ...leads.filter(({ to }) => wholes.has(to)).map(({ from }) => from),
  ]);
}
