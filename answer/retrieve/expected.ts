import { queryTerms, terms } from '../../graph/text/analyse.ts';
import { plainText } from '../../graph/text/plain.ts';
import { unwrapped } from '../../graph/text/unwrapped.ts';
import { splitUnits } from '../compose/excerpt.ts';
import { askedThing } from './asked-thing.ts';

/** A section that may hold what a question asks for. */
interface Told {
  title?: string;
  heading: readonly string[];
  text: string;
}

interface Expectation {
  /** How a question asks for it. */
  asked: RegExp;
  /** How a text tells it. */
  told: RegExp;
  /** Figures of something else, which are none of the kind. */
  other?: RegExp;
  /** It is sure that texts which tell none don't answer. */
  isSure: boolean;
}

const numberWord =
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|dozen|half|couple|single|several';
const figure = String.raw`(?<![\p{L}\p{N}_#/.-])\d[\d,]*(?:\.\d+)?(?: ?(?:-|–|to|or) ?\d[\d,.]*)?`;
const count = String.raw`${figure}(?![\p{L}\p{N}_])|${figure} ?(?:k|h|d|m|s|x|gb|tb|mb|kb|gib|mib|th|nd|rd|st)\b|\b(?:one|both|none|no|each|every|all|any number|unlimited|${numberWord})\b`;
const timeUnit =
  '(?:ms|milliseconds?|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|nights?|weekends?|weeks?|wks?|fortnights?|months?|mos?|quarters?|terms?|years?|yrs?|cycles?|releases?|sprints?)';
const lengthUnit = '(?:characters?|chars?|letters?|digits?|words?|lines?|sentences?|paragraphs?|pages?|bytes?)';
/** Times that are told without a number. */
const timeWord =
  'immediate|at once|right away|as soon as|straight away|indefinite|forever|permanent|never|always|hourly|daily|nightly|weekly|biweekly|fortnightly|monthly|quarterly|yearly|annual|once|twice|until|till|temporar';
const duration = String.raw`(?:${figure}\+?|\b(?:one|an?|per|each|every|this|that|same|next|within|${numberWord})\b)[\s-]*(?:[\p{L}]+[\s-]+)?(?:${timeUnit}|${lengthUnit})\b|${figure} ?(?:h|d|m|s|y)\b|\b(?:${timeWord})`;
/** Time and money that passes, the third of something, the 3 of its name, an address: they count no things. */
const countsNothing = String.raw`${figure}\+?[\s-]*(?:(?:calendar|business|working|consecutive)[\s-]+)?${timeUnit}\b|\b(?:${numberWord})[\s-]+(?:(?:calendar|business|working|consecutive)[\s-]+)?${timeUnit}\b|\b\d+(?:st|nd|rd|th)\b|\b\d+-(?!\d)\p{L}+|\b(?:19|20)\d\d\b|[$€£¥₹] ?\d[\d,.]*|\b\d[\d,.]* ?(?:%|percent|dollars|euros)|\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]\.?m\b|\b(?:region|step|section|version|level|tier|page|chapter|phase|appendix|figure|table|part|grade|room|floor|suite|article|line|issue|form|zone|schedule|option|question|no\.|number|port) \d+|\b\d+ (?:[NSEW]\.? )?(?:\p{Lu}\p{L}+ ){1,3}(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|plaza)\b`;
const month = 'january|february|march|april|may \\d|june|july|august|september|october|november|december';
const date = String.raw`\b(?:19|20)\d\d\b|\b(?:${month})\b|\b\d{1,2}[./]\d{1,2}\b|\b(?:years?|months?) ago\b`;
const dayOfWeek = String.raw`\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?\b|\b(?:weekdays?|working days?|business days?|every day|daily)\b`;
const day = String.raw`${dayOfWeek}|\b\d{1,2}(?:st|nd|rd|th)\b|${date}`;
const clock = String.raw`\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?(?:[ap]m|[ap]\.m|utc|gmt|cet|est|pst|o['’]clock)\b|\b(?:noon|midnight|around the clock)\b|\b24[/x]7\b`;
const currency =
  'k|kr|usd|eur|gbp|chf|nok|sek|dkk|pln|czk|inr|jpy|cad|aud|dollars?|bucks|euros?|pounds?|cents?|pence|crowns?|kroner|kronor|francs?|yen|yuan|rupees?|pesos?|zlot(?:y|ys)|percent|%';
const money = String.raw`[$€£¥₹] ?\d|\b\d[\d,.]* ?(?:${currency})(?![\p{L}\d])|\b(?:costs?|prices?|priced|fees?|charge[sd]?)\b[^.;\n]{0,40}\d|\b(?:usd|eur|gbp|chf|nok|sek|dkk) ?\d|\bfree\b|\bno (?:cost|charge|fee)|\breimburs|\bexpens`;

/**
 * What an answer must have in it, by the words of the question: a passage on the subject that has no figure of money does not say what
 * something costs. One more is a row; the first that a question asks for is what its answer is looked for by.
 */
