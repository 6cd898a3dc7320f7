import { stem, terms, words } from '../../../graph/text/analyse.ts';
import { initialsOf } from '../../../graph/text/initials.ts';
import type { Passage } from '../../../schema/entity.ts';
import { bold } from '../../look-up/wording.ts';
import { termsOf } from '../../retrieve/coverage.ts';
import { singularWords } from '../../understand/values.ts';
import { anybody, contentOf, labelWordAsked, valueKindAsked } from './asked.ts';
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
  return sections.flatMap((section) => {
    const cards = tablesOf(section).filter(isCard);
    if (cards.length === 0) return [];
    const place = placeWords(section, question);
    const known = termsOf(section);
    const isKnown = (term: string) =>
      place.has(term) || known.has(term) || sections.some((other) => isListOf(other, term, section.title));
    const isMeant = meant.some((term) => place.has(term));
    return cards
      .flatMap(({ rows }) => rows)
      .flatMap((row) => {
        const label = labelOf(row);
        const value = inLine(row[1]);
        const own = terms(label);
        const wanted = contentOf(question, []);
        const isLabelAsked =
          own.every((term) => wanted.includes(term)) ||
          wanted.includes(own.at(-1) ?? '') ||
          // "Who is it?" of the contact, and "channel" of the "Slack channel".
          (labelWord !== undefined && singularWords(label).some((word) => labelWord.has(word))) ||
          (kind !== undefined && own.every((term) => kind.idle.includes(term)));
        if (!isLabelAsked || own.length === 0 || value === '') return [];
        const rest = wanted.filter(
          (term) => !own.includes(term) && !anybody.includes(term) && kind?.idle.includes(term) !== true,
        );
        const isOfIt = isMeant || rest.some((term) => place.has(term));
        if (!isOfIt || !rest.every(isKnown)) return [];
        const of = section.heading.at(-1) ?? section.title;
        return [
          told({
            of,
            as: label,
            text: `${label} of ${bold(of)}: ${value}`,
            value,
            section,
            extra: own.filter((term) => !wanted.includes(term)).length,
          }),
        ];
      });
  });
}

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
