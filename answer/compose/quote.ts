import { fencedSegments, withProse } from '../../graph/text/code-segments.ts';
import { plainText } from '../../graph/text/plain.ts';
import { quotableText } from '../../graph/text/quotable.ts';
import { isRow, unwrapped } from '../../graph/text/unwrapped.ts';
import type { Passage } from '../../schema/entity.ts';
import { withoutFalseMarks } from '../check/citation-marks.ts';
import type { Statement } from '../look-up/finding.ts';
import { bold } from '../look-up/wording.ts';
import type { Evidence } from '../retrieve/retrieve.ts';
import { askedStep } from './asks-how.ts';
import { bestUnit, excerpt, quotableUnits, type Wanted, withCodeMasked } from './excerpt.ts';
import { inShort, shares } from './in-short.ts';
import { tellsWhatToDo } from './instructions.ts';
import {
  citing,
  depthOf,
  wholeCourse,
  headedSteps,
  isUnder,
  leadInTo,
  listsSteps,
  pageOf,
  type Part,
  partAround,
  partOf,
  placeOf,
  sentBelow,
  sizeOf,
  standsOut,
} from './part-of-page.ts';

/** Longest quote of the best passage and of the others, in characters; and of those that tell how something is done. */
const longest = { first: 1200, other: 900, how: 3000, least: 250, beside: 700, steps: 2600, allSteps: 3200, step: 200 };
/** Years from which on an answer says how old its source is. */
const old = 2;

export interface QuoteOptions {
  /** Today, ISO. */
  on: string;
  /** Quotes at most. */
  most: number;
  /** It is asked how something is done: then the first quote has what stands around the best section. */
  isHow: boolean;
}

/** The best sections as labelled quotes, each with the sentence that answers best in bold. @param evidence all that was found, best first */
export function quotes(
  question: string,
  evidence: readonly Evidence[],
  { on, most, isHow }: QuoteOptions,
): Statement[] {
  const told = new Set<string>();
  const shown: Statement[] = [];
  for (const { passage, telling } of evidence) {
    if (shown.length === most) break;
    if (told.has(passage.id)) continue;
    const page = pageOf(passage, evidence);
    const isFirst = shown.length === 0;
    const wanted = { question, sentence: telling?.sentence };
    const course = isHow && isFirst ? courseOf(wanted, passage, evidence, on) : undefined;
    const part = course?.part ?? besideOf(passage, page, isHow).filter(({ id }) => !told.has(id));
    for (const { id } of part) told.add(id);
    const left = longest.how - shown.reduce((sum, { quote = '' }) => sum + quote.length, 0);
    if (isHow && left < longest.least) break;
    const room = isFirst ? longest.first : isHow ? Math.min(longest.beside, left) : longest.other;
    const statement = course?.statement ?? quoteOf(wanted, part, room, on, { isShort: isHow });
    if (statement !== undefined) shown.push(statement);
  }
  return shown;
}

/** What is quoted of a further section: where it is asked how something is done, all of one that tells what to do. */
function besideOf(section: Passage, page: readonly Passage[], isHow: boolean): Part {
  const own = page.filter(({ heading }) => heading.join('\n') === section.heading.join('\n'));
  if (!isHow || own.every(({ text }) => tellsWhatToDo(text) === 0)) return partAround(section, page, { isHow: false });
  return own.sort((a, b) => a.order - b.order);
}

/** How something is done, as the page of the best section tells it: its headings that are steps, or what stands around the section. */
function courseOf(wanted: Wanted, section: Passage, evidence: readonly Evidence[], on: string) {
  const page = pageOf(section, evidence);
  const steps = headedSteps(section, page);
  if (steps !== undefined) {
    const lead = leadInTo(steps, page);
    return { part: [...lead, ...steps.flat()], statement: stepsOf(wanted, steps, lead, on) };
  }
  const follow = wholeCourse(section, page);
  if (follow !== undefined) return { part: follow, statement: sectionsOf(wanted, follow, on) };
  const below = sentBelow(section, page);
  if (below !== undefined) return { part: below, statement: sectionsOf(wanted, below, on) };
  const isAlone = standsOut(section, evidence) || listsSteps(section, page);
  const part = isAlone ? partOf(section, page) : partAround(section, page, { isHow: true });
  const above = part[0]?.heading ?? [];
  if (sizeOf(part) <= longest.steps && part.every((each) => isUnder(each, above)))
    return { part, statement: quoteOf(wanted, part, longest.steps, on) };
  return { part, statement: sectionsOf(wanted, part, on) };
}

/** Each step in short below its heading, so that all of them fit, with what leads in to them; from the one on that is asked for. */
function stepsOf(wanted: Wanted, all: readonly Part[], lead: Part, on: string): Statement | undefined {
  const from = (askedStep(wanted.question) ?? 1) - 1;
  const steps = all[from] === undefined ? all : all.slice(from);
  const first = steps[0]?.[0];
  if (first === undefined) return undefined;
  const depth = depthOf(all);
  const told = steps.map((part) => ({ heading: part[0]?.heading[depth], text: textOf(part, depth + 1) }));
  const isWhole = steps.length === all.length && lead.length > 0;
  const shown = shortened(isWhole ? [{ heading: undefined, text: textOf(lead) }, ...told] : told);
  return quoteFrom(isWhole ? (lead[0] ?? first) : first, first.heading.slice(0, depth), shown, wanted, on);
}

