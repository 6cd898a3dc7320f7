import { isStopWord, words } from '../../graph/text/analyse.ts';
import type { FieldSpec } from '../../schema/kinds.ts';
import type { Ontology } from '../../schema/ontology.ts';

/** Words that say which value a field has: "at risk", "tier 1", "open positions", "Berlin". */
export interface ValueSense {
  kind: string;
  field: string;
  /** All values that the words can mean: "engineer" means each title that says so. */
  values: readonly string[];
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
      .filter(({ type, name }) => (type === 'text' || type === 'choice') && !named.has(name))
      .map((field) => ({ kind, field })),
  );
}

/** Text that is no sort of anything. */
const named = new Set(['name', 'description', 'statusNote', 'goal', 'chat', 'phone', 'onCall', 'appliesTo']);

/** Phrases for values, as words in the singular, each with what it means. */
export function valuePhrases(held: readonly HeldValues[]): { phrase: string[]; sense: ValueSense }[] {
  return held.flatMap(({ kind, field, values }) =>
    [...phrasesOf(field, values)].map(([phrase, meant]) => ({
      phrase: phrase.split(' '),
      sense: {
        kind,
        field: field.name,
        values: [...meant],
        isWhole: field.saidInPart !== true || [...meant].some((value) => singularWords(value).join(' ') === phrase),
      },
    })),
  );
}

function phrasesOf(field: FieldSpec, values: readonly string[]): Map<string, Set<string>> {
  const phrases = new Map<string, Set<string>>();
  const add = (phrase: readonly string[], value: string) => {
    const key = phrase.join(' ');
    if (!/\p{L}/u.test(key)) return;
    phrases.set(key, (phrases.get(key) ?? new Set()).add(value));
  };
  for (const { value, synonyms = [] } of field.choices ?? [])
    for (const said of [value, ...synonyms]) add(singularWords(said), value);
  if (field.choices !== undefined || values.length > mostValues) return phrases;
  for (const value of values) {
    const said = singularWords(value);
    if (field.saidInPart === true) for (const part of partsOf(said).flatMap(withAbbreviations)) add(part, value);
    else if (said.length <= longestValue) add(said, value);
    // "tier 1" for the criticality "1" or "Tier 1" alike.
    if (/^\d+$/.test(value))
      for (const label of [field.label, ...(field.synonyms ?? [])]) add([...singularWords(label), value], value);
  }
  return phrases;
}

/** All runs of up to five words that neither begin nor end with a word like "of". */
function partsOf(said: readonly string[]): string[][] {
  const runs = said.flatMap((_, start) =>
    Array.from({ length: Math.min(5, said.length - start) }, (__, extra) => said.slice(start, start + extra + 1)),
  );
  return runs.filter((run) => !isStopWord(run[0] ?? '') && !isStopWord(run.at(-1) ?? ''));
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
  return words(text).map(singular);
}

function singular(word: string): string {
  if (/^[a-z]{3,}ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/^[a-z]{2,}(ch|sh|ss|x)es$/.test(word)) return word.slice(0, -2);
  return /^[a-z]{3,}[^s]s$/.test(word) ? word.slice(0, -1) : word;
}
