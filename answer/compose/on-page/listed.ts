import { isStopWord, queryTerms, stem, terms, words } from '../../../graph/text/analyse.ts';
import { plainText } from '../../../graph/text/plain.ts';
import type { Passage } from '../../../schema/entity.ts';
import { withoutFalseMarks } from '../../check/citation-marks.ts';
import type { Statement } from '../../look-up/finding.ts';
import { bold, series } from '../../look-up/wording.ts';
import type { Evidence } from '../../retrieve/retrieve.ts';
import { boundAsked } from './asked.ts';
import { entriesBelow, entryOf, linesOf, type List, listsOf, namesAll, shortened } from './lists.ts';
import { asksHowMany, listLedIn } from './led-in.ts';
import { labelOf, tablesOf, wholeSections } from './tables.ts';
import { nounsOf } from './nouns.ts';
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

/** What asks for the present, as lists do that say nothing else. */
const now =
  /,?\s*\b(?:at the moment|at present|right now|currently|presently|these days|nowadays|as of (?:now|today)|in total|in all|altogether|all in all)\b/giu;
/** The same in a heading: "Current guilds" has all of them. */
const ofNow = new Set('current present existing active our all'.split(' ').map(stem));

/** How a question asks how many there are of something, or which: what follows names it. */
const asking = {
  howMany: /\bhow many (?:different |distinct |separate |kinds of |types of |sorts of )?([\p{L}\p{N}' -]+)/iu,
  which:
    /\b(?:what|which) (?:(?:different |other )?(?:kinds|types|sorts) of ([\p{L}\p{N}' -]+?)|([\p{L}\p{N}'-]+(?: [\p{L}\p{N}'-]+){0,2}?)) (?:are there|do we have|are available|exist)\b/iu,
  what: /^\W*what are (?:all )?(?:of )?(?:the |our )((?:[\p{L}\p{N}'-]+ ?){1,4}?)(?:\s*[?.!]*$|(?= (?:in|on|of|at|for)\b))/iu,
  list: /^\W*(?:please )?(?:list|name(?! of\b)|show me|give me) (?:me )?(?:all )?(?:of )?(?:the |our )?(?:(?:different )?(?:kinds|types|sorts) of ([\p{L}\p{N}' -]+?)|([\p{L}\p{N}'-]+(?: [\p{L}\p{N}'-]+){1,3}?))(?: (?:that )?(?:are there|we have|there are|exist)|\s*[?.!]*$| (?=(?:in|on|of|at|for|(?:that )?(?:we|i|you) (?:can|may|could|have))\b))/iu,
};

/** "How many *different* boats can I take?" */
const ofKinds = /\bhow many (?:different|distinct|kinds of|types of|sorts of)\b/i;

/** "How many *plays* are in the new supervisor playbook?": the words that name what is counted. */
function countedIn(question: string): string[] {
  const found =
    asking.howMany.exec(question) ??
    asking.which.exec(question) ??
    asking.what.exec(question) ??
    asking.list.exec(question);
  const noun = words(found?.[1] ?? found?.[2] ?? '');
  const end = noun.findIndex((word) => afterNoun.has(word));
  return noun
    .slice(0, end === -1 ? noun.length : end)
    .slice(0, 3)
    .map((word) => (/^(?:variants|varieties|options|choices|flavou?rs)$/.test(word) ? 'types' : word));
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
  'exist available pick choose all name show give under below beneath section heading variants varieties options choices page list listed lists describe describes described different distinct there kinds types sorts many own have'
    .split(' ')
    .map(stem),
);

/**
 * What a page lists where the question asks how many of it there are, or which: the headings, rows or entries under a heading that
 * names it. Undefined unless title and headings say that the list is the one that is meant.
 */
export function listedOnPage(asked: string, evidence: readonly Evidence[]): Listed | undefined {
  const question = asked.replace(now, '');
  const noun = countedIn(question);
  const counted = noun.map(stem);
  const head = noun.at(-1);
  // What one may have is told by a rule; how many kinds of it a page lists is another matter.
  const isOfRule = asking.howMany.test(question) && boundAsked(question) !== undefined && !ofKinds.test(question);
  if (isOfRule) return undefined;
  const refs = [...new Set(evidence.map(({ passage }) => passage.ref))].slice(0, looked);
  if (head === undefined) return firstLedIn(question, refs, evidence);
  for (const [place, ref] of refs.entries()) {
    // "What are the rules for dogs?" asks for no others.
    const isWhat = asking.what.test(question) && !asking.howMany.test(question);
    const least = isWhat ? 1 : place === 0 ? enough.best : enough.other;
    const page = pageOf({ ref }, evidence).sort((a, b) => a.order - b.order);
    const sections = kinds.test(question) ? [...page].sort((a, b) => saysKinds(b) - saysKinds(a)) : page;
    const lists = sections
      .filter((section) => isNamedAfter(section, head) && isQualified(section, counted))
      .map((section) => ({ section, ...entriesOf(section, page, head) }))
      .filter(({ entries }) => entries.length >= fewest);
    const meant = lists.filter(
      ({ section, text }) =>
        shareOf(question, counted, section) >= least &&
        !lists.some((other) => isBelow(other.section, section)) &&
        !isOfSome(question, counted, section, text),
    );
    const best = under.test(question)
      ? underName(question, counted, page)
      : (closestOrLedIn(question, meant, page) ??
        ledIn(question, counted, page) ??
        inHeadings(question, counted, page));
    if (best !== undefined)
      return {
        count: asking.howMany.test(question) ? best.entries.length : null,
        statement: statementOf(best),
      };
  }
  return firstLedIn(question, refs, evidence);
}

/** The list of the nearest page that the sentence above it names in full. */
function firstLedIn(question: string, refs: readonly string[], evidence: readonly Evidence[]): Listed | undefined {
  for (const ref of refs) {
    const list = listLedIn(
      question,
      pageOf({ ref }, evidence).sort((a, b) => a.order - b.order),
    );
    if (list !== undefined)
      return { count: asksHowMany(question) ? list.entries.length : null, statement: statementOf(list) };
  }
  return undefined;
}

/** The list whose headings say nothing that the question does not: of "Boats" and "Old boats" the former. Undefined where several do and differ. */
function closest(question: string, lists: readonly List[]): List | undefined {
  const asked = new Set(terms(question));
  // "Types of boats" says no more than it is asked for with "what kinds of boats are there?".
  const said = kinds.test(question) ? new Set([...ofNow, ...kindTerms]) : ofNow;
  const extra = (text: string) => terms(text).filter((term) => !asked.has(term) && !said.has(term)).length;
  const exact = lists.filter(({ section: { heading, title } }) => extra(heading.at(-1) ?? title) === 0);
  const meant = exact.length > 0 ? exact : lists;
  const around = (list: List) => (exact.length > 0 ? extra(list.section.heading.join(' ')) : 0);
  const least = Math.min(...meant.map(around));
  const best = meant.filter((list) => around(list) === least);
  return new Set(best.map(({ entries }) => entries.length)).size === 1 ? best[0] : undefined;
}

/** Below one heading several lists may stand: then the one whose own sentence names it. */
function closestOrLedIn(question: string, meant: readonly List[], page: readonly Passage[]): List | undefined {
  const best = closest(question, meant);
  const led = best === undefined ? undefined : listLedIn(question, page);
  const isThere = led?.section.heading.join('\n') === best?.section.heading.join('\n');
  return led !== undefined && isThere ? led : best;
}

/** Whether title and headings have what says which: "working groups" are not listed below "Affinity groups". */
function isQualified({ title, heading }: Passage, counted: readonly string[]): boolean {
  const said = new Set(terms([title, ...heading].join(' ')));
  return counted.every((term) => hasWord(said, term));
}

/** Whether a term is said, or one that it is short for: "flexi". */
function hasWord(said: ReadonlySet<string>, term: string): boolean {
  return said.has(term) || (term.length > 3 && [...said].some((word) => word.startsWith(term)));
}

/** Whether the question says something that only entries say: "how many boats are of steel?" does not ask for all of them. */
function isOfSome(question: string, counted: readonly string[], { title, heading }: Passage, text: string): boolean {
  const known = new Set([...terms([title, ...heading].join(' ')), ...counted, ...idle]);
  const own = new Set(nounsOf(text));
  return nounsOf(question).some((word) => !isStopWord(word) && !known.has(stem(word)) && own.has(word));
}

const kinds = /\b(?:kinds?|types?|sorts?)\b/i;
const kindTerms = terms('kind type sort');

/** Kinds stand rather below "Types of schedules" than below "Schedules". */
function saysKinds({ heading }: Passage): number {
  return kinds.test(heading.at(-1) ?? '') ? 1 : 0;
}

/** A list of guilds stands below "Current guilds": "Guild leadership" and "Joining the Design Team" have none of guilds, teams or designers. */
function isNamedAfter({ heading, title }: Passage, head: string): boolean {
  const own = (heading.at(-1) ?? title).split(/[,:(]|\b(?:in|for|on|with|at|by|from|to)\b/i)[0] ?? '';
  return namesSeveral(own, head) || (words(own).includes(head) && (kinds.test(own) || terms(own).length === 1));
}

/** Whether a text has a noun in the plural: "Night shift" tells of one and lists none. */
function namesSeveral(text: string, head: string): boolean {
  const [one] = nounsOf(head);
  return words(text).some((word) => nounsOf(word)[0] === one && word !== one);
}

/** "Current guilds" below "Guilds": what lists them is the former. */
function isBelow({ heading }: Passage, above: Passage): boolean {
  const own = heading.at(-1) ?? '';
  return heading.length > above.heading.length && !noEntry.test(own) && isUnder({ heading }, above.heading);
}

/**
 * How much of what the question says beside what is counted stands in title and headings: 0 to 1. Where it says nothing else, "flexible
 * schedules" is enough, as the heading has both words, "current boats", and "boats" is not.
 */
function shareOf(question: string, counted: readonly string[], { title, heading }: Passage): number {
  const said = new Set(terms([title, ...heading].join(' ')));
  const others = queryTerms(question).filter((term) => !counted.includes(term) && !idle.has(term));
  if (others.length > 0) return others.filter((term) => said.has(term)).length / others.length;
  // "Our" is no search term, and says it of all of them.
  const own = words(heading.at(-1) ?? title).map(stem);
  const isAll = own.some((term) => ofNow.has(term)) && own.every((term) => ofNow.has(term) || counted.includes(term));
  return (counted.length > 1 || isAll) && counted.every((term) => hasWord(said, term)) ? 1 : 0;
}

/** What stands under a heading, by name: its own headings, else the rows of its table, else the entries of its list. */
function entriesOf(section: Passage, page: readonly Passage[], head: string): Pick<List, 'entries' | 'text'> {
  const depth = section.heading.length;
  const inside = page.filter((each) => isUnder(each, section.heading));
  const under = inside.filter(({ heading }) => heading.length > depth);
  const headings = [...new Set(under.map(({ heading }) => plainText(heading[depth] ?? '')))].filter(
    (heading) =>
      !noEntry.test(heading) && !namesSeveral(heading, head) && !words(heading).every((word) => word === head),
  );
  const [whole] = wholeSections(inside.filter(({ heading }) => heading.length === depth));
  const tables = whole === undefined ? [] : tablesOf(whole);
  const rows = tables.flatMap((table) => table.rows);
  const labels = rows.map(labelOf);
  if (headings.length >= fewest) {
    if (rows.length < fewest) return { entries: headings, text: headings.join('\n') };
    // A table beside headings: which of them are the entries is known where one of them is named so.
    const isNamed = [tables[0]?.columns[0] ?? '', ...labels].some((text) =>
      nounsOf(text).includes(nounsOf(head)[0] ?? ''),
    );
    return isNamed && tables.length === 1
      ? { entries: labels, text: rows.flat().join('\n') }
      : { entries: [], text: '' };
  }
  if (whole === undefined || tables.length > 1 || tables[0]?.isWhole === false) return { entries: [], text: '' };
  if (rows.length >= fewest) return { entries: labels, text: rows.flat().join('\n') };
  const entries = linesOf(whole.text).flatMap((line) => entryOf(line) ?? []);
  return { entries: entries.map(shortened), text: entries.join('\n') };
}

/** "How many *rotations* has a typical apprenticeship?" of "A typical apprenticeship", below which each heading is a rotation. */
function inHeadings(question: string, counted: readonly string[], page: readonly Passage[]): List | undefined {
  const noun = counted.at(-1);
  if (noun === undefined || !asking.howMany.test(question)) return undefined;
  const lists = page.flatMap((section) => {
    const depth = section.heading.length;
    const inside = page.filter((each) => each.heading.length > depth && isUnder(each, section.heading));
    const headings = [...new Set(inside.map(({ heading }) => plainText(heading[depth] ?? '')))];
    const isOfAll = headings.length > fewest && headings.every((heading) => terms(heading).includes(noun));
    const place = { ...section, heading: [...section.heading, ...headings] };
    if (!isOfAll || shareOf(question, counted, place) < enough.best) return [];
    return [{ section, entries: headings, text: headings.join('\n') }];
  });
  return new Set(lists.map(({ section }) => section.heading.join('\n'))).size === 1 ? lists[0] : undefined;
}

/** The list that the text above it names with all the words: "The invite-only clubs are:". Undefined where none does, or two do. */
function ledIn(question: string, counted: readonly string[], page: readonly Passage[]): List | undefined {
  if (counted.length < 2) return undefined;
  const lists = wholeSections([...page]).flatMap((section) =>
    listsOf(section).filter(({ leadIn, above, entries, text }) => {
      const place = { ...section, heading: [...section.heading, above] };
      return (
        entries.length >= fewest &&
        namesAll(leadIn, counted) &&
        shareOf(question, counted, place) >= enough.other &&
        !isOfSome(question, counted, place, text)
      );
    }),
  );
  return lists.length === 1 ? lists[0] : undefined;
}

/** "Listed *under Quays* on the harbour page": what the question says that it stands under. */
const under =
  /\b(?:under|below|beneath)\s+(?:the\s+)?(?:heading\s+)?["“'‘]?([\p{L}\p{N}][\p{L}\p{N} &/-]{1,40}?)["”'’]?(?=\s+(?:on|in|of|section|heading)\b|\s*[?.!]*$)/iu;

/** The list that stands under a heading, or an entry of a list, of which the question says so. */
function underName(question: string, counted: readonly string[], page: readonly Passage[]): List | undefined {
  const name = under.exec(question)?.[1];
  if (name === undefined) return undefined;
  const lists = wholeSections([...page]).flatMap((section) => {
    const isHeaded = terms(section.heading.at(-1) ?? '').join(' ') === terms(name).join(' ');
    const entries = isHeaded
      ? entriesOf(section, page, counted.at(-1) ?? '').entries
      : entriesBelow(name, section).map(shortened);
    const place = { ...section, heading: [...section.heading, name] };
    const isMeant = entries.length >= fewest && shareOf(question, counted, place) >= enough.best;
    return isMeant ? [{ section: place, entries, text: entries.join('\n') }] : [];
  });
  return lists.length === 1 ? lists[0] : undefined;
}

function statementOf({ section, entries, leadIn }: List): Statement {
  const above = leadIn === undefined ? '' : ` (“${leadIn.replace(/[\s:.]+$/, '')}”)`;
  return {
    text: `${bold(String(entries.length))} listed under ${bold(placeOf(section.title, section.heading))}${withoutFalseMarks(above)}: ${series(entries)}.`,
    ...citing(section),
  };
}
