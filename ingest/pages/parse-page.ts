import { posix } from 'node:path';
import { lexer, type Token, type Tokens } from 'marked';
import { decode } from '../files/decode.ts';
import type { FileContent } from '../files/source-folder.ts';
import { splitFrontMatter } from './front-matter.ts';
import { guessName, type Page } from './guess.ts';
import { readHtml } from './html.ts';

/** A page with the line on which its text begins. */
export interface ParsedPage extends Page {
  bodyLine: number;
}

/** Takes a Markdown or HTML file apart. @throws Invalid when it is not text, or its front matter is broken */
export function parsePage(content: FileContent, encoding: string | undefined): ParsedPage {
  const { path } = content;
  const text = decode(content, encoding);
  const isHtml = /\.html?$/i.test(path);
  const html = isHtml ? readHtml(text) : undefined;
  const { front, body, bodyLine } =
    html === undefined ? splitFrontMatter(path, text) : { front: html.front, body: html.body, bodyLine: 1 };
  const tokens = lexer(body);
  const headings = tokens.filter(isHeading).map((token) => token.text);
  const dir = posix.dirname(path) === '.' ? '' : posix.dirname(path);
  const file = posix.basename(path).replace(/\.[^.]+$/, '');
  const named = { front: html?.title === undefined ? front : { title: html.title, ...front }, path, file, dir };
  return {
    ...named,
    title: guessName(named, headings[0]?.replace(/[*_`]+/g, '').trim()),
    text: body,
    headings,
    ...longestList(tokens),
    bodyLine,
  };
}

function isHeading(token: Token): token is Tokens.Heading {
  return token.type === 'heading';
}

function longestList(tokens: readonly Token[]): Pick<Page, 'steps' | 'stepsUnder'> {
  let longest = { steps: 0, stepsUnder: '' };
  let heading = '';
  for (const token of tokens) {
    if (isHeading(token)) heading = token.text;
    if (token.type !== 'list' || !(token as Tokens.List).ordered) continue;
    const { length } = (token as Tokens.List).items;
    if (length > longest.steps) longest = { steps: length, stepsUnder: heading };
  }
  return longest;
}
