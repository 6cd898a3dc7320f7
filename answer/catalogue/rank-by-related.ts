import { z } from 'zod';
import { edgeSources } from '../look-up/edge-sources.ts';
import { othersOf } from '../look-up/having.ts';
import { countingRule, sortOut } from '../look-up/counting.ts';
import { havingWords } from '../look-up/wording.ts';
import { filterOf } from './filters.ts';
import { defineLookUp } from './look-up.ts';
import { item, itemOf } from './shapes.ts';
import { onDay } from './things.ts';
import { day, limitOf, relationOf, type Words } from './words.ts';

/** Things whose edges' sources are told. */
const mostEdges = 20;

/** Which of a kind have the most or fewest others. */
export const rankByRelated = ({ kind, relation, where }: Words) =>
  defineLookUp({
    name: 'rank_by_related',
    description:
      'Ranks the things of a kind by how many others they have of a relation: the team with the most members, the person with the most reports, the system that most others need. Direct ones only. Those who left, vacancies, external people and what is archived are not counted. What has none is not ranked, because no source saying so is no zero.',
    input: z.strictObject({
      kind,
      relation,
      where,
      fewest: z.boolean().default(false).describe('The fewest first.'),
      on: day,
      limit: limitOf(10, 50),
    }),
    output: z.object({ total: z.number().int(), items: z.array(item.extend({ count: z.number().int() })) }),
    async run({ kind: of, relation: reading, where: wanted, fewest, on, limit }, now) {
      const context = await onDay(now, on);
      const { store, viewer } = context;
      const { ontology } = store;
      const { relation: spec, end } = relationOf(ontology, of, reading);
      const having = { relation: spec.key, end };
      const { filter, remarks } = await filterOf(of, wanted, context);
      const found = await othersOf(having, context);
      const { items } = await store.list(viewer, { kind: of, includeUncounted: true, limit: 100_000 });
      const { counted, uncounted } = sortOut(items, filter, ontology);
      const ranked = counted
        .map((card) => ({ card, count: found.get(card.ref)?.others.length ?? 0 }))
        .filter(({ count }) => count > 0)
        .sort(
          (a, b) => (fewest ? a.count - b.count : b.count - a.count) || a.card.name.localeCompare(b.card.name, 'en'),
        );
      const shown = ranked.slice(0, limit);
      const [first] = shown;
      const rule = countingRule(of, uncounted);
      const rules = ['Direct ones only', ...(rule === undefined ? [] : [rule]), ...remarks, `As of ${context.on}`];
      const edges = shown.slice(0, 5).flatMap(({ card }) => found.get(card.ref)?.edges ?? []);
      return {
        result: {
          total: ranked.length,
          items: shown.map(({ card, count }) => ({ ...itemOf(card, ontology), count })),
        },
        statements:
          first === undefined
            ? []
            : [
                {
                  text: `${ontology.kind(of).plural}, ${havingWords({ ...having, least: 1 }, ontology)}, ${fewest ? 'fewest' : 'most'} first: ${shown.map(({ card, count }) => `${card.name} (${count})`).join(', ')}. (${rules.join('; ')}.)`,
                  about: { ref: first.card.ref, title: first.card.name },
                  sources: await edgeSources(edges.slice(0, mostEdges), context),
                },
              ],
        rules,
        ...(shown.length < ranked.length && { cut: `${shown.length} of ${ranked.length} are given` }),
      };
    },
  });
