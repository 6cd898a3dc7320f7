import { isStopWord, queryTerms, stem, terms, words } from '../../../graph/text/analyse.ts';
import { singularWords } from '../../understand/values.ts';

/** A kind of value that can be told by how it is written. */
export interface ValueKind {
  /** How a question asks for it. */
  asked: RegExp;
  /** How it is written; the whole value of an entry need not be of it. */
  written: RegExp;
  /** Words of such a question that say nothing of whose it is. */
  idle: readonly string[];
}

const stems = (text: string) => text.split(' ').map(stem);

/** Values that can be told by how they are written. One more is a row. */
const valueKinds: readonly ValueKind[] = [
  {
    asked: /\b(?:e-?mail|mailbox|inbox|mail|mailing list|write to)\b/i,
    written: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/,
    idle: stems('email e mail mailbox inbox mailing list write send address message group contact reach'),
  },
  {
    asked: /\b(?:slack|chat|zulip|channel)\b/i,
    written: /(?:^|\s)#[\p{L}\p{N}][\p{L}\p{N}_/-]*/u,
    idle: stems('slack chat zulip channel write ask message contact reach join hang live'),
  },
  {
    asked: /\b(?:phone|telephone|call|ring|fax|hotline)\b/i,
    written: /\+?\(?\d{2,4}\)?[-. ]\d{3}[-. ]?\d{2,4}|\b\d{3}[-. ]\d{4}\b|\+\d[\d ]{6,}/,
    idle: stems('phone telephone call ring fax hotline number contact reach'),
  },
  {
    asked: /\b(?:repo|repository|codebase|source code)\b/i,
    written: /(?<=\b(?:github|gitlab|bitbucket|codeberg)(?:\.(?:com|org)\/|:\s?))[\w.-]+\/[\w.-]*[\w-]/i,
    idle: stems(
      'repo repository codebase source code github gitlab behind live hold contain keep kept find maintained',
    ),
  },
];

/** Words around what is asked that say nothing of it. */
const idle = new Set(
  stems(
    'each those number name whole exact called current currently please tell know find get give need use want there many much once at all everyone page table list more less least become became one ones supposed average usually typically normally hit',
  ),
);

