import { isStopWord, stem, words } from '../../../graph/text/analyse.ts';
import { nounsOf } from './nouns.ts';
import { saysNothing } from './asked.ts';

/** A question for rows of a table: "which of the boats are steel-built but not insured?" */
export interface RowsAsked {
  /** How many there are, the names of them all, the one, or whether there are some. */
  form: 'count' | 'many' | 'one' | 'some';
  /** The words that name them, in the singular; "ones" are any. */
  noun: readonly string[] | 'any';
  /** People are asked for: "who are the pilots at night?" */
  isWho: boolean;
  /** It says that they are of a table. */
  isOfTable: boolean;
  /** What else is said, in order. */
  said: readonly Said[];
}

/** A word of a question that says something. */
export interface Said {
  /** As a search term. */
  term: string;
  /** It is denied: "not insured". */
  isDenied: boolean;
  /** "Not insured and old": whether this is denied too can't be told. */
  isDoubtful: boolean;
  /** It is an alternative to what comes before: "red or blue". */
  isOr: boolean;
}

const noun = String.raw`((?:[\p{L}\p{N}-]+ ?){1,5})`;
const article = String.raw`(?:(?:the|our|these|those|all|other|of) )*`;

/** How a question asks for rows. One more form is a row; the first that fits counts. */
const forms: readonly { asked: RegExp; form?: RowsAsked['form']; isWho?: boolean }[] = [
  { asked: new RegExp(`\\bhow many ${article}${noun}`, 'iu'), form: 'count' },
  { asked: /\b(?:which|what) (ones)\b/iu, form: 'many' },
  { asked: new RegExp(`\\b(?:which|what) ${article}${noun}`, 'iu') },
  {
    asked: new RegExp(
      `^\\W*(?:list|name(?! of\\b)|show(?: me)?|give me) ${article}${noun}(?:that|which|whose|with|in|at|on|for)\\b`,
      'iu',
    ),
    form: 'many',
  },
  { asked: new RegExp(`\\bwho(?:['’]?s| is| are) ${article}${noun}`, 'iu'), isWho: true },
  {
    asked: new RegExp(
      `\\b(?:is|are) there (?:also |still )?(?:an?|any|some) ${noun}(?=that\\b|whose\\b|with\\b|without\\b|which\\b|\\p{L}*ed\\b)`,
      'iu',
    ),
    form: 'some',
  },
];

/** What asks for more than which rows have a value, or says it of a part of them. */
const another =
  /\b(?:only|except|excluding|besides|apart from|other than|more|less|fewer|at least|at most|(?:over|under|above|below)(?= (?:the )?(?:\S*\d|average|limit))|before|after|than|most|least|no longer|same|why|when|where|how (?:much|long|often|to|do|does|is|are|can|should)|(?:lat|old|new|larg|bigg|small|long|short|high|low)est|first|last)\b/iu;

/** A page tells how it is now anyhow. */
export const now = /\b(?:right now|at (?:the moment|present)|currently|now(?:adays)?)\b/giu;

/** "Is there one that is not insured? *which one?*" */
const whichOnes = /[\s?,;.]+(?:and |if so,? )*(?:which|what)(?: ones?| is it| are they)\W*$/iu;

/** Words behind which it is said where the rows stand. */
const isIn = new Set('under within below inside listed'.split(' '));
const denials = new Set('not no non never without neither nobody noone lacks lacking lack cannot'.split(' '));
/** Words at which what is denied ends. */
const ends = new Set('but and or nor yet while are is was were be have has had that which who with'.split(' '));

/** Undefined where a question asks for no rows. */
export function rowsAsked(question: string): RowsAsked | undefined {
  // What is quoted is a name: the block "How we work".
  if (another.test(question.replace(/["“][^"”]*["”]/g, ' '))) return undefined;
  const meant = question.replace(now, ' ').replace(whichOnes, '');
  const asked = askedFor(meant);
  if (asked === undefined) return undefined;
  const form = asked.form === 'some' && whichOnes.test(question) ? 'many' : asked.form;
  return { ...asked, form, isOfTable: ofTable.test(meant), said: saidIn(meant) };
}

/** "Of the steps in the timetable": words for a table. */
const ofTable = /\b(?:\p{L}*table|chart|matrix|grid)\b/iu;

/** Whether the names of several are asked for: "which boats ...?" */
export function asksForSeveral(question: string): boolean {
  return askedFor(question)?.form === 'many';
}

function askedFor(question: string): Omit<RowsAsked, 'said' | 'isOfTable'> | undefined {
  for (const { asked, form, isWho = false } of forms) {
    const found = asked.exec(question);
    if (found === null) continue;
    const named = found[1] ?? '';
    const own = words(named);
    const end = own.findIndex((word) => isStopWord(word) || isIn.has(word));
    const first = end === -1 ? own : own.slice(0, end);
    if (first.length === 0) return undefined;
    const isAny = first[0] === 'ones';
    const singular = nounsOf(first.join(' '));
    const before = found[0].slice(0, found[0].length - named.length);
    const isPlural =
      isAny || first.some((word, index) => word !== singular[index]) || /\b(?:all|of the)\b/i.test(before);
    return { form: form ?? (isPlural ? 'many' : 'one'), noun: isAny ? 'any' : singular, isWho };
  }
  return undefined;
}

function saidIn(question: string): Said[] {
  const said: Said[] = [];
  let [isDenied, isDoubtful, isOr, wasDenial] = [false, false, false, false];
  for (const part of question.split(/(?<=[,;:])|(?=[,;:])|\s+/)) {
    if (/^[,;:]$/.test(part)) [isDenied, isDoubtful, isOr] = [false, false, false];
    for (const word of words(part)) {
      const isDenial = denials.has(word) || /n['’]t$/i.test(part);
      // "Don't have" denies what follows; "aren't steel but have" does not.
      if (ends.has(word) && !wasDenial) {
        isDoubtful = word === 'and' && isDenied;
        isOr = word === 'or' || word === 'nor';
        isDenied = word === 'nor' || (word === 'or' && isDenied);
      }
      if (isDenial) [isDenied, isDoubtful] = [true, false];
      wasDenial = isDenial;
      const term = stem(word);
      if (!isStopWord(word) && !isIn.has(word) && !denials.has(word) && !ends.has(word) && !saysNothing(term))
        said.push({ term, isDenied, isDoubtful, isOr });
    }
  }
  return said;
}
