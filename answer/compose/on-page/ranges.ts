import { stem, terms, words } from '../../../graph/text/analyse.ts';
import { personNouns } from '../../understand/person-nouns.ts';
import { numberWords } from './number-words.ts';

/** Numbers from one to another: "4-6", "more than 6", "fewer than 3 years". */
interface Range {
  has: (number: number) => boolean;
  /** What it is a number of, as search terms; none where the label is a bare number. */
  unit: string[];
}

const figure = String.raw`(\d{1,9}(?:\.\d+)?)`;
const unit = String.raw`((?:\s*[\p{L}%-]+){0,3})(?:\s*\(.*\))?`;

/** What stands before a number that it counts: "Grade 16 - 17". */
const graded =
  'grades?|levels?|bands?|tiers?|steps?|class(?:es)?|stages?|phases?|years?|months?|weeks?|days?|categor(?:y|ies)|severity|priority';

/** How a label says which numbers it is of. One more way is a row. */
const ways: readonly { said: RegExp; has: (number: number, a: number, b: number) => boolean }[] = [
  way(
    String.raw`(?:between |from )?${figure}${unit}\s*(?:-|–|—|to|and|until)\s*${figure}${unit}`,
    (n, a, b) => n >= a && n <= b,
  ),
  way(String.raw`(?:at least|>\s*/?\s*=|≥|from|min(?:imum)?(?: of)?)\s*${figure}${unit}`, (n, a) => n >= a),
  way(String.raw`${figure}\s*(?:\+|(?:${unit}\s*)?(?:or|and) (?:more|over|above|older|up))${unit}`, (n, a) => n >= a),
  way(String.raw`(?:more than|over|above|>|older than)\s*${figure}${unit}`, (n, a) => n > a),
  way(
    String.raw`(?:fewer than|less than|under|below|<|younger than|up to but not)\s*${figure}${unit}`,
    (n, a) => n < a,
  ),
  way(
    String.raw`(?:at most|up to|no more than|<\s*/?\s*=|≤|max(?:imum)?(?: of)?)\s*${figure}${unit}`,
    (n, a) => n <= a,
  ),
  way(String.raw`${figure}${unit}\s*or (?:fewer|less|under|younger)${unit}`, (n, a) => n <= a),
  way(String.raw`${figure}${unit}`, (n, a) => n === a),
];

function way(said: string, has: (number: number, a: number, b: number) => boolean): (typeof ways)[number] {
  return { said: new RegExp(`^\\W{0,2}(?<!\\S)${said}$`, 'iu'), has };
}

/** Which numbers a label is of; undefined where it is of none, or of something else too. */
export function rangeOf(label: string): Range | undefined {
  const [, before = ''] = new RegExp(`^(${graded})\\s+(?=\\d)`, 'iu').exec(label.trim()) ?? [];
  for (const { said, has } of ways) {
    const found = said.exec(label.trim().slice(before.length).trim());
    if (found === null) continue;
    const parts = found.slice(1).map((part: string | undefined) => part ?? '');
    const [a = NaN, b = NaN] = parts.filter((part) => /^\d/.test(part)).map(Number);
    const unit = [before, ...parts.filter((part) => !/^\d/.test(part))];
    return { has: (number) => has(number, a, b), unit: terms(unit.join(' ')) };
  }
  return undefined;
}

/** A number that a question gives of something: "with *5 direct reports*". */
export interface Given {
  number: number;
  /** As it stands in the question. */
  written: string;
  /** The same, and the words behind it, as search terms. */
  terms: string[];
  unit: string[];
}

/** Numbers in a question that are of something: "5 boats", "grade 16". "How many", "page 5" and "in 2024" are no such. */
export function numbersGiven(question: string): Given[] {
  const ofGrades = [
    ...question.matchAll(new RegExp(`\\b(${graded})\\s+(\\d{1,6})(?![\\p{L}\\p{N}.,-]*[\\p{L}\\p{N}])`, 'giu')),
  ];
  if (ofGrades.length > 0)
    return ofGrades.map(([, before = '', figure = '']) => ({
      number: Number(figure),
      written: figure,
      terms: [figure],
      unit: terms(before),
    }));
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}.,#-])(\\d{1,6}|${numberWords.join('|')})[\\s-]+((?:[\\p{L}-]+\\s*){1,3})`,
    'giu',
  );
  return [...question.matchAll(pattern)].map(([, figure = '', next = '']) => {
    const asWord = numberWords.indexOf(figure.toLowerCase());
    return {
      number: asWord === -1 ? Number(figure) : asWord,
      written: figure,
      terms: words(figure).map(stem),
      unit: terms(next),
    };
  });
}

/** Words for people in general, and for those that one leads, as search terms. */
const people = new Set(
  terms('people persons person folks staff employees reports directs subordinates hands members heads'),
);

/**
 * The label whose range has a number that the question gives of the same: "5 direct reports" of labels below "Number of direct reports".
 * Undefined where labels are no ranges, or the question gives no number of what they are of.
 *
 * @param head what the labels are of, where they don't say it
 */
export function labelOfNumber(
  question: string,
  labels: readonly string[],
  head = '',
): { at: number | undefined; given: Given } | undefined {
  if (labels.length < 2) return undefined;
  const ranges = labels.map(rangeOf);
  if (ranges.some((range) => range === undefined)) return undefined;
  const of = new Set([...terms(head), ...ranges.flatMap((range) => range?.unit ?? [])]);
  // "I supervise 5 people" is said of reports, members, hands.
  const isOfPeople = words(head).some((word) => personNouns.has(word) || people.has(stem(word)));
  const given = numbersGiven(question).filter(({ unit }) =>
    unit.some((term, index) => of.has(term) || (index === 0 && isOfPeople && people.has(term))),
  );
  const [only] = given;
  if (only === undefined || given.length > 1) return undefined;
  const having = ranges.flatMap((range, index) => (range?.has(only.number) === true ? [index] : []));
  return { at: having.length === 1 ? having[0] : undefined, given: only };
}

/** The question without the part that tells of the asker: "I've been a fed for 12 years". What it is asked of must stand in the rest. */
export function withoutClauseOf(question: string, number: string): string {
  const parts = question.split(/[,.;:?!]\s+|\s+[-–—]\s+/);
  const rest = parts.filter((part) => !part.includes(number) || /\b(?:how|what|which|who|when)\b/i.test(part));
  return rest.join(' ');
}
