import type { EntityCard, SourceNote } from '../../schema/entity.ts';
import { sortOut } from './counting.ts';
import { distinct } from './edge-sources.ts';
import { find } from './find.ts';
import type { Finding, LookUpContext } from './finding.ts';
import { keepHaving } from './having.ts';
import type { CountedSide, Query } from './query.ts';
import { bold, counted, series } from './wording.ts';

interface Counted {
  name: string;
  cards: EntityCard[];
  sources: SourceNote[];
  rule?: string;
}

/** Which of some numbers is the largest, or whether the first is. All are told. */
export async function compare(
  { sides, less, isTruth }: Extract<Query, { look: 'compare' }>,
  context: LookUpContext,
): Promise<Finding | undefined> {
  const found = (await Promise.all(sides.map((side) => count(side, context)))).flatMap((side) => side ?? []);
  const [one, other] = found;
  // Of what no source says anything, nothing is known to be less.
  if (one === undefined || other === undefined || found.length < sides.length) return undefined;
  if (found.every(({ cards }) => cards.length === 0)) return undefined;
  const ranked = [...found].sort((a, b) => (b.cards.length - a.cards.length) * (less ? -1 : 1));
  const difference = (one.cards.length - other.cards.length) * (less ? -1 : 1);
  const tell = ({ name, cards }: Counted) =>
    `${name}: ${counted(cards.length, cards[0]?.kind, context.store.ontology)}`;
  const winners = ranked.filter(({ cards }) => cards.length === ranked[0]?.cards.length);
  const same = found.length === 2 ? 'Both have the same number' : 'All have the same number';
  const areSame = winners.length === found.length;
  const head = isTruth
    ? difference > 0
      ? 'Yes'
      : 'No'
    : bold(areSame ? same : series(winners.map(({ name }) => name)));
  const rules = [...new Set(found.flatMap(({ rule }) => rule ?? [])), `As of ${context.on}`];
  const about = one.cards[0] ?? other.cards[0];
  return {
    statements: [
      {
        text: `${head}. ${found.map(tell).join('; ')}. (${rules.join('; ')}.)`,
        ...(about && { about: { ref: about.ref, title: about.name } }),
        sources: distinct(found.flatMap(({ sources }) => sources)),
      },
    ],
    value: isTruth ? difference > 0 : areSame ? 'the same' : series(winners.map(({ name }) => name)),
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
    return { name: name ?? '', cards, sources: distinct(views.flatMap((view) => view?.facts.name?.sources ?? [])) };
  }
  const found = await find(query, context);
  if (found.subjects.length === 0) return undefined;
  const isDirect = query.relation === 'MEMBER_OF' && found.levels?.isNested !== true;
  const rule = query.ended === true ? 'Former ones' : isDirect ? 'Direct members' : undefined;
  return {
    name: name ?? series(found.subjects.map((card) => card.name)),
    cards: found.counted,
    sources: found.sources,
    ...(rule !== undefined && { rule }),
  };
}
