import { distinct } from './edge-sources.ts';
import { findEver } from './find.ts';
import type { Finding, LookUpContext } from './finding.ts';
import type { Query, Want } from './query.ts';
import { aboutOf } from './related-sentences.ts';
import { bold, counted, headingOf, nameWithStatus, series } from './wording.ts';

/** What is in all of several lists. */
export async function both(
  { queries, isSaid }: Extract<Query, { look: 'both' }>,
  want: Want,
  context: LookUpContext,
): Promise<Finding | undefined> {
  const lists = await Promise.all(queries.map((query) => findEver(query, context)));
  const [first, ...others] = lists;
  if (first === undefined || lists.some((list) => list.counted.length === 0)) return undefined;
  const shared = first.counted.filter((card) =>
    others.every((list) => list.counted.some(({ ref }) => ref === card.ref)),
  );
  if (shared.length === 0 && !isSaid) return undefined;
  const subjects = lists.flatMap((list) => list.subjects);
  const names = shared.map((card) => nameWithStatus(card, context.store.ontology));
  // "In both" says it of members; of others, what each is a list of: "compiler (members) and rustdoc (lead)".
  const sorts = queries.map((query) => {
    const heading = headingOf(query, context.store.ontology);
    return query.ended === true ? `former ${heading}` : query.ever === true ? `${heading}, now or once` : heading;
  });
  const areMembers = queries.every(
    ({ relation, end, role, ended = false, ever = false }) =>
      relation === 'MEMBER_OF' && end === 'to' && role === undefined && !ended && !ever,
  );
  const named = lists.flatMap((list, index) =>
    list.subjects.map(({ name }) => (areMembers ? name : `${name} (${sorts[index] ?? ''})`)),
  );
  const where = `in both ${series(named)}`;
  const number = bold(counted(shared.length, shared[0]?.kind ?? first.counted[0]?.kind, context.store.ontology));
  const text =
    shared.length === 0
      ? `${want === 'truth' ? 'No. ' : ''}Nobody and nothing is ${where}.`
      : `${want === 'truth' ? 'Yes. ' : ''}${number} ${shared.length === 1 ? 'is' : 'are'} ${where}: ${series(names)}.`;
  return {
    statements: [{ text, ...aboutOf(subjects), sources: distinct(lists.flatMap((list) => list.sources)) }],
    value: want === 'truth' ? shared.length > 0 : want === 'count' ? shared.length : shared.map((card) => card.name),
    found: shared.map((card) => card.ref),
  };
}
