import type { Passage } from '../../../schema/entity.ts';
import type { Ref } from '../../../schema/ref.ts';
import { inBatches } from '../../apply/batches.ts';
import type { QualityCheck, QualityItem } from '../check.ts';
import { byName } from '../context.ts';
import { pageLink } from '../links.ts';

export const brokenLinks: QualityCheck = {
  id: 'broken-links',
  title: 'Links that lead nowhere',
  why: 'A page sends its readers to a page of its own source that is not there.',
  async find({ store, viewer, names }) {
    const known = await names();
    const pages = await store.brokenLinks(viewer);
    const passages = new Map<Ref, Passage[]>();
    for (const refs of inBatches([...new Set(pages.map(({ ref }) => ref))])) {
      for (const passage of await store.passagesOf(viewer, refs))
        passages.set(passage.ref, [...(passages.get(passage.ref) ?? []), passage]);
    }
    return pages
      .flatMap(({ ref, path, links }) =>
        links.map((link): QualityItem => {
          // The section with the link is where the reader stumbles over it; a link in a step or a field is on the page.
          const place = (passages.get(ref) ?? []).find(({ text, card }) => !card && text.includes(`(${link}`));
          return {
            ref,
            name: known.get(ref)?.name ?? ref,
            what: `The link to ${link} in ${path} leads nowhere`,
            fix: pageLink(ref, place?.anchor),
          };
        }),
      )
      .sort(byName);
  },
};
