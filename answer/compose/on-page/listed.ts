import { queryTerms, stem, terms, words } from '../../../graph/text/analyse.ts';
import { plainText } from '../../../graph/text/plain.ts';
import type { Passage } from '../../../schema/entity.ts';
import type { Statement } from '../../look-up/finding.ts';
import { bold, series } from '../../look-up/wording.ts';
import type { Evidence } from '../../retrieve/retrieve.ts';
import { boundAsked } from './asked.ts';
import { isRow, isRule } from './entries.ts';
import { citing, isUnder, pageOf, placeOf } from '../part-of-page.ts';

/** What a page lists under a heading for it. */
export interface Listed {
  statement: Statement;
  /** How many there are, where that is asked. */
  count: number | null;
}

/** Pages whose headings are looked at, and entries that a list must have to be one. */
const looked = 3;
const fewest = 2;
/** Share of the question's other words that title and headings must have, of the best page and of another, so that its list is the one. */
const enough = { best: 0.5, other: 0.6 };

/** How a question asks how many there are of something, or which: what follows names it. */
const asking = {
  howMany: /\bhow many (?:different |distinct |separate |kinds of |types of |sorts of )?([\p{L}\p{N}' -]+)/iu,
  which:
    /\b(?:what|which) (?:(?:different |other )?(?:kinds|types|sorts) of ([\p{L}\p{N}' -]+?)|([\p{L}\p{N}'-]+(?: [\p{L}\p{N}'-]+){0,2}?)) (?:are there|do we have|are available|exist)\b/iu,
};

/** "How many *plays* are in the new supervisor playbook?": the words that name what is counted. */
function countedIn(question: string): string[] {
  const found = asking.howMany.exec(question) ?? asking.which.exec(question);
  const noun = words(found?.[1] ?? found?.[2] ?? '');
  const end = noun.findIndex((word) => afterNoun.has(word));
  return noun.slice(0, end === -1 ? noun.length : end).slice(0, 3);
}

const afterNoun = new Set(
  'are is was were do does did have has had in on of at there can could must should may will we you they our the a an it for to'.split(
    ' ',
  ),
);

/** Headings that stand beside what a page lists. */
const noEntry =
  /^(?:how|why|what|when|where|who|about|overview|introduction|background|resources|references|see also|related|faq|questions|contacts?|summary|appendix|notes?)\b/i;

/** Words around a list that say nothing of it. */
const idle = new Set(
  'page list listed lists describe describes described different distinct there kinds types sorts many own have'
    .split(' ')
    .map(stem),
);

/**
 * What a page lists where the question asks how many of it there are, or which: the headings, rows or entries under a heading that
 * names it. Undefined unless title and headings say that the list is the one that is meant.
 */
export function listedOnPage(question: string, evidence: readonly Evidence[]): Listed | undefined {
  const noun = countedIn(question);
  const counted = noun.map(stem);
  const head = noun.at(-1);
  // What one may have is told by a rule; how many kinds of it a page lists is another matter.
  if (head === undefined || (asking.howMany.test(question) && boundAsked(question) !== undefined)) return undefined;
  const refs = [...new Set(evidence.map(({ passage }) => passage.ref))].slice(0, looked);
  for (const [place, ref] of refs.entries()) {
    const least = place === 0 ? enough.best : enough.other;
    const page = pageOf({ ref }, evidence).sort((a, b) => a.order - b.order);
    const sections = kinds.test(question) ? [...page].sort((a, b) => saysKinds(b) - saysKinds(a)) : page;
    const lists = sections
      .filter((section) => isNamedAfter(section, head))
      .map((section) => ({ section, entries: entriesOf(section, page, head) }))
      .filter(({ entries }) => entries.length >= fewest);
    for (const { section, entries } of lists) {
      if (shareOf(question, counted, section) < least) continue;
      if (lists.some((other) => isBelow(other.section, section))) continue;
      const count = asking.howMany.test(question) ? entries.length : null;
      return { count, statement: statementOf(section, entries) };
    }
  }
  return undefined;
}

const kinds = /\b(?:kinds?|types?|sorts?)\b/i;

/** Kinds stand rather below "Types of schedules" than below "Schedules". */
function saysKinds({ heading }: Passage): number {
  return kinds.test(heading.at(-1) ?? '') ? 1 : 0;
}

/** A list of guilds stands below "Current guilds": "Guild leadership" and "Joining the Design Team" have none of guilds, teams or designers. */
function isNamedAfter({ heading, title }: Passage, head: string): boolean {
  return words(heading.at(-1) ?? title).includes(head);
}

/** "Current guilds" below "Guilds": what lists them is the former. */
function isBelow({ heading }: Passage, above: Passage): boolean {
  const own = heading.at(-1) ?? '';
  return heading.length > above.heading.length && !noEntry.test(own) && isUnder({ heading }, above.heading);
}

/**
 * How much of what the question says beside what is counted stands in title and headings: 0 to 1. Where it says nothing else, "flexible
 * schedules" is enough, as the heading has both words, and "boats" is not.
 */
function shareOf(question: string, counted: readonly string[], { title, heading }: Passage): number {
  const said = new Set(terms([title, ...heading].join(' ')));
  const others = queryTerms(question).filter((term) => !counted.includes(term) && !idle.has(term));
  if (others.length > 0) return others.filter((term) => said.has(term)).length / others.length;
  return counted.length > 1 && counted.every((term) => said.has(term)) ? 1 : 0;
}

/** What stands under a heading, by name: its own headings, else the rows of its table, else the entries of its list. */
function entriesOf(section: Passage, page: readonly Passage[], head: string): string[] {
  const depth = section.heading.length;
  const inside = page.filter((each) => isUnder(each, section.heading));
  const under = inside.filter(({ heading }) => heading.length > depth);
  const headings = [...new Set(under.map(({ heading }) => plainText(heading[depth] ?? '')))].filter(
    (heading) => !noEntry.test(heading) && !words(heading).includes(head),
  );
  if (headings.length >= fewest) return headings;
  // A long section is cut into several.
  const text = inside
    .filter(({ heading }) => heading.length === depth)
    .map((each) => each.text)
    .join('\n');
  // An entry may go on in the next line, and a link in it.
  const lines = text.replace(/\n[ \t]+(?=[^\s*+-])/g, ' ').split('\n');
  const rows = lines.filter((line) => isRow(line) && !isRule(line)).slice(1);
  if (rows.length >= fewest) return rows.map((row) => plainText(row.split('|')[1] ?? '').trim());
  return lines
    .flatMap((line) => /^(?:[-*+]|\d{1,2}[.)])\s+(.+)/.exec(line)?.[1] ?? [])
    .map((entry) => shortened(plainText(entry)));
}

function shortened(entry: string): string {
  const name = entry.split(/[:–—]\s|\.\s/)[0] ?? entry;
  return name.length > 80 ? `${name.slice(0, 79).trimEnd()}…` : name.trim();
}

function statementOf(section: Passage, entries: readonly string[]): Statement {
  return {
    text: `${bold(String(entries.length))} listed under ${bold(placeOf(section.title, section.heading))}: ${series(entries)}.`,
    ...citing(section),
  };
}
