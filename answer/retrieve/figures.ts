/** A kind of figure, or what else can be told by how it is written. */
export interface Expectation {
  /** How a question asks for it. */
  asked: RegExp;
  /** How a text tells it. */
  told: RegExp;
  /** Figures of something else, which are none of the kind. */
  other?: RegExp;
  /** Numbers that name something, such as versions, are of the kind. */
  isName?: boolean;
  /** It is sure that texts which tell none don't answer. */
  isSure: boolean;
  /** Pages seldom tell it: what is paid, and when something was. A number to ring is known by its form where it is told. */
  isSeldom?: boolean;
}

const numberWord =
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|dozen|half|couple|single|several';
const figure = String.raw`(?<![\p{L}\p{N}_#/.-])\d[\d,]*(?:\.\d+)?(?: ?(?:-|–|to|or) ?\d[\d,.]*)?`;
const count = String.raw`${figure}(?![\p{L}\p{N}_])|${figure} ?(?:k|h|d|m|s|x|gb|tb|mb|kb|gib|mib|th|nd|rd|st)\b|\b(?:one|none|no|any number|unlimited|${numberWord})\b`;

/** Units of time, each with those that are about as long. */
const timeUnits = [
  'ms|milliseconds?|secs?|seconds?|mins?|minutes?',
  'hrs?|hours?',
  'days?|nights?|weekends?',
  'weeks?|wks?|fortnights?|sprints?',
  'months?|mos?|quarters?|terms?|cycles?|releases?',
  'years?|yrs?',
] as const;
const timeUnit = `(?:${timeUnits.join('|')})`;
const lengthUnit = '(?:characters?|chars?|letters?|digits?|words?|lines?|sentences?|paragraphs?|pages?|bytes?)';
const quantity = String.raw`(?:${figure}\+?\)?|\b(?:one|an?|per|each|every|this|that|same|next|within|${numberWord})\b)[\s-]*(?:[\p{L}]+[\s-]+)?`;
const abbreviated = String.raw`${figure} ?(?:h|d|m|s|y)\b`;
/** Times that are told without a number. */
const timeWord =
  'immediate|at once|right away|as soon as|straight away|indefinite|forever|permanent|never|always|hourly|daily|nightly|weekly|biweekly|fortnightly|monthly|quarterly|yearly|annual|once|twice|until|till|temporar';
const duration = String.raw`${quantity}(?:${timeUnit}|${lengthUnit})\b|${abbreviated}|\b(?:${timeWord})`;

const month =
  'january|february|march|april|may(?= \\d)|(?<=\\d )may|june|july|august|september|october|november|december';
const date = String.raw`\b(?:19|20)\d\d\b|\b(?:${month})\b|\b\d{1,2}[./]\d{1,2}\b|\b(?:years?|months?) ago\b`;
const dayOfWeek = String.raw`\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?\b|\b(?:weekdays?|working days?|business days?|every day|daily)\b`;
const day = String.raw`${dayOfWeek}|\b\d{1,2}(?:st|nd|rd|th)\b|${date}`;
const clock = String.raw`\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?(?:[ap]m|[ap]\.m|utc|gmt|cet|est|pst|o['’]clock)\b|\b(?:noon|midnight|around the clock)\b|\b24[/x]7\b`;

const currency =
  'kr|usd|eur|gbp|chf|nok|sek|dkk|pln|czk|inr|jpy|cad|aud|dollars?|bucks|euros?|pounds?|cents?|pence|crowns?|kroner|kronor|francs?|yen|yuan|rupees?|pesos?|zlot(?:y|ys)|percent|%';
const sum = String.raw`[$€£¥₹] ?\d|\b\d[\d,.]* ?(?:${currency})(?![\p{L}\d]|-\p{L})|\b(?:costs?|prices?|priced|fees?|charge[sd]?|budgets?)\b[^.;\n]{0,40}\d|\b(?:usd|eur|gbp|chf|nok|sek|dkk) ?\d|\bfree\b|\bno (?:cost|charge|fee)`;
/** What is paid for by somebody else may be told without a sum. */
const money = String.raw`${sum}|\breimburs|\bexpens`;
const version = String.raw`\bv?\d+(?:\.\d+)+\b|\bv\d+\b|\bversion \d|\b(?:latest|newest|recent|lts|stable)\b`;

const floor = String.raw`\b(?:\d+(?:st|nd|rd|th)|ground|top|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) (?:floor|storey|level)\b|\b(?:floor|level) \d|\b(?:basement|mezzanine|lobby|cellar|attic)\b`;

