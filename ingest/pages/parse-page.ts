import { posix } from 'node:path';
import type { Token, Tokens } from 'marked';
import { decode } from '../files/decode.ts';
import type { FileContent } from '../files/source-folder.ts';
import type { Catalogue } from './catalogue.ts';
import type { ExportForm, PageParts } from './exports/form.ts';
import { guessName, type Page } from './guess.ts';
import { withMarkdownTables } from './html-tables.ts';
import { lex } from './lex.ts';
import { lengthOf, numberedLists } from './numbered-lists.ts';
import { titleHeading } from './title-heading.ts';

/** A page with the line on which its text begins, and what its export says of it beside its text. */
export interface ParsedPage
  extends Page, Pick<PageParts, 'bodyLine' | 'parent' | 'people' | 'links' | 'problems' | 'warnings'> {}

export interface ParseOptions {
  encoding: string | undefined;
  form: ExportForm;
  catalogue: Catalogue;
}

/** Takes a Markdown or HTML file apart. @throws Invalid when it is not text, or its front matter is broken */
export function parsePage(content: FileContent, { encoding, form, catalogue }: ParseOptions): ParsedPage {
  const { path } = content;
  const { body: written, title, ...parts } = form.read(path, decode(content, encoding), catalogue);
  const body = withMarkdownTables(written);
  const tokens = lex(body);
  const headings = tokens.filter(isHeading).map((token) => token.text);
  const dir = posix.dirname(path) === '.' ? '' : posix.dirname(path);
  const file = parts.file ?? posix.basename(path).replace(/\.[^.]+$/, '');
  const named = { front: parts.front, path, file, dir };
  return {
    ...parts,
    ...named,
    title: title ?? guessName(named, titleHeading(tokens)),
    text: body,
    headings,
    ...longestList(tokens),
  };
}

function isHeading(token: Token): token is Tokens.Heading {
  return token.type === 'heading';
}

function longestList(tokens: readonly Token[]): Pick<Page, 'steps' | 'stepsUnder'> {
  let longest = { steps: 0, stepsUnder: '' };
  for (const { heading, blocks } of underHeadings(tokens)) {
    for (const list of numberedLists(blocks)) {
      const steps = lengthOf(list);
      if (steps > longest.steps) longest = { steps, stepsUnder: heading };
    }
  }
  return longest;
}

function underHeadings(tokens: readonly Token[]): { heading: string; blocks: { token: Token }[] }[] {
  const sections: { heading: string; blocks: { token: Token }[] }[] = [{ heading: '', blocks: [] }];
  for (const token of tokens) {
    if (isHeading(token)) sections.push({ heading: token.text, blocks: [] });
    else sections.at(-1)?.blocks.push({ token });
  }
  return sections;
}
