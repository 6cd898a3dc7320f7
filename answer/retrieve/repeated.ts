import { isStopWord, words } from '../../graph/text/analyse.ts';
import { plainText } from '../../graph/text/plain.ts';
import type { Passage } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import { termsOf } from './coverage.ts';

/** Codes of languages in names of files and folders: README-pt.md, index.zh-cn.html, docs/ja/start.md. Some are words too: it, hr, no. */
const languages =
  'ar|bg|bn|ca|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hr|hu|id|it|ja|ko|lt|lv|ms|nb|nl|no|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|uk|ur|vi|zh';
const localised = new RegExp(`(?<=[/._-])(?:${languages})(?:[-_](?:[a-z]{2}|hans|hant))?(?=[/.])`, 'i');

/** Share of English prose that are words without meaning of their own, at least; of other languages it is half as much. */
const ofEnglish = 0.2;
/** Share of the words of two sections from which on one is the other with other names, and how many such a page must have before it. */
const alike = 0.3;
const before = 2;

/**
 * Pages that only say again what better ones say: copies in other languages, and those made from one template, of which a question that names
 * none of them needs no third.
 *
 * @param best the best section of each page, best page first
 */
export function repeatedAmong(best: readonly Passage[]): Set<Ref> {
  const pages = best.map((section) => ({ section, terms: termsOf(section), path: commonPath(section) }));
  return new Set(
    pages.flatMap(({ section, terms, path }, place) => {
      const better = pages.slice(0, place);
      const isCopy = better.some((other) => other.path === path && !(isEnglish(other.section) && isEnglish(section)));
      return isCopy || hasAlike(terms, better) ? [section.ref] : [];
    }),
  );
}

/** What the path of a page has in common with those of its copies in other languages. */
function commonPath({ source, ref }: Passage): string {
  return (source?.path ?? ref).replace(localised, '').replace(/[._/-]+/g, '/');
}

function isEnglish({ text }: Passage): boolean {
  const said = words(plainText(text));
  return said.filter((word) => isStopWord(word)).length >= ofEnglish * said.length;
}

/** Whether enough better pages are the same with other names. */
function hasAlike(terms: ReadonlySet<string>, better: readonly { terms: ReadonlySet<string> }[]): boolean {
  let found = 0;
  for (const other of better) {
    if (likeness(terms, other.terms) >= alike) found += 1;
    if (found >= before) return true;
  }
  return false;
}

/** Share of all words of two sections that both have. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  // No more than the smaller one has are in both: most need no counting.
  if (Math.min(a.size, b.size) < alike * Math.max(a.size, b.size)) return 0;
  let both = 0;
  for (const word of a) if (b.has(word)) both += 1;
  return both / Math.max(1, a.size + b.size - both);
}
