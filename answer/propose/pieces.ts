import type { Section } from '../../graph/proposals/sections.ts';

/** Characters of a page in one request: a local model's window holds them with the instructions. */
export const longestPiece = 12_000;
/** Requests for one page. */
export const mostPieces = 20;

/**
 * A page in pieces that a request holds, each with the headings that it stands under. Cut between sections, else between paragraphs, else
 * anywhere.
 */
export function piecesOf(sections: readonly Section[], longest = longestPiece): { pieces: string[]; isCut: boolean } {
  const pieces: string[] = [];
  let piece = '';
  for (const block of sections.flatMap((section) => blocksOf(section, longest))) {
    if (piece !== '' && piece.length + block.length + 2 > longest) {
      pieces.push(piece);
      piece = '';
    }
    piece = piece === '' ? block : `${piece}\n\n${block}`;
  }
  if (piece !== '') pieces.push(piece);
  return { pieces: pieces.slice(0, mostPieces), isCut: pieces.length > mostPieces };
}

/** A section below its heading, in as many blocks as it needs. */
function blocksOf({ heading, text }: Section, longest: number): string[] {
  const head = heading.length === 0 ? '' : `# ${heading.join(' › ').slice(0, 500)}\n`;
  const room = longest - head.length;
  const blocks: string[] = [];
  let block = '';
  for (const part of text.split(/\n{2,}/).flatMap((paragraph) => cut(paragraph, room))) {
    if (block !== '' && block.length + part.length + 2 > room) {
      blocks.push(block);
      block = '';
    }
    block = block === '' ? part : `${block}\n\n${part}`;
  }
  return [...blocks, block].filter((each) => each.trim() !== '').map((each) => head + each);
}

function cut(text: string, length: number): string[] {
  const parts: string[] = [];
  for (let start = 0; start < text.length; start += length) parts.push(text.slice(start, start + length));
  return parts;
}
