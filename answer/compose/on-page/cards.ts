import { stem, terms, words } from '../../../graph/text/analyse.ts';
import { initialsOf } from '../../../graph/text/initials.ts';
import type { Passage } from '../../../schema/entity.ts';
import { bold } from '../../look-up/wording.ts';
import { termsOf } from '../../retrieve/coverage.ts';
import { singularWords } from '../../understand/values.ts';
import { anybody, contentOf, labelWordAsked, nounWords, valueKindAsked } from './asked.ts';
import { type Candidate, told } from './candidate.ts';
import { inLine, labelOf, tablesOf } from './tables.ts';

/** How a question begins that has no verb: "slack channel for the Oslo office?" */
const bare =
  /^(?!.*\b(?:is|are|was|were|do|does|did|can|could|may|should|must|will|would|has|have|why|how|if)\b)[^.;!?]{3,80}\??\s*$/i;
const asking =
  /^\W*(?:(?:and|so|ok|hey|hi)\b\W*)*(?:(?:in|on|at|to|for|from|by|of) )?(?:what|which|who|whom|whos|whats|when|where)\b/i;

/**
 * What the card of a thing tells, a table without heads of a label and a value in each row: "who is the point of contact for the Oslo
 * office?" of the page "Oslo". Each word of the question is in the label, the title, the headings, or elsewhere on the card.
 *
 * @param about what "it" is in the question
 */
export function ofCard(question: string, sections: readonly Passage[], about: string): Candidate[] {
  if (!asking.test(question) && !bare.test(question)) return [];
  const kind = valueKindAsked(question);
  const labelWord = labelWordAsked(question);
  const meant = terms(about);
  const noun = nounWords(question);
  return sections.flatMap((section) => {
    const cards = tablesOf(section).filter(isCard);
    if (cards.length === 0) return [];
    const place = placeWords(section, question);
    const known = termsOf(section);
    // What is located somewhere is an office, or is called so.
    const isOfPlace = cards.some(({ rows }) =>
      rows.some((row) => terms(labelOf(row)).some((term) => located.has(term))),
    );
    const isKnown = (term: string) =>
      (isOfPlace && places.has(term)) ||
      place.has(term) ||
      known.has(term) ||
      sections.some((other) => isListOf(other, term, section.title));
    const isMeant = meant.some((term) => place.has(term));
    return cards
      .flatMap(({ rows }) => rows)
      .flatMap((row) => {
        const label = labelOf(row);
        const value = inLine(row[1]);
        const own = terms(label);
        const wanted = contentOf(question, []);
        const isLabel =
          own.every((term) => wanted.includes(term)) ||
          wanted.includes(own.at(-1) ?? '') ||
          // "Who is it?" of the contact, and "channel" of the "Slack channel".
          (labelWord !== undefined && singularWords(label).some((word) => labelWord.has(word))) ||
          (kind !== undefined && own.every((term) => kind.idle.includes(term)));
        const numbered = isLabel ? undefined : numberCalled(noun, row[1] ?? '');
        const isLabelAsked = isLabel || numbered !== undefined;
        if (!isLabelAsked || own.length === 0 || value === '') return [];
        const isLocated = own.some((term) => located.has(term));
        const rest = wanted.filter(
          (term) =>
            !own.includes(term) &&
            !anybody.includes(term) &&
            !(isLocated && located.has(term)) &&
            kind?.idle.includes(term) !== true,
        );
        const isOfIt = isMeant || rest.some((term) => place.has(term));
        if (!isOfIt || !rest.every(isKnown)) return [];
        const of = section.heading.at(-1) ?? section.title;
        return [
          told({
            of,
            as: [
              label,
              ...saidBy(noun, label),
              ...(numbered === undefined ? [] : [`${noun.join(' ')} ${numbered}`]),
            ].join(', '),
            text: `${label} of ${bold(of)}: ${value}`,
            value: numbered ?? value,
            section,
            extra: numbered === undefined ? own.filter((term) => !wanted.includes(term)).length : 0,
          }),
        ];
      });
  });
}

/** "Which *floor* is the Oslo office on?" of the location "Quay House, floor 5": the number that is called so. Undefined for none and for two. */
function numberCalled(noun: readonly string[], cell: string): string | undefined {
  const numbers = [
    ...cell.matchAll(/\b(\p{L}{3,})\s+(?:no\.?\s*|#)?(\d[\w.-]*)|\b(\d+)(?:st|nd|rd|th)\s+(\p{L}{3,})/giu),
  ].flatMap(([, before, number, ordinal, behind]) =>
    noun.includes((before ?? behind ?? '').toLowerCase()) ? [number ?? ordinal ?? ''] : [],
  );
  return numbers.length === 1 ? numbers[0] : undefined;
}

/** A location is an address. */
function saidBy(noun: readonly string[], label: string): string[] {
  return terms(label).some((term) => located.has(term)) ? noun.filter((word) => located.has(stem(word))) : [];
}

const located = new Set(terms('location address'));
const places = new Set(terms('office site building branch location'));

/** Whether a table is of labels and values. */
function isCard({ columns, rows }: { columns: readonly string[]; rows: readonly string[][] }): boolean {
  return columns.length === 2 && columns.every((column) => column === '') && rows.length > 1;
}

/** "The Oslo office": what a thing is, its page need not say where another one lists it below "Offices". */
function isListOf({ heading, text }: Passage, term: string, title: string): boolean {
  return terms(heading.at(-1) ?? '').includes(term) && text.includes(title);
}

/** The words of the title and the headings, and their initials: "NYC", "D.C." without its dots, "SF" where the question has it in capitals. */
function placeWords({ title, heading }: Passage, question: string): ReadonlySet<string> {
  const places = [title, ...heading];
  const dotless = places.map((each) => each.replace(/(?:\p{Lu}\.){2,}/gu, (initials) => initials.replaceAll('.', '')));
  const short = words(title).map((word) => word.charAt(0).toUpperCase());
  return new Set([
    ...terms([...places, ...dotless].join(' ')),
    ...places.flatMap(initialsOf).map(stem),
    ...(short.length === 2 && new RegExp(`\\b${short.join('')}\\b`).test(question) ? terms(short.join('')) : []),
  ]);
}