const greeting =
  /^\W*(?:(?:hi|hey|hello|hiya|good morning)(?: (?:all|team|folks|everyone|there|kiki))?|(?:i['’]?m |i am )?(?:a )?new (?:hire|joiner|starter|employee|here)(?: here)?|quick (?:question|one)|question)\s*[,.;:!–—-]+\s*/iu;

/** What is said behind a question: "list the quays, please". */
const courtesy = /[\s,;:–—-]+(?:pls|plz|please|thanks|thank you|thx|cheers|ta)\s*([?!.]*)\s*$/iu;

/** A question without what is said around it to whoever reads it: "new hire here, which ...?", "..., please". */
export function withoutGreeting(question: string): string {
  return question.replace(greeting, '').replace(greeting, '').replace(courtesy, '$1');
}

/** A question without what asks for a measure, which says nothing of what it is of. */
export function withoutMeasure(question: string): string {
  return question.replace(/\b(?:how (?:long|often)|what time)\b/gi, ' ').replace(inMoney, ' ');
}

/** "In dollars": what the answer is told in. */
const inMoney = /,?\s\bin (?:us )?(?:dollars?|pounds?|euros?|usd|gbp|eur)\b/gi;

/** Words for anybody, as search terms. */
export const anybody = stems('people person folks staff employees someone somebody anyone');

/** What is done by who is responsible, or who is asked: "who looks after", "whom do I talk to". */
const responsible = stems(
  'own owns lead leads run runs manage manages maintain maintains handle handles responsible charge look looks after care take takes ask talk speak turn reach contact go write about coordinate coordinates',
);

/**
 * Words of a question for who is responsible that say nothing of what for, where a table has one column of those: of an owner and a
 * contact, who "looks after" it can't be told.
 */
export function idleOfWho(question: string, columns: readonly string[]): readonly string[] {
  return who.test(question) && columnsByWord(question, columns).length === 1 ? responsible : [];
}

/** Columns that a question word asks for without naming them. */
const columnsOf: readonly { asked: RegExp; columns: ReadonlySet<string> }[] = [
  columnsFor(
    /\b(?:who|whom)\b/i,
    'who owner lead contact person people responsible manager maintainer attendee poc leader holder coordinator',
  ),
  columnsFor(/\bwhen\b|\bwhat (?:day|date|time)\b/i, 'when date day time timing schedule deadline due'),
  columnsFor(/\bhow long\b/i, 'long time timing timeline duration length term period'),
  columnsFor(/\bhow often\b/i, 'often frequency cadence timing schedule'),
  columnsFor(
    /\bwhere\b|\b(?:what|which)\b.*(?<!\b(?:e-?mail|mail|web|ip|write to the) )\baddress\b/i,
    'where location address room place building',
  ),
  columnsFor(/\bhow much\b|\bwhat .*\bcost/i, 'cost price amount fee rate limit budget'),
];

/** @param columns words of such a column, in the singular. "Where we maintain it" is no column of maintainers. */
function columnsFor(asked: RegExp, columns: string): { asked: RegExp; columns: ReadonlySet<string> } {
  return { asked, columns: new Set(columns.split(' ')) };
}

/** The kind of value that a question asks for by its name: "what is the mailbox of ..."; undefined for any other. */
export function valueKindAsked(question: string): ValueKind | undefined {
  return valueKinds.find(({ asked }) => asked.test(question));
}

/** The kind of value that a question asks for as a thing: "what is the mailbox", "which channel", and not "who do I write to". */
export function valueKindNamed(question: string): ValueKind | undefined {
  const noun = nounWords(question).join(' ');
  return valueKinds.find(({ asked }) => asked.test(noun));
}

/** "Which code is for ropes?" */
export const asksForCode = /\b(?:code|account|category|line|cost cent(?:er|re)|number|id)\b/i;
/** Words of such a question that say nothing of what it is for, as search terms. */
export const codeWords = stems('code account category line cost center centre number id use book charge put log under');

/** What is done, why, and what is not, is no single value of a page. */
export function asksForOne(question: string): boolean {
  return !/\bwhy\b|\bwhat (?:do|should|can|must) (?:i|we) do\b|\bhow (?:does|is|are)\b|\b(?:no|not|none|never|without)\b|n['’]t\b/i.test(
    question,
  );
}

/**
 * The column that a question asks for: one named by several words, or by who does it; else the one that its question word asks for; else
 * one named by its only word, or as what is asked for. -1 for none.
 */
export function columnAsked(question: string, columns: readonly string[]): number {
  const heads = columns.map((column) => terms(withoutShortForms(column)));
  const asked = new Set(terms(withoutShortForms(question)));
  const found = columnNamed(question, columns, { heads, asked });
  const own = heads[found];
  if (own === undefined || own.length === 0) return found;
  // Of "Cost" and "Cost inc. tax", "what does it cost with tax" asks for the second.
  const closer = heads.flatMap((head, index) =>
    head.length > own.length &&
    own.every((term) => head.includes(term)) &&
    head.some((term) => !own.includes(term) && asked.has(term))
      ? [index]
      : [],
  );
  return closer[0] ?? found;
}

/** "Inc.", "incl." and "inclusive of" are "including". */
export function withoutShortForms(text: string): string {
  return text.replace(/\b(?:incl?\b\.?|inclusive of\b|includes\b)/gi, 'including');
}

function columnNamed(
  question: string,
  columns: readonly string[],
  { heads, asked }: { heads: readonly string[][]; asked: ReadonlySet<string> },
): number {
  const noun = nounAsked(question);
  const ranks = heads.map((head, index) => {
    const last = head.at(-1);
    if (last === undefined) return 0;
    // "Who designed the logo" asks for the designer, not for the logo design.
    const isDoer = who.test(question) && /(?:er|or|ee)s?$/i.test(columns[index] ?? '');
    if (head.every((term) => asked.has(term))) return isDoer ? Infinity : head.length;
    return noun.includes(last) ? 0.5 : 0;
  });
  const best = Math.max(...ranks);
  if (best > 1) return ranks.indexOf(best);
  const ofWord = columnsByWord(question, columns);
  const [first] = ofWord;
  // "Who is the contact of ...": of the owner and the contact, the one that is named.
  if (first !== undefined)
    return (
      ofWord.find((index) =>
        [...(heads[index] ?? []), ...doingOf(columns[index] ?? '')].some((term) => asked.has(term)),
      ) ?? first
    );
  // The first column says what a row is of, which is seldom asked for: "the price of the day fare".
  if (best > 0) return ranks.indexOf(best, ranks.indexOf(best) === 0 && ranks.lastIndexOf(best) > 0 ? 1 : 0);
  // "When does the season end?" of a table that begins with days.
  const word = askedByWord(question);
  return /\bwhen\b/i.test(question) && singularWords(columns[0] ?? '').some((each) => word?.columns.has(each)) ? 0 : -1;
}

/** Columns that the question word asks for. "When" is a word to search for nothing else. The first column says what a row is of. */
function columnsByWord(question: string, columns: readonly string[]): number[] {
  const word = askedByWord(question);
  // "Who keeps it?" asks for the keeper.
  const done = who.test(question) ? terms(question) : [];
  return columns.flatMap((column, index) =>
    index > 0 &&
    (singularWords(column).some((each) => word?.columns.has(each)) ||
      doingOf(column).some((each) => done.includes(each)))
      ? [index]
      : [],
  );
}

/** Words of a label, in the singular, that the question word asks for: "who" for the contact. Undefined where it asks by no such word. */
export function labelWordAsked(question: string): ReadonlySet<string> | undefined {
  return askedByWord(question)?.columns;
}

const prices = new Set(stems('cost costs price prices fee fees'));

/** Words for what a column tells in other words: of "Price" also "cost". */
export function alsoCalled(column: string): string[] {
  return terms(column).some((term) => prices.has(term)) ? [...prices] : [];
}

/** What one does of whom a column is: of "Owner" also "owns". */
export function doingOf(column: string): string[] {
  return words(column).flatMap((word) => {
    const doing = /^(\p{L}{2,}?)(?:er|or|ee)s?$/u.exec(word)?.[1];
    return doing === undefined ? [] : [stem(doing)];
  });
}

/** What the question word asks for, where no "which region" or "what price" comes before it: "which region is the office in where ...?" */
function askedByWord(question: string): (typeof columnsOf)[number] | undefined {
  const before = question.search(/\b(?:which|what)\b/i);
  return columnsOf.find(({ asked }) => {
    const at = question.search(asked);
    return at !== -1 && (before === -1 || at <= before);
  });
}

const who = /\b(?:who|whom|whose)\b/i;

/** "Which base OS does ...": the words that name what is asked for, as search terms. */
export function nounAsked(question: string): string[] {
  return nounWords(question).map(stem);
}

/** The same as they are written. */
export function nounWords(question: string): string[] {
  const said = /\b(?:which|what)(?:'s|s| is| are)?(?: the)? ((?:[\p{L}\p{N}-]+ ?){1,3})/iu.exec(question)?.[1] ?? '';
  return nounIn(said);
}

/** "How many chapters does it have?", "the maximum number of chapters": the word that names what is counted, as a search term. */
export function countAsked(question: string): string | undefined {
  const said =
    /\b(?:how many|(?:max|maximum|most|min|minimum|least) number of) ((?:[\p{L}\p{N}'-]+ ?){1,4})/iu.exec(
      question,
    )?.[1] ?? '';
  return nounIn(said).map(stem).at(-1);
}

/** How many there may be at most, or must be at least. */
export interface Bound {
  /** How a question asks for it. */
  asked: RegExp;
  /** How a sentence says it before the number. */
  said: RegExp;
}

const greatest: Bound = {
  asked: /\b(?:at most|max|maximum|no more than|can|could|may|allowed|permitted|able to)\b/i,
  said: /\b(?:at most|max|maximum|no more than|not more than|up to|limit|limited to|cannot exceed)\b/gi,
};
const least: Bound = {
  asked: /\b(?:at least|min|minimum|no (?:fewer|less) than|must|has to|have to|obliged to)\b/i,
  said: /\b(?:at least|min|minimum|no fewer than|no less than|not fewer than)\b/gi,
};
const bounds = [least, greatest];

/** The bound that a question asks for: "how many boats *can* a member have?". Undefined for one that asks how many there are. */
export function boundAsked(question: string): Bound | undefined {
  return bounds.find(({ asked }) => asked.test(question));
}

/** Whether a text says a bound. */
export function saysBound(text: string, { said }: Bound): boolean {
  return text.search(said) !== -1;
}

/** Whether the last bound that is said before a number is another than the one that is asked for: "at least *two*" is no maximum. */
export function saysOtherBound(before: string, asked: Bound): boolean {
  const places = bounds.map((bound) => ({ bound, at: [...before.matchAll(bound.said)].at(-1)?.index ?? -1 }));
  const last = places.reduce((a, b) => (b.at > a.at ? b : a));
  return last.at !== -1 && last.bound !== asked;
}

/** Words that ask for a bound, as search terms. */
export const boundWords = stems('maximum minimum max min most least must allowed permitted able obliged limit');

/** The words before the first one that names nothing: of "hands does the tug", "hands". */
function nounIn(said: string): string[] {
  const found = words(said);
  const end = found.findIndex((each) => isStopWord(each) || each === 'must' || each === 'may');
  return end === -1 ? found : found.slice(0, end);
}

/** Words around rows of a table that say nothing of them: "the ones held as", "in the block of". */
const aroundRows = new Set(
  stems(
    'held given listed marked shown offered located based done called used use taught found hosted kept available exist considered belong assigned go block part section table timetable chart overview matrix column row list both all either each about among amongst person people somebody someone anybody anyone another',
  ),
);

/** Whether a word of a question for rows, as a search term, says nothing of them. */
export function saysNothing(term: string): boolean {
  return idle.has(term) || aroundRows.has(term);
}

/** "The street address". */
const kindOfAddress = /\b(?:street|postal|physical|full) (?=address\b)/gi;

/** Words of a question that say what it is of. */
export function contentOf(question: string, without: readonly string[]): string[] {
  // Whose it is, is told by the name: "1A's crane" by "1A".
  const named = question.replace(/(?<=[\p{L}\p{N}])['’]s\b/gu, '').replace(kindOfAddress, '');
  return queryTerms(named).filter((term) => !idle.has(term) && !without.includes(term));
}
