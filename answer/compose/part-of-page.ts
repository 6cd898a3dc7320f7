import { tellsToDo, tellsWhatToDo } from './instructions.ts';
import type { Passage } from '../../schema/entity.ts';
import type { Statement } from '../look-up/finding.ts';
import type { Evidence } from '../retrieve/retrieve.ts';

/** Sections of one page that are read together, in the order of the page. */
export type Part = readonly Passage[];

/** What was found of the page of a section. */
export function pageOf({ ref }: Pick<Passage, 'ref'>, evidence: readonly Evidence[]): Passage[] {
  return evidence.flatMap(({ passage }) => (passage.ref === ref ? [passage] : []));
}

/** Whether a section has these headings, or stands under them. */
export function isUnder({ heading }: Pick<Passage, 'heading'>, above: readonly string[]): boolean {
  return above.every((each, depth) => heading[depth] === each);
}

/** What a statement that rests on a section is about, and its source. */
export function citing({ ref, title, anchor, source }: Passage): Required<Pick<Statement, 'about' | 'sources'>> {
  return { about: { ref, title, anchor }, sources: source === undefined ? [] : [source] };
}

/** A page's title and headings in a line, each once. */
export function placeOf(title: string, heading: readonly string[]): string {
  return [title, ...heading.filter((each) => each !== title)].join(' › ');
}

/** Longest text of a part, in characters. */
const longest = { steps: 2600, leadIn: 1200, inShort: 10_000, sections: 20, course: 7000 };
/** A section this short may only lead in to what stands under it: "we update in the following order:". */
const leadIn = 400;

/**
 * What belongs to a section where it is told how something is done: the sections beside and under it, such as one heading for each step,
 * as far as they fit. Otherwise the section, with what stands under it if it only leads in to that.
 *
 * @param page sections of its page, in any order
 */
export function partAround(section: Passage, page: readonly Passage[], { isHow }: { isHow: boolean }): Part {
  const sections = [...page].sort((a, b) => a.order - b.order);
  const at = sections.findIndex(({ id }) => id === section.id);
  if (at === -1) return [section];
  if (!isHow) {
    const under = runOf(sections, at, section.heading.length);
    const isLeadIn = section.text.length < leadIn && sizeOf(under) <= longest.leadIn;
    return isLeadIn ? under.slice(under.indexOf(section)) : [...ledInBy(sections, at), section];
  }
  for (let depth = 0; depth <= section.heading.length; depth += 1) {
    const run = runOf(sections, at, depth);
    if (sizeOf(run) <= longest.steps) return run;
  }
  // Too long to be quoted: what stands under it is told in short, unless even that is too much.
  const own = runOf(sections, at, section.heading.length);
  if (sizeOf(own) <= longest.inShort && own.length <= longest.sections) return own;
  return windowAround(own, own.indexOf(section));
}

/** What leads in to a passage in the one before it, where their section was too long for one: the warning above a list. */
function ledInBy(sections: readonly Passage[], at: number): Passage[] {
  const [before, own] = [sections[at - 1], sections[at]];
  const isOne = before !== undefined && before.heading.join('\n') === own?.heading.join('\n');
  return isOne && before.text.length < leadIn ? [before] : [];
}

/** "Follow the steps below." */
const pointsBelow =
  /\b(?:steps?|process|procedure|instructions?|checklist|list|section)\b[^.!?\n]{0,40}\b(?:below|that follows?)\b|\b(?:following|next) (?:steps|process|procedure|instructions|checklist|section)\b|\bas follows\b/i;

/**
 * A section that sends its reader to the steps below, and the one with them. Undefined where it lists steps itself, or the next one has none.
 *
 * @param page sections of its page, in any order
 */
export function sentBelow(section: Passage, page: readonly Passage[]): Part | undefined {
  if (!pointsBelow.test(section.text) || listsSteps(section, page)) return undefined;
  const place = section.heading.join('\n');
  const sections = [...page].sort((a, b) => a.order - b.order);
  const next = sections.find(({ order, heading }) => order > section.order && heading.join('\n') !== place);
  if (next === undefined || !isUnder(next, section.heading.slice(0, -1)) || !listsSteps(next, page)) return undefined;
  const steps = sections.filter(({ heading }) => heading.join('\n') === next.heading.join('\n'));
  return [...sections.filter(({ heading }) => heading.join('\n') === place), ...steps];
}

