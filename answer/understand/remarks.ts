import { stemsOf } from './tokens.ts';

/** What is below another: "sub-teams", "nested groups", "the teams below it". */
const below = String.raw`(?:(?:the|any|its|their|all|of the) )?(?:sub-? ?\p{L}+|(?:nested|child) \p{L}+|(?:teams|groups|units|departments) (?:below|beneath|under(?:neath)?)(?: (?:it|them))?)`;
const leavingOut = String.raw`(?:not|excluding|excl\.?|exc\.?|not counting|not including|ignoring|ignore|leaving out|leave out|except(?: for)?)`;

/** Remarks that ask for the nearest level. Those in brackets stand apart: "without sub-teams" behind a comma may say which teams are meant. */
const nearest = [
  String.raw`${below},? (?:(?:are|is) )?(?:(?:not|never) (?:counted|included)|excluded|don['’]?t count|left out)`,
  String.raw`(?:but |and )?${leavingOut} ${below}`,
  String.raw`(?:just |only )?(?:the |its )?(?:actual|real|proper|regular) (?:members|people|ones)(?: only)?(?:,? (?:and |but )?(?:${leavingOut}|no|without) (?:the |any )?[^,]{3,50})?`,
  String.raw`(?:just|only) (?:the |its |their )?direct(?: ones| members| people)?|direct(?: ones| members| people)? only`,
  String.raw`(?:just|only) (?:the )?(?:[\p{L}\p{N}-]+ ){0,4}itself(?:,? (?:but |and )?(?:${leavingOut}|no|without) ${below})?`,
];
const nearestInBrackets = [...nearest, String.raw`(?:no|without|w/o|minus) ${below}`];
/** "Counting every kind of team": nothing is left out. */
const everyKind = String.raw`(?:(?:counting|count|including|include|incl\.?|whatever|regardless of|no matter|across|of) )?(?:the |every |all |any |each |which |what )*(?:kinds?|sorts?|types?)(?: of (?<noun>[\p{L}-]+)(?:(?:,| and| or| &) [\p{L}-]+)*)?(?: counts?)?`;

const formerOnes = String.raw`(?:alumni|alums|emeriti|(?:former|past|ex|old)[ -](?:members|ones|people|folks))`;
const currentOnes = String.raw`(?:just |only )?(?:the )?(?:current|present) (?:people|members|folks|ones)(?: only)?`;
/** "Current people only, no alumni": who is there today is meant anyway. */
const today = [
  String.raw`(?:${currentOnes},? (?:and |but )?)?(?:no|not|without|minus|skip|${leavingOut}) (?:the |any )?${formerOnes}`,
  String.raw`(?:leave|leaving) (?:the |any )?${formerOnes} out|${formerOnes} (?:don['’]?t count|not counted|excluded|left out)`,
  currentOnes,
];
/** Questions in which such a remark changes what is asked. */
const ofThePast =
  /\b(?:was|were|did|had|been|ever|used to|once|former(?:ly)?|past|previous(?:ly)?|ex|alumni|alums|emerit\p{L}+|history|since|(?:in|by) \d{4})\b/iu;

const formOfAnswer = String.raw`(?:days?|weekdays?|dates?|times?|time ?zones?|hours?|frequency|names?|handles?|numbers?|counts?)`;
/** "Day + time", "just the names": what an answer is to look like. */
const wanted = String.raw`(?:just |only )?(?:the )?(?<form>${formOfAnswer}(?:(?:,| and| \+| &|\/) ?(?:the )?${formOfAnswer})*)(?: only| is fine| is enough| will do)?(?:,? (?:pls|plz|please))?`;
/** Which forms each way to ask has anyway. */
const formsAsked: readonly (readonly [asks: RegExp, forms: RegExp])[] = [
  [/\bwhen\b/i, /day|date|time|hour|frequency/i],
  [/\b(?:who|whos|which|names?)\b/i, /name/i],
  [/\b(?:how many|headcount|number of|count of)\b/i, /number|count/i],
];

/** "Leave archived ones out": what is said of the things that are not meant. */
const leftOut = new RegExp(
  String.raw`^(?:(?:leave|leaving) (?:the |any |out )?(?<out>[\p{L}-]+)(?: ones)? out|(?:skip|exclude|excluding|ignore|ignoring|no|not|without) (?:the |any )?(?<no>[\p{L}-]+) ones|(?:leave|leaving) out (?:the |any )?(?<behind>[\p{L}-]+) ones|(?<last>[\p{L}-]+) ones (?:don['’]?t count|not counted|excluded|left out))$`,
  'iu',
);

/** "Skip marker teams", "leave the marker teams out": things of a sort that are not meant. */
const sortLeftOut = String.raw`(?:skip|exclude|excluding|ignore|ignoring|not counting|not including|no|not|leave out|leaving out|without|minus|don['’]?t count|do not count|except(?: for)?)`;
const aSort = (name: string) => String.raw`(?:the |any |our )?(?<${name}>(?:[\p{L}-]+ ){1,2}[\p{L}-]+s)`;
const leftOutSort = new RegExp(
  String.raw`^(?:(?:and |but )?(?:please )?${sortLeftOut} ${aSort('sort')}|(?:leave|leaving|keep|keeping) ${aSort('out')} out(?: of it)?|${aSort('last')} (?:don['’]?t count|not counted|excluded|excepted|aside|left out))$`,
  'iu',
);

