import { builtInKinds } from '../../../schema/kinds.ts';
import { narrows } from '../../look-up/counting.ts';
import { overlap, type Span } from '../analysis.ts';
import type { Rule } from '../draft.ts';
import { type MentionGroup, type Reading, withNoun } from '../reading.ts';
import { truthOpeners } from '../cues.ts';
import { personTargets, roleTargets, type Target, targets, valueTargets } from '../targets.ts';
import { defaultRelationsOf } from '../usual-relations.ts';
import { relatedDraft } from './related-draft.ts';

/** "how many people are in Payments", "how big is Payments", "engineers in Payments". */
export const defaultRelations: Rule = (reading) =>
  reading.groups.flatMap((mention) =>
    mention.kinds.flatMap(({ kind, refs }) => {
      const used = mention.spans.flatMap((span) => withNoun(span, kind, reading));
      if (isDone(used, reading)) return [];
      // "Is Payments active?" does not ask for active people.
      const values = asksWhether(reading, mention)
        ? []
        : valueTargets(reading, used).filter(
            (target) => !isMoreThanValue(target, mention, reading) && !isSaidOfIt(target, reading),
          );
      const nouns = [...targets(reading, used), ...values];
      // "Who on the board chairs *a committee*": the noun is what they have, not what is wanted.
      const people = personTargets(reading, used);
      const first = mention.spans[0]?.start ?? 0;
      const roles = (kind === 'Team' && isPlaced(mention, reading) ? roleTargets(reading, used) : []).filter((target) =>
        target.used.every(({ end: last }) => last <= first),
      );
      const said =
        roles.length > 0
          ? roles
          : nouns.length > 0
            ? [...nouns, ...people.filter(({ filter }) => narrows(filter))]
            : people;
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
          // Whose chairs they are is first asked of the team itself.
          const later = roles.length > 0 ? 1 : 0;
          return drafts.map((draft) => ({ ...draft, penalty: (isUsual ? 1 : 4) + later }));
        }),
      );
    }),
  );

/** "How many chairs *are on Risk*". */
function isPlaced({ spans }: MentionGroup, { analysis: { tokens } }: Reading): boolean {
  const before = tokens.slice(0, spans[0]?.start ?? 0).map(({ word }) => word);
  return /\bare (?:in|on)(?: the)?$/.test(before.join(' '));
}

/** "Which team *does releases*": what is done, and not what a team is called in which others are. */
function isDone(used: readonly Span[], { analysis: { tokens } }: Reading): boolean {
  const [start, end] = [Math.min(...used.map((span) => span.start)), Math.max(...used.map((span) => span.end))];
  return end === tokens.length && ['does', 'do'].includes(tokens[start - 1]?.word ?? '');
}

/**
 * Values that stand as nouns mean what is called so; "who is the *captain* of the Gannets?" asks for a person, and for the relation that
 * the word names, although a field of teams has "captain" as a value.
 */
function isMoreThanValue(
  { filter, used: [value] }: Target,
  { kinds }: MentionGroup,
  { analysis: { relations }, ontology, cue }: Reading,
): boolean {
  if (filter.kind === 'Person') return false;
  const isWho = cue('person') !== undefined && builtInKinds.some(({ name }) => name === filter.kind);
  const isOfRelation = relations.some(
    (phrase) =>
      value !== undefined &&
      overlap(phrase, value) &&
      phrase.senses.some(({ relation }) => {
        const spec = ontology.relation(relation);
        const others = kinds.flatMap(({ kind }) =>
          (['from', 'to'] as const).flatMap((end) => ontology.otherKinds(spec, end, kind)),
        );
        return others.length > 0 && !others.includes(filter.kind);
      }),
  );
  return isWho || isOfRelation;
}

/** "Is there a Risk group, and *is it* active?" does not ask for active people. */
function isSaidOfIt({ used }: Target, { analysis: { tokens } }: Reading): boolean {
  return used.some(
    ({ start }) =>
      ['it', 'they', 'that', 'this', 'he', 'she'].includes(tokens[start - 1]?.word ?? '') &&
      truthOpeners.has(tokens[start - 2]?.word ?? ''),
  );
}

/** "*Is Payments* ...": yes or no of what is named. */
function asksWhether({ analysis: { tokens } }: Reading, { spans }: MentionGroup): boolean {
  const start = spans[0]?.start ?? 0;
  return truthOpeners.has(tokens[0]?.word ?? '') && (start === 1 || (start === 2 && tokens[1]?.isStop === true));
}
