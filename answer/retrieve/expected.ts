import { queryTerms, terms } from '../../graph/text/analyse.ts';
import { plainText } from '../../graph/text/plain.ts';
import { askedThing } from './asked-thing.ts';
import { splitUnits } from '../compose/excerpt.ts';

/** A section that may hold what a question asks for. */
interface Told {
  heading: readonly string[];
  text: string;
}

interface Expectation {
  /** How a question asks for it. */
  asked: RegExp;
  /** How a text tells it. */
  told: RegExp;
}

const numberWord =
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|dozen|half|couple|single|several|no limit|unlimited|any number';
/** Times that are told without a number. */
const timeWord =
  'immediate|at once|right away|as soon as|straight away|same day|next day|within (?:a|an|one)|(?:a|an|one|per|each|every|this|that) (?:second|minute|hour|day|week|month|quarter|year)|indefinite|forever|permanent|never|always|hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|yearly|annual|once|twice|until|till|temporar';

/**
 * What an answer must have in it, by the words of the question: a passage on the subject that has no figure of money does not say what
 * something costs. One more is a row. Only what is sure either way belongs here: a row that doubts refuses good answers.
 */
const expectations: readonly Expectation[] = [
  {
    asked:
      /\bhow much\b.*\b(?:pay|pays|paid|costs?|earns?|spend|charged?|salary|make)\b|\bsalar(?:y|ies)\b|\b(?:price|wages?|bonus|stipend|allowance)\b|\bwhat do (?:we|i|you|they) pay\b|\b\p{L}+ bill\b/iu,
    told: /[$€£¥]\s?\d|\b\d[\d,.]*\s?(?:k|usd|eur|gbp|chf|nok|sek|dkk|dollars?|euros?|pounds?|cents?|kroner|percent|%)(?![\p{L}\d])|\b(?:usd|eur|gbp|chf|nok|sek|dkk)\s?\d|\bfree\b|\bno (?:cost|charge|fee)|\breimburs|\bexpens/iu,
  },
  {
    asked: /\b(?:phone|cell|mobile|telephone|pager|fax)(?: number| no\b\.?|\s*\?*$)/i,
    told: /\+?\(?\d{2,4}\)?[-. ]\d{3}[-. ]?\d{2,4}|\b\d{3}[-. ]\d{4}\b|\b\d{8,}\b/,
  },
  {
    asked: /\bhow many\b/i,
    told: new RegExp(`\\d|\\b(?:one|both|none|no|each|every|all|${numberWord})\\b`, 'i'),
  },
  {
    asked: /\bhow (?:long|soon|quickly|fast|often|frequently)\b/i,
    told: new RegExp(`\\d|\\b(?:${numberWord})\\b|\\b(?:${timeWord})`, 'i'),
  },
  {
    // What has happened has a date; what happens "when ..." may be told in many ways.
    asked: /\bwhen (?:did|was|were)\b|\b(?:which|what) year\b/i,
    told: /\b(?:19|20)\d\d\b|\b(?:january|february|march|april|may \d|june|july|august|september|october|november|december)\b|\b\d{1,2}[./]\d{1,2}\b|\b(?:years?|months?) ago\b/i,
  },
];

/** Words that ask for a figure and say nothing of what it is of. */
const measures = new Set(
  terms(
    'much many long soon quickly fast often frequently pay pays paid cost costs earn spend make get take phone number',
  ),
);

/** Whether sections have in them what the question asks for, beside words of the question, as far as its own words tell. */
export function hasWhatIsAsked(question: string, sections: readonly Told[]): boolean {
  return expectations.every(({ asked, told }) => {
    if (!asked.test(question)) return true;
    const thing = askedThing(question);
    const about = (thing.length > 0 ? thing : queryTerms(question)).filter((term) => !measures.has(term));
    return sections.some((section) => tellsNear(section, told, about));
  });
}

/** Whether it is told in a sentence or line that has a word of the question in it, beside it or above it. */
function tellsNear({ heading, text }: Told, told: RegExp, about: readonly string[]): boolean {
  const units = splitUnits(plainText(text)).filter((unit) => unit.trim() !== '');
  return units.some((unit, index) => {
    if (!told.test(unit)) return false;
    const around = new Set(terms([...heading, ...units.slice(Math.max(0, index - 1), index + 2)].join('\n')));
    return about.length === 0 || about.some((term) => around.has(term));
  });
}
