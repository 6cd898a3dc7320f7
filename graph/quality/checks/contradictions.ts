import { partLabel } from '../../../schema/part-label.ts';
import type { QualityCheck } from '../check.ts';
import { byName } from '../context.ts';
import { contradictionLink } from '../links.ts';

export const contradictions: QualityCheck = {
  id: 'contradictions',
  title: 'Sources that contradict one another',
  why: 'Readers see one value and cannot know that another system says otherwise.',
  ofGraph: true,
  async find({ store, viewer, names }) {
    const { ontology } = store;
    const known = await names();
    const disputed = await store.disputed(viewer);
    return [...disputed]
      .flatMap(([ref, parts]) => {
        const entry = known.get(ref);
        if (entry === undefined) return [];
        const labels = parts.map((part) => partLabel(part, entry.kind, ontology));
        return [
          { ref, name: entry.name, what: `Sources disagree about: ${labels.join(', ')}`, fix: contradictionLink(ref) },
        ];
      })
      .sort(byName);
  },
};
