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
const longest = { steps: 2600, leadIn: 1200 };
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
    return isLeadIn ? under.slice(under.indexOf(section)) : [section];
  }
  for (let depth = 0; depth <= section.heading.length; depth += 1) {
    const run = runOf(sections, at, depth);
    if (sizeOf(run) <= longest.steps) return run;
  }
  // Too long as a whole: from as early as it fits with the section itself, and on from there.
  const run = runOf(sections, at, Math.max(section.heading.length - 1, 0));
  return windowAround(run, run.indexOf(section));
}

/** "1. Ask for the room", "3.2 Invite", "Hosts: Step 2": a heading that is a step, and its number. */
const stepHeading = /^(?:\W*(?:\d{1,2}\.){0,2}|.{0,40}?\bstep\s*)(\d{1,2})(?:[.):]|\s|$)/i;
/** Headings that have numbers by chance are few. */
const fewestSteps = 3;

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

function sizeOf(part: Part): number {
  return part.reduce((sum, { text }) => sum + text.length, 0);
}
