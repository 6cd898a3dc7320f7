import type { End } from '../../../schema/relations.ts';
import type { Span } from '../analysis.ts';
import type { Rule } from '../draft.ts';
import type { Reading } from '../reading.ts';
import { personTargets, type Target, targets } from '../targets.ts';
import { defaultRelationOf } from './default-relations.ts';

/** What is counted to find who has the most. */
interface Counted {
  relation: string;
  /** Where the one that has them stands. */
  end: End;
  otherKind: string;
  used: readonly Span[];
  penalty: number;
}

/** "which team has the most systems", "the biggest team", "who has the most direct reports". */
export const most: Rule = (reading) => {
  const cue = reading.cue('most') ?? reading.cue('least');
  if (cue === undefined) return [];
  const nouns = targets(reading, [cue]);
  const owners = [...nouns, ...personTargets(reading, [cue])];
  return owners.flatMap((owner) =>
    [...countedNouns(reading, owner, nouns), ...countedRelations(reading, owner)].map((counted) => ({
      query: {
        look: 'most' as const,
        filter: owner.filter,
        relation: counted.relation,
        end: counted.end,
        otherKind: counted.otherKind,
        least: cue.cue === 'least',
      },
      want: 'list' as const,
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
    const otherKind = isSize ? 'Person' : counted.filter.kind;
    const found = defaultRelationOf(otherKind, owner.filter.kind, ontology);
    return found === undefined ? [] : [{ ...found, otherKind, used: counted.used, penalty: isSize ? 1 : 0 }];
  });
}

/** "the most direct reports", "leads the most projects". */
function countedRelations({ analysis, ontology }: Reading, owner: Target): Counted[] {
  return analysis.relations.flatMap((phrase) =>
    phrase.senses.flatMap(({ relation, reading }) => {
      const end: End = reading === 'name' || reading === 'noun-from' ? 'from' : 'to';
      const others = ontology.otherKinds(ontology.relation(relation), end, owner.filter.kind);
      return others.map((otherKind) => ({ relation, end, otherKind, used: [phrase], penalty: 0.5 }));
    }),
  );
}
