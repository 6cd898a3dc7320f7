import { distinct } from './edge-sources.ts';
import { find } from './find.ts';
import type { Finding, LookUpContext } from './finding.ts';
import type { Query, RelatedQuery, Want } from './query.ts';
import { aboutOf } from './related-sentences.ts';
import { bold, counted, headingOf, nameWithStatus, series } from './wording.ts';

/** What is in the first of two lists and not in the second. */
export async function minus(
  { queries }: Extract<Query, { look: 'minus' }>,
  want: Want,
  context: LookUpContext,
): Promise<Finding | undefined> {
  const [first, second] = await Promise.all(queries.map((query) => find(query, context)));
  if (first === undefined || second === undefined || first.counted.length === 0) return undefined;
  // A list that no source has takes nothing away, and nobody knows what it would.
  if (second.counted.length + second.uncounted.length === 0) return undefined;
  const taken = new Set([...second.counted, ...second.uncounted].map(({ ref }) => ref));
  const left = first.counted.filter(({ ref }) => !taken.has(ref));
  const [of, without] = [first, second].map(({ subjects }) => series(subjects.map((card) => card.name)));
  const names = left.map((card) => nameWithStatus(card, context.store.ontology));
  const number = bold(counted(left.length, left[0]?.kind ?? first.counted[0]?.kind, context.store.ontology));
  const [is, isNot] = queries.map((query) => headingOf(query, context.store.ontology));
  const text = isOfSame(queries)
    ? left.length === 0
      ? `None: all (${is ?? ''}) of ${of ?? ''} are ${isNot ?? ''} too.`
      : `${number} (${is ?? ''}, not ${isNot ?? ''}) of ${of ?? ''}: ${series(names)}.`
    : left.length === 0
      ? `Nobody and nothing: all in ${of ?? ''} are in ${without ?? ''} too.`
      : `${number} ${left.length === 1 ? 'is' : 'are'} in ${of ?? ''} and not in ${without ?? ''}: ${series(names)}.`;
  return {
    statements: [
      {
        text: `${text} (As of ${context.on}.)`,
        ...aboutOf(first.subjects),
        sources: distinct([...first.sources, ...second.sources]),
      },
    ],
    value: want === 'count' ? left.length : left.map(({ name }) => name),
    found: left.map(({ ref }) => ref),
  };
}

/** What one thing has in one way and not in another: "members of Risk but no leads". */
function isOfSame([first, second]: readonly [RelatedQuery, RelatedQuery]): boolean {
  return first.of.join() === second.of.join();
}
