import { type CodeBlock, codeBlocks, fencedBlock } from './code-blocks.ts';
import { inlineSegments } from './code-segments.ts';
import { plainText } from './plain.ts';

/**
 * What a reader sees of a Markdown text, with code as it is: plain text in which blocks of code stand in fences at the margin, and code in a line
 * between backticks, so that whatever shows it as Markdown shows commands that can be copied. For quotes; search reads `plainText`.
 */
export function quotableText(markdown: string): string {
  return withCode(markdown, { block: fencedBlock, inLine: (code) => code });
}

/** The same where no Markdown is read: code is as it is, without fences and backticks. */
export function quotableWords(markdown: string): string {
  return withCode(markdown, { block: ({ code }) => code, inLine: (code) => code.replace(/^(`+)([\s\S]*)\1$/, '$2') });
}

/** Plain text of what is not code. */
function withCode(
  markdown: string,
  { block, inLine }: { block: (block: CodeBlock) => string; inLine: (code: string) => string },
): string {
  if (!mayHaveCode.test(markdown)) return plainText(markdown);
  const kept: string[] = [];
  const keep = (code: string) => `\uE000${kept.push(code) - 1}\uE001`;
  const prose = codeBlocks(markdown)
    .map((part) =>
      typeof part === 'string' ? withCodeKept(part, (code) => keep(inLine(code))) : `\n\n${keep(block(part))}\n\n`,
    )
    .join('');
  return plainText(prose).replace(/\uE000(\d{1,9})\uE001/g, (whole, index: string) => kept[Number(index)] ?? whole);
}

const mayHaveCode = /`|~~~|^(?: {4}|\t| {1,3}\t)|<pre/im;

function withCodeKept(prose: string, keep: (code: string) => string): string {
  return prose
    .split(entry)
    .flatMap(inlineSegments)
    .map(({ isCode, text }) => (isCode ? keep(text.replace(/[ \t]{0,99}\n[\s>]*/g, ' ')) : text))
    .join('');
}

/** Where an entry of a list or a row begins: no code goes over it. */
const entry = /(?=\n[ \t>]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|\|))/;