/** What counts no things: time and money, the third of something, the 3 of its name, an address. */
const countsNothing = new RegExp(
  [
    String.raw`(?:${figure}\+?|\b(?:${numberWord})\b)[\s-]*(?:(?:calendar|business|working|consecutive)[\s-]+)?${timeUnit}\b`,
    String.raw`\b\d+\.\d+\b|\b\d+(?:st|nd|rd|th)\b|\b\d+-(?!\d)\p{L}+|\b(?:19|20)\d\d\b`,
    String.raw`[$€£¥₹] ?\d[\d,.]*|\b\d[\d,.]* ?(?:%|percent|dollars|euros)|\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]\.?m\b`,
    String.raw`\b(?:region|step|section|version|level|tier|page|chapter|phase|appendix|figure|table|part|grade|room|floor|suite|article|line|issue|form|zone|schedule|option|question|no\.|number|port) \d+`,
    String.raw`\b\d+ (?:[nsew]\.? )?(?:\p{L}+ ){1,3}(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|plaza)\b`,
  ].join('|'),
  'giu',
);

/**
 * What an answer must have in it, by the words of the question: a passage on the subject that has no figure of money does not say what
 * something costs. One more is a row; the first that a question asks for is what its answer is looked for by.
 */
const expectations: readonly Expectation[] = [
  row(String.raw`(?<!\bafter )\bwhat (?:time|hours)\b(?! zone)|\bopening (?:hours|hrs|times)\b`, clock),
  // "When is this year's party?" asks for the day; what a page says of every year is none.
  row(String.raw`\bwhen(?:['’]?s| is| are| was| were)? (?:this|next|last) (?:year|quarter|month|week)['’]?s\b`, day),
  seldom(
    String.raw`\b(?:what|which) (?:score|grade|mark)s? (?:do|does|must|should|will) (?:i|we|you|one)\b|\bpass(?:ing)? (?:mark|score|grade)\b`,
    count,
  ),
  seldom(
    String.raw`\bhow much do (?:i|we|you|they|people) get (?:for|per|when|if)\b|\bmileage rates?\b|\b(?:most|max(?:imum)?|highest|biggest) (?:[\p{L}-]+ ){0,3}(?:subsid(?:y|ies)|reimbursement|refund|grant|voucher)s?\b`,
    sum,
  ),
  row(String.raw`\b(?:which|what) (?:weekdays?\b|days? of (?:the )?week\b)`, dayOfWeek),
  row(String.raw`\b(?:which|what) days?\b(?! (?:off|rate|of leave))`, day),
  row(String.raw`\b(?:which|what) (?:exact )?date\b|\bdue date (?:of|for)\b`, day),
  seldom(
    String.raw`\bhow much\b.*\b(?:costs?|paying|do (?:we|they) pay)\b|\b(?:what['’]?s|what is|whats) .*\b(?:budget|price)\b|\b(?:how many|in) (?:dollars|euros|pounds)\b|\bpayouts?\b|\b(?:the|at) (?:most|least) (?:we|i|you|they) pay\b|^(?!.*\b(?:time|hours|days|minutes|weeks)\b).*\b(?:max(?:imum)?|most|limit|cap)\b.*\b(?:spend|pay|claim)\b|\b(?:hourly|daily) rates?\b|\brates?\b.*\bcharges?\b|\bcredit limit\b|\b(?:how (?:much|high|big) (?:is|are|was)|what(?:['’]?s| is| are)) (?:(?:the|our|an?) )?(?:[\p{L}-]+ ){0,3}(?:fees?|fine|bount(?:y|ies))\b|\bhow much money\b`,
    sum,
  ),
  seldom(
    String.raw`\bhow much\b(?! (?:(?:paid |unpaid |free )?(?:time|leave|vacation|holiday)|notice|warning|work)\b).*\b(?:pay|pays|paid|earns?|spend|charged?|salary|make|contributes?|reimbursed?)\b|\bwhats? .*\bcosts?\b|\bsalar(?:y|ies)\b|\b(?:price|wages?|bonus|stipend|allowance)\b|\bwhat do (?:we|i|you|they) pay\b|\bwhat (?:do|does|did) (?:[\p{L}\p{N}.'’-]+ ){1,7}(?:get|gets|be) paid\b|\bwhat (?:do|does|did) (?:[\p{L}\p{N}.'’-]+ ){1,7}(?:earn|make)\s*(?=\?|$|(?:per|an?|here|as|in)\b)|\b(?!(?:an?|the|our|my|this)\b)\p{L}+ bill\b`,
    money,
  ),
  row(
    String.raw`\b(?:phone|cell|mobile|telephone|pager|fax)(?: number| no\b\.?|\s*\?*$)`,
    String.raw`\+?\(?\d{2,4}\)?[-. ]\d{3}[-. ]?\d{2,4}|\b\d{3}[-. ]\d{4}\b|\b\d{8,}\b`,
  ),
  row(String.raw`\b(?:which|what) (?:floor|storey|level of the building)\b(?! plan)`, floor),
  { ...row(String.raw`\b(?:which|what) (?:[\p{L}\p{N}._-]+ ){0,2}version\b(?! control)`, version), isName: true },
  seldom(
    String.raw`\bhow (?:many (?:\p{L}+ )?(?:minutes|hours|days|weeks)|fast|soon|quickly|long)\b(?! (?:do|should|must|have|may|can) (?:i|we|you)\b).*\b(?:answers?|responds?|repl(?:y|ies)|reacts?|gets? back)\b`,
    String.raw`^(?=[\s\S]*(?:${duration}))[\s\S]*\b(?:answer|respon[ds]|repl(?:y|ies)|react|get back|review|feedback|process|approv|turnaround|within|takes?\b|SLA)`,
  ),
  seldom(
    String.raw`\bwhat(?:['’]?s| is| are) (?:the|our|your|its) (?:[\p{L}-]+ ){0,3}(?:SL[AO]s?|turnaround|response times?)\b`,
    String.raw`${duration}|\d ?%|\bpercent`,
  ),
  // Days are told in days, in hours or in weeks.
  ...timeUnits.map((unit, index) =>
    row(
      String.raw`\bhow many (?:(?:business|working|calendar|more) )?(?:${unit})\b|\b(?:max|min)(?:imum)? (?:[\p{L}-]+ ){0,2}(?:${unit})\b`,
      String.raw`${quantity}(?:${timeUnits.slice(Math.max(0, index - 1), index + 2).join('|')})\b|${abbreviated}|\b(?:unlimited|indefinite|no limit)`,
    ),
  ),
  row(
    String.raw`\bhow (?:long|soon|quick|quickly|fast|early|late|often|frequently|far (?:ahead|in advance|out|before))\b|\bhow much (?:(?:advance|lead|lead-|paid|unpaid|free) ?)?(?:notice|warning|time|leave|vacation|holiday)\b|\bafter what time\b`,
    duration,
  ),
  seldom(String.raw`\b(?:which|what) month\b`, String.raw`\b(?:${month})\b|\b(?:19|20)\d\d-\d\d\b`),
  seldom(
    String.raw`\b(?:which|what) time ?zone\b`,
    String.raw`\b(?:utc|gmt|c?est|cet|[ecmp][ds]?t|ist|jst|kst|aest|nzst|bst|pacific|eastern|central time|mountain time|zulu)\b|\btime ?zone\b`,
  ),
  // What has happened has a date; what happens "when ..." may be told in many ways.
  seldom(
    String.raw`\bwhen (?:exactly )?(?:did|was|were)\b|\bsince when\b|\buntil when (?:is|are|was|were)\b|\b(?:which|what) year\b`,
    date,
  ),
  // What is open, meets or is due has a time; other things are done "when ..." too.
  doubtful(String.raw`\bwhat(?:['’]?s| is| are) (?:the |our )?deadlines?\b`, `${day}|${duration}`),
  doubtful(
    String.raw`\bwhen(?:['’]s| (?:does|do|is|are|will))\b(?! (?:i|we|you|they)\b)[^?,]*\b(?:opens?|closes?|starts?|begins?|ends?|meets?|due|over|deadline)\b`,
    `${clock}|${day}|${timeWord}`,
  ),
  doubtful(
    String.raw`\bby when\b|\bat what point\b|\b(?:the |my )?(?:latest|earliest) (?:that )?(?:i|we|you) (?:can|may|could|must)\b|\bwhen (?:can|do|will|should|would|might) (?:i|we|you) (?:expect|hear|be told|get (?:an? )?(?:answer|reply|response))\b`,
    `${duration}|${clock}|${day}`,
  ),
  { ...row(String.raw`\bhow many\b`, count), other: countsNothing },
  doubtful(
    String.raw`\bhow much\b|(?<!\d ?)\b(?:max|min)(?:imum)?\b(?!.*\b(?:account|version|firmware)\b)|\bhow (?:big|large|high)\b|\bthe cap (?:on|for)\b|\bwhat(?:s| is)? the (?:longest|shortest|highest|lowest)\b`,
    count,
  ),
];

