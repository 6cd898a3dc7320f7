import { terms } from '../../../graph/text/analyse.ts';
import { initialsOf } from '../../../graph/text/initials.ts';
import type { Passage } from '../../../schema/entity.ts';
import { bold } from '../../look-up/wording.ts';
import { hasWhatIsAsked } from '../../retrieve/expected.ts';
import type { Evidence } from '../../retrieve/retrieve.ts';
import { asksForCode, asksForOne, codeWords, contentOf, countAsked, valueKindAsked, valueKindNamed } from './asked.ts';
import { type Candidate, longestValue, mayTell, shareSaid, told, type Told } from './candidate.ts';
import { ofName } from './address-of-name.ts';
import { ofCard } from './cards.ts';
import { bracketedOf, entriesOf, type Entry } from './entries.ts';
import { ofNumber } from './entry-of-number.ts';
import { ofDay } from './of-day.ts';
import { entryOf, linesOf, shortened } from './lists.ts';
import { isPerson } from './people.ts';
import { ofColumn, ofRow, ofUnit } from './rows.ts';
import { ofCodeColumn, ofKindInRow } from './rows-by-kind.ts';
import { asksForSeveral } from './rows-asked.ts';
import { isTime, ofCount } from './stated-count.ts';
import { ofRowWith, ofSection } from './section-with.ts';
import { withWholeTables } from './tables.ts';

/** Sections whose entries and tables are looked at. */
const looked = 300;

/**
 * The one value that a question asks for, where a page tells it in a table or behind a label and every word of the question is
 * in its label, its row or the headings above it. Undefined where none is, or two are that differ.
 *
 * @param about further words for what the question is of, when it says "that office" of one that was told before
 */
export function toldValue(question: string, evidence: readonly Evidence[], about = ''): Told | undefined {
  const sections = withWholeTables(evidence.slice(0, looked).map(({ passage }) => passage));
  const short = withInitials(question);
  const best = evidence[0]?.passage.ref;
  return (
    valueIn(question, sections, about, best) ??
    (short === undefined ? undefined : valueIn(short, sections, about, best))
  );
}

/** A name of several words by its initials, as a list may have it: "the CoE" for "the Centers of Excellence". Undefined where none is written. */
function withInitials(question: string): string | undefined {
  const short = question.replace(longNames, (name) => initialsOf(name)[0]?.toUpperCase() ?? name);
  return short === question ? undefined : short;
}

const longNames = /(?<=\s)\p{Lu}[\p{L}\p{N}]+(?: (?:(?:of|for|and|the|to|in) )?\p{Lu}[\p{L}\p{N}]+)+/gu;

