import { stem, terms, words } from '../../../graph/text/analyse.ts';
import { plainText } from '../../../graph/text/plain.ts';
import type { Passage } from '../../../schema/entity.ts';
import { bold, series } from '../../look-up/wording.ts';
import type { Evidence } from '../../retrieve/retrieve.ts';
import { placeOf } from '../part-of-page.ts';
import { anybody, contentOf } from './asked.ts';
import { mayTell } from './candidate.ts';
import { entryOf, linesOf } from './lists.ts';
import { isPerson } from './people.ts';
import { type Chosen, chosenOf } from './rows-chosen.ts';

/** How people of a group are asked for. One more way is a row. */
const forms: readonly { asked: RegExp; form: 'count' | 'many' | 'truth' }[] = [
  { asked: /\bhow (?:many|big)\b/i, form: 'count' },
  { asked: /^\W*(?:(?:and|so)\b\W*)?(?:is|are) (?=\p{Lu})/u, form: 'truth' },
  { asked: /^\W*(?:please )?(?:list|name|give me|show me|tell me)\b/i, form: 'many' },
  { asked: /\bwho(?:['’]?s|\b)(?! (?:do|does|did|can|should|would|will|decides|approves|signs)\b)/i, form: 'many' },
];

/** Words around a group that say nothing of which it is. */
const around = new Set(
  terms(
    'member members sit sits serve serves belong part list name names pls please consist consists make makes up big size current currently',
  ),
);
/** What may stand before the names in a line. */
const before =
  /^(?:[-*+]\s+)?(?:\*\*|__)?(?:contacts?|members?|people|who|team|names?|leads?|trustees|attendees|currently|with)(?:\*\*|__)?\s*:\s*(?:\*\*|__)?\s*/i;
/** Fewer are no group. */
const fewest = 2;

/**
 * "How many people are on the harbour board?", "list our trustees", "is Ada Vik one of the trustees?": the people whose names stand in a
 * line, or as the entries of a list, below a heading that names the group. Undefined where several headings do.
 */
export function peopleListed(question: string, evidence: readonly Evidence[]): Chosen | undefined {
  const form = forms.find(({ asked }) => asked.test(question))?.form;
  if (form === undefined) return undefined;
  const person = form === 'truth' ? personIn(question) : '';
  if (person === undefined) return undefined;
  const wanted = contentOf(question.replace(person, ' '), [...around, ...anybody]);
  if (wanted.length === 0) return undefined;
  const found = evidence.flatMap(({ passage }) => {
    const names = isCalled(passage, wanted) ? namesIn(passage) : [];
    return names.length < fewest ? [] : [{ passage, names }];
  });
  const [only, other] = found;
  if (only === undefined) return byRole(form, person, wanted, evidence);
  if (other !== undefined) return undefined;
  const { passage, names } = only;
  const place = placeOf(passage.title, passage.heading);
  const said = `${bold(String(names.length))} named under ${bold(place)}: ${series(names)}.`;
  if (form !== 'truth') return chosenOf(form === 'count' ? names.length : names, said, passage);
  const isThere = isAmong(person, names);
  return chosenOf(isThere, `${isThere ? 'Yes' : `No, ${person} is not among them`}. ${said}`, passage);
}

/** "Who is the independent chair?", "is Ada Vik a trustee?" of "Ada Vik (independent chair), Bo Lund (trustee)". */
function byRole(
  form: 'count' | 'many' | 'truth',
  person: string,
  wanted: readonly string[],
  evidence: readonly Evidence[],
): Chosen | undefined {
  const found = evidence.flatMap(({ passage }) => {
    if (!mayTell(wanted, passage)) return [];
    const said = saidIn(passage).map((each) => ({
      name: nameOf(each),
      role: terms(/\(([^()]+)\)/.exec(each)?.[1] ?? ''),
    }));
    const having = said.filter(({ role }) => wanted.every((term) => role.includes(term)));
    return having.length === 0 ? [] : [{ passage, said, having: having.map(({ name }) => name) }];
  });
  const [only, other] = found;
  if (only === undefined || other !== undefined) return undefined;
  const { passage, said, having } = only;
  const text = `${having.map(bold).join(', ')} (${placeOf(passage.title, passage.heading)}).`;
  if (form !== 'truth') return chosenOf(form === 'count' ? having.length : having, text, passage);
  if (
    !isAmong(
      person,
      said.map(({ name }) => name),
    )
  )
    return undefined;
  const isThere = isAmong(person, having);
  return chosenOf(isThere, `${isThere ? 'Yes' : 'No'}. ${text}`, passage);
}

function isAmong(person: string, names: readonly string[]): boolean {
  return names.some((name) => words(name).join(' ') === words(person).join(' '));
}

/** "Is *Ada Vik* one of the trustees?" */
function personIn(question: string): string | undefined {
  return /\b(?:is|are) (\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){1,2})\b/u.exec(question)?.[1];
}

/** Whether the last heading has the words that name the group, and no others but those of the title. */
function isCalled({ heading, title }: Passage, wanted: readonly string[]): boolean {
  const own = terms(heading.at(-1) ?? title);
  const known = new Set([...own, ...terms(title)]);
  return (
    own.length > 0 &&
    own.every((term) => wanted.includes(term)) &&
    wanted.every((term) => known.has(term) || term === stem('team'))
  );
}

/** The names in the only line, or list, of a section that has nothing but names. */
function namesIn(section: Passage): string[] {
  return saidIn(section).map(nameOf);
}

/** The same with what is said of them. */
function saidIn({ text }: Passage): string[] {
  const lines = linesOf(text);
  const inLine = lines.flatMap((line) => {
    if (!before.test(line)) return [];
    const names = plainText(line.replace(before, ''))
      .split(/\s*[,;]\s*(?![^()]*\))(?:and\s+)?|\s+and\s+(?![^()]*\))/)
      .map((each) => each.replace(/[.\s]+$/, ''))
      .filter((each) => each !== '');
    return names.length >= fewest && names.every(isPerson) ? [names] : [];
  });
  const entries = lines.flatMap((line) => entryOf(line) ?? []);
  const lists = entries.length >= fewest && entries.every(isPerson) ? [entries] : [];
  const [only, other] = [...inLine, ...lists];
  return only === undefined || other !== undefined ? [] : only;
}

/** "Ada Vik (chair)", "Bo Lund, clerk": the name alone. */
function nameOf(said: string): string {
  return said.split(/\s*[(,]|\s+[–—-]\s+/)[0]?.trim() ?? said;
}
