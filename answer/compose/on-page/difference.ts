import { isStopWord, stem, terms, words } from '../../../graph/text/analyse.ts';
import { plainText } from '../../../graph/text/plain.ts';
import type { Evidence } from '../../retrieve/retrieve.ts';
import { bold } from '../../look-up/wording.ts';
import { splitUnits } from '../excerpt.ts';
import { placeOf } from '../part-of-page.ts';
import { contentOf } from './asked.ts';
import { type Chosen, chosenOf } from './rows-chosen.ts';
import { isRow } from './tables.ts';

/** "How many *more* *days* ... *than* ...?": which way, of what, of which, and than of which. */
const asked = /\bhow (?:many|much) (more|fewer|less) (\p{L}+)\b([^?.;]+?)\bthan\b([^?.;]+)/iu;
/** "How much more is the day fare than the night fare?": what is told of one of them alone is no answer. */
export function asksForDifference(question: string): boolean {
  return /\bhow (?:many|much)\b.{0,40}?\b(?:more|fewer|less)\b.*\bthan\b/i.test(question);
}

/** Pages whose sentences are read. */
const looked = 2;
/** Share of what the question says beside the two that the sentence or what stands above it must have. */
const enough = 0.7;

/**
 * "How many more days do I get for a move abroad than for one at home?" of "You get 3 days for a move at home, and 5 days for one abroad":
 * the difference of the only two figures of one sentence. Undefined unless what tells the two apart stands in the half of one figure each.
 */
export function difference(question: string, evidence: readonly Evidence[]): Chosen | undefined {
  const [, way = '', unit = '', first = '', second = ''] = asked.exec(question) ?? [];
  if (unit === '' || isStopWord(unit)) return undefined;
  const [a, b] = [contentOf(first, []), contentOf(second, [])];
  const [ofA, ofB] = [a.filter((term) => !b.includes(term)), b.filter((term) => !a.includes(term))];
  if (ofA.length === 0 || ofB.length === 0) return undefined;
  const refs = [...new Set(evidence.map(({ passage }) => passage.ref))].slice(0, looked);
  const found = evidence
    .filter(({ passage }) => refs.includes(passage.ref))
    .flatMap(({ passage }) =>
      splitUnits(plainText(passage.text)).flatMap((sentence) => {
        const figures = isRow(sentence) ? undefined : figuresOf(sentence, stem(unit.toLowerCase()));
        if (figures === undefined) return [];
        const isOfB = figures.map(({ said }) => ofB.every((term) => said.has(term)));
        const at = isOfB.indexOf(true);
        const [one, other] = [figures[1 - at], figures[at]];
        if (one === undefined || other === undefined || ofB.some((term) => one.said.has(term))) return [];
        const place = new Set(terms([passage.title, ...passage.heading, sentence].join(' ')));
        const isOfA = ofA.some((term) => one.said.has(term) && !other.said.has(term));
        const share = ofA.filter((term) => place.has(term)).length / ofA.length;
        const value = /more/i.test(way) ? one.figure - other.figure : other.figure - one.figure;
        return isOfA && share >= enough && value > 0 ? [{ value, sentence: sentence.trim(), passage }] : [];
      }),
    );
  const [only] = found;
  if (only === undefined || new Set(found.map(({ value }) => value)).size > 1) return undefined;
  const { value, sentence, passage } = only;
  const text = `${bold(`${value} ${unit}`)} ${way.toLowerCase()}: “${sentence}” (${placeOf(passage.title, passage.heading)}).`;
  return chosenOf(value, text, passage);
}

/** Where one of two things that are said in a sentence ends. */
const between = /[,;]\s+(?:and|but|while|whereas)\b|[;,]|\b(?:and|but|while|whereas)\b/giu;

/** The two figures of a sentence, each with the words of its half. Undefined where there are more or fewer, or of anything else. */
function figuresOf(sentence: string, unit: string): { figure: number; said: ReadonlySet<string> }[] | undefined {
  const found = [...sentence.matchAll(/(?<![\p{L}\p{N}.,#-])\d[\d,]*(?:\.\d+)?(?![\p{L}\p{N}])/gu)];
  const [first, second, third] = found;
  if (first === undefined || second === undefined || third !== undefined) return undefined;
  const middle = first.index + first[0].length;
  const end = [...sentence.slice(middle, second.index).matchAll(between)].at(-1);
  if (end === undefined) return undefined;
  const halves = [sentence.slice(0, middle + end.index), sentence.slice(middle + end.index)];
  const figures = [first, second].map(({ 0: figure, index }, at) => {
    const isOfUnit = stem(words(sentence.slice(index + figure.length))[0] ?? '') === unit;
    return {
      figure: isOfUnit ? Number(figure.replaceAll(',', '')) : Number.NaN,
      said: new Set(terms(halves[at] ?? '')),
    };
  });
  return figures.some(({ figure }) => Number.isNaN(figure)) ? undefined : figures;
}