const expectations: readonly Expectation[] = [
  row(String.raw`(?<!\bafter )\bwhat (?:time|hours)\b(?! zone)|\bopening (?:hours|hrs|times)\b`, clock),
  row(String.raw`\b(?:which|what) (?:weekdays?\b|days? of (?:the )?week\b)`, dayOfWeek),
  row(String.raw`\b(?:which|what) days?\b(?! (?:off|rate|of leave))`, day),
  row(
    String.raw`\bhow much\b(?! (?:time|notice|warning|leave|vacation|holiday|work)\b).*\b(?:pay|pays|paid|costs?|earns?|spend|charged?|salary|make|contributes?|reimbursed?)\b|\bwhats? .*\bcosts?\b|\bsalar(?:y|ies)\b|\b(?:price|wages?|bonus|stipend|allowance)\b|\bwhat do (?:we|i|you|they) pay\b|\b(?:how many|in) (?:dollars|euros|pounds)\b|\bpayouts?\b|\b(?:the|at) (?:most|least) (?:we|i|you|they) pay\b|\b\p{L}+ bill\b`,
    money,
  ),
  row(
    String.raw`\b(?:phone|cell|mobile|telephone|pager|fax)(?: number| no\b\.?|\s*\?*$)`,
    String.raw`\+?\(?\d{2,4}\)?[-. ]\d{3}[-. ]?\d{2,4}|\b\d{3}[-. ]\d{4}\b|\b\d{8,}\b`,
  ),
  row(
    String.raw`\bhow (?:long|soon|quick|quickly|fast|early|late|often|frequently|far (?:ahead|in advance|out|before))\b|\bhow many (?:(?:business|working|calendar|more) )?${timeUnit}\b|\bhow much (?:(?:advance|lead|lead-) ?)?(?:notice|warning|time|leave|vacation|holiday)\b|\bafter what time\b`,
    duration,
  ),
  // What has happened has a date; what happens "when ..." may be told in many ways.
  row(String.raw`\bwhen (?:did|was|were)\b|\bsince when\b|\b(?:which|what) year\b`, date),
  { ...row(String.raw`\bhow many\b`, count), other: new RegExp(countsNothing, 'giu') },
  doubtful(
    String.raw`\bhow much\b|(?<!\d ?)\b(?:max|min)(?:imum)?\b(?!.*\b(?:account|version|firmware)\b)|\bhow (?:big|large|high)\b|\bthe cap (?:on|for)\b|\bwhat(?:s| is)? the (?:longest|shortest|highest|lowest)\b`,
    count,
  ),
];

function row(asked: string, told: string): Expectation {
  return { asked: new RegExp(asked, 'iu'), told: new RegExp(told, 'iu'), isSure: true };
}

function doubtful(asked: string, told: string): Expectation {
  return { ...row(asked, told), isSure: false };
}

function expectedOf(question: string): Expectation | undefined {
  return expectations.find(({ asked }) => asked.test(question));
}

/** Words that ask for a figure and say nothing of what it is of. */
const measures = new Set(
  terms(
    'much many long soon quickly fast often frequently pay pays paid cost costs earn spend make get take phone number ' +
      'time second minute hour day week month year',
  ),
);

/** Whether sections have in them what the question asks for, beside words of the question, as far as its own words tell. */
export function hasWhatIsAsked(question: string, sections: readonly Told[]): boolean {
  const expected = expectedOf(question);
  if (expected?.isSure !== true) return true;
  const thing = askedThing(question);
  const about = (thing.length > 0 ? thing : queryTerms(question)).filter((term) => !measures.has(term));
  return sections.some((section) => tellsNear(section, expected, about));
}

/** Whether it is told in a sentence or line that has a word of the question in it, beside it or above it. */
function tellsNear({ heading, text }: Told, expected: Expectation, about: readonly string[]): boolean {
  const units = unitsOf(text);
  return units.some((unit, index) => {
    if (!tells(expected, unit)) return false;
    const around = new Set(terms([...heading, ...units.slice(Math.max(0, index - 1), index + 2)].join('\n')));
    return about.length === 0 || about.some((term) => around.has(term));
  });
}

/** Characters of a sentence that are read: a table's row or a line without an end may be very long. */
const longest = 250;

/** A sentence that tells a figure of the kind that is asked for. */
export interface Telling {
  /** Index of its section. */
  section: number;
  /** As plain text. */
  sentence: string;
  /** The sentence below the headings that it stands under: alone it need not say what its figure is of. */
  text: string;
}

/** A question that asks for a figure: which sentences of sections tell one such, those first that have most words of the question. Undefined when it asks for none. */
export function tellings(question: string, sections: readonly Told[], most: number): Telling[] | undefined {
  const kind = expectedOf(question);
  if (kind === undefined) return undefined;
  const wanted = new Set(queryTerms(question).filter((term) => !measures.has(term)));
  const share = (words: readonly string[]) => new Set(words.filter((word) => wanted.has(word))).size;
  return sections
    .flatMap(({ title = '', heading, text }, section) => {
      const place = [...new Set([title, ...heading])].filter((each) => each !== '').join(' › ');
      const above = terms(place);
      const units = unitsOf(text);
      return units.flatMap((sentence, index) => {
        if (!tells(kind, sentence)) return [];
        const around = units.slice(Math.max(0, index - 1), index + 2).join('\n');
        const words = share(terms(sentence)) + 0.5 * share([...above, ...terms(around)]);
        const told = sentence.trim().slice(0, longest);
        return [{ section, sentence: told, text: `${place}\n${told}`, words }];
      });
    })
    .sort((a, b) => b.words - a.words || a.section - b.section)
    .slice(0, most)
    .map(({ words: _, ...telling }) => telling);
}

function tells({ told, other }: Expectation, unit: string): boolean {
  const named = withoutNames(unit);
  return told.test(other === undefined ? named : named.replace(other, ' '));
}

function unitsOf(text: string): string[] {
  return splitUnits(unwrapped(plainText(text))).filter((unit) => unit.trim() !== '');
}

/** Text without digits that count nothing: numbers of steps, addresses, versions, issues, years. */
function withoutNames(unit: string): string {
  return unit.replace(/^\s*(?:\d+[.)]|#+)\s+|https?:\/\/\S+|\bv?\d+\.\d+(?:\.\d+)+\b|\bv\d[\w.]*|#\d+/gi, ' ');
}
