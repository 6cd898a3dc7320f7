import { isStopWord, queryTerms, stem, terms, words } from '../../../graph/text/analyse.ts';
import { initialsOf } from '../../../graph/text/initials.ts';
import type { Passage } from '../../../schema/entity.ts';
import { type List, listsOf, ofSome } from './lists.ts';
import { nounsOf } from './nouns.ts';
import { numberWords } from './number-words.ts';
import { wholeSections } from './tables.ts';

/** What a question asks of a list. */
interface ListAsked {
  /** What it names, up to where it says which. */
  noun: readonly string[];
  /** How many it says that they are. */
  number?: number;
  /** The rest that it says, as search terms. */
  said: readonly string[];
}

const phrase = String.raw`((?:[\p{L}\p{N}'’-]+[ /]?){1,7})`;
const given = String.raw`(?:of )?(?:(?:all|the|our|these|those) )*`;

/** How a question asks for what is listed. One more way is a row. */
const forms: readonly RegExp[] = [
  new RegExp(`^\\W*(?:what(?:['’]?s| is) )?(?:the )?number of ${given}${phrase}`, 'iu'),
  new RegExp(`\\bhow many ${given}${phrase}`, 'iu'),
  new RegExp(
    `^\\W*(?:please )?(?:list|name(?! of\\b)|show me|give me|tell me|enumerate)(?: me)? ${given}${phrase}`,
    'iu',
  ),
  new RegExp(`^\\W*(?:which|what) are ${given}${phrase}`, 'iu'),
  new RegExp(`^\\W*(?:which|what) ${given}${phrase}`, 'iu'),
];

/** What makes another question of it. */
const another =
  /n['’]t\b|\b(?:not|no|never|without|except|excluding|besides|other than|apart from|more|less|fewer|than|most|least|before|after|why|how (?!many)|when|where|who|whose|whom|if|first|last|next|does .+ (?:do|mean|cover|need|help)|(?<!what )is)\b/i;

/** Words around what is listed that say nothing of it. */
const idle = new Set(
  'exist available name number get show tell list lists listed different distinct there kinds types sorts many own have make up comprise consist belong currently present pls please all'
    .split(' ')
    .map(stem),
);

/** Words before a noun that leave none of them out. */
const ofAll = new Set(
  'following current present existing many several various number different these those only'.split(' '),
);

/**
 * The list that the sentence above it names in full, whatever else stands under its heading: "The harbour has three quays:" above three
 * entries, "The members-only clubs are:". The sentence says nothing of them that the question does not, and the question nothing that
 * neither the sentence, the title nor a heading does. Undefined where no list is so, or two are.
 */
export function listLedIn(question: string, page: readonly Passage[]): List | undefined {
  const asked = listAsked(question);
  if (asked === undefined) return undefined;
  const isCount = asksHowMany(question);
  if (!isCount && asked.noun.some((word) => /^steps?$/.test(word))) return undefined;
  const lists = wholeSections([...page]).flatMap((section) =>
    listsOf(section).filter(
      (list) => list.entries.length > 1 && (isCount || isOfNames(list)) && isNamedBy(list, asked),
    ),
  );
  return lists.length === 1 ? lists[0] : undefined;
}

/** "How many clubs ...?", "number of clubs ...?" */
export function asksHowMany(question: string): boolean {
  return /\bhow many\b|^\W*(?:what(?:['’]?s| is) )?(?:the )?number of\b/i.test(question);
}

/** Whether entries are names; sentences are quoted as they stand. */
function isOfNames({ entries, text }: List): boolean {
  const lines = text.split('\n');
  return entries.every((entry, at) => !entry.endsWith('…') && !/^\.\s/.test((lines[at] ?? '').slice(entry.length)));
}

function listAsked(question: string): ListAsked | undefined {
  if (another.test(question)) return undefined;
  const found = forms.map((form) => form.exec(question)?.[1]).find((each) => each !== undefined);
  const noun = words(found?.replace(/(?<=[\p{L}\p{N}])['’]s\b/gu, '') ?? '');
  const end = noun.findIndex((word, index) => index > 0 && isStopWord(word) && word !== 'only');
  const own = end === -1 ? noun : noun.slice(0, end);
  if (own.length === 0) return undefined;
  const number = own.map(numberOf).find((each) => each !== undefined);
  const said = queryTerms(question.replace(/(?<=[\p{L}\p{N}])['’]s\b/gu, '')).filter(
    (term) => !idle.has(term) && numberOf(term) === undefined,
  );
  return { noun: own, said, ...(number !== undefined && { number }) };
}

function numberOf(word: string): number | undefined {
  const at = numberWords.indexOf(word);
  return /^\d{1,3}$/.test(word) ? Number(word) : at === -1 ? undefined : at;
}

function isNamedBy({ leadIn, above, entries, section }: Required<List>, { noun, number, said }: ListAsked): boolean {
  const named = namedIn(leadIn);
  if (named === undefined || ofSome.test(leadIn)) return false;
  const { own, rest, count } = named;
  if ((count !== undefined && count !== entries.length) || (number !== undefined && number !== entries.length))
    return false;
  const place = [section.title, ...section.heading];
  const headings = [...terms(place.join(' ')), ...place.flatMap(initialsOf).map(stem)];
  const around = new Set([...headings, ...terms(above)]);
  const [head = ''] = nounsOf(own.at(-1) ?? '');
  // Without a number, "the boats are:" may be some of those below another heading.
  const isTelling = count !== undefined || own.length > 1;
  return (
    isTelling &&
    nounsOf(noun.join(' ')).includes(head) &&
    own.every((word) => said.includes(stem(word)) || ofAll.has(word)) &&
    rest.every((term) => said.includes(term) || headings.includes(term)) &&
    said.every((term) => around.has(term))
  );
}

const countedNoun = new RegExp(
  String.raw`\b(${numberWords.slice(2).join('|')}|\d{1,2})\s+((?:["“”'‘’*]*[\p{L}-]+["“”'‘’*]*\s*){1,6})`,
  'iu',
);
const givenNoun = /^\W*(?:the|our|all|these)\s+([^:]{3,80}?)(?:,[^:]*)?\s(?:are|is)\b/iu;
/** How a sentence says it of a part, or of another time: "at night there are two quays", "we had two quays". */
const ofPart =
  /^\W*(?:in|at|on|for|during|when|if|from|by|under|with|among|of|while|once|after|before|prior|every|each|some|most|until)\b|\b(?:had|was|were|used to|formerly|originally|planned|will|would)\b/i;

/** What the sentence above a list calls its entries, what it says of which, and how many it says there are: "six quays". */
function namedIn(leadIn: string): { own: string[]; rest: string[]; count?: number } | undefined {
  if (ofPart.test(leadIn)) return undefined;
  const [, figure = '', behind = ''] = countedNoun.exec(leadIn) ?? [];
  const count = numberOf(figure.toLowerCase());
  const said = words(count === undefined ? (givenNoun.exec(leadIn)?.[1] ?? '') : behind);
  const end = said.findIndex((word) => isStopWord(word) || word === 'each');
  const own = end === -1 ? said : said.slice(0, end);
  const rest = said.slice(own.length);
  const saysMore = rest.findIndex((word) => word === 'each' || word === 'are' || word === 'is');
  return own.length === 0
    ? undefined
    : {
        own,
        rest: terms(rest.slice(0, saysMore === -1 ? rest.length : saysMore).join(' ')),
        ...(count !== undefined && { count }),
      };
}