function row(asked: string, told: string): Expectation {
  return { asked: new RegExp(asked, 'iu'), told: new RegExp(told, 'iu'), isSure: true };
}

function seldom(asked: string, told: string): Expectation {
  return { ...row(asked, told), isSeldom: true };
}

function doubtful(asked: string, told: string): Expectation {
  return { ...row(asked, told), isSure: false };
}

/** What the answer to a question must have in it; undefined where its words don't say. */
export function expectedOf(question: string): Expectation | undefined {
  return expectations.find(({ asked }) => asked.test(question));
}

/** Whether a sentence tells what is expected. */
export function tells({ told, other, isName }: Expectation, sentence: string): boolean {
  const figures = isName === true ? sentence : withoutNames(sentence);
  return told.test(other === undefined ? figures : figures.replace(other, ' '));
}

/** Text without digits that count nothing: numbers of steps, addresses, versions, issues. */
function withoutNames(sentence: string): string {
  return sentence
    .replace(/^\s*(?:\d+[.)]|#+)\s+|https?:\/\/\S+|\bv?\d+\.\d+(?:\.\d+)+\b|\bv\d[\w.]*|#\d+|\b\d+x\b/gi, ' ')
    .replace(/\b(?:[A-Z]{2}|D\.C\.),? \d{5}(?:-\d{4})?\b|\b\d+ [NSEW]\.? (?=\p{Lu}\p{Ll})/gu, ' ');
}
