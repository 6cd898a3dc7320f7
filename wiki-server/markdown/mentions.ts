import { escapeHtml } from './escape.ts';

export interface NamedPage {
  names: readonly string[];
  path: string;
}

/** Makes links of names in one text: each page's first mention, as written and as whole words. */
export interface MentionLinker {
  /** Plain text as HTML. */
  link(text: string): string;
  /** Where a name leads, if the text is one. */
  pathOf(name: string): string | undefined;
}

/** @param pages pages that the text is known to mention */
export function createMentionLinker(pages: readonly NamedPage[]): MentionLinker {
  const pathOf = new Map(
    pages.flatMap(({ names, path }) => names.filter(isTelling).map((name) => [name, path] as const)),
  );
  const linked = new Set<string>();
  if (pathOf.size === 0) return { link: escapeHtml, pathOf: () => undefined };
  // Longest first, so that "Fares Desk" is not taken for "Fares".
  const names = [...pathOf.keys()].sort((a, b) => b.length - a.length).map(escapePattern);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${names.join('|')})(?![\\p{L}\\p{N}_-])`, 'gu');
  return {
    pathOf: (name) => pathOf.get(name.trim()),
    link(text) {
      let html = '';
      let end = 0;
      for (const match of text.matchAll(pattern)) {
        const path = pathOf.get(match[0]);
        if (path === undefined || linked.has(path)) continue;
        linked.add(path);
        html += `${escapeHtml(text.slice(end, match.index))}<a href="${escapeHtml(path)}">${escapeHtml(match[0])}</a>`;
        end = match.index + match[0].length;
      }
      return html + escapeHtml(text.slice(end));
    },
  };
}

/** A name that does not stand for something else by accident: not a short word. */
function isTelling(name: string): boolean {
  return name.trim().length >= 3;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
