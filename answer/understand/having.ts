import type { RelationSpec } from '../../schema/relations.ts';
import type { End } from '../../schema/relations.ts';
import type { Having, KindFilter } from '../look-up/query.ts';
import { type MentionSpan, overlap, type SenseSpan, type Span } from './analysis.ts';
import type { RelationSense } from './lexicon.ts';
import { isFree, mentionsAt, ofMention, type Said, saidBehind } from './said-behind.ts';
import { ownedSpans } from './owned.ts';
import { ownFirst } from './own-relations.ts';
import type { Reading } from './reading.ts';
import { defaultRelationsOf } from './usual-relations.ts';

/** Words between what is had and how much of it: "have *any* tech leads", "with *more than ten of their* members". */
const linking = new Set(
  'a an any the their its his her own of have has had having with who that which are is been listed named assigned registered set yet currently at all single ever as in on one current active'.split(
    ' ',
  ),
);
const denying = new Set(
  'no not without lack lacks lacking missing dont doesnt isnt arent havent hasnt nobody none never zero cannot'.split(
    ' ',
  ),
);
/** What makes a noun one of many and not a certain one: "chairs *a* SIG". */
const indefinite = new Set(
  'a an any some of in on for at one another several multiple many or and also more than both no zero'.split(' '),
);
const possessing = new Set('with have has having had'.split(' '));
const anything = new Set(['something', 'anything', 'somebody', 'anybody', 'someone', 'anyone']);
/** Longest way from a word to what it is said of. */
const reach = 5;

/** All that is said of what things of a kind have: counts, "no", and things of another kind. */
export function havingSpans(kind: string, taken: readonly Span[], reading: Reading): Said[] {
  const { analysis } = reading;
  const related = analysis.relations
    .filter((phrase) => !isTaken(phrase, taken) && !isName(phrase, reading))
    .flatMap((phrase) =>
      ownFirst(phrase.senses, reading.ontology, (sense) => spansOf(kind, phrase, sense, taken, reading)),
    );
  return [...related, ...heldSpans(kind, taken, reading), ...ownedSpans(kind, taken, reading)];
}

/** A team may be called "leads": one word that is said of a relation as well is a name only beside its noun. */
function isName(phrase: Span, { analysis }: Reading): boolean {
  return analysis.mentions.some((mention) => mention.certainty === 'sure' && overlap(mention, phrase));
}

function spansOf(
  kind: string,
  phrase: SenseSpan<RelationSense>,
  sense: RelationSense,
  taken: readonly Span[],
  reading: Reading,
): Said[] {
  const spec = reading.ontology.relation(sense.relation);
  return endsOf(kind, sense, spec, reading).flatMap((end) => {
    const base: Having = {
      relation: sense.relation,
      end,
      ...(sense.role !== undefined && { role: sense.role }),
      ...(isFormerRole(sense.role) && { ended: true }),
    };
    const otherKinds = reading.ontology.otherKinds(spec, end, kind);
    const ownKinds = reading.ontology.otherKinds(spec, end === 'from' ? 'to' : 'from', otherKinds[0] ?? kind);
    const isNoun = sense.reading !== 'name' && sense.reading !== 'inverse';
    const plain = [
      ...classesBeside(phrase, { otherKinds, isNoun }, taken, reading),
      ...(isNoun && end === 'to' && otherKinds.includes('Person') ? placedBehind(phrase, reading) : []),
    ];
    // "The keepers" of a project are people; a person who is one of the keepers has projects.
    const isOfOthers = !isNoun || (sense.reading === 'noun-from') === (end === 'from');
    const described = isOfOthers ? describedBehind(phrase, { otherKinds, ownKinds, isNoun }, taken, reading) : [];
    const others = [...described, ...plain];
    // "Not run by Farm Systems" denies that team, not all.
    const isOfOne = !isNoun && [phrase.end - 1, phrase.end].some((at) => reading.analysis.tokens[at]?.word === 'by');
    const none =
      others[0]?.used[0] === undefined ? undefined : deniedBetween(phrase, others[0].used[0], taken, reading);
    const denied = isOfOne ? undefined : (none ?? deniedBefore(phrase, taken, reading));
    if (denied !== undefined && !isNoun && isOfNamed(phrase, denied, otherKinds, reading)) return [];
    if (denied !== undefined)
      return [
        {
          having: { ...base, ...(others[0] && { other: others[0].filter }), most: 0 },
          used: [denied, phrase, ...(others[0]?.used ?? [])],
        },
      ];
    const amount = amountBeside(phrase, others[0]?.used[0], taken, reading);
    if (amount !== undefined) {
      const { least, most } = amount.amount;
      const bounds = { ...(least !== undefined && { least }), ...(most !== undefined && { most }) };
      return [
        {
          having: { ...base, ...(others[0] && { other: others[0].filter }), ...bounds },
          used: [...amount.used, phrase, ...(others[0]?.used ?? [])],
        },
      ];
    }
    if (others.length > 0)
      return others.map(({ filter, used }) => ({
        having: { ...base, other: filter, ...besides(phrase, used[0], filter.kind, reading), least: 1 },
        used: [phrase, ...used],
      }));
    // "Who also leads *something*".
    const thing = { start: phrase.end, end: phrase.end + 1 };
    if (anything.has(reading.analysis.tokens[phrase.end]?.word ?? '') && !isTaken(thing, taken))
      return [{ having: { ...base, least: 1 }, used: [phrase, thing] }];
    const had = isNoun
      ? (possessedBefore(phrase, taken, reading) ?? (end === 'from' ? copulaBefore(phrase, taken, reading) : undefined))
      : undefined;
    return had === undefined ? [] : [{ having: { ...base, least: 1 }, used: [had, phrase] }];
  });
}

