import { stem, words } from '../../../graph/text/analyse.ts';
import { plainText } from '../../../graph/text/plain.ts';
import type { Passage } from '../../../schema/entity.ts';
import { bold } from '../../look-up/wording.ts';
import { splitUnits } from '../excerpt.ts';
import { contentOf } from './asked.ts';
import { entryMark } from './entries.ts';
import { type Candidate, mayTell, shareSaid, told } from './candidate.ts';

const numberWords = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
/** A number, and the next words. */
const numbered = new RegExp(
  `(?<![\\p{L}\\p{N}.,#-])(\\d{1,3}(?:,\\d{3})+|\\d{1,9}|${numberWords.join('|')})\\s+((?:[\\p{L}-]+(?:\\s+|$|(?=[^\\p{L}]))){1,3})`,
  'giu',
);

/** Sentences that say how many: "18 people in five chapters". @param counted what is counted, as a search term */
export function ofCount(counted: string, question: string, sections: readonly Passage[]): Candidate[] {
  const wanted = contentOf(question, []);
  return sections
    .filter((section) => mayTell(wanted, section))
    .flatMap((section) =>
      splitUnits(plainText(section.text)).flatMap((unit) => {
        const found = countIn(unit, counted);
        if (found === undefined || shareSaid(wanted, [unit], section) < 1) return [];
        const sentence = unit.trim().replace(entryMark, '');
        const { value, noun } = found;
        return [told({ of: noun, text: `${bold(noun)}: “${sentence}”`, value, section, quote: sentence, extra: 0 })];
      }),
    );
}

function countIn(unit: string, counted: string): { value: string; noun: string } | undefined {
  for (const [, figure = '', next = ''] of unit.matchAll(numbered)) {
    const said = next.trim().split(/\s+/);
    const at = said.findIndex((word) => stem(words(word).at(-1) ?? '') === counted);
    if (at === -1) continue;
    const asWord = numberWords.indexOf(figure.toLowerCase());
    const value = asWord === -1 ? figure.replaceAll(',', '') : String(asWord + 1);
    return { value, noun: [figure, ...said.slice(0, at + 1)].join(' ') };
  }
  return undefined;
}
