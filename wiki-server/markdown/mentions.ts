import { createHash } from 'node:crypto';
import { escapePattern } from '../../schema/escape-pattern.ts';
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

/** The pages that some texts are known to mention. */
export interface MentionedPages {
  /** The same for the same pages. */
  key: string;
  /** For one text. */
  linker(): MentionLinker;
}

export function mentionedPages(pages: readonly NamedPage[]): MentionedPages {
  const pathOf = new Map(
    pages.flatMap(({ names, path }) => names.filter(isTelling).map((name) => [name, path] as const)),
  );
  let pattern: RegExp | undefined;
  return {
    key: createHash('sha1')
      .update(JSON.stringify([...pathOf]))
      .digest('base64'),
    linker: () =>
      pathOf.size === 0
        ? { link: escapeHtml, pathOf: () => undefined }
        : createMentionLinker(pathOf, (pattern ??= patternOf([...pathOf.keys()]))),
  };
}

function patternOf(names: readonly string[]): RegExp {
  // Longest first, so that "Fares Desk" is not taken for "Fares".
  const choices = [...names].sort((a, b) => b.length - a.length).map(escapePattern);
  return new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${choices.join('|')})(?![\\p{L}\\p{N}_-])`, 'gu');
}

function createMentionLinker(pathOf: ReadonlyMap<string, string>, pattern: RegExp): MentionLinker {
  const linked = new Set<string>();
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
