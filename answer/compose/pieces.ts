import { beginningOf } from '../../graph/text/code-blocks.ts';
import { quotableText } from '../../graph/text/quotable.ts';
import type { Answer } from '../../schema/answer.ts';
import type { SourceNote } from '../../schema/entity.ts';
import { renumbered } from '../check/citation-marks.ts';
import type { Statement } from '../look-up/finding.ts';
import { longestEvidence, type NumberedEvidence } from '../model/answer-prompt.ts';
import type { Evidence } from '../retrieve/retrieve.ts';
import { type CiteOptions, createCitations } from './cite.ts';

/** A piece of evidence that can be cited, as a model sees it. */
export interface Piece {
  numbered: NumberedEvidence;
  /** What its citation says; never without a source. */
  statement: Statement;
}

/** The evidence of one answer: passages that were found, and what a model looked up besides. Each place and text has one number. */
export interface Pieces {
  readonly all: readonly Piece[];
  /** Adds what has a source, and gives the pieces: new ones, or those that say the same already. @param longest characters of one */
  add(statements: readonly Statement[], longest?: number): Piece[];
}

/** Pieces that an answer may rest on; further ones are not shown to the model. */
const most = 80;
/** Sources of one piece that are cited where there is room. */
const sourcesOfPiece = 3;
/** Citations up to which a piece is cited with more than its first source. */
const roomy = 8;

export function createPieces(): Pieces {
  const all: Piece[] = [];
  const known = new Map<string, Piece>();
  return {
    all,
    add: (statements, longest = longestEvidence) =>
      statements.flatMap((statement) => {
        const [source] = statement.sources;
        const text = beginningOf(quotableText(statement.text), longest);
        const key = JSON.stringify([statement.about?.ref, text]);
        const old = known.get(key);
        if (old !== undefined) return [old];
        if (source === undefined || text === '' || all.length >= most) return [];
        const piece: Piece = {
          numbered: { n: all.length + 1, title: statement.about?.title ?? source.path, source: placeOf(source), text },
          statement,
        };
        known.set(key, piece);
        all.push(piece);
        return [piece];
      }),
  };
}

/** A model can be shown all of it, with its source. */
export function isWhole({ text, sources }: Statement): boolean {
  return sources.length > 0 && quotableText(text).length <= longestEvidence;
}

function placeOf({ source, path, date }: SourceNote): string {
  return [source, path, date?.slice(0, 10)].filter((part) => part !== undefined && part !== '').join(', ');
}

/** A passage as what a model may cite. */
export function passageStatement({ passage }: Evidence): Statement {
  const text = quotableText(passage.text);
  return {
    text: passage.text,
    about: { ref: passage.ref, title: [passage.title, ...passage.heading].join(' › '), anchor: passage.anchor },
    sources: passage.source === undefined ? [] : [passage.source],
    quote: beginningOf(text, 400),
  };
}

/** A checked text with citations in the order of first use, one number for each place. Every mark resolves. */
export function numberedAnew(
  { text, cited }: { text: string; cited: readonly number[] },
  { all }: Pick<Pieces, 'all'>,
  options: CiteOptions,
): Pick<Answer, 'text' | 'citations'> {
  const citations = createCitations(options, all.length + roomy);
  const numbers = new Map<number, number[]>();
  const cite = (number: number, source: SourceNote | undefined) => {
    const piece = all[number - 1];
    const n = piece && source && citations.numberOf(source, piece.statement);
    const had = numbers.get(number) ?? [];
    if (n !== undefined && !had.includes(n)) numbers.set(number, [...had, n]);
  };
  for (const number of cited) {
    cite(number, all[number - 1]?.statement.sources[0]);
    for (const source of all[number - 1]?.statement.sources.slice(1, sourcesOfPiece) ?? [])
      if (citations.list.length < roomy) cite(number, source);
  }
  return {
    text: renumbered(text, (number) => numbers.get(number) ?? []).replace(/(\[\d{1,3}\])\1+/g, '$1'),
    citations: citations.list,
  };
}
