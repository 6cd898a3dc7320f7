import { Marked, type Tokens } from 'marked';
import { citationMarks, type CitationAddress } from './citation-marks.ts';
import { escapeHtml } from './escape.ts';
import type { MentionLinker } from './mentions.ts';
import { sanitise } from './sanitise.ts';
import { cleanLinkDestinations, templateTags } from './template-tags.ts';

export interface MarkdownOptions {
  /** Level of the heading above the text, from 1; headings in the text come below it. */
  level: number;
  /** Where a relative link leads in the wiki; undefined when nowhere. */
  linkOf: (address: string) => string | undefined;
  /** Makes links of names of entities, where the text has none. */
  mentions?: MentionLinker | undefined;
  /** Where `[n]` leads, in an answer. */
  citationAddress?: CitationAddress | undefined;
}

/** Markdown of a source or a model as HTML that can do no harm: what is not on the allow-list of sanitise.ts is not there. */
export function renderMarkdown(markdown: string, { level, linkOf, ...options }: MarkdownOptions): string {
  const html = createMarked({ linkOf, ...options }).parse(cleanLinkDestinations(markdown), { async: false });
  return sanitise(html, { level, linkOf });
}

function createMarked({ linkOf, mentions, citationAddress }: Omit<MarkdownOptions, 'level'>): Marked {
  /** How many links and headings the text being rendered is inside of. */
  let inside = 0;
  const within = (render: () => string) => {
    inside += 1;
    const html = render();
    inside -= 1;
    return html;
  };
  return new Marked({
    gfm: true,
    extensions: [...templateTags, ...(citationAddress === undefined ? [] : [citationMarks(citationAddress)])],
    renderer: {
      text(token) {
        if ('tokens' in token) return this.parser.parseInline(token.tokens);
        if ('escaped' in token && token.escaped) return token.text;
        return mentions === undefined || inside > 0 ? escapeHtml(token.text) : mentions.link(token.text);
      },
      html(token: Tokens.HTML | Tokens.Tag) {
        if (/^<a[\s>]/i.test(token.text)) inside += 1;
        else if (/^<\/a\s*>/i.test(token.text) && inside > 0) inside -= 1;
        return token.text;
      },
      link(token) {
        // A page of another source than the link's own: then the words of the link say what is meant.
        const isLost = !/^([a-z][a-z0-9+.-]*:|#|\/wiki\/)/i.test(token.href) && linkOf(token.href) === undefined;
        const address = (isLost ? mentions?.pathOf(token.text) : undefined) ?? token.href;
        const title = token.title ? ` title="${escapeHtml(token.title)}"` : '';
        return `<a href="${escapeHtml(address)}"${title}>${within(() => this.parser.parseInline(token.tokens))}</a>`;
      },
      heading(token) {
        return `<h${token.depth}>${within(() => this.parser.parseInline(token.tokens))}</h${token.depth}>\n`;
      },
      checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
    },
  });
}
