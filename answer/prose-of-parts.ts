import { terms } from '../graph/text/analyse.ts';
import { type ComposeInput, composeQuotes, quotePart } from './compose/compose.ts';
import type { Beside, PartsOptions } from './in-parts.ts';
import { isAnswerable } from './retrieve/answerable.ts';
import { hasWhatIsAsked } from './retrieve/expected.ts';
import type { Evidence } from './retrieve/retrieve.ts';
import { personThatIs, teamThatIs } from './compose/who-that-is.ts';

/** Passages quoted for each part of a question. */
const quotesOfPart = 2;
/** How much it counts for a section that its page may answer the whole question: parts are often told on one page. */
const shareOfWhole = 0.15;
/** Sections whose pages are the nearest to the whole. */
const nearest = 3;
/** A sentence with a figure of the kind that is asked for, on the page of the thing that is meant, need be no nearer than this. */
const nearEnough = 0.45;

/** "And what's *their* number?", but not "who leads *that team*?" */
const pointsAtWhom =
  /^(?!.*\b(?:that|this|the|which) (?:team|group|committee|board|unit|department)\b).*\b(?:he|him|his|she|her|they|them|their|(?:that|this) person)\b/i;

interface Found {
  evidence: Evidence[];
  /** What was searched, without slips of the keyboard. */
  meant: string;
}

/** What prose says of the parts of a question. @param input the whole question, and what was found for it */
export function proseOfParts(
  input: ComposeInput,
  search: (wanted: string) => Promise<Found>,
): Pick<PartsOptions, 'quote' | 'doer' | 'quoteOfWhole'> {
  const { question: whole, evidence: ofWhole, thesaurus, context } = input;
  const pages = new Map<string, number>();
  for (const { passage, score } of ofWhole) pages.set(passage.ref, Math.max(score, pages.get(passage.ref) ?? 0));
  const best = Math.max(Number.EPSILON, ...pages.values());
  const near = new Set(ofWhole.slice(0, nearest).map(({ passage }) => passage.ref));
  const found = new Map<string, Promise<Found>>();

  /** What is found for a part, and the part as it was meant. */
  async function proseOf(part: string, { about, said }: Beside): Promise<Found> {
    const more = [about, said].map((text) => (text === '' ? '' : ` ${text}`)).join('');
    const known = found.get(part + more) ?? search(part + more);
    found.set(part + more, known);
    const { evidence, meant } = await known;
    return {
      evidence: withPagesOfWhole(evidence),
      meant: meant.endsWith(more) ? meant.slice(0, meant.length - more.length) : part,
    };
  }

  function withPagesOfWhole(evidence: readonly Evidence[]): Evidence[] {
    return evidence
      .map((each) => ({ ...each, score: each.score + shareOfWhole * ((pages.get(each.passage.ref) ?? 0) / best) }))
      .sort((a, b) => b.score - a.score);
  }

  return {
    quote: async (question, exact, beside) => {
      const { evidence, meant } = await proseOf(question, beside);
      return composeQuotes({ ...input, question: meant, exact, evidence, ...beside, most: quotesOfPart });
    },
    doer: async (question, { statements }, next) =>
      (await teamThatIs(question, statements, context)) ??
      (pointsAtWhom.test(next) ? personThatIs(question, statements, context) : undefined),
    quoteOfWhole: async (part, beside) => {
      const { evidence, meant: question } = await proseOf(part, beside);
      const about = terms(beside.about);
      const isOfIt = ({ passage: { title } }: Evidence) =>
        about.length > 0 && terms(title).every((term) => about.includes(term));
      const tells = ({ telling, passage }: Evidence) =>
        (telling?.closeness ?? 0) >= nearEnough && hasWhatIsAsked(question, [passage]);
      // "Ada sits in Oslo on Wednesdays" tells on which day Ada is there.
      const namesIt = ({ telling }: Evidence) => {
        const said = new Set(terms(telling?.sentence ?? ''));
        return about.length > 1 && about.every((term) => said.has(term));
      };
      const naming = evidence.filter((each) => namesIt(each) && hasWhatIsAsked(question, [each.passage]));
      const ofPages =
        naming.length > 0
          ? naming
          : isAnswerable(whole, ofWhole, thesaurus)
            ? evidence.filter((each) => near.has(each.passage.ref) || isOfIt(each))
            : evidence.filter((each) => isOfIt(each) && tells(each));
      return quotePart(question, ofPages, { on: context.on, most: quotesOfPart });
    },
  };
}
