import type { End } from '../../../schema/relations.ts';
import { narrows } from '../../look-up/counting.ts';
import { overlap, type Span } from '../analysis.ts';
import type { Draft, Rule } from '../draft.ts';
import type { RelationSense } from '../lexicon.ts';
import { narrowings } from '../narrow.ts';
import { isOwn } from '../own-relations.ts';
import { type MentionGroup, type Reading, withNoun } from '../reading.ts';
import { type Target, targets } from '../targets.ts';
import type { Token } from '../tokens.ts';
import { relatedDraft } from './related-draft.ts';

/** "who leads Payments", "Ada's manager", "which teams can push to the ledger": a relation said in words, and a thing. */
export const relations: Rule = (reading) =>
  reading.analysis.relations.flatMap((phrase) =>
    reading.groups.flatMap((mention) =>
      mention.spans.some((span) => overlap(span, phrase))
        ? []
        : withoutBuiltIn(
            phrase.senses.flatMap((sense) =>
              draftsOf(reading, { phrase, sense, mention }).map((draft) => ({ draft, sense })),
            ),
            reading,
          ),
    ),
  );

/** Words that a company gives to a relation of its own mean that one, and a built-in one only where that explains more of the question. */
function withoutBuiltIn(drafts: readonly { draft: Draft; sense: RelationSense }[], { ontology }: Reading): Draft[] {
  const own = drafts.filter(({ sense }) => isOwn(sense, ontology)).map(({ draft }) => draft);
  const isSaid = ({ start, end }: Span) =>
    own.some(({ used }) => used.some((span) => span.start <= start && span.end >= end));
  return drafts
    .filter(({ draft, sense }) => isOwn(sense, ontology) || own.length === 0 || !draft.used.every(isSaid))
    .map(({ draft }) => draft);
}

function draftsOf(
  reading: Reading,
  { phrase, sense, mention }: { phrase: Span; sense: RelationSense; mention: MentionGroup },
): Draft[] {
  const { ontology } = reading;
  const spec = ontology.relation(sense.relation);
  return mention.kinds.flatMap(({ kind, refs }) => {
    const possible = (['from', 'to'] as const).filter((end) => ontology.otherKinds(spec, end, kind).length > 0);
    const used = [
      phrase,
      ...mention.spans.flatMap((span) => withNoun(span, kind, reading)),
      ...(kind === 'Person' && isNoun(sense) ? whereWord(mention, phrase, reading) : []),
    ];
    const wanted = targets(reading, used);
    // "Which of *them is a steward*" asks for some of them, not for what they are stewards of.
    if (!possible.includes('to') && isNoun(sense) && isChosenFrom(mention, phrase, reading)) return [];
    const ends = playsRole(reading, phrase, mention) ? possible.filter((end) => end === 'from') : [];
    return (
      ends.length > 0 ? ends : endsFor(sense, possible, { phrase, mention, tokens: reading.analysis.tokens })
    ).flatMap((end) => {
      const otherKinds = ontology.otherKinds(spec, end, kind);
      const fitting = wanted.filter(({ filter }) => otherKinds.includes(filter.kind));
      // A noun that does not fit the other end stays unexplained, and speaks against this reading.
      const all = fitting.length > 0 ? fitting : [undefined, ...impliedTargets(reading, sense, otherKinds, used)];
      return all.flatMap((target) => relatedDraft(reading, { sense, mention, refs, end, target, used, otherKinds }));
    });
  });
}

/** "*Where* is Ada chair": of what. "Where is Ada's manager" asks for a place. */
function whereWord({ spans }: MentionGroup, phrase: Span, { analysis: { tokens }, spansOf }: Reading): Span[] {
  const end = Math.max(0, ...spans.map((span) => span.end));
  const isSaidOfHim =
    end <= phrase.start &&
    tokens.slice(end, phrase.start).every(({ word }) => articles.has(word)) &&
    tokens.slice(phrase.end).every(({ isStop }) => isStop);
  return isSaidOfHim ? spansOf('place') : [];
}

/** A noun of the relation stands for what is found: "*subteams* of Payments with no lead", "*chairs* of A that also lead a B". */
function impliedTargets(
  reading: Reading,
  { reading: said }: RelationSense,
  otherKinds: readonly string[],
  used: readonly Span[],
): Target[] {
  if (said !== 'noun-from' && !isNoun({ reading: said })) return [];
  return otherKinds.flatMap((kind) =>
    narrowings({ filter: { kind }, used: [] }, used, reading).filter(({ filter }) => narrows(filter)),
  );
}

/** Said of whoever stands at the other end. */
function isNoun({ reading }: Pick<RelationSense, 'reading'>): boolean {
  return reading === 'noun-to' || reading === 'role';
}

