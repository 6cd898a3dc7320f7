/** What is below another: "sub-teams", "nested groups", "the teams below it". */
const below = String.raw`(?:(?:the|any|its|their|all|of the) )?(?:sub-? ?\p{L}+|(?:nested|child) \p{L}+|(?:teams|groups|units|departments) (?:below|beneath|under(?:neath)?)(?: (?:it|them))?)`;
const leavingOut = String.raw`(?:not|excluding|excl\.?|exc\.?|not counting|not including|ignoring|ignore|leaving out|leave out|except(?: for)?)`;

/** Remarks that ask for the nearest level. Those in brackets stand apart: "without sub-teams" behind a comma may say which teams are meant. */
const nearest = [
  String.raw`${below},? (?:(?:are|is) )?(?:(?:not|never) (?:counted|included)|excluded|don['’]?t count|left out)`,
  String.raw`(?:but |and )?${leavingOut} ${below}`,
  String.raw`(?:just|only) (?:the |its |their )?direct(?: ones| members| people)?|direct(?: ones| members| people)? only`,
  String.raw`(?:just|only) (?:the )?(?:[\p{L}\p{N}-]+ ){0,4}itself(?:,? (?:but |and )?(?:${leavingOut}|no|without) ${below})?`,
];
const nearestInBrackets = [...nearest, String.raw`(?:no|without|w/o|minus) ${below}`];
/** "Counting every kind of team": nothing is left out. */
const everyKind = String.raw`(?:(?:counting|count|including|include|incl\.?|whatever|regardless of|no matter|across|of) )?(?:the |every |all |any |each |which |what )*(?:kinds?|sorts?|types?)(?: of (?<noun>[\p{L}-]+)(?:(?:,| and| or| &) [\p{L}-]+)*)?(?: counts?)?`;

const whole = (patterns: readonly string[]) => new RegExp(`^(?:${patterns.join('|')})$`, 'iu');
const [asksNearest, asksNearestInBrackets, asksEveryKind] = [
  whole(nearest),
  whole(nearestInBrackets),
  whole([everyKind]),
];

const inBrackets = /\s*[([]([^()[\]]{3,80})[)\]]/gu;
/** Behind the last comma, and the one before where the last part begins with a denial. */
const atEnd = /,\s*([^,?]{3,80}?(?:, (?:not|no|without)\b[^,?]{3,40}?)?)\s*(?=[?.!\s]*$)/u;

/** What a remark asks for, if it is one. @param rest the question before it */
function meant(remark: string, isNearest: RegExp, rest: string): 'nearest' | 'every kind' | undefined {
  const said = remark.trim();
  if (isNearest.test(said)) return 'nearest';
  const every = asksEveryKind.exec(said);
  const noun = every?.groups?.noun?.toLowerCase().replace(/s$/, '') ?? '';
  return every !== null && rest.toLowerCase().includes(noun) ? 'every kind' : undefined;
}

/**
 * A question without remarks on what is counted, in the words that the rest of the understanding knows: "how many are in Risk
 * (sub-teams not counted)?" is "how many are in Risk directly?".
 */
export function withoutRemarks(question: string): string {
  const found: string[] = [];
  const without = (text: string, place: RegExp, isNearest: RegExp) =>
    text.replace(place, (all, remark: string, at: number) => {
      const means = meant(remark, isNearest, text.slice(0, at));
      if (means === undefined) return all;
      found.push(means);
      return '';
    });
  const bare = without(without(question, inBrackets, asksNearestInBrackets), atEnd, asksNearest);
  return found.includes('nearest') ? bare.replace(/[?.!\s]*$/, (mark) => ` directly${mark}`) : bare;
}
