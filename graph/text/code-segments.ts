/** A stretch of Markdown: code is shown as it is, everything else is prose. */
export interface Segment {
  isCode: boolean;
  text: string;
}

const fenceLine = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(`{3,}|~{3,})(.*)$/;

/** Splits Markdown into prose and code, fenced and inline. The texts joined are the input. */
export function codeSegments(markdown: string): Segment[] {
  return fencedSegments(markdown).flatMap((segment) => (segment.isCode ? [segment] : inlineSegments(segment.text)));
}

/** Splits Markdown into prose, in which code in a line may stand, and blocks of code with their fences. The texts joined are the input. */
export function fencedSegments(markdown: string): Segment[] {
  const segments: Segment[] = [];
  let open: string | undefined;
  for (const line of markdown.split(/(?<=\n)/)) {
    const [, mark = '', rest = ''] = fenceLine.exec(line.trimEnd()) ?? [];
    const opens = open === undefined && mark !== '' && !(mark.startsWith('`') && rest.includes('`'));
    const closes = open !== undefined && mark.startsWith(open) && rest.trim() === '';
    if (opens) open = mark;
    append(segments, { isCode: open !== undefined, text: line });
    if (closes) open = undefined;
  }
  return segments;
}

/** Splits Markdown in which no block is code. The texts joined are the input. */
export function inlineSegments(prose: string): Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  for (const { index, 0: code } of prose.matchAll(/(?<!`)(`+)(?!`)(?:(?!\n\s*\n)[\s\S])*?(?<!`)\1(?!`)/g)) {
    append(segments, { isCode: false, text: prose.slice(from, index) });
    append(segments, { isCode: true, text: code });
    from = index + code.length;
  }
  append(segments, { isCode: false, text: prose.slice(from) });
  return segments;
}

/** The text with its prose changed, and its blocks of code as they are. */
export function withProse(markdown: string, change: (prose: string) => string): string {
  return fencedSegments(markdown)
    .map(({ isCode, text }) => (isCode ? text : change(text)))
    .join('');
}

function append(segments: Segment[], segment: Segment): void {
  const last = segments.at(-1);
  if (last?.isCode === segment.isCode) last.text += segment.text;
  else if (segment.text !== '') segments.push(segment);
}
