import { isStopWord, words } from '../../graph/text/analyse.ts';
import type { FieldSpec } from '../../schema/kinds.ts';
import { singularWord } from '../../schema/names.ts';
import type { Value } from '../../schema/value.ts';
import type { Ontology } from '../../schema/ontology.ts';

/** Words that say which value a field has: "at risk", "tier 1", "open positions", "Berlin". */
export interface ValueSense {
  kind: string;
  field: string;
  /** All values that the words can mean: "engineer" means each title that says so. */
  values: readonly Value[];
  /** Those that the words can stand for alone: a staff engineer is an engineer, a customer engineer is no customer. */
  alone: readonly Value[];
  /** The words are all of a value: "Berlin" is a city before it is a part of a title. */
  isWhole: boolean;
}

/** The values that a field has in the graph. */
export interface HeldValues {
  kind: string;
  field: FieldSpec;
  values: readonly string[];
}

/** A field of free text with more values than this names things rather than sorts of them. */
export const mostValues = 400;
/** A longer text is a description. */
const longestValue = 6;

/** Fields whose values a question may name. */
export function valueFields(ontology: Ontology): { kind: string; field: FieldSpec }[] {
  return ontology.kinds.flatMap(({ name: kind }) =>
    ontology
      .fields(kind)
      .filter(({ type, name }) => ['text', 'choice', 'boolean', 'list'].includes(type) || reaching.has(name))
      .filter(({ name }) => !named.has(name) || reaching.has(name))
      .map((field) => ({ kind, field })),
  );
}

/** Text that is no sort of anything. */
const named = new Set(['name', 'description', 'statusNote', 'goal', 'chat', 'phone', 'onCall', 'appliesTo']);

/** Where things are reached: beside its field such a value says which of them is meant, "which team uses the channel *#payments*". */
const reaching = new Set(['chat', 'email']);

/** Whether a field says where things are reached. */
export function isReaching(field: string): boolean {
  return reaching.has(field);
}

/** Phrases for values, as words in the singular, each with what it means. */
export function valuePhrases(held: readonly HeldValues[]): { phrase: string[]; sense: ValueSense }[] {
  return held.flatMap(({ kind, field, values }) =>
    // What is in a list is meant beside the name of the list only; so is where something is reached.
    (field.type === 'list' || reaching.has(field.name) ? [] : [...phrasesOf(field, values)]).map(
      ([phrase, { all, heads }]) => ({
        phrase: phrase.split(' '),
        sense: {
          kind,
          field: field.name,
          values: [...all],
          alone: [...heads],
          isWhole:
            field.saidInPart !== true || [...all].some((value) => singularWords(String(value)).join(' ') === phrase),
        },
      }),
    ),
  );
}

/** Words that a part of a text may have, and words of a text that parts are taken of. */
const longestPart = 3;
const longestText = 40;

/** Fields of free text, also of several texts: what each says is no name of anything, and "Monday" is a part of "every Monday at 9:00". */
export function isOfTexts({ name, type, saidInPart }: FieldSpec): boolean {
  return (type === 'text' && saidInPart !== true) || (type === 'list' && name !== 'aliases');
}

/**
 * Phrases for parts of free texts, as words in the singular: "Monday" of "every Monday at 9:00". They say which value is meant only beside
 * their field.
 */
export function partsOfTexts(held: readonly HeldValues[]): { phrase: string[]; sense: ValueSense }[] {
  return held.flatMap(({ kind, field, values }) => {
    if (reaching.has(field.name)) return wholeOrLast(kind, field, values);
    if (!isOfTexts(field) || values.length > mostValues) return [];
    const having = new Map<string, Set<Value>>();
    for (const value of values) {
      const said = singularWords(withoutHyphen(value));
      if (said.length > longestText) continue;
      for (const { words: part } of partsOf(said, 0, longestPart)) {
        const key = part.join(' ');
        // "Every Monday" and "on Mondays" ask for the same.
        if (part[0] === 'every' || part[0] === 'each') continue;
        // The whole of a text is a value; the whole of one of several is not.
        if (/\p{L}/u.test(key) && (field.type === 'list' || part.length < said.length))
          having.set(key, (having.get(key) ?? new Set()).add(value));
      }
    }
    // "Gauge" is one thing of a list that has "gauge" and "old-gauge".
    const whole = new Map(field.type === 'list' ? values.map((value) => [singularWords(value).join(' '), value]) : []);
    return [...having].map(([phrase, all]) => ({
      phrase: phrase.split(' '),
      sense: {
        kind,
        field: field.name,
        values: [whole.get(phrase) ?? [...all]].flat(),
        alone: [],
        isWhole: whole.has(phrase),
      },
    }));
  });
}

/** A channel or address as a whole, and the last part of one that is a path. */
function wholeOrLast(
  kind: string,
  { name: field }: FieldSpec,
  values: readonly string[],
): { phrase: string[]; sense: ValueSense }[] {
  return values.flatMap((value) =>
    [...new Set([value, value.split('/').at(-1) ?? value])].flatMap((said) => {
      const phrase = singularWords(said);
      return phrase.length === 0 || phrase.every(isStopWord)
        ? []
        : [{ phrase, sense: { kind, field, values: [value], alone: [], isWhole: true } }];
    }),
  );
}