/** "Leads *another* team", "*other* teams": none of those that the question names. */
function besides(
  phrase: Span,
  noun: Span | undefined,
  kind: string,
  { analysis: { tokens, mentions } }: Reading,
): Pick<Having, 'except'> {
  const between = noun === undefined ? [] : tokens.slice(phrase.end, noun.start).map(({ word }) => word);
  if (!between.some((word) => ['another', 'other', 'different'].includes(word))) return {};
  const named = mentions.filter(({ certainty }) => certainty !== 'guess').flatMap(({ senses }) => senses);
  const except = [...new Set(named.filter((sense) => sense.kind === kind).map(({ ref }) => ref))];
  return except.length === 0 ? {} : { except };
}

/** "Do not work with *Gerrit*", "does *Payments* not own": one that is named, beside the verb, is denied and not all. */
function isOfNamed(phrase: Span, denied: Span, otherKinds: readonly string[], reading: Reading): boolean {
  const isFitting = ({ senses, certainty }: MentionSpan) =>
    certainty !== 'guess' && senses.some(({ kind }) => otherKinds.includes(kind));
  const isBefore = (mention: MentionSpan) =>
    mention.end === denied.start || nounsBehind(mention, reading).some(({ end }) => end === denied.start);
  return (
    mentionsAt(phrase.end, reading).some(({ mention }) => isFitting(mention)) ||
    reading.analysis.mentions.some((mention) => isFitting(mention) && isBefore(mention))
  );
}

function nounsBehind({ end }: Span, { analysis: { kinds } }: Reading): Span[] {
  return kinds.filter(({ start }) => start === end);
}

/** Whoever is emeritus was once. */
export function isFormerRole(role: string | undefined): boolean {
  return role !== undefined && /\b(emerit\w+|former|ex|past|previous|alum\w+)\b/i.test(role);
}

/** Where things of a kind stand, by how the relation is spoken of. */
function endsOf(kind: string, { reading: said }: RelationSense, spec: RelationSpec, { ontology }: Reading): End[] {
  const can = (end: End) => ontology.otherKinds(spec, end, kind).length > 0;
  switch (said) {
    case 'name':
    case 'noun-from':
      return can('from') ? ['from'] : can('to') ? ['to'] : [];
    case 'inverse':
      return can('to') ? ['to'] : [];
    // "teams without a lead"; "who is lead of a team".
    case 'noun-to':
    case 'role':
      return (['to', 'from'] as const).filter(can).slice(0, 1);
  }
}

