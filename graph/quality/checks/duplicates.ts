import type { QualityCheck } from '../check.ts';
import { mergeLink } from '../links.ts';

/** Pairs looked at. */
const most = 1000;

export const duplicates: QualityCheck = {
  id: 'duplicates',
  title: 'Things that may be one and the same',
  why: 'What is known of one is missing on the page of the other, and counts are too high.',
  async find({ viewer, suggestDuplicates }) {
    return (await suggestDuplicates(viewer, { limit: most })).map(({ a, b, reasons }) => ({
      ref: a.ref,
      name: a.name,
      what: `May be the same as ${b.name} (${b.ref})${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}`,
      fix: mergeLink(b.ref, a.ref),
    }));
  },
};
