import { evidenceOf } from './evidence.ts';
import type { Evidence } from '../../answer/retrieve/retrieve.ts';

/** A page by its sections, as evidence: headings below the title (`A > B`) and text. */
export function pageOf(title: string, sections: readonly (readonly [heading: string, text: string])[]): Evidence[] {
  const ref = `article:${title.toLowerCase().replaceAll(' ', '-')}`;
  return sections.map(([heading, text], order) =>
    evidenceOf(text, {
      passage: { id: `${ref}#${order}`, ref, title, heading: heading === '' ? [] : heading.split(' > '), order },
    }),
  );
}
