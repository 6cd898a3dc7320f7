import { queryTerms, stem, terms } from '../../graph/text/analyse.ts';
import { initialsOf } from '../../graph/text/initials.ts';
import { plainText } from '../../graph/text/plain.ts';
import type { Passage } from '../../schema/entity.ts';
import { createRecent } from '../recent.ts';
import type { Otherwise } from './thesaurus.ts';

type Readable = Pick<Passage, 'title' | 'heading' | 'text'>;

/** The terms of a passage. */
interface PassageTerms {
  /** Each once, with those of its title and headings and their initials. */
  all: ReadonlySet<string>;
  /** Of its title, each of its headings and its text, as they stand there. */
  lines: readonly (readonly string[])[];
}

/** The terms that a passage has, with its title and headings and their initials. */
export function termsOf(passage: Readable): ReadonlySet<string> {
  return readTerms(passage).all;
}

/** The terms of a passage's title, of each of its headings and of its text, as they stand there. */
export function linesOf(passage: Readable): readonly (readonly string[])[] {
  return readTerms(passage).lines;
}

function readTerms(passage: Readable): PassageTerms {
  const read = termsOfPassages.get(passage);
  if (read !== undefined) return read;
  const found = termsOfText(passage);
  termsOfPassages.set(passage, found);
  return found;
}

function termsOfText({ title, heading, text }: Readable): PassageTerms {
  const key = `${title}\n${heading.join('\n')}\n${text}`;
  const known = termsOfTexts.get(key);
  if (known !== undefined) return known;
  const lines = [title, ...heading, plainText(text)].map(terms);
  const found = { lines, all: new Set([...lines.flat(), ...[title, ...heading].flatMap(initialsOf).map(stem)]) };
  termsOfTexts.set(key, found);
  return found;
}

/** A question looks at a hundred sections, most of them of pages that others ask about too. Some kilobytes each. */
const termsOfTexts = createRecent<PassageTerms>(3000);
/** One question looks at the same passages several times; finding them by their text takes as long as reading it. */
const termsOfPassages = new WeakMap<Readable, PassageTerms>();

/** How much of a word's weight counts when a passage puts it otherwise: another word is less sure to mean what is asked. */
const otherwiseShare = 0.5;

/**
 * How much of a question's words each passage has: 0 to 1. Words that few of the passages have count more.
 *
 * @param otherwise phrases of the question that passages may put otherwise
 */
export function coverages(
  question: string,
  passages: readonly Readable[],
  otherwise: readonly Otherwise[] = [],
): number[] {
  const having = passages.map(termsOf);
  const others = new Map<string, string[][]>();
  for (const each of otherwise)
    for (const term of terms(each.phrase)) others.set(term, [...(others.get(term) ?? []), ...each.others.map(terms)]);
  const rarity = rarityAmong(having);
  const weights = queryTerms(question).map((term) => ({ term, weight: rarity(term) }));
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  const shareOf = (term: string, own: ReadonlySet<string>): number => {
    if (own.has(term)) return 1;
    return others.get(term)?.some((phrase) => phrase.every((each) => own.has(each))) === true ? otherwiseShare : 0;
  };
  return having.map((own) => {
    const covered = weights.reduce((sum, { term, weight }) => sum + weight * shareOf(term, own), 0);
    return total === 0 ? 0 : covered / total;
  });
}

/** How much a word tells that so many of these passages have. @param having the terms of each */
export function rarityAmong(having: readonly ReadonlySet<string>[]): (term: string) => number {
  return (term) => Math.log(1 + (having.length + 1) / (having.filter((own) => own.has(term)).length + 0.5));
}
