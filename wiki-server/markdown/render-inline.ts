import { Marked } from 'marked';
import { escapeHtml } from './escape.ts';
import { sanitise } from './sanitise.ts';
import { cleanLinkDestinations, templateTags } from './template-tags.ts';

/** One of these is in every text that is more than its letters; most values have none. */
const marks = /[\\`*_[\]<>{~&"]|https?:|www\.|@/i;

const inline = new Marked({
  gfm: true,
  extensions: templateTags,
  renderer: {
    // A value of a table is no page: `Reads <token> from stdin` means what it says.
    html: ({ text }) => escapeHtml(text),
    image: ({ text }) => escapeHtml(text),
  },
});

/**
 * A value of a source, such as a description in YAML, as harmless HTML: emphasis, code and links; all else as it is written.
 * Where it is only a line, nothing in it may become a heading, a list or a paragraph.
 */
export function renderInline(text: string): string {
  if (!marks.test(text)) return text;
  const html = inline.parseInline(cleanLinkDestinations(text), { async: false });
  return sanitise(html, { level: 1, linkOf: () => undefined });
}
