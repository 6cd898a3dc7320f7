import type { Exact } from './exact.ts';
import { distinct } from './look-up/edge-sources.ts';
import type { LookUpContext } from './look-up/finding.ts';
import { bold, capitalised, series } from './look-up/wording.ts';

/** A question of which of several named things something is so, as a yes-or-no question of each. */
export interface EachAsked {
  /** As they are said. */
  names: string[];
  /** Yes-or-no questions, in the order of the names. */
  questions: string[];
  /** Where the named thing stands among those that each of them is about. */
  place: 0 | 1;
  /** One is asked for: "is it under A or B?" */
  isOne: boolean;
}

/** More names are no question. */
const most = 6;
/** Words of a name. */
const longest = 5;
/** In characters: the expressions below take long for longer ones. */
const longestQuestion = 300;

/** "Which of A, B and C are on Risk": the names, and what is asked of them. */
const ofThem =
  /^(?:and )?(?:which|who)(?: ones?| people| teams?)? (?:out )?(?:of|among|between) (.+?),? (is|are|was|were|has|have|can|does|do|leads?|chairs?|runs?|owns?|heads?|works?|sits?|serves?|belongs?) (.+?)\s*\?*$/iu;
/** "Is A under B or C": what it is asked of. */
const either =
  /^(?:and )?(is|are|was|were|does|do) (.+?) (in|on|at|under|below|with|from|(?:a )?(?:part|member|lead|chair|sub-?team) of|belong to|report to|(?:owned|led|run|chaired|headed|maintained) by) ([^,;?]+?),? or (?:is (?:it|he|she) )?(?:(?:in|on|at|under|below|with|from|of|to|by) )?([^,;?]+?)\s*\?*$/iu;

/** "Is the vault open or closed": which value it has. */
const eitherValue =
  /^(?:and )?(is|are) ([^,;?]+?) ((?:an? (?:[\p{L}\p{N}-]+ ){0,2})?[\p{L}\p{N}-]+) or ((?:an? )?[\p{L}\p{N}-]+(?: [\p{L}\p{N}-]+)?)\s*\?*$/iu;

/** Undefined for any other question. */
export function eachAsked(question: string): EachAsked | undefined {
  if (question.length > longestQuestion) return undefined;
  const [, listed = '', verb = '', rest = ''] = ofThem.exec(question) ?? [];
  const names = namesIn(listed);
  if (names.length > 1)
    return { names, questions: names.map((name) => truthOf(verb, name, rest)), place: 0, isOne: false };
  const [, opener = '', subject = '', relation = '', one = '', other = ''] = either.exec(question) ?? [];
  if ([one, other].every(isName) && asksNothing(subject))
    return {
      names: [one, other],
      questions: [one, other].map((name) => `${opener} ${subject} ${relation} ${name}?`),
      place: 1,
      isOne: true,
    };
  const [, is = '', thing = '', ...values] = eitherValue.exec(question) ?? [];
  return asksNothing(thing)
    ? { names: values, questions: values.map((value) => `${is} ${thing} ${value}?`), place: 1, isOne: true }
    : undefined;
}

/** Whether words name something, and ask for nothing by themselves. */
function asksNothing(said: string): boolean {
  return said !== '' && !/\b(?:who|which|what|there|it|that|this)\b/i.test(said);
}

function namesIn(listed: string): string[] {
  const names = listed.split(/\s*,\s*(?:and |or )?|\s+(?:and|or|&)\s+/i).filter((name) => name !== '');
  return names.length <= most && names.every(isName) ? names : [];
}

function isName(name: string): boolean {
  const said = name.trim().split(/\s+/);
  return name.trim() !== '' && said.length <= longest && !/\b(?:who|that|which|whose|not|most|least)\b/i.test(name);
}

/** "Is Ada on Risk?", "does Ada lead a team?" */
function truthOf(verb: string, name: string, rest: string): string {
  if (/^(?:is|are)$/i.test(verb)) return `is ${name} ${rest}?`;
  if (/^(?:was|were)$/i.test(verb)) return `was ${name} ${rest}?`;
  if (/^can$/i.test(verb)) return `can ${name} ${rest}?`;
  if (/^(?:does|do)$/i.test(verb)) return `does ${name} ${rest}?`;
  const plain = /^(?:has|have)$/i.test(verb) ? 'have' : verb.replace(/s$/i, '');
  return `does ${name} ${plain} ${rest}?`;
}

/**
 * What is so of those that are named, by the answers to the questions of each. Undefined where one of them has no answer.
 *
 * @param found the answers, in the order of the names
 */
export async function together(
  { names: said, place, isOne }: EachAsked,
  found: readonly Exact[],
  { store, viewer }: LookUpContext,
): Promise<Exact | undefined> {
  const refs = found.flatMap(({ memory: { subjects } }) => subjects[place] ?? []);
  const cards = await store.cards(viewer, refs);
  const findings = found.flatMap(({ finding }) => (typeof finding?.value === 'boolean' ? [finding] : []));
  const areThings = new Set(refs).size === found.length && cards.length === found.length;
  if (findings.length < found.length || (refs.length > 0 && !areThings)) return undefined;
  const byRef = new Map(cards.map((card) => [card.ref, card.name]));
  const names = areThings ? refs.map((ref) => byRef.get(ref) ?? '') : said.map((name) => name.replace(/^an? /i, ''));
  const so = names.filter((_, index) => findings[index]?.value === true);
  const statements = findings.flatMap((finding) => finding.statements);
  const [about] = statements.flatMap((statement) => statement.about ?? []);
  const answer = so.length === 0 ? `None of ${series(names)}` : `${series(so.map(bold))}, of ${series(names)}`;
  const [only = null] = so;
  const chosen = findings.find(({ value }) => value === true) ?? findings[0];
  // What it is of those that are none of its values.
  const value = areThings ? '' : ` ${capitalised((chosen?.statements[0]?.text ?? '').replace(/^(?:Yes|No)[.,] /, ''))}`;
  return {
    finding: {
      statements: [
        {
          text: `${answer}.${value}`,
          ...(about && { about }),
          sources: distinct(statements.flatMap(({ sources }) => sources)),
        },
      ],
      value: isOne && so.length === 1 ? only : so,
      found: refs.filter((_, index) => findings[index]?.value === true),
    },
    mentioned: [...new Set(found.flatMap(({ mentioned }) => mentioned))],
    memory: { subjects: [...new Set(found.flatMap(({ memory }) => memory.subjects))], answers: refs },
  };
}