/** @param best the nearest page */
function valueIn(
  asked: string,
  sections: readonly Passage[],
  about: string,
  best: string | undefined,
): Told | undefined {
  const question = asked.replace(imperative, '').replace(madeUp, 'are in').replace(madeOf, 'are in $1');
  const ofRange = onlyOne(ofNumber(question, sections));
  if (ofRange !== undefined) return ofRange;
  const counted = countAsked(question);
  if (counted !== undefined) {
    const ofTime = isTime(counted) ? onlyOne(ofUnit(counted, question, sections, about)) : undefined;
    return (
      ofTime ??
      onlyOne(ofColumn(question, sections, about).filter(({ value }) => /^\D?\d/.test(String(value)))) ??
      onlyOne(ofCount(counted, question, sections))
    );
  }
  const code = onlyOne(ofCode(question, sections));
  if (code !== undefined) return code;
  const event = onlyOne(ofDay(question, sections));
  if (event !== undefined) return event;
  if (!asksForOne(question)) return undefined;
  // Of several that are asked for, one is half an answer; several may stand in one cell.
  const isOfSeveral = asksForSeveral(question);
  for (const find of isOfSeveral
    ? [ofKind, ofKindInRow, ofColumn, ofRowWith, ofSection]
    : [ofKind, ofName, ofKindInRow, ofColumn, ofCodeColumn, ofCard, ofRow, ofRowWith, ofSection, ofLabel]) {
    const found = onlyOne(
      find(question, sections, about).filter(
        (each) => isOfKindAsked(question, each) && (find !== ofLabel || isOfIt(question, each, best)),
      ),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** "*Name* the chapters" asks for no column of names. */
const imperative = /^\W*(?:please )?(?:name|list|show(?: me)?|give me|tell me)\b(?! of\b)/i;

/** "How many chapters *make up* the guide?" */
const madeOf = /\b(?:is|are|does|do) ([^,;?]{2,60}?) (?:made (?:up )?of|consist of|composed of)\b/gi;
const madeUp = /\b(?:makes? up|comprises?|constitutes?|belong to)\b/gi;

/**
 * Whether what stands behind a label is what is asked: of a question that says nothing but the label ("what are our values?") on the nearest
 * page alone, and of who it is a name.
 */
function isOfIt(question: string, { as, value, statement }: Candidate, best: string | undefined): boolean {
  if (/\bwho\b/i.test(question) && !/^(?:[\p{Lu}@#]|the |our |an? |\S+@)/u.test(String(value))) return false;
  const isLabelAlone = contentOf(question, terms(as)).length === 0;
  return !isLabelAlone || statement.about?.ref === best;
}

/** "What time does it begin?" is not answered with "60 minutes on Tuesdays". */
function isOfKindAsked(question: string, { as, value }: Candidate): boolean {
  const kind = valueKindNamed(question);
  if (kind?.asked.test(as) === false && !kind.written.test(String(value))) return false;
  if (asksHowMuch.test(question) && !isAmount.test(String(value))) return false;
  return hasWhatIsAsked(question, [{ heading: [question], text: `${as}: ${value}` }]);
}

/** "How much is the budget of the North Quay?" is not answered with the name of who has it. */
const asksHowMuch = /\bhow (?:much|big|large|high|heavy|fast|far|deep|tall|wide)\b/i;
const isAmount =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|quarter|double|all|full|free|nothing|none|no|unlimited|n\/a|not applicable)\b/i;

/** The best, unless another one is as good and says something else. */
function onlyOne(candidates: readonly Candidate[]): Told | undefined {
  const short = candidates.filter(({ value }) => String(value).length <= longestValue);
  const least = Math.min(...short.map(({ extra }) => extra));
  const best = short.filter(({ extra }) => extra === least);
  return new Set(best.map(({ value }) => value)).size === 1 ? best[0] : undefined;
}

/** An address, a channel, a number to call: the entry whose label says all that the question does. */
function ofKind(question: string, sections: readonly Passage[], about: string): Candidate[] {
  const kind = valueKindAsked(question);
  if (kind === undefined) return [];
  const wanted = contentOf(question, kind.idle);
  const further = new Set(terms(about));
  if (wanted.length === 0 && further.size === 0) return [];
  // IT is no stop word: the desk of another department is another desk.
  const isOfAny = !/\bIT\b/.test(question);
  const saysIt = ({ label, passage }: Entry) =>
    isOfAny || /\bIT\b/.test([label, ...passage.heading, passage.title].join(' '));
  return sections
    .filter((section) => mayTell(wanted, section))
    .flatMap((section) =>
      [...entriesOf(section), ...bracketedOf(section)].filter(saysIt).flatMap((entry) => {
        // "Slack: harbour" needs no mark.
        const isLabelled = entry.group !== '' && terms(entry.label).every((term) => kind.idle.includes(term));
        const value = (kind.written.exec(entry.value) ??
          (isLabelled ? shortValue.exec(entry.value) : null))?.[0].trim();
        if (value === undefined) return [];
        const name = entry.group === '' ? entry.label : `${entry.group}, ${entry.label}`;
        const own = new Set(terms(name));
        const meant = [...further].filter((term) => own.has(term)).length;
        const isOfIt = meant > 0 || wanted.some((term) => own.has(term)) || isOfHeading(entry, wanted, kind.idle);
        if (!isOfIt || shareSaid(wanted, [name], section) < 1) return [];
        const extra =
          [...own].filter(
            (term) => !wanted.includes(term) && !further.has(term) && (entry.group === '' || !kind.idle.includes(term)),
          ).length -
          2 * meant;
        return [
          told({
            of: name,
            as: name,
            text: `${bold(name)}: ${value}`,
            value,
            section,
            quote: entry.line,
            extra,
          }),
        ];
      }),
    );
}

/** "Contact: anchors@port.example" below the heading "Anchors". */
function isOfHeading({ label, passage }: Entry, wanted: readonly string[], idle: readonly string[]): boolean {
  const heading = terms(passage.heading.at(-1) ?? '');
  const isIdle = terms(label).every((term) => idle.includes(term));
  return isIdle && heading.length > 0 && heading.every((term) => wanted.includes(term));
}

/** A value of one word or two. */
const shortValue = /^[^\s;,.]+(?: [^\s;,.]+)?(?=$|[;,])/u;

/** "461 - Printing", "PX12: Ropes": a code before what it is for. */
const coded = /^(?:\*\*)?([A-Z]{0,3}\d{2,7}[A-Z]?)\s*(?:[-–—:]|\.\s)\s*(?=\p{L})/u;

/** "What's the ledger code for business cards?": the code of the only entry that has all of the words. */
function ofCode(question: string, sections: readonly Passage[]): Candidate[] {
  if (!asksForCode.test(question)) return [];
  const wanted = contentOf(question, codeWords);
  return sections
    .filter((section) => wanted.length > 0 && mayTell(wanted, section, 0.5))
    .flatMap((section) =>
      linesOf(section.text).flatMap((line) => {
        const entry = entryOf(line) ?? '';
        const code = coded.exec(entry)?.[1];
        const own = new Set(terms(entry));
        if (code === undefined || !wanted.some((term) => own.has(term))) return [];
        // A word may stand elsewhere on the page: "all claims are booked in Ledgerbook".
        const onPage = sections.flatMap((each) => (each.ref === section.ref ? [each.text] : []));
        if (
          shareSaid(wanted, [entry, ...onPage], section) < 1 ||
          2 * wanted.filter((term) => own.has(term)).length < wanted.length
        )
          return [];
        const label = shortened(entry.replace(coded, ''));
        // What the entry is called after comes before what only names it.
        const extra = wanted.filter((term) => !terms(label).includes(term)).length;
        return [
          told({
            of: label,
            as: code,
            text: `${bold(code)}: ${entry.replace(coded, '')}`,
            value: code,
            section,
            quote: entry,
            extra,
          }),
        ];
      }),
    );
}

/** What is done by who is a contact for something, as search terms. */
const asksForContact = terms('contact person cover covers look looks after ask talk speak turn reach go write');

/** "Who is our contact for Pilots?" of "The office has a contact for each crew:" and "Pilots - Ada Vik": the text above a list of people says what they are. */
function isPersonOf(wanted: readonly string[], { label, value, leadIn, passage }: Entry): boolean {
  const said = /\b(?:contact|point person|point of contact)/i.test(leadIn)
    ? wanted.filter((term) => !asksForContact.includes(term))
    : wanted;
  return isPerson(value) && shareSaid(said, [label, leadIn], passage) === 1;
}

/** What stands behind a label that the question has as a whole; several sentences are no value. */
function ofLabel(question: string, sections: readonly Passage[]): Candidate[] {
  if (!/^\W*(?:(?:and|so|ok|hey|hi)\b\W*)*(?:what|which|who|when|where|how (?:much|long|big|often))\b/i.test(question))
    return [];
  const wanted = contentOf(question, []);
  const ofWhat = wanted.filter((term) => !asksForContact.includes(term));
  return sections
    .filter((section) => mayTell(ofWhat, section))
    .flatMap((section) =>
      entriesOf(section).flatMap((entry) => {
        const own = terms(entry.label);
        if (
          own.length === 0 ||
          !own.every((term) => wanted.includes(term)) ||
          /[.!?]\s+\p{Lu}/u.test(entry.value) ||
          !(shareSaid(wanted, [entry.label], section) === 1 || isPersonOf(wanted, entry))
        )
          return [];
        const { label, value, line } = entry;
        return [
          told({
            of: label,
            as: label,
            text: `${bold(label)}: ${value}`,
            value,
            section,
            quote: line,
            extra: wanted.length - own.length,
          }),
        ];
      }),
    );
}
