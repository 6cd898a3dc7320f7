import type { Passage } from '../../schema/entity.ts';
import { queryTerms, terms } from '../../graph/text/analyse.ts';
import { withoutPhrases } from '../retrieve/reading-order.ts';
import type { Evidence } from '../retrieve/retrieve.ts';
import { tellsWhatToDo } from './instructions.ts';
import { headedSteps, isStepHeading, mayHaveHeadedSteps } from './part-of-page.ts';

/** Words for the end of something, in a question and in the heading of what tells how it is brought about. */
const undoing =
  /\b(?:un-?(?:enrol|install|subscrib|link|register|assign)\p{L}*|(?:cancel|revok|remov|delet|retir|archiv|disabl|deactivat|withdraw|terminat|disband|off-?board|quit|stop)\p{L}*|(?:clos|wind|shut|step)\p{L}*(?: \p{L}+){0,3} down|leaving|left|leaves? (?:the|us|our|my)\b|(?:take|taking)(?: \p{L}+){0,2} away|(?:get|getting) (?:out of|rid of)|pull(?! (?:requests?|from|in)\b)(?!.* into\b))\b/iu;
/** Who wants something, and headings of what is for those who grant it. */
const wanting =
  /\b(?:i|we)(?:['’]d| would)? (?:like|want|need)\b|^\W*(?:want|need)\b|\bhow (?:do|does|can|would|could|should) (?:i|we|(?:our|my) [\w-]+) (?!(?:process|handl|review|approv|grant|moderat))/i;
const granting = /^\W*(?:processing|handling|reviewing|approving|granting|moderating)\b/i;
/** Headings that name a course: "Process: adding a keeper", "How to moor", "Closing a lock". */
const naming =
  /^\W*(?:how[ -]?to\b|(?:process|procedure|steps|checklist|instructions)\b|\p{L}{2,}ing (?!(?:group|guide|policy|meeting|note|list|page|room|day|hour)s?\b)\p{L})/iu;
/** Headings of what is told beside a course. */
const besides =
  /^\W*(?:about|overview|background|introduction|why|faqs?|examples?|history|glossary|reference|definitions?|troubleshooting|resources|philosophy|goals)\b|\b(?:eligibility|status|requirements?|philosophy|glossary|history|overview|examples?)\W*$/iu;

/**
 * What the signs of a section that tells how something is done count, where that is asked: that it reads as a course of things to do, that
 * it is one of several steps, that it is on the same end of a matter; and what one counts less that is on the other end, or about something
 * else; and that its heading names a course. Chosen on 118 questions for procedures of four bodies of text: a half or twice of any changes one or two of them.
 */
const signs = {
  course: 0.2,
  step: 0.25,
  undoing: 0.1,
  otherEnd: 0.05,
  besides: 0.05,
  naming: 0.04,
  named: 0.2,
};
/** Share of the nearest section, whatever it tells, in how near its page is; the rest is that of the section that tells most likely how. */
const nearest = 0.5;

/** Sections of one page by its headings, with how likely each tells how something is done. */
interface Section {
  all: Evidence[];
  /** The score of the nearest of its passages, as it was found, without phrases. */
  near: number;
  score: number;
}

/** What is so much farther than the nearest section is not first, whatever it tells: nobody looks whether it does. */
const tooFar = 0.35;

/** Evidence with the section first that most likely tells how something is done: one with things to do, on a page that is near. */
export function stepsFirst(question: string, evidence: readonly Evidence[]): Evidence[] {
  const asked = {
    isUndoing: undoing.test(question),
    isWanting: wanting.test(question),
    words: new Set(queryTerms(question)),
  };
  const least = Math.max(...evidence.map(withoutPhrases)) - tooFar;
  const pages = [...byKey(evidence, ({ passage }) => passage.ref).values()].map((found) => {
    const sections = sectionsOf(found);
    const page = found.map(({ passage }) => passage);
    const isStep = stepsOf(page);
    return sections.map((section) => {
      if (section.near < least) return section;
      const sign = likelihood(section, asked) + (isStep(section) ? signs.step : 0);
      return { ...section, score: section.near + sign };
    });
  });
  const best = (page: readonly Section[]) =>
    nearest * Math.max(...page.map(({ near }) => near)) + (1 - nearest) * Math.max(...page.map(({ score }) => score));
  const [page = []] = [...pages].sort((a, b) => best(b) - best(a));
  const [first] = [...page].sort(byScore);
  const others = pages.flat().filter((section) => section !== first);
  return [...(first ? [first] : []), ...others.sort(byScore)].flatMap(({ all }) => [...all].sort(byScore));
}

function byScore(a: { score: number }, b: { score: number }): number {
  return b.score - a.score;
}

/** What a question for a course says of it. */
interface Asked {
  isUndoing: boolean;
  isWanting: boolean;
  /** Its search terms. */
  words: ReadonlySet<string>;
}

function likelihood({ all }: Section, { isUndoing, isWanting, words }: Asked): number {
  const [first] = all;
  const heading = first?.passage.heading.at(-1) ?? first?.passage.title ?? '';
  const isOtherEnd = undoing.test(heading) && !isUndoing;
  const isForOthers = isWanting && granting.test(heading);
  const isNaming = naming.test(heading) && !isOtherEnd && !isForOthers;
  return (
    signs.course * tellsWhatToDo(all.map(({ passage }) => passage.text).join('\n')) +
    (undoing.test(heading) && isUndoing ? signs.undoing : 0) -
    (isOtherEnd || isForOthers ? signs.otherEnd : 0) -
    (besides.test(heading) ? signs.besides : 0) +
    (isNaming ? signs.naming : 0) +
    (isNaming && isCalled(heading, words) ? signs.named : 0)
  );
}

/** Whether a question has all words of a heading, and so is what the course is called: "requesting a channel", "how do I request a new channel". */
function isCalled(heading: string, words: ReadonlySet<string>): boolean {
  const said = terms(heading.replace(howTo, ''));
  return said.length >= fewestSaid && said.every((term) => words.has(term));
}

const howTo = /^\W*(?:how[ -]?to|process|procedure|steps|checklist|instructions)\b:?/i;
/** One word alone is a subject, and no course. */
const fewestSaid = 2;

/** Whether a section is one of the steps that headings of its page are. */
function stepsOf(page: readonly Passage[]): (section: Section) => boolean {
  if (!mayHaveHeadedSteps(page)) return () => false;
  const known = new Set<string>();
  return ({ all: [first] }) => {
    if (first === undefined || !first.passage.heading.some(isStepHeading)) return false;
    if (!known.has(first.passage.id))
      for (const { id } of headedSteps(first.passage, page)?.flat() ?? []) known.add(id);
    return known.has(first.passage.id);
  };
}

/** The passages of each section that were found, in the order of the page. */
function sectionsOf(found: readonly Evidence[]): Section[] {
  return [...byKey(found, ({ passage }) => passage.heading.join('\n')).values()].map((each) => {
    // What repeats the question often tells why or for what, beside what tells how.
    const near = Math.max(...each.map(withoutPhrases));
    return { all: each.sort((a, b) => a.passage.order - b.passage.order), near, score: near };
  });
}

function byKey<T>(all: readonly T[], keyOf: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group === undefined) groups.set(keyOf(each), [each]);
    else group.push(each);
  }
  return groups;
}
