import { queryTerms, stem, terms, words as wordsOf } from '../../graph/text/analyse.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Otherwise } from '../retrieve/thesaurus.ts';

/** What a text says of a thing that a description may mean. */
export interface Candidate {
  ref: Ref;
  /** All that it is called. */
  name: string;
  /** Its own description, or a sentence. */
  text: string;
  /** Title and headings above the text. */
  around: string;
  /** The section that the text is a sentence of. */
  section: string;
  /** How near the text is to the description in meaning; 0 where that is not known. */
  closeness: number;
  /** The text is the thing's own description, not a sentence that names it. */
  isOwn: boolean;
  /** The text is a sentence by which the thing does something, decides it or is asked for it. */
  isDoer?: boolean;
}

/**
 * Share of a description's words that a text must have, by weight; and how far it must be ahead of any other thing's. Whoever describes at
 * length says more than the text does: half is enough where nothing else comes near.
 */
const enough = 0.67;
const ahead = 0.12;
/** What it counts that a text has the first word of a description itself: what the thing does. */
const doesIt = 0.05;
/** What it counts that the thing is the one who does, decides or is asked in the sentence. */
const doer = 0.06;
const far = { words: 3, enough: 0.5, ahead: 0.28, near: 0.5 };
/** What a word counts that is told before the description. */
const half = 0.5;
/** What a word of a title or heading counts beside one of the text, one of the rest of the section, and one of the thing's name on top. */
const counts = { around: 0.9, section: 0.6, name: 0.3 };
/** How near in meaning what has the words must be: a thing's own description, a sentence that names it, and one that shares one word only. */
const near = { own: 0.25, sentence: 0.4, oneWord: 0.5 };

/** Share of the words that a description must have whose nearness is not known. */
const all = 0.99;

/** What teams do with anything, and what askers do: such words tell no thing from another. */
const idle = new Set(
  (
    'do does doing done deal deals dealing handle handles handling run runs running look looks looking after take takes care ' +
    'work works working manage manages managing maintain maintains maintaining build builds building make makes making ' +
    'responsible charge own owns owning get gets getting keep keeps keeping host hosts hosting w with need needs also about ' +
    'someone somebody anyone people members member mail ask email contact talk tell report reach write want must may might ' +
    'currently now behind all everything stuff things thing besides beside own onto particular certain specific other another ' +
    'only one official officially'
  )
    .split(' ')
    .map(stem),
);

/** What is cut short in talk and written out on pages. */
const cutShort = new Set('repo admin config info spec perf infra auth prod dev env org app doc comm ref'.split(' '));
/** What a word counts that a text has otherwise: written out, or as the thesaurus puts it. */
const otherwiseCounts = { writtenOut: 0.9, thesaurus: 0.7 };

export interface FitOptions {
  /** Phrases of the description that texts may put otherwise. */
  otherwise?: readonly Otherwise[];
  /** What is told before the description and may be of something else: its words count half. */
  before?: string;
  /** Whether a thing is below another: what fits a part fits the whole, which is meant. */
  isPartOf?: (part: Ref, whole: Ref) => boolean;
}

/** Whether a description says what a thing is called after, and no more: "handles security response" of the Security Response Committee. */
export function isCalledAfter(description: string, name: string): boolean {
  const said = queryTerms(description).filter((term) => !idle.has(term));
  const called = terms(name);
  return said.length > 0 && said.every((term) => called.includes(term));
}

/** The candidate that has most of a description, if one has enough and is ahead. @param nouns nouns of its kind, which say nothing */
export function bestFit<C extends Candidate>(
  description: string,
  candidates: readonly C[],
  nouns: string,
  options: FitOptions = {},
): C | undefined {
  const fits = description
    .split(/\band (?:also |that |which |who |whose )+/)
    .flatMap((part) => bestOf(part, candidates, nouns, options) ?? []);
  // Of "whose members get keys and that also makes the releases", what a team says of itself tells most.
  return fits.find(({ isOwn }) => isOwn) ?? fits[0];
}