/** "Bi-weekly" is one word: it is not weekly. */
export function withoutHyphen(text: string): string {
  return text.replace(/\b(bi|tri|semi|half|non)-(?=\p{L})/giu, '$1');
}

interface Meant {
  all: Set<Value>;
  /** Values at whose end the phrase stands, which is what they are: "engineer" of "Staff Engineer". */
  heads: Set<Value>;
}

function phrasesOf(field: FieldSpec, values: readonly string[]): Map<string, Meant> {
  const phrases = new Map<string, Meant>();
  const add = (phrase: readonly string[], value: Value, isHead = true) => {
    const key = phrase.join(' ');
    // "do" is the name of a provider too, and in a question it never is.
    if (!/\p{L}/u.test(key) || phrase.every(isStopWord)) return;
    const meant = phrases.get(key) ?? { all: new Set(), heads: new Set() };
    phrases.set(key, meant);
    meant.all.add(value);
    if (isHead) meant.heads.add(value);
  };
  // A thing is what a yes-or-no field is called after: "private repositories".
  if (field.type === 'boolean')
    for (const name of [field.label, ...(field.synonyms ?? [])]) add(singularWords(name), true);
  for (const { value, synonyms = [] } of field.choices ?? [])
    for (const said of [value, ...synonyms]) add(singularWords(said), value);
  if (field.choices !== undefined || field.type === 'list' || values.length > mostValues) return phrases;
  for (const value of values) {
    const said = singularWords(value);
    if (field.saidInPart === true)
      for (const { words: part, isHead } of partsOf(said, headOf(value)))
        for (const other of withAbbreviations(part)) add(other, value, isHead);
    else if (said.length <= longestValue) add(said, value);
    // "tier 1" for the criticality "1" or "Tier 1" alike.
    if (/^\d+$/.test(value))
      for (const label of [field.label, ...(field.synonyms ?? [])]) add([...singularWords(label), value], value);
  }
  return phrases;
}

/** Words of rank that stand before what they rule: a "VP Sales" is a VP. */
const ranks = new Set(['vp', 'svp', 'evp', 'head', 'director', 'chief', 'president', 'manager', 'lead', 'md']);
const doer =
  /(?:er|or|ist|ant|ent|ian|man|woman|person|lead|head|chief|fellow|intern|partner|associate|nurse|clerk|cook)$/;

/** Where the word ends that says what a title is: "engineer" in "Staff Engineer, Data", "head" in "Head of Sales". */
function headOf(value: string): number {
  const [first = ''] = value.split(/[,(/;]|\s[-–]\s/);
  const said = singularWords(first);
  const linked = said.findIndex(isStopWord);
  const whole = linked > 0 ? said.slice(0, linked) : said;
  const isRanked = ranks.has(whole[0] ?? '') && !doer.test(whole.at(-1) ?? '');
  return isRanked ? 1 : whole.length;
}

/** All runs of words that neither begin nor end with a word like "of", and which of them say what it is. */
function partsOf(said: readonly string[], headEnd: number, most = 5): { words: string[]; isHead: boolean }[] {
  const runs = said.flatMap((_, start) =>
    Array.from({ length: Math.min(most, said.length - start) }, (__, extra) => ({ start, end: start + extra + 1 })),
  );
  return runs
    .map(({ start, end }) => ({
      words: said.slice(start, end),
      isHead: start < headEnd && (end === headEnd || end === said.length),
    }))
    .filter(({ words: run }) => !isStopWord(run[0] ?? '') && !isStopWord(run.at(-1) ?? ''));
}

/** What is said for longer words in titles. */
const abbreviations: readonly (readonly [short: string, long: string])[] = [
  ['ceo', 'chief executive officer'],
  ['ceo', 'chief executive'],
  ['cto', 'chief technology officer'],
  ['cto', 'chief technical officer'],
  ['cfo', 'chief financial officer'],
  ['coo', 'chief operating officer'],
  ['cio', 'chief information officer'],
  ['ciso', 'chief information security officer'],
  ['cpo', 'chief product officer'],
  ['chro', 'chief human resource officer'],
  ['cmo', 'chief marketing officer'],
  ['evp', 'executive vice president'],
  ['svp', 'senior vice president'],
  ['vp', 'vice president'],
  ['md', 'managing director'],
  ['pm', 'product manager'],
  ['em', 'engineering manager'],
  ['qa', 'quality assurance'],
  ['hr', 'human resource'],
  ['it', 'information technology'],
  ['sre', 'site reliability engineer'],
  ['dev', 'developer'],
  ['rep', 'representative'],
  ['gb', 'governing board'],
  ['sr', 'senior'],
  ['usa', 'united states'],
  ['usa', 'united states of america'],
  ['uk', 'united kingdom'],
];

/** The words as they are, and with each abbreviation written out or used. */
function withAbbreviations(said: string[]): string[][] {
  const text = ` ${said.join(' ')} `;
  const others = abbreviations.flatMap(([short, long]) => [
    text.replace(` ${long} `, ` ${short} `),
    text.replace(` ${short} `, ` ${long} `),
  ]);
  return [...new Set([text, ...others])].map((each) => each.trim().split(' '));
}

/** Words as one would say them of one thing: "open positions" and "open position" are the same. */
export function singularWords(text: string): string[] {
  return words(text).map(singularWord);
}

/** Of nouns, also of short ones such as "WGs". */
export function isPlural(noun: string): boolean {
  return /[^s]s$/.test(noun);
}
