import type { Token, Tokens } from 'marked';

/** Longest a section may be before it is split at a paragraph, in characters: what can be quoted and embedded as one. */
const longest = 1600;

/** A block of Markdown with its line. */
export interface Block {
  token: Token;
  line: number;
  /** The block that this is a piece of. */
  whole?: Block;
}

/** Blocks in runs of at most `longest` characters; one block that is longer by itself is cut. */
export function splitLong(blocks: readonly Block[]): Block[][] {
  const parts: Block[][] = [];
  let size = 0;
  for (const block of blocks.flatMap(cut)) {
    const length = block.token.raw.length;
    if (parts.length === 0 || size + length > longest) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(block);
    size += length;
  }
  return parts;
}

/** Cuts a long block between its lines, a list between its items; each piece is Markdown by itself. */
function cut(block: Block): Block[] {
  const { token, line } = block;
  if (token.raw.length <= longest) return [block];
  const { units, open, close } = anatomy(token);
  const pieces: Block[] = [];
  let piece: string[] = [];
  let at = line;
  const finish = () => {
    if (piece.length === 0) return;
    const raw = `${pieces.length === 0 ? '' : open}${piece.join('\n')}${close}`;
    pieces.push({ token: { ...token, raw }, line: at, whole: block });
    at += piece.join('\n').split('\n').length;
    piece = [];
  };
  for (const unit of units) {
    if (piece.length > 0 && piece.join('\n').length + unit.length > longest) finish();
    piece.push(unit);
  }
  finish();
  return pieces;
}

/** The parts between which a block may be cut, and what each later piece needs to begin and each piece to end with. */
function anatomy(token: Token): { units: string[]; open: string; close: string } {
  const lines = token.raw.replace(/\n+$/, '').split('\n');
  if (token.type === 'list') {
    return { units: (token as Tokens.List).items.map((item) => item.raw.replace(/\n+$/, '')), open: '', close: '' };
  }
  if (token.type === 'table') {
    const [names = '', rule = ''] = lines;
    return { units: lines, open: `${names}\n${rule}\n`, close: '' };
  }
  const fence = /^\s*(```+|~~~+)/.exec(token.raw)?.[1];
  if (token.type === 'code' && fence !== undefined) {
    const [first = '', second = '', ...rest] = lines;
    const body = rest.at(-1)?.trim().startsWith(fence) === true ? rest.slice(0, -1) : rest;
    return { units: [`${first}\n${second}`, ...body], open: `${first}\n`, close: `\n${fence}` };
  }
  return { units: lines, open: '', close: '' };
}
