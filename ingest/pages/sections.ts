import type { Token, Tokens } from 'marked';
import { codeSegments } from '../../graph/text/code-segments.ts';
import type { PassageDraft } from '../../schema/record.ts';
import { headingText } from './heading-text.ts';
import { lex } from './lex.ts';
import { lengthOf, type ListPart, numberedLists } from './numbered-lists.ts';
import { responsibleOf } from './responsible.ts';
import { type Block, splitLong } from './split-blocks.ts';

/** A single numbered entry is no list of steps. */
const fewestEntries = 2;

export interface SectionOptions {
  /** Ordered lists and headings like "Step 2: …" become steps. */
  withSteps: boolean;
  /** Line of the file on which the Markdown begins, from 1. */
  firstLine?: number;
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
  for (const token of lex(markdown)) {
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
  const lists = withSteps && !isStep ? numberedLists(blocks).filter((list) => lengthOf(list) >= fewestEntries) : [];
  const ofLists = new Set(lists.flat().flatMap(({ list, below }) => [list, ...below]));
  const parts = splitLong(blocks);
  const sections = parts.flatMap((part): PassageDraft[] => {
    const text = joined(part);
    if (text === '') return []; // nothing but separators that are no space to Markdown, such as U+2028
    const rest = part.filter((block) => !ofLists.has(block.whole ?? block));
    const hasSteps = isStep || rest.length < part.length;
    return [{ heading, text, ...(hasSteps && { prose: isStep ? '' : joined(rest) }), line: part[0]?.line ?? line }];
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
  return [...sections, ...lists.flat().flatMap((part) => stepsOfList(part, heading))];
}

function stepsOfList({ list: { token, line }, below }: ListPart<Block>, heading: string[]): PassageDraft[] {
  const { items, start } = token as Tokens.List;
  const first = start === '' || start === 0 ? 1 : start;
  let itemLine = line;
  return items.flatMap((item, index) => {
    const at = itemLine;
    itemLine += item.raw.split('\n').length - (item.raw.endsWith('\n') ? 1 : 0);
    const isLast = index === items.length - 1;
    const text = [itemText(item), isLast ? joined(below) : ''].filter((part) => part !== '').join('\n\n');
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
    step: {
      number,
      ...(responsible && { responsible: { namespace: 'any', value: responsible.name } }),
      ...(responsible?.isGuess === true && { isGuess: true as const }),
    },
    line,
  };
}

function joined(blocks: readonly Block[]): string {
  return blocks
    .map(({ token }) =>
      // The indentation of a block of code belongs to it.
      token.type === 'code' ? token.raw.replace(/^(?:[ \t]*\n)+/, '').trimEnd() : withoutComments(token.raw).trim(),
    )
    .filter((raw) => raw !== '')
    .join('\n\n');
}

/** Without comments, which in code are words of it. */
function withoutComments(markdown: string): string {
  if (!markdown.includes('<!--')) return markdown;
  const segments = codeSegments(markdown);
  let index = 0;
  let end = segments[0]?.text.length ?? 0;
  return markdown.replace(/<!--[\s\S]*?-->/g, (comment, at: number) => {
    while (end <= at) end += segments[(index += 1)]?.text.length ?? Infinity;
    return segments[index]?.isCode === true ? comment : '';
  });
}
