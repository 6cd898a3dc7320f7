import { tokenise } from './tokens.ts';

/** A part of a question that can be answered by itself. */
export interface Clause {
  text: string;
}

const asksFor = String.raw`(?=(?:(?:in|on|at|to|for|from|with|under|by|of)\s+)?(?:who|what|which|how|where|when|whose)s?\b)`;
const between = new RegExp(
  String.raw`(?:,|;|–|—|\s-)?\s+\b(?:and|&)(?:\s+(?:then|also))?\s+${asksFor}|\?\s+(?=\S)|\s+-\s+(?=(?:who|what|which|how|where)s?\b)`,
  'i',
);
/** Marks behind which the next part begins where the one before asks something itself. */
const marks = new RegExp(
  String.raw`(?:[;:.]\s+(?:(?:and|also|then|plus)\s+)*|,?\s+(?:also|then|plus)\s+)${asksFor}`,
  'gi',
);

/** "who owns the ledger and who leads it?" is two questions. One that asks only once is one clause. */
export function splitClauses(question: string): Clause[] {
  const parts = question
    .split(between)
    .flatMap(cutAtMarks)
    .map((part) => part.trim())
    .filter((part) => tokenise(part).length > 1);
  return parts.length > 1 ? parts.map((text) => ({ text })) : [{ text: question }];
}

/** "Who owns the ledger; who leads it?" What only tells something stays with what is asked behind it. */
function cutAtMarks(part: string): string[] {
  for (const cut of part.matchAll(marks)) {
    const [before, after] = [part.slice(0, cut.index), part.slice(cut.index + cut[0].length)];
    if (asking.test(before) || asksWhether.test(before) || toldBefore(before) !== undefined)
      return [before, ...cutAtMarks(after)];
  }
  return [part];
}

/** A question with what is told before it is asked. */
export interface Told {
  statement: string;
  question: string;
  /** It is a sentence of its own. */
  isSentence: boolean;
}

/** How a part begins that asks something. */
const asking =
  /^(?:(?:and|so|but|then|now|ok|also)[\s,]+)*(?:in |on |at |to |for |from |with |by |of )?(?:who|whom|whose|whos|what|whats|which|how|hows|where|when)\b/i;

/** How a part begins that says of which things it is asked, or in which case: to leave it out would answer another question. */
const limiting =
  /^(?:of|out of|among|amongst|between|from|in|on|at|for|besides|apart|except|excluding|without|if|unless|once|after|before|while|since|assuming|suppose|given|not)\b/i;

/** How a part begins that asks for yes or no. */
const asksWhether =
  /^(?:(?:and|so|but|also)\s+)?(?:is|are|was|were|do|does|did|has|have|can|could|should|must|will|would|may)\b/i;

/** "Payments moved to another building. how many people are in it?": undefined where nothing, or another question, comes before. */
export function toldBefore(question: string): Told | undefined {
  const cuts = [
    ...question.matchAll(
      /[.!;:]\s+|,\s+(?=(?:so|and|but|now)\b)|\s+(?:-|–|—)\s+|,\s+(?=(?:who|what|which|how|where|when|whose)\b)/gi,
    ),
  ];
  for (const cut of cuts.reverse()) {
    const [statement, asked] = [question.slice(0, cut.index).trim(), question.slice(cut.index + cut[0].length).trim()];
    if (!asking.test(asked) || statement.includes('?')) continue;
    if ([asking, asksWhether, limiting].some((begins) => begins.test(statement))) continue;
    if (tokenise(statement).length > 0) return { statement, question: asked, isSentence: /^[.!]/.test(cut[0]) };
  }
  return undefined;
}