/** Nouns for things of another kind, none in particular: "chairs a *SIG*", "*SIG* chairs", "chairs a SIG and a *WG*". */
function classesBeside(
  phrase: Span,
  { otherKinds, isNoun }: { otherKinds: readonly string[]; isNoun: boolean },
  taken: readonly Span[],
  { analysis, amounts }: Reading,
): { filter: KindFilter; used: Span[] }[] {
  const { tokens, kinds, mentions } = analysis;
  const isClass = (noun: Span) =>
    !isTaken(noun, taken) &&
    !overlap(noun, phrase) &&
    !mentions.some(({ start, end }) => start === noun.end || end === noun.start || overlap({ start, end }, noun));
  const found: { filter: KindFilter; used: Span[] }[] = [];
  let from = phrase.end;
  for (const noun of kinds) {
    const fitting = noun.senses.filter((each) => otherKinds.includes(each.kind));
    const sense = fitting.find(({ filter }) => filter !== undefined) ?? fitting[0];
    if (sense === undefined || !isClass(noun)) continue;
    const isBehind =
      noun.start >= from &&
      noun.start - from <= 4 &&
      tokens
        .slice(from, noun.start)
        .every(({ word }, index) => indefinite.has(word) || amounts.some((amount) => isWithin(from + index, amount)));
    const isCompound = isNoun && noun.end === phrase.start;
    if (!isBehind && !isCompound) continue;
    if (isBehind) from = noun.end;
    const where = sense.filter === undefined ? {} : { where: { [sense.filter.field]: [sense.filter.value] } };
    found.push({ filter: { kind: sense.kind, ...where }, used: [noun] });
  }
  return found;
}

/** "A chair *from Acme*": the people who are had, by a value of a field of theirs. */
function placedBehind(phrase: Span, { analysis: { tokens, values } }: Reading): { filter: KindFilter; used: Span[] }[] {
  if (!['from', 'at'].includes(tokens[phrase.end]?.word ?? '')) return [];
  return values
    .filter(({ start }) => start === phrase.end + 1)
    .flatMap(({ start, end, senses }) =>
      senses
        .filter(({ kind, isWhole }) => kind === 'Person' && isWhole)
        .map(({ field, values: some }) => ({
          filter: { kind: 'Person', where: { [field]: [...some] } },
          used: [
            { start: phrase.end, end },
            { start, end },
          ],
        })),
    );
}

/** "keepers *from Northmill*", "kept by *people from Northmill*", "kept by *somebody at Northmill*": others that are described. */
function describedBehind(
  phrase: Span,
  { otherKinds, ownKinds, isNoun }: { otherKinds: readonly string[]; ownKinds: readonly string[]; isNoun: boolean },
  taken: readonly Span[],
  reading: Reading,
): { filter: KindFilter; used: Span[] }[] {
  const heads = isNoun
    ? otherKinds.map((kind) => ({ kind, head: phrase }))
    : headsBehind(phrase.end, reading).filter(({ kind }) => otherKinds.includes(kind));
  return heads.flatMap(({ kind, head }) =>
    saidBehind(kind, head.end, reading)
      .filter((said) => isFree(said, [...taken, phrase]) && !(isNoun && isOfIt(phrase, ownKinds, reading)))
      .map(({ having, used }) => ({ filter: { kind, having: [having] }, used: [...(isNoun ? [] : [head]), ...used] })),
  );
}

/** "The lead *of Risk*" leads it, where teams have leads: who is one of its members and leads another is not meant. */
function isOfIt({ end }: Span, ownKinds: readonly string[], reading: Reading): boolean {
  return (
    reading.analysis.tokens[end]?.word === 'of' &&
    mentionsAt(end, reading).some(({ mention }) => ofMention(mention).some(({ kind }) => ownKinds.includes(kind)))
  );
}

/** Nouns for people, or for things of a kind, that stand there: "by *somebody*", "a *member*", "any *keepers*". */
function headsBehind(from: number, { analysis: { tokens, kinds }, ontology, spansOf }: Reading) {
  const isBetween = (start: number) =>
    start >= from &&
    start - from <= 4 &&
    tokens.slice(from, start).every(({ word }) => indefinite.has(word) || word === 'by');
  const people = ontology.findKind('Person') === undefined ? [] : ['Person'];
  return [
    ...kinds.flatMap((noun) =>
      noun.senses.filter(({ filter }) => filter === undefined).map(({ kind }) => ({ kind, head: noun })),
    ),
    ...spansOf('person').flatMap((head) => people.map((kind) => ({ kind, head }))),
  ].filter(({ head }) => isBetween(head.start));
}