/** Each section of a part in short below its heading. */
function sectionsOf(wanted: Wanted, part: Part, on: string): Statement | undefined {
  const [first] = part;
  if (first === undefined) return undefined;
  const above = first.heading.filter((heading, depth) => part.every((each) => each.heading[depth] === heading));
  const sections = [...new Set(part.map(({ heading }) => heading.join('\n')))].map((place) =>
    part.filter(({ heading }) => heading.join('\n') === place),
  );
  const told = sections.map((each) => ({
    heading: each[0] !== undefined && each[0].heading.length > above.length ? each[0].heading.at(-1) : undefined,
    text: textOf(each),
  }));
  return quoteFrom(first, above, shortened(told), wanted, on);
}

/** Texts in short below their headings, the short ones whole. */
function shortened(told: readonly { heading: string | undefined; text: string }[]): string {
  const rooms = shares(
    told.map(({ text }) => text.length),
    longest.allSteps,
    longest.step,
  );
  return told
    .map(({ heading, text }, index) => {
      const own = inShort(text, rooms[index] ?? 0);
      return heading === undefined ? own : `${plainText(heading)}\n\n${own}`;
    })
    .join('\n\n');
}

function quoteOf(
  wanted: Wanted,
  part: Part,
  room: number,
  on: string,
  { isShort = false } = {},
): Statement | undefined {
  const [first] = part;
  if (first === undefined) return undefined;
  const isCourse = isShort && part.some(({ text }) => tellsWhatToDo(text) > 0);
  const shown = isCourse ? inShort(textOf(part), room) : excerpt(textOf(part), wanted, room);
  return quoteFrom(first, first.heading, shown, wanted, on);
}

/** @param depth headings down to here are told already */
function textOf(part: Part, depth = Infinity): string {
  return part
    .map(({ text, heading }, index) => {
      const own = withProse(quotableText(withoutPictures(text)), unwrapped);
      const last = heading.at(-1);
      const isSame = heading.join('\n') === part[index - 1]?.heading.join('\n');
      const isTold = index === 0 ? heading.length <= depth : isSame || last === undefined;
      return isTold ? own : `${last ?? ''}\n\n${own}`;
    })
    .join('\n\n');
}

/** Without lines that are a picture: its words for who does not see it tell nothing alone. */
function withoutPictures(markdown: string): string {
  return markdown.replace(/^[ \t]*!\[[^[\]]{0,1000}\]\([^()\n]{0,2000}\)[ \t]*$/gm, '');
}

function quoteFrom(passage: Passage, heading: readonly string[], shown: string, wanted: Wanted, on: string): Statement {
  return {
    text: `From ${bold(placeOf(passage.title, heading))}${age(passage.source?.date, on)}:\n\n${quoted(withProse(emphasised(withoutFalseMarks(shown), wanted), withTables))}`,
    ...citing(passage),
    quote: shown,
  };
}

/** Tables with the line below their head, which plain text lacks and Markdown needs. It is no word of the source, so no quote has it. */
function withTables(text: string): string {
  return text.replace(/^(\|.*\|)\n\n(?=\|)/gm, (_all, head: string) => `${head}\n${head.replace(/[^|]+/g, '---')}\n`);
}

/** What stands before the text of an entry of a list. */
const entryMark = /^\s*(?:[-*+]|\d+[.)])\s+/;

/** Prose as quotations, with blocks of code as they are between them: they are copied, and not everything that reads Markdown knows code inside of a quotation. */
function quoted(text: string): string {
  return fencedSegments(text)
    .map(({ isCode, text: part }) => (isCode ? part.trimEnd() : quotation(part)))
    .filter((part) => part !== '')
    .join('\n\n');
}

function quotation(prose: string): string {
  const own = prose.trim();
  return own === ''
    ? ''
    : withEntriesApart(own.split('\n'))
        .map((line) => `> ${line}`.trimEnd())
        .join('\n');
}

/** An entry that goes on counting, as behind code, would be words of the paragraph above it. */
function withEntriesApart(lines: readonly string[]): string[] {
  let isInList = false;
  return lines.flatMap((line, index) => {
    const isApart = isInList || (lines[index - 1] ?? '') === '' || !/^\d+[.)]\s/.test(line);
    isInList = line !== '' && (isInList || entryMark.test(line));
    return isApart ? [line] : ['', line];
  });
}

/** How old a source says it is, when it is old. */
function age(date: string | undefined, on: string): string {
  const years = date === undefined ? 0 : (Date.parse(on) - Date.parse(date)) / (365.25 * 24 * 3_600_000);
  return date === undefined || !(years >= old) ? '' : ` (of ${date.slice(0, 10)}, ${Math.floor(years)} years old)`;
}

/** The sentence that tells what is wanted in bold, when one stands out. Code has no marks put into it. */
function emphasised(text: string, wanted: Wanted): string {
  const units = quotableUnits(text);
  const sentences = units.filter(({ code }) => code === undefined).map((unit) => unit.text);
  const best = units.length < 2 ? undefined : bestUnit(wanted, sentences);
  const body = best?.trim().replace(entryMark, '') ?? '';
  // Marks inside would end the bold too early, and a row of a table is no sentence.
  if (best === undefined || body === '' || /[*_]/.test(withCodeMasked(body)) || isRow(body)) return text;
  return units.map((unit) => (unit.text === best ? unit.text.replace(body, () => `**${body}**`) : unit.text)).join('');
}
