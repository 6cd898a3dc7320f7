import { terms } from '../../graph/text/analyse.ts';

/** Words that end the words of a name of something: what follows says more of it, or is the verb. */
const ends =
  'of|for|on|in|at|to|from|with|by|per|that|which|who|when|where|if|is|are|was|were|be|do|does|did|can|could|may|must|should|will|would|has|have|had|get|gets|got|i|im|we|you|they|he|she|it|and|or|as|than|before|after|between|during|since|over|about|up|out|under|through|thru|till|until|w|without|off|this|these|last|next|right|now|so|far|there|here|once|not|left';
const thing = `(?<thing>(?:(?!(?:${ends})\\b)[\\p{L}\\p{N}][\\p{L}\\p{N}.'’/+-]*(?![\\p{L}\\p{N}]) ?){1,5})`;
/** Words that say what is done with a thing: "how long is the log kept", "the promised hours". */
const participle = /^(?:\p{L}+ed|kept|sent|held|paid|made|done|given|taken)$/iu;
const auxiliary = 'is|are|was|were|do|does|did|can|could|may|must|should|will|has|have|had';
const article = '(?:the|our|my|your|its|their|an?)(?: next| last)?';
const someone = `(?:the |our )?[\\p{L}\\p{N}.'’-]+(?: [\\p{L}\\p{N}.'’-]+){0,2}?`;
const gives = '(?:have|offer|cover|provide|pay for)';

/** Questions that name the thing whose being, value or measure they ask for. One more form is a row. */
const forms: readonly RegExp[] = [
  // What is the door code of the cold store? Who is the treasurer? When is the retreat?
  `(?:what|who|when|where)(?:['’]?s| is| are| was| were) ${article} (?!reason\\b)${thing}`,
  // When is Ada's term over?
  `(?:what|who|when|where)(?:['’]?s| is| are| was| were) ${someone}['’]s? ${thing}`,
  // Who chairs the choir?
  `who (?:leads|chairs|runs|heads|owns|manages|maintains|organi[sz]es) ${article} ${thing}`,
  // Is there a bounty? Does the company cover pet insurance?
  `(?:(?:is|are) there|(?:do|did) (?:we|you|they|i) ${gives}|(?:do|does|did|can|will) ${someone} ${gives}) (?:(?:${article}|any|some) )?${thing}`,
  // Do chairs get a free ticket?
  `^(?:do|does|did|will) ${someone} (?:get|receive) (?:(?:${article}|any|some) )?${thing}`,
  // How many cows does a farm have? Without a verb behind, what is counted can't be told from what it does.
  `how (?:many|much) ${thing}(?=(?:${auxiliary}|of|in|at|per)\\b)`,
  // What memory does the server have? Which award do I get?
  `(?:what|which) ${thing}(?=(?:${auxiliary})\\b)`,
  // How long is the sabbatical? How long a sabbatical? How much of the budget?
  `how (?:long|much|high|big|large|old|far|often|soon) (?:(?:is|are|was|were) ${article} |an? |of ${article} )${thing}`,
  // Can I get a parking space? May I bring my dog?
  `(?:can|may|could) (?:i|we) (?:get|have|bring|order|request) ${article} ${thing}`,
  // Can I expense a suitcase?
  `(?:can|may|could|do|should) (?:i|we) (?:expense|claim|charge|(?:be|get) (?:reimbursed|paid) for) (?:(?:${article}|some) )?${thing}`,
  // Opening hours of the gym? When does the gym in the harbour open?
  `opening (?:hours|hrs|times) (?:of|for|in|at) ${article} ${thing}`,
  `when (?:do|does) ${article} ${thing}(?=(?:in|at|of|on)\\b)`,
].map((form) => new RegExp(form.startsWith('^') ? form : `\\b${form}`, 'iu'));

/** Words that name no thing but a way, a measure or anybody: texts have it without saying so. */
const general = new Set(
  terms(
    'way step steps rule rules process procedure flow workflow sequence drill routine protocol recipe instruction instructions road cap catch gist story thing things idea point reason kind sort type deal difference order ' +
      'number amount total limit cutoff deadline max maximum min minimum longest shortest most least first best right exact usual ' +
      'recommended new latest whole own length size current currently altogether people ppl person persons folks more any one two somebody someone anybody anyone something anything ' +
      'somewhere anywhere one ones else must money time weekday day date floor zone timezone notice warning back ago point period share mix',
  ),
);

/** The words of the thing whose being, value or measure a question asks for, as search terms. None where its form names none. */
export function askedThing(question: string): string[] {
  const named = forms.flatMap((form) => form.exec(question)?.groups?.thing?.trim().split(' ') ?? []);
  const said = named.filter((word) => !participle.test(word));
  return [...new Set(terms(said.join(' ')))].filter((term) => !general.has(term));
}
