import type { Query, Want } from '../look-up/query.ts';
import { type Token, wordsOf } from './tokens.ts';

/** Verbs of how a thing is, or is to be: who "can *push*" and whom one "should *ask*" is another question. */
const being =
  'be(?! (?:\\S+ed|told|reached|sent|given|written|found|seen))|being|become|becoming|have|lead|leading|chair|join|sit|serve|stand|belong|hold|share|overlap|own|consist|represent';

const modal =
  "should(?:n't|nt)?|must(?:n't|nt)?|ought to|shall|can(?:not|'t|t)?|may|(?:is|are) (?:\\S+ ){0,5}(?:allowed|supposed|permitted|required|obliged|meant|expected) to|(?:has|have|had|needs?) to(?! do with\\b)";

/** The month: "who joined in May". */
const month = /\b(?:in|of|since|until|till|by|from|to|before|after|on|this|last|next|between|\d+|st|nd|rd|th) may\b/g;

const modalOfBeing = new RegExp(
  `\\b(?:${modal}) (?:(?!(?:who|that|which|whose|where|when|if|and|or|but)\\b)\\S+ ){0,6}?(?:${being})\\b`,
);

/** What asks with a number for a rule. "Which team has the most" does not, nor "with at least 3 people". One more way to ask is a row. */
const ofNumber: readonly RegExp[] = [
  /\b(?:should(?:n't|nt)?|must(?:n't|nt)?|ought to|shall|(?:has|have) to)\b/,
  /\b(?:supposed|allowed|permitted|obliged|meant) to\b/,
  /\b(?:at most|at least|at the (?:very )?(?:most|least)|at a (?:minimum|maximum))\b(?! (?:\d|an?\b|one|two|three|four|five|six|seven|eight|nine|ten)\b)/,
  /(?<!\b(?:has|have|had|with|are) (?:the )?)\b(?:max|maximum|min|minimum|maximal|minimal|largest possible|smallest possible)\b/,
  /\b(?:do|does|did|it|would) (?:it )?take\b/,
  /\b(?:is|are) (?:needed|required|allowed|permitted|necessary|enough|mandatory|prescribed)\b(?! (?:by|for|to run)\b)/,
  /\b(?:do|does) (?:\S+ ){1,6}?(?:need|require)\b/,
  /\brequired (?:number|size|minimum)\b|\b(?:limit|cap|quorum) (?:on|of|for)\b/,
];

/** Whether words ask how something ought to be, may be or has to be, which no count of how it is answers. @param isCount whether a number is asked for */
export function asksForNorm(words: readonly string[], isCount: boolean): boolean {
  const text = words.join(' ').replace(month, ' ');
  return modalOfBeing.test(text) || (isCount && ofNumber.some((way) => way.test(text)));
}

/** Of a question: whether a query tells how things are while it is asked how they ought to be. A field may tell a rule, and what needs something is known of dependencies. */
export function noNormsOf(tokens: readonly Token[]): (query: Query, want: Want) => boolean {
  const words = wordsOf(tokens, 0);
  const isNorm = { ofCount: asksForNorm(words, true), ofOther: asksForNorm(words, false) };
  return (query, want) => {
    if (!tellsHowItIs.has(query.look) || (query.look === 'related' && query.relation === 'DEPENDS_ON')) return false;
    return want === 'count' || query.look === 'most' ? isNorm.ofCount : isNorm.ofOther;
  };
}

const tellsHowItIs = new Set<Query['look']>(['related', 'list', 'both', 'holds', 'most', 'minus', 'compare', 'exists']);
