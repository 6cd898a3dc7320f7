import { marked, type Token, type Tokens } from 'marked';
import { neutralise } from './neutralise.ts';

/**
 * Splits Markdown into pieces that each read well alone: between paragraphs where possible, else between list items, rows,
 * lines, sentences or words. A fence that must be cut is closed and opened again, a table gets its head again, and a link is
 * never cut. No character of the text is lost but white space at the cuts, and none is cut in two.
 *
 * @param limit characters of a piece, at least 200; a longer word is cut
 */
export function splitMarkdown(markdown: string, limit: number): string[] {
  const pieces: string[] = [];
  let current = '';
  for (const part of marked.lexer(markdown).flatMap((token) => blockParts(token, limit))) {
    if (current !== '' && (current + part).trim().length > limit) {
      pieces.push(current);
      current = '';
    }
    current += part;
  }
  // A cut word can leave `@here` of an address.
  return [...pieces, current].map((piece) => neutralise(trimBlankLines(piece))).filter((piece) => piece !== '');
}

function trimBlankLines(text: string): string {
  return text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
}

/** The text of one block in parts that fit. */
function blockParts(token: Token, limit: number): string[] {
  if (token.raw.length <= limit) return [token.raw];
  switch (token.type) {
    case 'code':
      return codeParts(token as Tokens.Code, limit);
    case 'table':
      return tableParts(token as Tokens.Table, limit);
    case 'list':
      return (token as Tokens.List).items.flatMap((item) => proseParts(item.raw, limit));
    default:
      return proseParts(token.raw, limit);
  }
}

function codeParts({ raw, text, lang = '' }: Tokens.Code, limit: number): string[] {
  const mark = /^[ \t]*(`{3,}|~{3,})/.exec(raw)?.[1] ?? fenceAround(text);
  const [language = ''] = /^.{0,40}/u.exec(lang) ?? [];
  const [head, tail] = [`${mark}${language}\n`, `\n${mark}\n`];
  const room = limit - head.length - tail.length;
  return packed(cut(text, /(?<=\n)/, room), room).map((lines) => `${head}${lines.replace(/\n$/, '')}${tail}`);
}

/** A fence that does not occur in the code. */
function fenceAround(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  return '`'.repeat(longest + 1);
}

function tableParts({ raw }: Tokens.Table, limit: number): string[] {
  const lines = raw.trimEnd().split('\n');
  const head = `${lines.slice(0, 2).join('\n')}\n`;
  const rows = lines.slice(2).map((row) => `${row}\n`);
  const room = limit - head.length;
  if (room <= 0 || rows.some((row) => row.length > room)) return proseParts(raw, limit);
  return packed(rows, room).map((part) => `${head}${part}\n`);
}

/** By the widest boundary that gives parts that fit: lines, sentences, words, characters. */
function proseParts(text: string, limit: number): string[] {
  if (text.length <= limit) return [text];
  const boundaries = [/(?<=\n)/, /(?<=[.!?…]\s)/, /(?<=\s)/];
  return boundaries
    .reduce(
      (parts, boundary) =>
        parts.flatMap((part) => (part.length <= limit ? [part] : packed(atoms(part, boundary), limit))),
      [text],
    )
    .flatMap((part) => cut(part, /(?!)/, limit));
}

/** Splits at a boundary, but not inside a link or a code span. */
function atoms(text: string, boundary: RegExp): string[] {
  const whole = /\[[^\]]{0,500}\]\([^)\s]{0,2000}\)|`[^`\n]{0,500}`|<[^<>\s]{0,2000}>/g;
  const parts: string[] = [];
  let from = 0;
  for (const { index, 0: link } of text.matchAll(whole)) {
    glue(parts, text.slice(from, index).split(boundary));
    glue(parts, [link]);
    from = index + link.length;
  }
  glue(parts, text.slice(from).split(boundary));
  return parts;
}

/** Appends parts; the first belongs to the last one before unless that ends in white space. */
function glue(parts: string[], [first = '', ...rest]: string[]): void {
  const last = parts.pop() ?? '';
  const joined = last === '' || /\s$/.test(last) ? [last, first] : [last + first];
  parts.push(...[...joined, ...rest].filter((part) => part !== ''));
}

/** Neighbours joined as long as they fit. */
function packed(parts: readonly string[], limit: number): string[] {
  return parts.reduce<string[]>((packs, part) => {
    const last = packs.at(-1);
    if (last !== undefined && last.length + part.length <= limit) packs[packs.length - 1] = last + part;
    else packs.push(part);
    return packs;
  }, []);
}

/** Splits at a boundary; what is still too long is cut between characters. */
function cut(text: string, boundary: RegExp, limit: number): string[] {
  return text.split(boundary).flatMap((part) => {
    const slices: string[] = [];
    let rest = part;
    while (rest.length > limit) {
      const at = lastBoundary(rest, limit);
      slices.push(rest.slice(0, at));
      rest = rest.slice(at);
    }
    return [...slices, rest];
  });
}

const characters = new Intl.Segmenter();

/** Where the last whole character before the limit ends, as readers count: with its accents, a family of emoji, a flag. */
function lastBoundary(text: string, limit: number): number {
  const start = characters.segment(text.slice(0, limit + 2)).containing(limit)?.index ?? limit;
  if (start > 0) return start;
  // One with accents without end.
  return /[\uD800-\uDBFF]/.test(text.charAt(limit - 1)) ? limit - 1 : limit;
}
