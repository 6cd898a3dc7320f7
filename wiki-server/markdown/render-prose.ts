import type { MentionedPages } from './mentions.ts';
import { renderMarkdown } from './render.ts';

/** A text of a source, with all that its HTML depends on. */
export interface ProseText {
  text: string;
  /** Level of the heading above it, from 1. */
  level: number;
  /** Where a relative link leads in the wiki; undefined when nowhere. */
  linkOf: (address: string) => string | undefined;
  /** Pages whose names become links. */
  mentioned: MentionedPages;
}

export type RenderProse = (prose: ProseText) => string;

export const renderProse: RenderProse = ({ text, level, linkOf, mentioned }) =>
  renderMarkdown(text, { level, linkOf, mentions: mentioned.linker() });

interface Rendered {
  html: string;
  /** Addresses that were asked about, with the answers. */
  links: readonly [address: string, answer: string | undefined][];
}

/**
 * The same with what was rendered last kept: a text is rendered again only when something of it has changed, be it that a link
 * leads elsewhere. So it holds nothing that a reader may not see: whoever gets it has given the text and all that is in it.
 *
 * @param room characters that are kept, of texts and HTML
 */
export function keepRendered(render: RenderProse, room = 32 * 1024 * 1024): RenderProse {
  const kept = new Map<string, Rendered>();
  let size = 0;
  return (prose) => {
    const key = keyOf(prose);
    const known = kept.get(key);
    if (known?.links.every(([address, answer]) => prose.linkOf(address) === answer) === true) {
      // The one used last goes last.
      kept.delete(key);
      kept.set(key, known);
      return known.html;
    }
    const links = new Map<string, string | undefined>();
    const linkOf = (address: string) => {
      const answer = prose.linkOf(address);
      links.set(address, answer);
      return answer;
    };
    const html = render({ ...prose, linkOf });
    size += html.length - (known?.html.length ?? -key.length);
    kept.delete(key);
    kept.set(key, { html, links: [...links] });
    for (const [oldest, { html: old }] of kept) {
      if (size <= room) break;
      size -= oldest.length + old.length;
      kept.delete(oldest);
    }
    return html;
  };
}

function keyOf({ text, level, mentioned }: ProseText): string {
  return `${level}\n${mentioned.key}\n${text}`;
}
