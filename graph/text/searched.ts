import type { PassageDocument } from '../engine.ts';
import { stem, terms, words } from './analyse.ts';
import { initialsOf } from './initials.ts';

/**
 * Version of what stands in the searched fields and of the analyser. Raise it with either: indexes made by another version are
 * made anew, which nothing else would notice.
 */
export const textForm = 2;

/** Times that the words of title and headings stand in the searched text, so that they count more than those of the prose. */
const emphasis = 2;

/** The fields of the full-text index. A document has what stands here and no other; cards would make all prose seem long. */
export function searchedFields(document: PassageDocument): { prose?: string; card?: string; name?: string } {
  return document.card
    ? { card: searchedText(document), name: searchedName(document) }
    : { prose: searchedText(document) };
}

/**
 * What full-text search looks into: one field, because ranking by several lets a short title outweigh everything (measured: one
 * field finds the right page first in 0.64 of the questions about a large handbook, three weighted fields in 0.36).
 */
function searchedText({ title, aliases, redirects = [], heading, text }: PassageDocument): string {
  const head = [...[title, ...aliases, ...redirects].flatMap(terms), ...heading.flatMap(terms)];
  const initials = [title, ...aliases, ...redirects, ...heading].flatMap(initialsOf).map(stem);
  return [...Array.from({ length: emphasis }, () => head).flat(), ...initials, ...terms(text)].join(' ');
}

/** What suggestions look into: names as written, not stemmed, once per entity. */
function searchedName({ title, aliases, redirects = [] }: PassageDocument): string {
  return [title, ...aliases, ...redirects].flatMap(words).join(' ');
}