/** "*Which of the leads is* ...": whether it is asked which of what is mentioned are what the words behind say. */
function isChosenFrom({ spans }: MentionGroup, phrase: Span, { analysis: { tokens } }: Reading): boolean {
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined || last.end > phrase.start) return false;
  let at = first.start - 1;
  while (['of', 'the', 'these', 'those', 'all'].includes(tokens[at]?.word ?? '')) at -= 1;
  const isAsked = ['which', 'what', 'who', 'any', 'many'].includes(tokens[at]?.word ?? '');
  return isAsked && ['is', 'are', 'was', 'were'].includes(tokens[last.end]?.word ?? '');
}

/**
 * "which groups *is* SIG Storage *a stakeholder* of", "which groups have SIG Storage *as a stakeholder*": the thing is what the noun says,
 * and is asked for whom.
 */
function playsRole({ analysis: { tokens } }: Reading, phrase: Span, { spans }: MentionGroup): boolean {
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined || last.end > phrase.start) return false;
  const [word, ...others] = tokens.slice(last.end, phrase.start).map((token) => token.word);
  const areArticles = (some: readonly string[]) => some.every((each) => articles.has(each));
  if (word === 'as' && others.length <= 2 && areArticles(others)) return true;
  // "Groups that SIG Storage and SIG Apps *are stakeholders in*".
  const isStranded = ofWhom.has(tokens[phrase.end]?.word ?? '') && phrase.end === tokens.length - 1;
  if (isStranded && copulas.has(word ?? '') && others.length <= 1 && areArticles(others)) return true;
  const isCopula = copulas.has(tokens[first.start - 1]?.word ?? '');
  return isCopula && others.length <= 1 && areArticles(word === undefined ? [] : [word, ...others]);
}

const copulas = new Set(['is', 'are', 'was', 'were']);
const articles = new Set(['a', 'an', 'the', 'also', 'one', 'its', 'their']);

/** A relation and a thing, where they stand in the question. */
interface Said {
  phrase: Span;
  mention: MentionGroup;
  tokens: readonly Token[];
}

/** At which end the thing stands, by how the relation is spoken of. */
function endsFor({ reading }: RelationSense, possible: readonly End[], said: Said): readonly End[] {
  if (reading === 'noun-from') return possible.filter((end) => end === 'from');
  if (reading === 'noun-to' || reading === 'role')
    // "Ada's manager" is somebody else, not what Ada manages.
    return possible.includes('to') ? ['to'] : isWhose(said) ? [] : possible;
  // "What does the Risk team belong to" asks for no members, whom alone the verb is said of.
  if (reading === 'name' && possible.join() === 'to' && doesSo(said)) return [];
  if (possible.length < 2) return possible;
  // "The guests of Travel" are its guests, whatever else it is a guest of.
  if (reading === 'inverse' && (isWhose(said) || isHad(said))) return ['to'];
  // Both ends are of one kind: the order of words tells. "Who does Ada report to" and "who reports to Ada".
  const isBefore = (said.mention.spans[0]?.start ?? 0) < said.phrase.start;
  return [(reading === 'name') === isBefore ? 'from' : 'to'];
}

/** "*Does Risk belong to*": the thing stands before the verb as who does it. */
function doesSo({ phrase, mention: { spans }, tokens }: Said): boolean {
  const [first, last] = [spans[0]?.start ?? 0, spans.at(-1)?.end ?? 0];
  if (last > phrase.start || phrase.start - last > 1) return false;
  let at = first - 1;
  while (tokens[at]?.isStop === true && !doing.has(tokens[at]?.word ?? '')) at -= 1;
  return doing.has(tokens[at]?.word ?? '');
}

/** "How many guests *does* Travel *have*?" */
function isHad({ phrase, mention: { spans }, tokens }: Said): boolean {
  const [first, last] = [spans[0]?.start ?? 0, spans.at(-1)?.end ?? 0];
  const between = tokens.slice(phrase.end, first).map(({ word }) => word);
  return doing.has(between[0] ?? '') && tokens.slice(last).some(({ word }) => word === 'have' || word === 'has');
}

const doing = new Set(['do', 'does', 'did']);

const ofWhom = new Set(['of', 'in', 'on', 'for', 'at', 'to']);

/** "Ada's manager", "the manager of Ada", "guests at Travel". */
function isWhose({ phrase, mention: { spans }, tokens }: Said): boolean {
  const [first, last] = [spans[0]?.start ?? 0, spans.at(-1)?.end ?? 0];
  const between = tokens.slice(phrase.end, first).map(({ word }) => word);
  return (
    (last < phrase.start && tokens[last]?.word === 's') ||
    (phrase.end < first &&
      ofWhom.has(between[0] ?? '') &&
      between.slice(1).every((word) => word === 'the' || word === 'both'))
  );
}
