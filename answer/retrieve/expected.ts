import { queryTerms, terms } from '../../graph/text/analyse.ts';
import { plainText } from '../../graph/text/plain.ts';
import { unwrapped } from '../../graph/text/unwrapped.ts';
import { splitUnits } from '../compose/excerpt.ts';
import { askedThing } from './asked-thing.ts';
import { type Expectation, expectedOf, tells } from './figures.ts';

/** A section that may hold what a question asks for. */
interface Told {
  title?: string;
  heading: readonly string[];
  text: string;
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
  const isOfOther = ofOtherPeriod(question);
  const share = (words: readonly string[]) => new Set(words.filter((word) => wanted.has(word))).size;
  return sections
    .flatMap(({ title = '', heading, text }, section) => {
      if (isOfOther([title, ...heading, text].join('\n'))) return [];
      const place = [...new Set([title, ...heading])].filter((each) => each !== '').join(' › ');
      const above = terms(place);
      const units = unitsOf(text);
      return units.flatMap((sentence, index) => {
        if (!tells(kind, sentence) || isOfOther(sentence)) return [];
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

/** Years, quarters and halves of them, as they are written: "FY26", "2027", "Q3". */
const periods = [
  /\bFY ?(?:20)?(\d\d)\b/gi,
  /(?<![\d./-])(?:19|20)(\d\d)(?![\d/-])/g,
  /\bQ([1-4])\b/gi,
  /\bH([12])\b/gi,
];

/** Whether a text is of another period than the one that a question names: what is due "for FY25" is none of FY26. */
function ofOtherPeriod(question: string): (sentence: string) => boolean {
  const read = (text: string, form: RegExp) => [...text.matchAll(form)].map(([, number]) => number);
  const asked = periods
    .map((form) => ({ form, wanted: read(question, form) }))
    .filter(({ wanted }) => wanted.length > 0);
  return (sentence) =>
    asked.some(({ form, wanted }) => {
      const told = read(sentence, form);
      return told.length > 0 && !told.some((each) => wanted.includes(each));
    });
}

function unitsOf(text: string): string[] {
  return splitUnits(unwrapped(plainText(text))).filter((unit) => unit.trim() !== '');
}
