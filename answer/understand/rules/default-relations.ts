import type { Ontology } from '../../../schema/ontology.ts';
import { type End, extraRelationType } from '../../../schema/relations.ts';
import { narrows } from '../../look-up/counting.ts';
import type { Rule } from '../draft.ts';
import { type MentionGroup, type Reading, withNoun } from '../reading.ts';
import { truthOpeners } from '../cues.ts';
import { personTargets, targets, valueTargets } from '../targets.ts';
import { relatedDraft } from './related-draft.ts';

/** The relation that is meant when a question names two kinds and no relation: "people in Payments", "systems of Payments". */
const rows: readonly { target: string; of: string; relation: string; end: End }[] = [
  { target: 'Person', of: 'Team', relation: 'MEMBER_OF', end: 'to' },
  { target: 'Team', of: 'Person', relation: 'MEMBER_OF', end: 'from' },
  { target: 'Team', of: 'Team', relation: 'PART_OF', end: 'to' },
  { target: 'System', of: 'Team', relation: 'OWNS', end: 'from' },
  { target: 'System', of: 'Person', relation: 'OWNS', end: 'from' },
  { target: 'Team', of: 'System', relation: 'OWNS', end: 'to' },
  { target: 'Project', of: 'Team', relation: 'WORKS_ON', end: 'from' },
  { target: 'Project', of: 'Person', relation: 'WORKS_ON', end: 'from' },
  { target: 'Person', of: 'Project', relation: 'WORKS_ON', end: 'to' },
  { target: 'Team', of: 'Project', relation: 'OWNS', end: 'to' },
  { target: 'Procedure', of: 'Team', relation: 'OWNS', end: 'from' },
  { target: 'Article', of: 'Team', relation: 'OWNS', end: 'from' },
  { target: 'Procedure', of: 'System', relation: 'ABOUT', end: 'to' },
  { target: 'Article', of: 'System', relation: 'ABOUT', end: 'to' },
  { target: 'Article', of: 'Project', relation: 'ABOUT', end: 'to' },
];

/** "how many people are in Payments", "how big is Payments", "engineers in Payments". */
export const defaultRelations: Rule = (reading) =>
  reading.groups.flatMap((mention) =>
    mention.kinds.flatMap(({ kind, refs }) => {
      const used = mention.spans.flatMap((span) => withNoun(span, kind, reading));
      // "Is Payments active?" does not ask for active people.
      const values = asksWhether(reading, mention) ? [] : valueTargets(reading, used);
      const nouns = [...targets(reading, used), ...values];
      // "Who on the board chairs *a committee*": the noun is what they have, not what is wanted.
      const people = personTargets(reading, used);
      const said = nouns.length > 0 ? [...nouns, ...people.filter(({ filter }) => narrows(filter))] : people;
      // "How many gauge servers" is no question for the size of a team that may be meant.
      const isSize =
        said.length === 0 &&
        reading.cue('count') !== undefined &&
        kind === 'Team' &&
        mention.spans.every(({ certainty }) => certainty !== 'guess');
      const wanted = isSize ? [{ filter: { kind: 'Person' }, used: [] }] : said;
      return wanted.flatMap((target) =>
        defaultRelationsOf(target.filter.kind, kind, reading.ontology).flatMap(({ relation, end, isUsual }) => {
          const drafts = relatedDraft(reading, {
            sense: { relation },
            mention,
            refs,
            end,
            target,
            used,
            otherKinds: [target.filter.kind],
          });
          return drafts.map((draft) => ({ ...draft, penalty: isUsual ? 1 : 4 }));
        }),
      );
    }),
  );

/** "*Is Payments* ...": yes or no of what is named. */
function asksWhether({ analysis: { tokens } }: Reading, { spans }: MentionGroup): boolean {
  const start = spans[0]?.start ?? 0;
  return truthOpeners.has(tokens[0]?.word ?? '') && (start === 1 || (start === 2 && tokens[1]?.isStop === true));
}

export interface DefaultRelation {
  relation: string;
  /** Where the thing asked about stands. */
  end: End;
  /** False for one that is meant only for want of another. */
  isUsual: boolean;
}

/** The relation between two kinds that the table gives, or the only one there is. */
export function defaultRelationOf(target: string, of: string, ontology: Ontology): DefaultRelation | undefined {
  return defaultRelationsOf(target, of, ontology)[0];
}

/** The same, and after that of the table the only one of the company's own: what no source says by the first may be said by the second. */
export function defaultRelationsOf(target: string, of: string, ontology: Ontology): DefaultRelation[] {
  const known = rows.find((row) => row.target === target && row.of === of);
  const fitting = ontology.relations
    .filter(({ key, type }) => !aside.has(key) && (known === undefined || type === extraRelationType))
    .flatMap((spec) =>
      (['from', 'to'] as const)
        .filter((end) => ontology.otherKinds(spec, end, of).includes(target))
        .map((end) => ({ relation: spec.key, end, isUsual: false })),
    );
  return [...(known === undefined ? [] : [{ ...known, isUsual: true }]), ...(fitting.length === 1 ? fitting : [])];
}

/** Relations of pages. */
const aside = new Set(['MENTIONS', 'ABOUT', 'SUPERSEDES']);
