import { terms } from '../../../graph/text/analyse.ts';
import { plainText } from '../../../graph/text/plain.ts';
import type { Passage } from '../../../schema/entity.ts';
import { bold } from '../../look-up/wording.ts';
import { contentOf, nounWords } from './asked.ts';
import { type Candidate, told } from './candidate.ts';
import { entryMark } from './entries.ts';
import { aroundLiteral, hasLiteral, literalIn } from './literal.ts';
import { nounsOf, pluralsOf } from './nouns.ts';
import { inLine, labelOf, tablesOf } from './tables.ts';

/** A line of its own, not below an entry, that says how something is reached: "Contact: #anchors". */
const tellsContact =
  /^(?:[-*+]\s+)?\W{0,2}(?:contacts?|slack|chat|channels?|(?:e-?)?mail|mailbox|address|reach us|find us|ask us|questions)\b[^:|]{0,30}:/i;
/** Headings of a part that tells how something above it is reached. */
const ofContact =
  /^(?:contacts?|slack|channels?|how to (?:reach|contact)|get(?:ting)? in touch|questions|support|help)\b/i;

/**
 * "Which team answers in #anchors?": what the only part of a page is of whose own line has that channel or address. The page says that it
 * is of such ("made up of four teams"), and has all words of the question.
 */
export function ofSection(question: string, sections: readonly Passage[]): Candidate[] {
  const name = literalIn(question);
  const noun = nounsAsked(question);
  if (name === undefined || noun.length === 0) return [];
  const wanted = contentOf(question, [...aroundLiteral, ...terms(name)]);
  return sections.flatMap((section) => {
    const line = section.text.split('\n').find((each) => tellsContact.test(each) && hasLiteral(plainText(each), name));
    const depth = ofContact.test(section.heading.at(-1) ?? '') ? -2 : -1;
    const of = plainText(section.heading.at(depth) ?? '');
    if (line === undefined || of === '') return [];
    const page = sections.filter(({ ref }) => ref === section.ref);
    const text = [section.title, ...page.flatMap(({ heading, text: own }) => [...heading, own])].join('\n');
    const plurals = pluralsOf(text);
    const kind = noun.find((word) => plurals.includes(word));
    const said = new Set(terms(text));
    if (kind === undefined || !wanted.every((term) => said.has(term))) return [];
    const quote = plainText(line.replace(entryMark, '')).trim();
    return [told({ of, as: kind, text: `${bold(of)}: “${quote}”`, value: of, section, quote, extra: 0 })];
  });
}

/** "Which club meets in #oars?": what the only row is of that has it, of a table below a heading for such or of a column for them. */
export function ofRowWith(question: string, sections: readonly Passage[]): Candidate[] {
  const name = literalIn(question);
  const noun = nounsAsked(question);
  if (name === undefined || noun.length === 0) return [];
  const wanted = contentOf(question, [...aroundLiteral, ...terms(name)]);
  return sections.flatMap((section) =>
    tablesOf(section).flatMap(({ columns, rows }) => {
      const above = [columns[0] ?? '', section.title, ...section.heading];
      const named = [...nounsOf(columns[0] ?? ''), ...above.slice(1).flatMap(pluralsOf)];
      const said = new Set(terms(above.join(' ')));
      if (!noun.some((word) => named.includes(word)) || !wanted.every((term) => said.has(term))) return [];
      const having = rows.filter((row) => row.slice(1).some((cell) => hasLiteral(cell, name)));
      const [row, other] = having;
      const of = labelOf(row ?? []);
      if (row === undefined || other !== undefined || of === '') return [];
      return [
        told({
          of,
          as: columns[0] ?? '',
          text: `${bold(of)}: ${row.slice(1).map(inLine).join(', ')}`,
          value: of,
          section,
          extra: 0,
        }),
      ];
    }),
  );
}

/** "Which *of the* desks". */
const ofThem = /\b(which|what) of (?:the|our|these|those) /i;

function nounsAsked(question: string): string[] {
  return nounsOf(nounWords(question.replace(ofThem, '$1 ')).join(' ')).filter((word) => !aroundLiteral.includes(word));
}