/** How much nearer than the rest of its page a section with a list must be, to be the procedure alone. */
const farNearer = 0.1;
const entry = /^\s{0,3}(?:[-*+]|\d{1,2}[.)])\s/gm;
const stepEntry = /^\s{0,3}(?:\d{1,2}[.)]\s|[-*+]\s\[[ xX]\]\s)/gm;
/** What has to be there before, told beside the steps. */
const before =
  /^\W*(?:pre-?(?:requisite|condition|paration)s?|before (?:you|we)\b|requirements?\b|what you(?:['’]ll)? need)/i;

/** Whether a section has the steps by itself: it lists them, and nothing else on its page is about as near. */
export function standsOut(section: Passage, evidence: readonly Evidence[]): boolean {
  if ((section.text.match(entry) ?? []).length < 2 || section.heading.length === 0) return false;
  const [own, ...others] = [...evidence]
    .filter(({ passage }) => passage.ref === section.ref)
    .sort((a, b) => (a.passage.id === section.id ? -1 : b.passage.id === section.id ? 1 : b.score - a.score));
  const [next] = others.filter(({ passage }) => !isUnder(passage, section.heading));
  return own !== undefined && (next === undefined || own.score - next.score >= farNearer);
}

/** A section with what stands under it, and what has to be there before. */
export function partOf({ heading }: Passage, page: readonly Passage[]): Part {
  const above = heading.slice(0, -1);
  return [...page]
    .sort((a, b) => a.order - b.order)
    .filter(
      (each) => isUnder(each, heading) || (isUnder(each, above) && before.test(each.heading[above.length] ?? '')),
    );
}

/** "1. Ask for the room", "3.2 Invite", "Hosts: Step 2": a heading that is a step, and its number. */
const stepHeading = /^(?:\W*(?:\d{1,2}\.){0,2}|.{0,40}?\bstep\s*)(\d{1,2})(?:[.):]|\s|$)/i;
/** Headings that have numbers by chance are few. */
const fewestSteps = 3;

/** Whether a heading has the number of a step. */
export function isStepHeading(heading: string): boolean {
  return stepHeading.test(heading);
}

/** Whether a page may have steps that are headings: quick to tell, unlike which. */
export function mayHaveHeadedSteps(page: readonly Passage[]): boolean {
  return page.filter(({ heading }) => heading.some(isStepHeading)).length >= fewestSteps;
}

/**
 * The sections of each step, in order, where a page has a heading for each: of the steps that a section is one of, or stands above.
 * Undefined where headings are not numbered from 1 on.
 *
 * @param page sections of its page, in any order
 */
export function headedSteps(section: Passage, page: readonly Passage[]): Part[] | undefined {
  const sections = [...page].sort((a, b) => a.order - b.order);
  for (let depth = 0; depth <= section.heading.length; depth += 1) {
    const above = section.heading.slice(0, depth);
    const steps = sections.filter((each) => each.heading.length > depth && isUnder(each, above));
    const headings = [...new Set(steps.map(({ heading }) => heading[depth] ?? ''))].filter((each) =>
      stepHeading.test(each),
    );
    const isOne = depth === section.heading.length || headings.includes(section.heading[depth] ?? '');
    const isCounted = headings.every((each, index) => Number(stepHeading.exec(each)?.[1]) === index + 1);
    if (isOne && isCounted && headings.length >= fewestSteps)
      return headings.map((each) => steps.filter(({ heading }) => heading[depth] === each));
  }
  return undefined;
}

/** A page that is called after what is done: "Book a berth", "How to weigh a ship", "Closing a quay". */
const calledAfterDoing =
  /^\W*(?:how[ -]?to\b|(?:(?:a |the )?(?:guide|steps|instructions) (?:to|for) )?\p{L}{2,}ing\b(?! (?:group|guide|policy|meeting)))/iu;

/** Entries of a numbered list, or of a checklist, with which a section has the steps by itself. */
const fewestEntries = 3;

/** Whether a section lists steps itself, all of its passages taken together. */
export function listsSteps({ heading }: Passage, page: readonly Passage[]): boolean {
  const own = page.filter((each) => each.heading.join('\n') === heading.join('\n'));
  return own.flatMap(({ text }) => text.match(stepEntry) ?? []).length >= fewestEntries;
}

/**
 * All of a page that is one course in several sections: it is called after what is done, half of its sections tell what to do, and the one
 * that was found lists no steps by itself. Undefined of other pages, and of those that are too long, or short enough to be quoted.
 *
 * @param page sections of its page, in any order
 */
export function wholeCourse(section: Passage, page: readonly Passage[]): Part | undefined {
  if (!calledAfterDoing.test(section.title) && !tellsToDo(section.title)) return undefined;
  if (sizeOf(page) > longest.course || sizeOf(page) <= longest.steps) return undefined;
  const telling = page.filter(({ text }) => tellsWhatToDo(text) > 0);
  if (listsSteps(section, page) || 2 * telling.length < page.length) return undefined;
  return [...page].sort((a, b) => a.order - b.order);
}

/** How many headings stand above steps that are headings. */
export function depthOf(steps: readonly Part[]): number {
  const headings = steps.flatMap(([first]) => (first === undefined ? [] : [first.heading]));
  return headings[0]?.findIndex((each, depth) => headings.some((other) => other[depth] !== each)) ?? 0;
}

/** What stands right before the first step, below the heading of all of them: who it is for, and by when. */
export function leadInTo(steps: readonly Part[], page: readonly Passage[]): Part {
  const [first] = steps[0] ?? [];
  if (first === undefined) return [];
  const above = first.heading.slice(0, depthOf(steps));
  return [...page]
    .sort((a, b) => a.order - b.order)
    .filter((each) => each.order < first.order && each.heading.length === above.length && isUnder(each, above));
}

/** The sections around one that share the first headings with it. */
function runOf(sections: readonly Passage[], at: number, depth: number): Passage[] {
  const heading = sections[at]?.heading.slice(0, depth) ?? [];
  const isInside = (index: number) => sections[index] !== undefined && isUnder(sections[index], heading);
  let [start, end] = [at, at + 1];
  while (isInside(start - 1)) start -= 1;
  while (isInside(end)) end += 1;
  return sections.slice(start, end);
}

function windowAround(run: readonly Passage[], at: number): Passage[] {
  let start = at;
  while (start > 0 && sizeOf(run.slice(start - 1, at + 1)) <= longest.steps) start -= 1;
  let end = at + 1;
  while (end < run.length && sizeOf(run.slice(start, end + 1)) <= longest.steps) end += 1;
  return run.slice(start, end);
}

/** Characters of its sections. */
export function sizeOf(part: Part): number {
  return part.reduce((sum, { text }) => sum + text.length, 0);
}
