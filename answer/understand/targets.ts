import type { Ref } from '../../schema/ref.ts';
import type { End } from '../../schema/relations.ts';
import type { KindFilter } from '../look-up/query.ts';
import { nounBeside, overlap, type SenseSpan, type Span } from './analysis.ts';
import { havingSpans, isFormerRole } from './having.ts';
import type { KindSense, RelationSense } from './lexicon.ts';
import { filterOf, narrowings } from './narrow.ts';
import { ownFirst } from './own-relations.ts';
import { type Reading, withNoun } from './reading.ts';
import { mentionsAt, ofMention } from './said-behind.ts';
import { isPlural } from './values.ts';

/** What is wanted, such as "teams" in "which teams does Ada lead" or "projects at risk". */
export interface Target {
  filter: KindFilter;
  used: Span[];
}

/** The nouns that may say what is wanted, apart from those among words used already; each without and with the values said of it. */
export function targets(reading: Reading, used: readonly Span[]): Target[] {
  const taken = [...used, ...exceptedNouns(reading)];
  const free = reading.analysis.kinds.filter(
    (noun) => !taken.some((span) => overlap(span, noun)) && !isPartOfName(noun, reading),
  );
  const single = free.flatMap((noun) => {
    const filtered = noun.senses.filter(({ filter }) => filter !== undefined);
    return (filtered.length > 0 ? filtered : noun.senses).map(({ kind, filter }) =>
      nounTarget([noun], kind, filter && { field: filter.field, values: [filter.value] }, reading),
    );
  });
  return [...single, ...severalSorts(free, reading)].flatMap((target) => narrowings(target, used, reading));
}

/** "Docs" in "lang-docs", which is a team. */
function isPartOfName(noun: Span, { analysis: { mentions } }: Reading): boolean {
  return mentions.some(
    (name) =>
      name.certainty === 'sure' &&
      name.start < noun.start &&
      name.end === noun.end &&
      name.senses.every(({ sort }) => sort === 'name'),
  );
}

/** "Who besides the *Risk team* can open the vault" does not ask for a team. */
function exceptedNouns({ analysis: { mentions, kinds }, cue }: Reading): Span[] {
  const except = cue('except');
  if (except === undefined) return [];
  return mentions
    .filter(({ start }) => start >= except.end && start - except.end <= 2)
    .flatMap((mention) => [mention, ...mention.senses.flatMap(({ kind }) => nounBeside(mention, kind, kinds) ?? [])]);
}

/** Sorts of one kind that are named together: "which *circles and guilds*", "is there a *council or board*". */
function severalSorts(free: readonly SenseSpan<KindSense>[], reading: Reading): Target[] {
  const runs = free.reduce<SenseSpan<KindSense>[][]>((so, noun) => {
    const run = so.at(-1);
    const last = run?.at(-1);
    return run !== undefined && last !== undefined && areTogether(last, noun, reading)
      ? [...so.slice(0, -1), [...run, noun]]
      : [...so, [noun]];
  }, []);
  return runs.flatMap((nouns) => {
    const [first, ...others] = nouns;
    if (first === undefined || others.length === 0) return [];
    return first.senses.flatMap(({ kind, filter }) => {
      const all = nouns.map((noun) =>
        noun.senses.find((sense) => sense.kind === kind && sense.filter?.field === filter?.field),
      );
      const values = all.flatMap((sense) => sense?.filter?.value ?? []);
      if (all.includes(undefined)) return [];
      // "Teams and groups" are all there are of the kind.
      if (filter === undefined) return [nounTarget(nouns, kind, undefined, reading)];
      return [nounTarget(nouns, kind, { field: filter.field, values }, reading)];
    });
  });
}

/** "Circles and guilds", "circles/guilds"; "a circle or guild", of which either will do. "A circle and a guild" are one of each. */
function areTogether(one: Span, other: Span, { analysis: { tokens } }: Reading): boolean {
  const between = tokens.slice(one.end, other.start).map(({ word }) => word);
  const isSeveral = ({ end }: Span) => isPlural(tokens[end - 1]?.word ?? '');
  if (between.join(' ') === 'or') return true;
  return ['', 'and', 'and or'].includes(between.join(' ')) && other.start >= one.end && [one, other].every(isSeveral);
}

