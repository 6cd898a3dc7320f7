import type { TokenizerAndRendererExtension } from 'marked';
import { escapeHtml } from './escape.ts';

/** Tags of site generators in pages: `{% include nav.html %}`, `{{ page.title }}`, and attribute lists such as `{:.no_toc}`. */
const tag = /^(?:\{%[^\n]*?%\}|\{\{[^\n]*?\}\}|\{:[^}\n]*\})/;

/** Shows template tags as what they are, instead of half interpreted as Markdown. Attribute lists are only about looks and go. */
export const templateTags: TokenizerAndRendererExtension = {
  name: 'templateTag',
  level: 'inline',
  start: (source) => {
    const at = source.search(/\{[%{:]/);
    return at === -1 ? undefined : at;
  },
  tokenizer(source) {
    const match = tag.exec(source);
    return match === null ? undefined : { type: 'templateTag', raw: match[0], text: match[0] };
  },
  renderer: ({ raw }) => (raw.startsWith('{:') ? '' : `<code class="template">${escapeHtml(raw)}</code>`),
};

/** `[x]({{ site.baseurl }}/about/)` and `[x]({% link about.md %})`: the tag's effect is the plain address, so the link stays one. */
export function cleanLinkDestinations(markdown: string): string {
  return markdown
    .replace(/\]\(\s*\{\{[^}\n]*\}\}/g, '](')
    .replace(/\]\(\s*\{%\s*link\s+([^\s%]+)\s*%\}/g, '](/$1')
    .replace(/(href=["'])\{\{[^}\n]*\}\}/g, '$1');
}
