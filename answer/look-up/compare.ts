import type { EntityCard, SourceNote } from '../../schema/entity.ts';
import { sortOut } from './counting.ts';
import { distinct } from './edge-sources.ts';
import { find } from './find.ts';
import type { Finding, LookUpContext } from './finding.ts';
import { keepHaving } from './having.ts';
import type { CountedSide, Query } from './query.ts';
import { bold, counted } from './wording.ts';

interface Counted {
  name: string;
  cards: EntityCard[];
  sources: SourceNote[];
  rule?: string;
}

/** Which of two numbers is larger, or whether the first is. Both are told. */
export async function compare(
  { sides, less, isTruth }: Extract<Query, { look: 'compare' }>,
  context: LookUpContext,
): Promise<Finding | undefined> {
  const [one, other] = await Promise.all(sides.map((side) => count(side, context)));
  // Of what no source says anything, nothing is known to be less.
  if (one === undefined || other === undefined || one.cards.length + other.cards.length === 0) return undefined;
  const difference = (one.cards.length - other.cards.length) * (less ? -1 : 1);
  const tell = ({ name, cards }: Counted) =>
    `${name}: ${counted(cards.length, cards[0]?.kind, context.store.ontology)}`;
  const winner = difference === 0 ? undefined : difference > 0 ? one : other;
  const head = isTruth ? (difference > 0 ? 'Yes' : 'No') : bold(winner?.name ?? 'Both have the same number');
  const rules = [...new Set([one.rule, other.rule].filter((rule) => rule !== undefined)), `As of ${context.on}`];
  const about = one.cards[0] ?? other.cards[0];
  return {
    statements: [
      {
        text: `${head}. ${tell(one)}; ${tell(other)}. (${rules.join('; ')}.)`,
        ...(about && { about: { ref: about.ref, title: about.name } }),
        sources: distinct([...one.sources, ...other.sources]),
      },
    ],
    value: isTruth ? difference > 0 : (winner?.name ?? 'the same'),
    found: [],
  };
}

async function count({ name, query }: CountedSide, context: LookUpContext): Promise<Counted | undefined> {
  const { store, viewer } = context;
  if (query.look === 'list') {
    const { items } = await store.list(viewer, {
      kind: query.filter.kind,
      ...(query.filter.where && { where: query.filter.where }),
      limit: 100_000,
    });
    const { cards } = await keepHaving(sortOut(items, query.filter, store.ontology).counted, query.filter, context);
    const views = await Promise.all(cards.slice(0, 3).map(({ ref }) => store.entity(viewer, ref)));
    return { name, cards, sources: distinct(views.flatMap((view) => view?.facts.name?.sources ?? [])) };
  }
  const found = await find(query, context);
  if (found.subjects.length === 0) return undefined;
  const isDirect = query.relation === 'MEMBER_OF' && found.levels?.isNested !== true;
  return { name, cards: found.counted, sources: found.sources, ...(isDirect && { rule: 'Direct members' }) };
}
