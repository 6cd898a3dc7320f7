import { lexer, type Token, type Tokens } from 'marked';
import type { PassageDraft } from '../../schema/record.ts';
import { responsibleOf } from './responsible.ts';

/** Longest a section may be before it is split at a paragraph, in characters: what can be quoted and embedded as one. */
const longest = 1600;

export interface SectionOptions {
  /** Ordered lists and headings like "Step 2: …" become steps. */
  withSteps: boolean;
  /** Line of the file on which the Markdown begins, from 1. */
  firstLine?: number;
}

/** A block with the headings above it and its line. */
interface Block {
  token: Token;
  line: number;
  /** The block that this is a piece of. */
  whole?: Block;
}

interface Section {
  heading: string[];
  line: number;
  blocks: Block[];
  /** Number and title, for a heading that is a step. */
  stepHeading?: { number: number; title: string };
}

/** The sections of a Markdown text and, where asked for, its steps; each step follows its section. */
export function sectionsOfMarkdown(markdown: string, { withSteps, firstLine = 1 }: SectionOptions): PassageDraft[] {
  const sections = splitAtHeadings(markdown, firstLine);
  const markStepHeadings = withSteps && sections.filter(({ stepHeading }) => stepHeading !== undefined).length >= 2;
  return sections.flatMap((section) =>
    passagesOf(section, { withSteps, isStep: markStepHeadings && section.stepHeading !== undefined }),
  );
}

function splitAtHeadings(markdown: string, firstLine: number): Section[] {
  const sections: Section[] = [{ heading: [], line: firstLine, blocks: [] }];
  const path: { depth: number; text: string }[] = [];
  let line = firstLine;
  for (const token of lexer(markdown)) {
    if (token.type === 'heading') {
      const { depth, text } = token as Tokens.Heading;
      while ((path.at(-1)?.depth ?? 0) >= depth) path.pop();
      path.push({ depth, text: headingText(text) });
      const stepHeading = stepOfHeading(headingText(text));
      sections.push({ heading: path.map((each) => each.text), line, blocks: [], ...(stepHeading && { stepHeading }) });
    } else if (token.type !== 'space' && !isComment(token)) {
      sections.at(-1)?.blocks.push({ token, line });
    }
    line += token.raw.split('\n').length - 1;
  }
  return sections;
}

/** Headings keep their words and lose their marks: `Step 1 {#one}` and `**Setup**` are "Step 1" and "Setup". */
function headingText(text: string): string {
  return text
    .replace(/\{[#.:][^}]*\}\s*$/, '')
    .replace(/<[^>]+>/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]+/g, '')
    .trim();
}

function isComment(token: Token): boolean {
  return token.type === 'html' && /^\s*<!--[\s\S]*-->\s*$/.test(token.raw);
}

function stepOfHeading(text: string): Section['stepHeading'] {
  const match = /^(?:step\s+(\d+)\s*[:.–—-]?|(\d+)[.)])\s*(.*)$/i.exec(text);
  if (match === null) return undefined;
  const number = Number(match[1] ?? match[2]);
  return number >= 1 && number <= 100 ? { number, title: match[3] ?? '' } : undefined;
}

function passagesOf(section: Section, { withSteps, isStep }: { withSteps: boolean; isStep: boolean }): PassageDraft[] {
  const { heading, line, blocks, stepHeading } = section;
  if (blocks.length === 0 && !isStep) return [];
  const lists = withSteps && !isStep ? blocks.filter(({ token }) => isStepList(token)) : [];
  const parts = splitLong(blocks);
  const sections = parts.map((part): PassageDraft => {
    const text = joined(part);
    const rest = part.filter((block) => !lists.includes(block.whole ?? block));
    const hasSteps = isStep || rest.length < part.length;
    return { heading, text, ...(hasSteps && { prose: isStep ? '' : joined(rest) }), line: part[0]?.line ?? line };
  });
  if (isStep && stepHeading !== undefined) {
    const body = joined(blocks);
    const text = [stepHeading.title === '' ? '' : `**${stepHeading.title}**`, body]
      .filter((part) => part !== '')
      .join('\n\n');
    if (text === '') return [];
    const own = sections.length > 0 ? sections : [{ heading, text: stepHeading.title, prose: '', line }];
    return [...own, stepDraft(heading, text, stepHeading.number, line)];
  }
  return [...sections, ...lists.flatMap((block) => stepsOfList(block, heading))];
}

function isStepList(token: Token): boolean {
  return token.type === 'list' && (token as Tokens.List).ordered && (token as Tokens.List).items.length >= 2;
}

function stepsOfList({ token, line }: Block, heading: string[]): PassageDraft[] {
  const { items, start } = token as Tokens.List;
  const first = start === '' || start === 0 ? 1 : start;
  let itemLine = line;
  return items.flatMap((item, index) => {
    const at = itemLine;
    itemLine += item.raw.split('\n').length - (item.raw.endsWith('\n') ? 1 : 0);
    const text = itemText(item);
    return text === '' ? [] : [stepDraft(heading, text, first + index, at)];
  });
}

/** The Markdown of a list item, without its number and indentation. */
function itemText({ raw }: Tokens.ListItem): string {
  const marker = /^\s*\d+[.)][ \t]+/.exec(raw)?.[0] ?? '';
  return raw
    .slice(marker.length)
    .split('\n')
    .map((line, index) => (index === 0 ? line : line.replace(new RegExp(`^ {1,${Math.max(marker.length, 1)}}`), '')))
    .join('\n')
    .trim();
}

function stepDraft(heading: string[], text: string, number: number, line: number): PassageDraft {
  const responsible = responsibleOf(text);
  return {
    heading,
    text,
    step: { number, ...(responsible !== undefined && { responsible: { namespace: 'any', value: responsible } }) },
    line,
  };
}

/** Blocks in runs of at most `longest` characters; one block that is longer by itself is cut. */
function splitLong(blocks: readonly Block[]): Block[][] {
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

function joined(blocks: readonly Block[]): string {
  return blocks
    .map(({ token }) => token.raw.replace(/<!--[\s\S]*?-->/g, '').trim())
    .filter((raw) => raw !== '')
    .join('\n\n');
}
