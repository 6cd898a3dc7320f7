import type { ReadBody } from '../../schema/services.ts';
import { sectionsOfMarkdown } from './sections.ts';

/** Text that a person wrote in the wiki, taken apart as that of a page. It has no file, so nothing says on which line it stands. */
export const readBody: ReadBody = (markdown, kind) =>
  sectionsOfMarkdown(markdown, { withSteps: kind === 'Procedure' }).map(({ line: _line, ...passage }) => passage);
