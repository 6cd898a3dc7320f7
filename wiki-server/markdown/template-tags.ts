import type { TokenizerAndRendererExtension } from 'marked';
import { codeSegments } from '../../graph/text/code-segments.ts';
import { withoutTemplateTags } from '../../graph/text/template-tags.ts';
import { escapeHtml } from './escape.ts';

/** Tags of site generators in pages: `{% include nav.html %}`, `{{ page.title }}`, and attribute lists such as `{:.no_toc}`. */
const tag = /^(?:\{%[^\n]{0,500}?%\}|\{\{[<%](?:(?!\}\})[\s\S]){0,500}\}\}|\{\{[^\n]{0,500}?\}\}|\{:[^}\n]{0,500}\})/;
/** A line of nothing else: without this it would be an empty paragraph. */
const line =
  /^ {0,3}(?:\{%[^\n%]{0,500}%\}|\{\{[<%](?:(?!\}\})[\s\S]){0,500}\}\}|\{\{[^\n{}]{0,500}\}\})[ \t]*(?:\n+|$)/;

/** Leaves template tags out, instead of showing them half interpreted as Markdown; the text between two of them stays. */
const inlineTags: TokenizerAndRendererExtension = {
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
  renderer: ({ raw }) => shown(raw),
};

const lineTags: TokenizerAndRendererExtension = {
  name: 'templateLine',
  level: 'block',
  start: (source) => {
    const at = source.search(/\n {0,3}\{[%{]/);
    return at === -1 ? undefined : at + 1;
  },
  tokenizer(source) {
    const match = line.exec(source);
    return match === null || shown(match[0]).trim() !== ''
      ? undefined
      : { type: 'templateLine', raw: match[0], text: match[0] };
  },
  renderer: () => '',
};

/** Both forms of tags, for Marked. */
export const templateTags = [lineTags, inlineTags];

function shown(raw: string): string {
  return raw.startsWith('{:') ? '' : escapeHtml(withoutTemplateTags(raw));
}

/** `[x]({{ site.baseurl }}/about/)` and `[x]({% link about.md %})`: the tag's effect is the plain address, so the link stays one. */
export function cleanLinkDestinations(markdown: string): string {
  return codeSegments(markdown)
    .map(({ isCode, text }) => (isCode ? text : withCleanDestinations(text)))
    .join('');
}

function withCleanDestinations(prose: string): string {
  return prose
    .replace(/\]\(\s*\{\{[^}\n]*\}\}/g, '](')
    .replace(/\]\(\s*\{%\s*link\s+([^\s%]+)\s*%\}/g, '](/$1')
    .replace(/(href=["'])\{\{[^}\n]*\}\}/g, '$1');
}
