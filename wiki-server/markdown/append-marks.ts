import type { Mark } from '../present/model.ts';
import { escapeHtml } from './escape.ts';

/** Numbers of references at the end of a text's last paragraph, where a reader looks for them. */
export function appendMarks(html: string, marks: readonly Mark[]): string {
  const raised = marks
    .map(({ n, title }) => `<sup class="ref"><a href="#ref-${n}" title="${escapeHtml(title)}">[${n}]</a></sup>`)
    .join('');
  const paragraph = /<\/p>\s*$/.exec(html);
  return paragraph === null ? html + raised : `${html.slice(0, paragraph.index)}${raised}</p>`;
}
