import type { EntityCard } from '../../schema/entity.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { countingRule } from './counting.ts';
import type { Found } from './find.ts';
import type { LookUpContext, Statement } from './finding.ts';
import type { KindFilter, RelatedQuery } from './query.ts';
import {
  bold,
  capitalised,
  counted,
  filterWords,
  inSentence,
  nameWithStatus,
  relationSentence,
  series,
} from './wording.ts';

/** How the other ends of a relation are put into sentences. */

/** The page that a statement is about: that of the first. */
export function aboutOf(subjects: readonly EntityCard[]): Pick<Statement, 'about'> {
  const [first] = subjects;
  return first === undefined ? {} : { about: { ref: first.ref, title: first.name } };
}

/** What stands for names until they are put in: no name has it. */
const stand = '\uE000';
const stands = new RegExp(`${stand} and ${stand}|${stand}`);

/** All ends by name. */
export function listSentence(
  query: RelatedQuery,
  { subjects, counted: kept, uncounted, via, levels, named }: Found,
  names: readonly string[],
  { store }: LookUpContext,
): string {
  const relation = store.ontology.relation(query.relation);
  const subject = series(subjects.map((card) => card.name));
  const others = names.map((name) => bold(name));
  const sentence =
    query.ended === true
      ? `${former(query, store.ontology)} ${subject}: ${series(others)}.`
      : relationSentence({
          relation,
          end: query.end,
          subject,
          others,
          role: query.role,
          isSeveral: subjects.length > 1,
        });
  const rule = kept.length === 0 ? undefined : countingRule(undefined, uncounted);
  const path = via === undefined ? [] : [`By way of ${series(via.map(({ name }) => name))}`];
  const depth = levels === undefined ? [] : [levelsRule(query, levels) ?? []].flat();
  const kinds = query.filter?.having === undefined ? '' : filterWords(query.filter, store.ontology, named);
  const having = kinds === '' ? [] : [`Only those: ${kinds}`];
  return [
    sentence,
    ...[...having, ...path, ...depth, ...(rule === undefined ? [] : [rule])].map((part) => `${part}.`),
  ].join(' ');
}

/** The number, the rule by which it was counted, and the list behind it. */
export function countSentence(
  query: RelatedQuery,
  { subjects, counted: kept, uncounted, levels, named }: Found,
  { store, on }: LookUpContext,
): string {
  const { ontology } = store;
  const kind = kept[0]?.kind ?? query.filter?.kind;
  const names = kept.map((card) => nameWithStatus(card, ontology));
  const subject = series(subjects.map((card) => card.name));
  const rules = [
    levelsRule(query, levels),
    asksStatus(query) ? undefined : countingRule(kind, uncounted),
    filterRule(query.filter, ontology, named),
    `As of ${on}`,
  ].filter((rule) => rule !== undefined);
  const relation = ontology.relation(query.relation);
  const phrase = relationSentence({
    relation,
    end: query.end,
    subject,
    others: kept.length === 1 ? [stand] : [stand, stand],
    role: query.role,
    isSeveral: subjects.length > 1,
  });
  const number = bold(counted(kept.length, kind, ontology));
  if (query.ended === true)
    return `${number}: ${inSentence(former(query, ontology))} ${subject}: ${series(names)}. (${rules.join('; ')}.)`;
  const head =
    query.relation === 'MEMBER_OF' && query.end === 'to'
      ? `${number} ${kept.length === 1 ? 'is' : 'are'} in ${subject}`
      : `${number}: ${phrase.replace(stands, () => series(names)).replace(/\.$/, '')}`;
  const list = query.relation === 'MEMBER_OF' && query.end === 'to' && names.length > 0 ? `: ${series(names)}` : '';
  return `${head}${list}. (${rules.join('; ')}.)`;
}

/** "Former members of": what was and is no more. */
function former({ relation, end, role }: RelatedQuery, ontology: Ontology): string {
  const heading = role ?? ontology.relation(relation).headings[end === 'from' ? 0 : 1];
  return `Former ${inSentence(heading.replace(/^former /i, ''))} of`;
}

/** Who counts is the question's own then. */
function asksStatus({ filter }: RelatedQuery): boolean {
  return filter?.where?.status !== undefined;
}

function filterRule(filter: KindFilter | undefined, ontology: Ontology, named: Found['named']): string | undefined {
  const said = filter === undefined ? '' : filterWords(filter, ontology, named);
  return said === '' ? undefined : capitalised(said);
}

/** Which members are counted, and how many there are the other way. */
function levelsRule({ relation, end }: RelatedQuery, levels: Found['levels']): string | undefined {
  const isMembers = relation === 'MEMBER_OF' && end === 'to';
  if (levels === undefined) return isMembers ? 'Direct members' : undefined;
  const { direct, all, teams, isNested } = levels;
  if (!isMembers) return `${direct} directly, ${all - direct} more further on`;
  const below = `${teams - 1} sub-team${teams === 2 ? '' : 's'}`;
  return isNested
    ? `With ${below}: ${direct} directly, ${all - direct} more below`
    : `Direct members; ${all} with ${below}`;
}

/** Those to whom a line is dotted. */
export function dottedStatement({ subjects, dotted }: Found): Statement {
  return { text: `Dotted line: ${series(dotted.map(({ name }) => name))}.`, ...aboutOf(subjects), sources: [] };
}
