import { isStopWord, words } from '../../graph/text/analyse.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { type End, extraRelationType, type RelationSpec } from '../../schema/relations.ts';
import { stemsOf } from './tokens.ts';

/** Verbs that stand before what a relation says and change with who does it: "*is* compatible with", "*does* not fit". */
const auxiliaries = new Set('is are was were be been do does did has have had can could will would'.split(' '));
/** Each a verb and "not" in one word. */
const contracted = 'dont doesnt didnt isnt arent wasnt werent cant cannot wont hasnt havent'.split(' ');

/** The words of a relation without the verb that changes, and whether they deny: "does not fit" is "not fit". */
function core(phrase: string): { said: string[]; isDenied: boolean } {
  const [first = '', ...others] = words(phrase);
  const said = auxiliaries.has(first) ? others : [first, ...others];
  if (contracted.includes(said[0] ?? '')) return { said: said.slice(1), isDenied: true };
  return said[0] === 'not' ? { said: said.slice(1), isDenied: true } : { said, isDenied: false };
}

/**
 * A phrase that a company gives to a relation, and the other ways to say it: "does not fit" is also "do not fit", "don't fit" and, behind a
 * name, "not fit"; "is incompatible with" is "are incompatible with". One word left, such as "is from", says too little.
 */
export function waysToSay(phrase: string): string[] {
  const { said, isDenied } = core(phrase);
  const rest = said.join(' ');
  if (isDenied && said.length > 0) return [phrase, ...['not', ...contracted].map((not) => `${not} ${rest}`)];
  const isShorter = said.length > 1 && said.length < words(phrase).length && !isStopWord(said[0] ?? '');
  return isShorter ? [phrase, rest] : [phrase];
}

interface Opposite {
  /** Key of the relation. */
  relation: string;
  /** It is said from the other end. */
  isInverse: boolean;
}

/** Relations of a company that say the opposite of one, by its own words: "does not work with" of "works with". */
export function oppositesOf(relation: RelationSpec, ontology: Ontology): Opposite[] {
  const own = phrasesOf(relation);
  return ontology.relations
    .filter(({ type, key }) => type === extraRelationType && key !== relation.key)
    .flatMap((other): Opposite[] => {
      const theirs = phrasesOf(other);
      const isOpposite = (one: End, end: End) =>
        own[one].some((a) => theirs[end].some((b) => a.isDenied !== b.isDenied && a.stems === b.stems));
      if (isOpposite('from', 'from') || isOpposite('to', 'to')) return [{ relation: other.key, isInverse: false }];
      return isOpposite('from', 'to') || isOpposite('to', 'from') ? [{ relation: other.key, isInverse: true }] : [];
    });
}

/** What is said of a relation, read from either end. */
function phrasesOf({ name, inverse, synonyms }: RelationSpec): Record<End, { stems: string; isDenied: boolean }[]> {
  const all = (phrases: readonly string[]) =>
    phrases.map((phrase) => {
      const { said, isDenied } = core(phrase);
      return { stems: said.flatMap(stemsOf).join(' '), isDenied };
    });
  return { from: all([name, ...(synonyms?.name ?? [])]), to: all([inverse, ...(synonyms?.inverse ?? [])]) };
}
