import type { Ref } from '../../schema/ref.ts';
import type { Query, Want } from '../look-up/query.ts';
import type { Analysis, Span } from './analysis.ts';
import { isAskedNoun, isFiller } from './cues.ts';
import type { Draft, Rule } from './draft.ts';
import { noNormsOf } from './norms.ts';
import { isOwn } from './own-relations.ts';
import { createReading, type Reading, type ReadingSetting } from './reading.ts';
import { bare } from './rules/bare.ts';
import { crowdWords } from './person-nouns.ts';
import { stemsOf } from './tokens.ts';
import { comparisons } from './rules/comparisons.ts';
import { alsoMembers, crowds } from './rules/crowds.ts';
import { defaultRelations } from './rules/default-relations.ts';
import { atEmployers } from './rules/employers.ts';
import { doesSo } from './rules/does-so.ts';
import { existence } from './rules/existence.ts';
import { asked, fields, textsAlone } from './rules/fields.ts';
import { forms } from './rules/forms.ts';
import { ids } from './rules/ids.ts';
import { intersections } from './rules/intersections.ts';
import { leavingOut } from './rules/leaving-out.ts';
import { lists } from './rules/lists.ts';
import { commonest } from './rules/commonest.ts';
import { longestLists, most } from './rules/most.ts';
import { relations } from './rules/relations.ts';
import { rolesFor } from './rules/roles-for.ts';
import { rolesIn } from './rules/roles-in.ts';
import { twoRoles } from './rules/two-roles.ts';
import { truths } from './rules/truths.ts';
import { valueTruths } from './rules/value-truths.ts';
import { ways } from './rules/ways.ts';
import { whose } from './rules/whose.ts';

/** One way to understand a question exactly. */
export interface Interpretation {
  query: Query;
  want: Want;
  /** The things that the question is about. */
  subjects: Ref[];
  /** Words that this does not account for. */
  unexplained: string[];
  /** Words it passes over that may say something: "live" in "where does Ada's manager live" is no filler if people have a place. */
  ignored: string[];
  /** How sure it is: larger is better. */
  score: number;
}

/** Adding a pattern of questions is adding a rule. */
const rules: readonly Rule[] = [
  truths,
  valueTruths,
  doesSo,
  ways,
  most,
  longestLists,
  commonest,
  existence,
  comparisons,
  twoRoles,
  relations,
  whose,
  rolesFor,
  rolesIn,
  defaultRelations,
  fields,
  asked,
  textsAlone,
  atEmployers,
  crowds,
  ids,
  lists,
  forms,
  bare,
];

/**
 * All ways to understand a question as a look-up, best first. Words that no part of an interpretation explains count against it:
 * an exact answer is given only to a question that is understood as a whole.
 */
export function interpret(analysis: Analysis, setting: ReadingSetting): Interpretation[] {
  const reading = createReading(analysis, setting);
  const drafts = rules.flatMap((rule) => rule(reading));
  const [isOfThat, isOfEach] = [asksOfThat(analysis), asksOfEach(analysis)];
  const isNoNorm = noNormsOf(analysis.tokens);
  return [...drafts, ...intersections(drafts, reading), ...alsoMembers(drafts, reading), ...leavingOut(drafts, reading)]
    .filter(
      ({ query, want }) =>
        !isNoNorm(query, want) &&
        !(isOfThat && isListOfThem(query, want)) &&
        !(isOfEach && want !== 'truth') &&
        !isOtherThanCounted(query, reading),
    )
    .map((draft) => finish(draft, reading))
    .sort((a, b) => b.score - a.score);
}

/** "*Does the guide of Risk* also chair a circle": yes or no, and no list of the guides who do. */
function asksOfThat({ tokens }: Analysis): boolean {
  return ['does', 'is', 'has'].includes(tokens[0]?.word ?? '') && ['the', 'our'].includes(tokens[1]?.word ?? '');
}

/** "Do the leads of Risk *all* work for Acme": those who do are no answer. */
function asksOfEach({ tokens }: Analysis): boolean {
  return ['do', 'are'].includes(tokens[0]?.word ?? '') && tokens.some(({ word }) => word === 'all');
}

/** "How many *people* lead a team of Risk" is no number of teams. */
function isOtherThanCounted(query: Query, { analysis: { kinds, tokens } }: Reading): boolean {
  const at = tokens.findIndex(({ word }, index) => word === 'many' && tokens[index - 1]?.word === 'how');
  const noun = at === -1 ? undefined : kinds.find(({ start }) => start === at + 1);
  if (noun === undefined || query.look !== 'related' || query.filter === undefined) return false;
  const { kind } = query.filter;
  return kind !== 'Person' && noun.senses.every((sense) => sense.kind === 'Person');
}

function isListOfThem(query: Query, want: Want): boolean {
  if (want === 'truth') return false;
  return (
    query.look === 'list' ||
    query.look === 'both' ||
    (query.look === 'related' && (query.filter?.having ?? []).length > 0)
  );
}