/** "who", where no noun says what is wanted, without and with values: "who is on leave". */
export function personTargets(reading: Reading, used: readonly Span[]): Target[] {
  const person = reading.cue('person');
  return person === undefined || reading.ontology.findKind('Person') === undefined
    ? []
    : narrowings({ filter: { kind: 'Person' }, used: [person] }, used, reading);
}

/** Roles that stand as nouns for who has them: "SIG chairs", "how many team leads", "who are the tech leads". */
export function roleTargets(reading: Reading, used: readonly Span[]): Target[] {
  if (reading.ontology.findKind('Person') === undefined) return [];
  const free = reading.analysis.relations.filter(
    (phrase) =>
      !used.some((span) => overlap(span, phrase)) &&
      // Words that are two of a longer name, as a guess, are first what they are.
      !reading.analysis.mentions.some(
        (mention) => overlap(mention, phrase) && (mention.certainty !== 'guess' || mention.end - mention.start === 1),
      ),
  );
  return free.flatMap((phrase) =>
    ownFirst(
      phrase.senses.filter(({ relation, reading: said }) => isRoleOfPeople(relation, said, reading)),
      reading.ontology,
      ({ relation, role }) => {
        const having = {
          relation,
          end: 'from' as const,
          least: 1,
          ...(role !== undefined && { role }),
          ...(isFormerRole(role) && { ended: true }),
        };
        const classes = havingSpans('Person', [...used, { start: phrase.end, end: phrase.end }], reading).filter(
          ({ having: each, used: said }) =>
            each.relation === relation && each.role === role && each.other !== undefined && said.includes(phrase),
        );
        const plain: Target = { filter: { kind: 'Person', having: [having] }, used: [phrase] };
        const narrowed = classes.map((each): Target => ({
          filter: { kind: 'Person', having: [{ ...each.having, end: 'from' }] },
          used: each.used,
        }));
        const ofThings = ofNamed(phrase, { relation, end: 'from' }, reading).map((said): Target => ({
          filter: { kind: 'Person', having: [{ ...having, of: said.refs }] },
          used: [phrase, ...said.used],
        }));
        return [plain, ...narrowed, ...ofThings].flatMap((target) => narrowings(target, used, reading));
      },
    ),
  );
}

/** "Keepers *of Tidewheel*": the things that a noun for people is said of. */
function ofNamed(
  phrase: Span,
  { relation, end }: { relation: string; end: End },
  reading: Reading,
): { refs: Ref[]; used: Span[] }[] {
  const others = reading.ontology.otherKinds(reading.ontology.relation(relation), end, 'Person');
  return mentionsAt(phrase.end, reading).flatMap(({ mention, start }) =>
    ofMention(mention)
      .filter(({ kind }) => start > phrase.end && others.includes(kind))
      .map(({ kind, refs }) => ({
        refs,
        used: [{ start: phrase.end, end: start }, ...withNoun(mention, kind, reading)],
      })),
  );
}

/** A role said of people, or a noun for whoever is at the other end: a lead, an owner. */
function isRoleOfPeople(relation: string, said: RelationSense['reading'], { ontology }: Reading): boolean {
  const spec = ontology.relation(relation);
  return (
    (said === 'role' || said === 'noun-to') &&
    ontology.otherKinds(spec, 'from', 'Person').length > 0 &&
    relation !== 'MEMBER_OF'
  );
}

/** Values that stand as nouns: "how many open positions are there", "how many product managers". */
export function valueTargets(reading: Reading, used: readonly Span[]): Target[] {
  const { values } = reading.analysis;
  return values
    .filter((span) => !used.some((other) => overlap(other, span)))
    .flatMap((span) =>
      span.senses.flatMap((sense) =>
        sense.alone.length === 0
          ? []
          : narrowings(
              { filter: filterOf({ kind: sense.kind }, { ...sense, values: sense.alone }), used: [span] },
              [...used, span],
              reading,
            ),
      ),
    );
}

/** @param sort field and values that the nouns imply */
function nounTarget(
  nouns: readonly Span[],
  kind: string,
  sort: { field: string; values: readonly string[] } | undefined,
  { cues }: Reading,
): Target {
  const not = cues.find(({ cue, end }) => cue === 'not' && end === nouns[0]?.start);
  const said = sort === undefined ? {} : { [sort.field]: [...sort.values] };
  return {
    filter: { kind, ...(sort !== undefined && (not === undefined ? { where: said } : { whereNot: said })) },
    used: [...nouns, ...(not === undefined ? [] : [not])],
  };
}
