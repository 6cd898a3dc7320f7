import { splitFrontMatter } from '../front-matter.ts';
import { readHtml } from '../html.ts';
import type { ExportForm } from './form.ts';

/** Markdown and HTML files that no program exported. */
export const plainPages: ExportForm = {
  isPage: () => true,
  idOf: () => undefined,
  idInAddress: () => undefined,
  keyOf: (id) => id,
  read(path, text) {
    if (!/\.html?$/i.test(path)) return splitFrontMatter(path, text);
    const { title, front, body } = readHtml(text);
    return { front: title === undefined ? front : { title, ...front }, body, bodyLine: 1 };
  },
};
