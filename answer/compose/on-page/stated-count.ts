import { isStopWord, stem, terms, words } from '../../../graph/text/analyse.ts';
import { plainText } from '../../../graph/text/plain.ts';
import type { Passage } from '../../../schema/entity.ts';
import { bold } from '../../look-up/wording.ts';
import { splitUnits } from '../excerpt.ts';
import { asksForNorm } from '../../understand/norms.ts';
import { type Bound, boundAsked, boundWords, contentOf, saysBound, saysOtherBound } from './asked.ts';
import { entryMark } from './entries.ts';
import { numberWords } from './number-words.ts';
import { isRow } from './tables.ts';
import { type Candidate, mayTell, shareSaid, told } from './candidate.ts';

const times = new Set(['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'].map(stem));
/** Whether a search term is a unit of time. */
export function isTime(term: string): boolean {
  return times.has(term);
}

const kindTerms = new Set(['kind', 'type', 'sort', 'categories', 'form'].map(stem));
function isKind(term: string): boolean {
  return kindTerms.has(term);
}

function isOfSome(what: readonly string[], wanted: readonly string[]): boolean {
  return what.length > 0 && !wanted.includes(stem(what[0] ?? ''));
}

/** What time something is of: "7 hours *per day*". */
const perTime = /^\S+\s+\p{L}+\s+(?:per|an?|each|every)\s+(day|week|month|quarter|year)\b/iu;
const narrowing = /\b(?:specifically|especially|particularly|only)\b/i;
/** What is said behind such a word, as search terms. */
function narrowed(text: string): string[] {
  return terms(text.split(narrowing)[1] ?? '');
}

/** What the kinds behind a number are of. */
function ofWhat(unit: string, from: number): string[] {
  const said = /^[^.!?]{1,60}?\bof ((?:[\p{L}-]+ ?){1,3})/u.exec(unit.slice(from))?.[1] ?? '';
  const found = words(said);
  const end = found.findIndex(isStopWord);
  return end === -1 ? found : found.slice(0, end);
}

/** A number, and the next words. */
const numbered = new RegExp(
  `(?<![\\p{L}\\p{N}.,#-])(\\d{1,3}(?:,\\d{3})+|\\d{1,9}|${numberWords.slice(1).join('|')})\\s+((?:[\\p{L}-]+(?:\\s+|$|(?=[^\\p{L}]))){1,3})`,
  'giu',
);

/** Sentences that say how many: "18 people in five chapters", or how many there may be: "at most five chapters". @param counted what is counted, as a search term */
export function ofCount(counted: string, question: string, sections: readonly Passage[]): Candidate[] {
  const bound = boundAsked(question);
  const wanted = contentOf(question, bound === undefined ? [] : boundWords);
  // Of what they are the question does not say: then "three deck hands" are not all the hands there are.
  const isOfAll = wanted.every((term) => term === counted);
  const isNorm = asksForNorm(words(question), true);
  return sections
    .filter((section) => mayTell(wanted, section))
    .flatMap((section) =>
      splitUnits(plainText(section.text)).flatMap((unit) => {
        // A row of a table is no sentence: a number in one cell counts nothing of the next.
        if (isRow(unit)) return [];
        const found = countIn(unit, counted, { wanted, bound, isOfAll, isNorm });
        if (found === undefined || shareSaid(wanted, [unit], section) < 1) return [];
        const sentence = unit.trim().replace(entryMark, '');
        const { noun } = found;
        // Seven days are a time and not a number of things, and so are seven years of experience.
        const value = isTime(counted) || isTime(stem(words(noun)[1] ?? '')) ? noun : found.value;
        return [
          told({ of: noun, as: noun, text: `${bold(noun)}: “${sentence}”`, value, section, quote: sentence, extra: 0 }),
        ];
      }),
    );
}

/** The number before what is counted; of several, the one with most of the question: "three night turns and two dawn turns". */
function countIn(
  unit: string,
  counted: string,
  {
    wanted,
    bound,
    isOfAll,
    isNorm,
  }: { wanted: readonly string[]; bound: Bound | undefined; isOfAll: boolean; isNorm: boolean },
): { value: string; noun: string } | undefined {
  const found = [...unit.matchAll(numbered)].flatMap(({ index, 1: figure = '', 2: next = '' }) => {
    const asWord = numberWords.indexOf(figure.toLowerCase());
    const value = asWord === -1 ? figure.replaceAll(',', '') : String(asWord);
    const said = next.trim().split(/\s+/);
    const stems = said.map((word) => stem(words(word).at(-1) ?? ''));
    const at = stems.indexOf(counted);
    // "One of the roles" says nothing of how many there are, nor does "one role must agree" of how many there may be.
    if (words(said.slice(0, Math.max(at, 0)).join(' ')).includes('of')) return [];
    if (isNorm && value === '1' && !(bound !== undefined && saysBound(unit.slice(0, index), bound))) return [];
    // "One role" is any of them.
    if (isOfAll && value === '1') return [];
    // Sub-teams are no teams.
    const before = words(said[at] ?? '').slice(0, -1);
    if (at === -1 || (isOfAll && at > 0) || !before.every((word) => wanted.includes(stem(word)))) return [];
    // "Five types of *night* shifts" are not all types of shifts.
    if (isKind(counted) && isOfSome(ofWhat(unit, index + figure.length), wanted)) return [];
    // "Four types of leave that are offered *specifically* to veterans" are not all either.
    if (
      isKind(counted) &&
      narrowing.test(unit.slice(index)) &&
      !wanted.some((term) => narrowed(unit.slice(index)).includes(term))
    )
      return [];
    if (bound !== undefined && saysOtherBound(unit.slice(0, index), bound)) return [];
    // "7 hours per day" are none of a week.
    const per = perTime.exec(unit.slice(index))?.[1];
    if (
      per !== undefined &&
      wanted.some((term) => term !== counted && isTime(term)) &&
      !wanted.includes(stem(per.toLowerCase()))
    )
      return [];
    const fit = stems.slice(0, at).filter((each) => wanted.includes(each)).length;
    return [{ value, noun: [figure, ...said.slice(0, at + 1)].join(' '), fit }];
  });
  const best = Math.max(...found.map(({ fit }) => fit));
  return found.find(({ fit }) => fit === best);
}