function bestOf<C extends Candidate>(
  description: string,
  candidates: readonly C[],
  nouns: string,
  { before = '', isPartOf = () => false, otherwise = [] }: FitOptions,
): C | undefined {
  const silent = new Set([...idle, ...wordsOf(nouns).map(stem)]);
  const own = queryTerms(description).filter((term) => !silent.has(term));
  const wanted = [...new Set([...own, ...queryTerms(before).filter((term) => !silent.has(term))])];
  if (wanted.length === 0) return undefined;
  const termsIn = remembered((text) => new Set(terms(text)));
  const having = candidates.map(({ text, around, section, name }) => ({
    text: termsIn(text),
    around: termsIn(around),
    section: termsIn(section),
    name: termsIn(name),
  }));
  const wordings = new Map(wanted.map((term) => [term, wordingsOf(term, otherwise)]));
  const shares = having.map((said) =>
    wanted.map((term) => Math.max(0, ...(wordings.get(term) ?? []).map((each) => countOf(each, said)))),
  );
  const weights = wanted.map((term, at) => {
    const frequency = shares.filter((said) => (said[at] ?? 0) >= counts.section * otherwiseCounts.thesaurus).length;
    const share = own.length === 0 || own.includes(term) ? 1 : half;
    return share * Math.log(1 + (candidates.length + 1) / (frequency + 0.5));
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const scored = candidates.map((candidate, index) => {
    const share = weights.reduce((sum, weight, at) => sum + (shares[index]?.[at] ?? 0) * weight, 0);
    const does = own[0] !== undefined && termsIn(candidate.text).has(own[0]) ? doesIt : 0;
    const fit = share / total + (candidate.isDoer === true ? doer : 0);
    return { candidate, share: fit, order: fit + 0.1 * candidate.closeness + does };
  });
  const ranked = scored.sort((a, b) => b.order - a.order);
  const [first] = ranked;
  if (first === undefined) return undefined;
  const best =
    ranked.find(
      ({ candidate, order }) => first.order - order < ahead && isPartOf(first.candidate.ref, candidate.ref),
    ) ?? first;
  const rival = ranked.find(
    ({ candidate }) => candidate.ref !== best.candidate.ref && !isPartOf(candidate.ref, best.candidate.ref),
  );
  const lead = best.order - (rival?.order ?? 0);
  const isFarAhead =
    wanted.length >= far.words && best.share >= far.enough && lead >= far.ahead && best.candidate.closeness >= far.near;
  if (!isFarAhead && (best.share < enough || lead < ahead)) return undefined;
  return isNear(best, wanted.length, candidates) ? best.candidate : undefined;
}

/** Sentences of one section share it. */
function remembered<T>(find: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text) ?? find(text);
    known.set(text, found);
    return found;
  };
}

function isNear(
  { candidate: { isOwn, closeness }, share }: { candidate: Candidate; share: number },
  words: number,
  candidates: readonly Candidate[],
): boolean {
  // While there are no embeddings, words alone have to do.
  if (candidates.every((each) => each.closeness === 0)) return words > 1 || isOwn;
  // How near a description is that was found by its words alone is not known: it has to have them all.
  if (closeness === 0 && isOwn && words > 1 && share >= all) return true;
  return closeness >= (isOwn ? near.own : words > 1 ? near.sentence : near.oneWord);
}

type Said = Record<'text' | 'around' | 'section' | 'name', ReadonlySet<string>>;

/** A way to put a word of the description: terms that a text has all of. */
interface Wording {
  isThere: (said: ReadonlySet<string>) => boolean;
  counts: number;
}

function wordingsOf(term: string, otherwise: readonly Otherwise[]): Wording[] {
  const others = otherwise.filter(({ phrase }) => terms(phrase).includes(term)).flatMap((each) => each.others);
  return [
    { isThere: (said) => said.has(term), counts: 1 },
    ...(cutShort.has(term)
      ? [
          {
            isThere: (said: ReadonlySet<string>) => [...said].some((each) => each.startsWith(term)),
            counts: otherwiseCounts.writtenOut,
          },
        ]
      : []),
    ...others.map(terms).map((all) => ({
      isThere: (said: ReadonlySet<string>) => all.every((each) => said.has(each)),
      counts: otherwiseCounts.thesaurus,
    })),
  ];
}

/** How much of a word a candidate has, put one way. */
function countOf({ isThere, counts: share }: Wording, own: Said): number {
  const said = isThere(own.text) ? 1 : isThere(own.around) ? counts.around : isThere(own.section) ? counts.section : 0;
  return share * (said + (isThere(own.name) ? counts.name : 0));
}