const whole = (patterns: readonly string[]) => new RegExp(`^(?:${patterns.join('|')})$`, 'iu');
const [asksNearest, asksNearestInBrackets, asksEveryKind, asksOfToday, asksForForm] = [
  whole(nearest),
  whole(nearestInBrackets),
  whole([everyKind]),
  whole(today),
  whole([wanted]),
];

const inBrackets = /\s*[([]([^()[\]]{3,80})[)\]]/gu;
/** Behind the last comma, and the one before where the last part begins with a denial. */
const atEnd = /,\s*([^,?]{3,80}?(?:, (?:not|no|without)\b[^,?]{3,40}?)?)\s*(?=[?.!\s]*$)/u;

/** Between two commas, and behind the last word without one. */
const inMiddle = /,\s*([^,?]{8,60}?),(?=\s)/u;
const behindLast =
  /\s((?:not counting|not including|excluding|ignoring|leaving out|without) (?:the |any )?(?:[\p{L}-]+ ){1,2}[\p{L}-]+s)(?=[?.!\s]*$)/iu;

/** "How many are in Risk? (not counting sub-teams)" is one question. */
const bracketsBehind = /\s*\?\s*([([][^()[\]]{3,80}[)\]])[?.!\s]*$/u;
/** A clause of its own: "how many are in Risk? current people only". */
const behindQuestion = /\?\s+([^?]{3,80}?)\s*(?=[?.!\s]*$)/u;

/** What a remark asks for, if it is one: nothing more, or words that are said of what is asked for. */
type Meant = 'nearest' | 'nothing' | `not ${string}`;

/** @param rest the question before it */
function meant(remark: string, isNearest: RegExp, rest: string): Meant | undefined {
  const said = remark.trim();
  if (isNearest.test(said)) return 'nearest';
  if (asksOfToday.test(said)) return ofThePast.test(rest) ? undefined : 'nothing';
  if (isFormAsked(asksForForm.exec(said)?.groups?.form ?? '', rest)) return 'nothing';
  const { out, no, behind, last } = leftOut.exec(said)?.groups ?? {};
  const sorts = leftOutSort.exec(said)?.groups;
  const without = out ?? no ?? behind ?? last ?? sorts?.sort ?? sorts?.out ?? sorts?.last;
  const isOfOthers = sorts !== undefined && saysOfOthers.test(said) && !isNounSaid(without ?? '', rest);
  if (without !== undefined && !isOfOthers) return `not ${without}`;
  const every = asksEveryKind.exec(said);
  const noun = every?.groups?.noun?.toLowerCase().replace(/s$/, '') ?? '';
  return every !== null && rest.toLowerCase().includes(noun) ? 'nothing' : undefined;
}

/** Words that leave something out, or say what things do not have: "without marker teams" is said of teams, "without tech leads" is not. */
const saysOfOthers = /^(?:and |but )?(?:without|minus|except|not counting|not including|excluding|ignoring|leaving)\b/i;

function isNounSaid(sort: string, rest: string): boolean {
  const noun = stemsOf(sort).at(-1) ?? '';
  return noun === 'on' || stemsOf(rest).includes(noun);
}

function isFormAsked(said: string, rest: string): boolean {
  const forms = said.match(new RegExp(formOfAnswer, 'giu')) ?? [];
  return (
    forms.length > 0 && formsAsked.some(([asks, known]) => asks.test(rest) && forms.every((one) => known.test(one)))
  );
}

/**
 * A question without remarks on what is counted, in the words that the rest of the understanding knows: "how many are in Risk
 * (sub-teams not counted)?" is "how many are in Risk directly?".
 */
export function withoutRemarks(question: string): string {
  const found: Meant[] = [];
  const without = (text: string, place: RegExp, isNearest: RegExp, kept = '') =>
    text.replace(place, (all, remark: string, at: number) => {
      const means = meant(remark, isNearest, text.slice(0, at));
      if (means === undefined) return all;
      found.push(means);
      return kept;
    });
  const bare = [
    (text: string) => without(text, inBrackets, asksNearestInBrackets),
    (text: string) => without(text, behindQuestion, asksNearestInBrackets, '?'),
    (text: string) => without(text, atEnd, asksNearest),
    (text: string) => without(text, inMiddle, asksNearest),
    (text: string) => without(text, behindLast, asksNearest),
  ].reduce((text, step) => step(text), question.replace(bracketsBehind, ' $1?'));
  const said = [...new Set(found)].flatMap((means) =>
    means === 'nothing' ? [] : [means === 'nearest' ? ' directly' : ` (${means})`],
  );
  return said.length === 0 ? bare : bare.replace(/[?.!\s]*$/, (mark) => `${said.join('')}${mark}`);
}
