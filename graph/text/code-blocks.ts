import { fencedSegments } from './code-segments.ts';

/** A block of code in Markdown, without what it stands in and without its fence. */
export interface CodeBlock {
  language: string;
  /** As it is, without a line end at its end. */
  code: string;
}

/** `- `, `2. `, with the white space before and behind it. */
const listMark = /^[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)/;
const opening = /^((?:[ \t]|>){0,40}(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(`{3,}|~{3,})(.*)$/;

/**
 * Takes Markdown apart into prose and blocks of code, in order: fenced and indented ones, also in lists and quotations, and `<pre>`. A fence without an end
 * goes on to the end of the text.
 */
export function codeBlocks(markdown: string): (string | CodeBlock)[] {
  const parts: (string | CodeBlock)[] = [];
  const lines = markdown.split('\n');
  /** Where the texts of the list items begin that a line may belong to, the outermost first. */
  let items: number[] = [];
  let prose: string[] = [];
  const lastPreEnd = lines.findLastIndex((line) => preEnd.test(line));
  const add = (block: CodeBlock) => {
    if (prose.length > 0) parts.push(prose.join('\n'));
    prose = [];
    parts.push(block);
  };
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    const fence = fenceOf(line);
    if (fence !== undefined) {
      if (/[^\s>]/.test(fence.before)) prose.push(fence.before);
      const { code, next } = fencedCode(lines, at, fence);
      add({ language: fence.language, code });
      at = next;
      continue;
    }
    if (at <= lastPreEnd && preStart.test(line)) {
      let end = at;
      while (!preEnd.test(lines[end] ?? '')) end += 1;
      add(preBlock(lines.slice(at, end + 1).join('\n')));
      at = end + 1;
      continue;
    }
    const follows = at === 0 || isBlank(lines[at - 1]);
    if (!isBlank(line) && follows) items = items.filter((start) => start <= indentation(line));
    const room = (items.at(-1) ?? 0) + 4;
    if (follows && !isBlank(line) && indentation(line) >= room) {
      const end = endOfIndented(lines, at, room);
      add({ language: '', code: lines.slice(at, end).map(unindented(room)).join('\n') });
      at = end;
      continue;
    }
    const item = listMark.exec(line)?.[0];
    if (item !== undefined) items = [...items.filter((start) => start <= indentation(line)), columns(item)];
    prose.push(line);
    at += 1;
  }
  return prose.length > 0 ? [...parts, prose.join('\n')] : parts;
}

/** A block of code as Markdown, with a fence that does not occur in it. */
export function fencedBlock({ language, code }: CodeBlock): string {
  const longest = Math.max(2, ...[...code.matchAll(/`{3,}/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}

/**
 * The beginning of a text, at most so many characters, with the fence closed of a block of code that is cut. Never half of a character.
 *
 * @param text as `quotableText` gives it
 */
export function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text;
  const shown = withoutHalf(text.slice(0, most));
  const last = fencedSegments(shown).at(-1);
  if (last?.isCode !== true) return shown;
  const mark = /^`+|^~+/.exec(last.text)?.[0] ?? '```';
  const lines = last.text.trimEnd().split('\n');
  if (lines.length > 1 && lines.at(-1) === mark) return shown;
  const code = withoutHalf(shown.slice(0, Math.max(0, most - mark.length - 1)));
  const start = shown.length - last.text.length;
  // No room for a line of it: then it is left out.
  if (code.length <= start + (lines[0] ?? '').length + 1) return shown.slice(0, start).trimEnd();
  return `${code.replace(/\n`*$/, '')}\n${mark}`;
}

/** The same with dots where it is cut, outside of code. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const shown = beginningOf(text, most - 2).trimEnd();
  return `${shown}${/\n`{3,}$/.test(shown) ? '\n' : ''}…`;
}

function withoutHalf(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, '');
}

interface Fence {
  /** What stands before it in its line. */
  before: string;
  mark: string;
  language: string;
}

function fenceOf(line: string): Fence | undefined {
  const [, before = '', mark = '', rest = ''] = opening.exec(line) ?? [];
  if (mark === '' || (mark.startsWith('`') && rest.includes('`'))) return undefined;
  return { before, mark, language: /^[\w+#.-]{1,40}/.exec(rest.trim())?.[0] ?? '' };
}

const preStart = /^[ \t]*<pre(?:\s|>)/i;
const preEnd = /<\/pre\s*>/i;

/** What a `<pre>` shows. */
function preBlock(html: string): CodeBlock {
  const language = /^[^<]{0,99}<pre[^>]{0,999}>\s*<code[^>]{0,999}class="[^">]{0,200}\blanguage-([\w+#.-]{1,40})/i.exec(
    html,
  )?.[1];
  const code = html
    .replace(/<\/?[a-z][^<>]{0,2000}>/gi, '')
    .replace(/&(lt|gt|quot|#39|nbsp|amp);/g, (_whole, name: string) => entities[name] ?? '')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
  return { language: language ?? '', code };
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ', amp: '&' };

/** What a fence holds, and the line behind it. One in a quotation ends with that, whatever its fence. */
function fencedCode(lines: readonly string[], at: number, { before, mark }: Fence): { code: string; next: number } {
  const depth = before.split('>').length - 1;
  const room = columns(before.slice(before.lastIndexOf('>') + 1));
  const quotation = new RegExp(`^(?:[ \\t]{0,9}>){${depth}} ?`);
  const code: string[] = [];
  for (let next = at + 1; next < lines.length; next += 1) {
    const line = lines[next] ?? '';
    const quoted = depth === 0 ? '' : quotation.exec(line)?.[0];
    if (quoted === undefined) return { code: code.join('\n'), next };
    const own = line.slice(quoted.length);
    if (closes(own, mark)) return { code: code.join('\n'), next: next + 1 };
    code.push(unindented(depth > 0 ? Math.max(0, room - 1) : room)(own));
  }
  return { code: code.join('\n').trimEnd(), next: lines.length };
}

function closes(line: string, mark: string): boolean {
  const own = line.trim();
  return own.startsWith(mark) && own === mark.charAt(0).repeat(own.length);
}

/** The line behind the last one of a block that is indented. */
function endOfIndented(lines: readonly string[], at: number, room: number): number {
  let end = at;
  for (let next = at; next < lines.length; next += 1) {
    if (isBlank(lines[next])) continue;
    if (indentation(lines[next] ?? '') < room) break;
    end = next + 1;
  }
  return end;
}

function isBlank(line = ''): boolean {
  return line.trim() === '';
}

/** Columns of white space before a line; a tab goes on to the next fourth one. */
function indentation(line: string): number {
  return columns(/^[ \t]*/.exec(line)?.[0] ?? '');
}

function columns(text: string): number {
  let width = 0;
  for (const sign of text) width += sign === '\t' ? 4 - (width % 4) : 1;
  return width;
}

/** Takes as many columns of white space from the beginning of a line, as far as it has them. */
function unindented(most: number): (line: string) => string {
  return (line) => {
    let width = 0;
    let at = 0;
    while (width < most && (line[at] === ' ' || line[at] === '\t')) {
      width = columns(line.slice(0, at + 1));
      at += 1;
    }
    return `${' '.repeat(Math.max(0, width - most))}${line.slice(at)}`;
  };
}
