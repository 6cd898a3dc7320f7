import type { Ref } from '../../../schema/ref.ts';
import type { QualityCheck } from '../check.ts';
import { byName } from '../context.ts';
import { pageLink } from '../links.ts';

/** Kinds that are pages to read. */
const pageKinds = ['Procedure', 'Article'];
/** Who owns or knows a page does not lead its readers there. */
const noWayThere: ReadonlySet<string> = new Set(['OWNS', 'EXPERT_IN']);

export const unlinkedPages: QualityCheck = {
  id: 'unlinked-pages',
  title: 'Pages that nobody links to',
  why: 'Who does not search for their very words never finds them.',
  ofGraph: true,
  async find(context) {
    const { current, links } = context;
    const reached = new Set<Ref>();
    for (const { relation, from, to } of await links()) {
      if (!noWayThere.has(relation)) reached.add(to);
      if (relation === 'PART_OF') reached.add(from); // the whole lists its parts
    }
    // Orphans are told by themselves.
    const linked = await context.linked();
    const pages = (await Promise.all(pageKinds.map((kind) => current(kind)))).flat();
    return pages
      .filter(({ ref }) => !reached.has(ref) && linked.has(ref))
      .map(({ ref, name }) => ({ ref, name, what: 'No other page links to it or names it', fix: pageLink(ref) }))
      .sort(byName);
  },
};
