import type { KindFilter } from '../look-up/query.ts';
import { overlap, type SenseSpan, type Span } from './analysis.ts';
import { havingSpans, isFormerRole } from './having.ts';
import type { KindSense, RelationSense } from './lexicon.ts';
import { filterOf, narrowings } from './narrow.ts';
import type { Reading } from './reading.ts';

/** What is wanted, such as "teams" in "which teams does Ada lead" or "projects at risk". */
export interface Target {
  filter: KindFilter;
  used: Span[];
}

/** The nouns that may say what is wanted, apart from those among words used already; each without and with the values said of it. */
export function targets(reading: Reading, used: readonly Span[]): Target[] {
  const free = reading.analysis.kinds.filter((noun) => !used.some((span) => overlap(span, noun)));
  return free.flatMap((noun) => {
    const filtered = noun.senses.filter(({ filter }) => filter !== undefined);
    return (filtered.length > 0 ? filtered : noun.senses).flatMap((sense) =>
      narrowings(nounTarget(noun, sense, reading), used, reading),
    );
  });
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
    phrase.senses
      .filter(({ relation, reading: said }) => isRoleOfPeople(relation, said, reading))
      .flatMap(({ relation, role }) => {
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
        return [plain, ...narrowed].flatMap((target) => narrowings(target, used, reading));
      }),
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

function nounTarget(noun: SenseSpan<KindSense>, { kind, filter }: KindSense, { cues }: Reading): Target {
  const not = cues.find(({ cue, end }) => cue === 'not' && end === noun.start);
  const said = filter === undefined ? {} : { [filter.field]: [filter.value] };
  return {
    filter: { kind, ...(filter !== undefined && (not === undefined ? { where: said } : { whereNot: said })) },
    used: [noun, ...(not === undefined ? [] : [not])],
  };
}
