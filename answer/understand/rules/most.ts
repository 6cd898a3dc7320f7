import type { End } from '../../../schema/relations.ts';
import type { Having, KindFilter } from '../../look-up/query.ts';
import { overlap, type Span } from '../analysis.ts';
import type { Draft, Rule } from '../draft.ts';
import { isFormerRole } from '../having.ts';
import type { Reading } from '../reading.ts';
import { personTargets, type Target, targets } from '../targets.ts';
import { defaultRelationOf } from './default-relations.ts';

/** What is counted to find who has the most. */
interface Counted {
  having: Having;
  used: readonly Span[];
  penalty: number;
}

/** "which team has the most systems", "the biggest team", "who leads the most teams", "which service do most others depend on". */
export const most: Rule = (reading) => {
  const cue = reading.cue('most') ?? reading.cue('least');
  if (cue === undefined) return [];
  const nouns = targets(reading, [cue]);
  const owners = [...nouns, ...personTargets(reading, [cue])];
  return owners.flatMap((owner): Draft[] =>
    [...countedNouns(reading, owner, nouns), ...countedRelations(reading, owner, nouns)].map((counted) => ({
      query: { look: 'most', filter: owner.filter, having: counted.having, least: cue.cue === 'least' },
      want: 'list',
      subjects: [],
      mentions: [],
      used: [cue, ...owner.used, ...counted.used],
      penalty: counted.penalty,
    })),
  );
};

/** "the most systems"; the size of a team is its people. */
function countedNouns({ ontology }: Reading, owner: Target, nouns: readonly Target[]): Counted[] {
  return nouns.flatMap((counted) => {
    const isSize = counted.used[0]?.start === owner.used[0]?.start;
    if (!isSize && (owner.used[0]?.start ?? 0) > (counted.used[0]?.start ?? 0)) return [];
    const other: KindFilter = isSize ? { kind: 'Person' } : counted.filter;
    const found = defaultRelationOf(other.kind, owner.filter.kind, ontology);
    if (found === undefined) return [];
    // Where the counted thing is asked about, the owner stands at the other end.
    return [
      {
        having: { relation: found.relation, end: found.end, other },
        used: counted.used,
        penalty: isSize ? 1 : 0,
      },
    ];
  });
}

/** "the most direct reports", "leads the most projects", "is liaison for the most SIGs", "do most depend on". */
function countedRelations({ analysis, ontology }: Reading, owner: Target, nouns: readonly Target[]): Counted[] {
  return analysis.relations
    .filter((phrase) => !owner.used.some((span) => overlap(span, phrase)))
    .flatMap((phrase) =>
      phrase.senses.flatMap(({ relation, reading, role }) => {
        const spec = ontology.relation(relation);
        return endsOf(reading)
          .filter((end) => ontology.otherKinds(spec, end, owner.filter.kind).length > 0)
          .flatMap((end): Counted[] => {
            const base = {
              relation,
              end,
              ...(role !== undefined && { role }),
              ...(isFormerRole(role) && { ended: true }),
            };
            const otherKinds = ontology.otherKinds(spec, end, owner.filter.kind);
            const others = nouns.filter(
              ({ filter, used }) =>
                otherKinds.includes(filter.kind) &&
                !used.some((span) => [...owner.used, phrase].some((other) => overlap(other, span))),
            );
            // "which team owns the most" is about the team; "what do most depend on" is about what stands behind the verb.
            const isAbout = (end === 'from') === (owner.used[0]?.start ?? 0) < phrase.start || reading !== 'name';
            return [
              ...others.map((other) => ({
                having: { ...base, other: other.filter },
                used: [phrase, ...other.used],
                penalty: isAbout ? 0.2 : 0.8,
              })),
              { having: base, used: [phrase], penalty: isAbout ? 0.5 : 1 },
            ];
          });
      }),
    );
}

function endsOf(reading: 'name' | 'inverse' | 'noun-from' | 'noun-to' | 'role'): readonly End[] {
  switch (reading) {
    case 'noun-from':
      return ['from'];
    case 'noun-to':
    case 'inverse':
      return ['to'];
    case 'name':
    case 'role':
      return ['from', 'to'];
  }
}
