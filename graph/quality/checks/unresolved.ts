import type { QualityCheck } from '../check.ts';
import { pageLink } from '../links.ts';

export const unresolved: QualityCheck = {
  id: 'unresolved',
  title: 'Names that lead nowhere',
  why: 'A source points at something that no source describes, or that could be several things, so the link is missing.',
  async find({ store, viewer, names }) {
    const known = await names();
    const pointing = await store.unresolved();
    const subjects = await store.describedBy(
      viewer,
      pointing.map(({ record }) => record),
    );
    const groups = new Map<
      string,
      { ref: string; relation: string; value: string; candidates: string[]; count: number }
    >();
    for (const { record, relation, mention, candidates } of pointing) {
      // What a record says that the viewer may not read is not said to him.
      const ref = subjects.get(record);
      if (ref === undefined) continue;
      const token = JSON.stringify([relation, mention.value]);
      const group = groups.get(token) ?? { ref, relation, value: mention.value, candidates: [], count: 0 };
      group.count += 1;
      group.candidates = [...new Set([...group.candidates, ...candidates])];
      groups.set(token, group);
    }
    return [...groups.values()]
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .map(({ ref, relation, value, candidates, count }) => {
        const could = candidates
          .flatMap((each) => known.get(each) ?? [])
          .map((entry) => `${entry.name} (${entry.ref})`);
        const why = could.length === 0 ? 'which no source describes' : `which could be ${could.slice(0, 4).join(', ')}`;
        const more = count === 1 ? '' : `, and ${count - 1} more do`;
        const spec = store.ontology.findRelation(relation);
        return {
          ref,
          name: known.get(ref)?.name ?? ref,
          what: `Says “${spec?.name ?? relation}” with “${value}”, ${why}${more}`,
          fix: pageLink(ref),
        };
      });
  },
};