function finish(draft: Draft, reading: Reading): Interpretation {
  const { analysis, cues } = reading;
  const used = [...draft.used, ...cues.filter(({ cue }) => cue === 'person')];
  const isExplained = (index: number) => used.some((span) => index >= span.start && index < span.end);
  const isRelated = analysis.relations.some((phrase) => draft.used.includes(phrase));
  const isOfField = analysis.fields.some((phrase) => draft.used.includes(phrase));
  const soft = new Set([
    ...(isRelated ? wordsOf(softBesideRelations, analysis) : []),
    ...(isOfTeams(draft.query) ? wordsOf(softBesideTeams, analysis) : []),
    ...(isOfField ? wordsOf(softBesideFields, analysis) : []),
    ...ourVerb(analysis),
    ...crowd(draft, analysis),
    ...(isOfField ? doneFor(draft, analysis) : []),
  ]);
  const own = new Set(ownVerbs(reading));
  const excepting = new Set([...placesOf(reading.spansOf('except')), ...sameWords(analysis)]);
  const unexplained = analysis.tokens
    .filter(
      (token, index) =>
        !isExplained(index) &&
        !soft.has(index) &&
        (!isFiller(token) || isAskedNoun(token, analysis.tokens[index - 1]) || own.has(index) || excepting.has(index)),
    )
    .map(({ word }) => word);
  const ignored = analysis.tokens
    .filter(
      (token, index) =>
        !isExplained(index) && !token.isStop && (isFiller(token) ? maySay(index, analysis) : soft.has(index)),
    )
    .map(({ word }) => word);
  const certainty = draft.mentions.reduce(
    (sum, { certainty: sure }) => sum + { sure: 2, likely: 1, guess: -2 }[sure],
    0,
  );
  const explained = analysis.tokens.filter((_, index) => isExplained(index));
  const mended = explained.filter(({ isMended }) => isMended === true).length;
  return {
    query: draft.query,
    want: draft.want,
    subjects: draft.subjects,
    unexplained,
    ignored,
    score:
      certainty + explained.length * 0.1 - mended - unexplained.length * 10 - ignored.length * 3 - (draft.penalty ?? 0),
  };
}

/** "The *same* guide as Risk": no word to pass over, but in "at the same time". */
function sameWords({ tokens }: Analysis): number[] {
  return tokens.flatMap(({ word }, at) => (word === 'same' && tokens[at + 1]?.word !== 'time' ? [at] : []));
}

function placesOf(spans: readonly Span[]): number[] {
  return spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, offset) => start + offset));
}

/** Verbs that say nothing more where a noun says how: "which groups does Kat *look after* as liaison". */
const softBesideRelations = [
  'look after',
  'looks after',
  'take care of',
  'takes care of',
  'responsible for',
  'in charge of',
  'act as',
  'acts as',
  'serve as',
  'serves as',
  'work as',
  'works as',
  'handle',
  'handles',
  'cover',
  'covers',
  'attached to',
  'assigned to',
].map(stemsOf);

/** Where things are, of a team that has them: "repositories *under* Platform". Who is under a person reports to them. */
const softBesideTeams = ['under', 'within', 'inside', 'underneath', 'off', 'beneath', 'below', 'part of'].map(stemsOf);

function isOfTeams(query: Query): boolean {
  return (
    query.look === 'related' && query.relation !== 'REPORTS_TO' && query.of.every((ref) => !ref.startsWith('person:'))
  );
}

/** The same beside a field: "what channel does Payments *use*", "which repositories *send* their alerts to #payments". */
const softBesideFields = [
  'use',
  'send',
  'go',
  'go to',
  'post',
  'get',
  'run on',
  'sit',
  'work',
  'work for',
  'end up',
  'reach',
  'reach out',
  'find',
  'contact',
  'write to',
  'hang out',
  'chat',
  'talk',
  'enabled',
  'installed',
  'configured',
  'set up',
  'turned on',
  'switched on',
  'happen',
  'take place',
  'held',
  'occur',
  'access to',
  'have access to',
].map(stemsOf);

/** Places of the words of phrases. */
function wordsOf(phrases: readonly (readonly string[])[], { tokens }: Analysis): number[] {
  return tokens.flatMap((_, start) =>
    phrases.flatMap((phrase) =>
      phrase.every((stem, index) => tokens[start + index]?.stem === stem) ? phrase.map((__, at) => start + at) : [],
    ),
  );
}

/** People behind the name of their team or of what they make: "the Payments *folks*", "where are the Risk *people*". */
function crowd({ mentions, query }: Draft, { tokens }: Analysis): number[] {
  return (
    mentions
      // The mailbox of those who make a thing is theirs, and none of the thing.
      .filter(({ senses }) => query.look !== 'contact' || senses.some(({ kind }) => kind === 'Team'))
      .filter(({ senses }) => senses.some(({ kind }) => crowdKinds.has(kind)))
      .flatMap(({ end }) => (crowdWords.has(tokens[end]?.word ?? '') ? [end] : []))
  );
}

/** What is done for a thing, behind its name: "the channel for Tides *development*". */
function doneFor({ mentions }: Draft, { tokens }: Analysis): number[] {
  return mentions.flatMap(({ end }) => (workWords.has(tokens[end]?.word ?? '') ? [end] : []));
}

const workWords = new Set([
  'development',
  'dev',
  'work',
  'discussion',
  'discussions',
  'questions',
  'project',
  'effort',
]);

/** What people are named after who have to do with it. */
const crowdKinds = new Set(['Team', 'System', 'Project']);

/** What "we" do with a thing is to have it: "how many libraries do *we maintain*". */
function ourVerb({ tokens }: Analysis): number[] {
  const last = tokens.length - 1;
  return ['we', 'us'].includes(tokens[last - 1]?.word ?? '') ? [last] : [];
}

/** Words of several that a company gives to a relation of its own: where it has "works for", "work" is no filler in them. */
function ownVerbs({ analysis: { relations, tokens }, ontology }: Reading): number[] {
  return relations
    .filter(({ start, end, senses }) => end - start > 1 && senses.some((sense) => isOwn(sense, ontology)))
    .flatMap(({ start, end }) => tokens.flatMap(({ isStop }, at) => (at >= start && at < end && !isStop ? [at] : [])));
}

/** Whether a word is one for a relation or a field of this company, and so may be what is asked. */
function maySay(index: number, { relations, fields }: Analysis): boolean {
  return [...relations, ...fields].some(({ start, end }) => index >= start && index < end);
}
