import type { QualityCheck } from '../check.ts';
import { byName } from '../context.ts';
import { pageLink } from '../links.ts';

export const orphans: QualityCheck = {
  id: 'orphans',
  title: 'Orphans',
  why: 'They have no relation to anything, so readers only come across them by search.',
  ofGraph: true,
  async find(context) {
    const { store, current } = context;
    const linked = await context.linked();
    const found = [];
    for (const { name: kind, singular } of store.ontology.kinds) {
      for (const { ref, name } of await current(kind))
        if (!linked.has(ref))
          found.push({
            ref,
            name,
            what: `This ${singular} links to nothing, and nothing links to it`,
            fix: pageLink(ref),
          });
    }
    return found.sort(byName);
  },
};
