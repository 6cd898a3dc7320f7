import { edgeSources } from './edge-sources.ts';
import type { Finding, LookUpContext } from './finding.ts';
import type { Query } from './query.ts';
import { bold } from './wording.ts';

/** Which of several relations holds between two things, in the words of the company: "what access does Risk have to the vault?" "Night access." */
export async function way(
  { subject, object, noun, ways }: Extract<Query, { look: 'way' }>,
  context: LookUpContext,
): Promise<Finding | undefined> {
  const { store, viewer, on } = context;
  const [one, other] = await store.cards(viewer, [subject, object]);
  if (one === undefined || other === undefined) return undefined;
  const found = await Promise.all(
    ways.map(async ({ relation, end, said }) => {
      const edges = await store.edges(viewer, { relation, of: [subject], end, on });
      return edges
        .filter((edge) => (end === 'from' ? edge.to : edge.from) === object)
        .map((edge) => ({ edge, said: edge.roles.length > 0 ? edge.roles.join(' and ') : said }));
    }),
  );
  const all = found.flat();
  const said = [...new Set(all.map((each) => each.said))];
  if (said.length === 0) return undefined;
  return {
    statements: [
      {
        text: `${one.name} has ${said.map(bold).join(' and ')} to ${other.name}. (As of ${on}.)`,
        about: { ref: object, title: other.name },
        sources: await edgeSources(
          all.map(({ edge }) => edge),
          context,
        ),
      },
    ],
    value: said.length === 1 ? (said[0] ?? noun) : said,
    found: [subject],
  };
}