/** "projects that *have somebody from Northmill*", "teams *with people from Northmill*": what they have, and no relation is named. */
function heldSpans(kind: string, taken: readonly Span[], reading: Reading): Said[] {
  const { analysis, ontology } = reading;
  return analysis.tokens.flatMap(({ word }, at) =>
    !possessing.has(word)
      ? []
      : headsBehind(at + 1, reading).flatMap(({ kind: other, head }) =>
          defaultRelationsOf(other, kind, ontology)
            .slice(-1)
            .flatMap(({ relation, end }) =>
              saidBehind(other, head.end, reading)
                .filter((said) => isFree(said, taken))
                .map(({ having, used }) => ({
                  having: { relation, end, other: { kind: other, having: [having] }, least: 1 },
                  used: [{ start: at, end: head.end }, ...used],
                })),
            ),
        ),
  );
}

/** "no", "without", "don't have any" before a phrase. */
function deniedBefore(phrase: Span, taken: readonly Span[], { analysis: { tokens } }: Reading): Span | undefined {
  for (let at = phrase.start - 1; at >= 0 && phrase.start - at <= reach; at -= 1) {
    const word = tokens[at]?.word ?? '';
    if (denying.has(word)) {
      const span = { start: at, end: phrase.start };
      return isTaken(span, taken) ? undefined : span;
    }
    // "Not in engineering" denies a place, not a role that is called so.
    if (word === 'in' || (!linking.has(word) && word !== 'do' && word !== 'does')) return undefined;
  }
  return undefined;
}

/** "Own *no* ships". */
function deniedBetween(
  phrase: Span,
  noun: Span,
  taken: readonly Span[],
  { analysis: { tokens } }: Reading,
): Span | undefined {
  const span = { start: noun.start - 1, end: noun.start };
  const isNone = span.start >= phrase.end && ['no', 'zero'].includes(tokens[span.start]?.word ?? '');
  return isNone && !isTaken(span, taken) ? span : undefined;
}

function possessedBefore(phrase: Span, taken: readonly Span[], { analysis: { tokens } }: Reading): Span | undefined {
  for (let at = phrase.start - 1; at >= 0 && phrase.start - at <= 3; at -= 1) {
    const word = tokens[at]?.word ?? '';
    if (possessing.has(word)) {
      const span = { start: at, end: phrase.start };
      return isTaken(span, taken) ? undefined : span;
    }
    if (!linking.has(word)) return undefined;
  }
  return undefined;
}

/** "Which members *are also tech leads*", "who *is a lead*": of anything. */
function copulaBefore(phrase: Span, taken: readonly Span[], { analysis: { tokens } }: Reading): Span | undefined {
  // "Is chair *of the most groups*" is said of them.
  if (['of', 'for', 'in', 'at', 'on', 'to'].includes(tokens[phrase.end]?.word ?? '')) return undefined;
  for (let at = phrase.start - 1; at >= 0 && phrase.start - at <= 3; at -= 1) {
    const word = tokens[at]?.word ?? '';
    if (word === 'is' || word === 'are') {
      const span = { start: at, end: phrase.start };
      return isTaken(span, taken) ? undefined : span;
    }
    if (!['a', 'an', 'also'].includes(word)) return undefined;
  }
  return undefined;
}

/** "more than ten members", "leads at least two teams". */
function amountBeside(
  phrase: Span,
  other: Span | undefined,
  taken: readonly Span[],
  { amounts, analysis: { tokens } }: Reading,
): { amount: Reading['amounts'][number]; used: Span[] } | undefined {
  const isLinked = (from: number, to: number) =>
    from <= to &&
    to - from <= 3 &&
    tokens.slice(from, to).every(({ word }) => linking.has(word) || indefinite.has(word));
  const amount = amounts.find(
    (each) =>
      !isTaken(each, taken) &&
      (isLinked(each.end, phrase.start) ||
        (other !== undefined && each.start >= phrase.end && isLinked(each.end, other.start))),
  );
  return amount === undefined ? undefined : { amount, used: [amount] };
}

function isWithin(index: number, { start, end }: Span): boolean {
  return index >= start && index < end;
}

function isTaken(span: Span, taken: readonly Span[]): boolean {
  return taken.some((other) => overlap(other, span));
}
