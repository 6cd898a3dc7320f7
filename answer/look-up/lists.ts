import type { EntityCard } from '../../schema/entity.ts';
import type { Finding, LookUpContext } from './finding.ts';
import { sortOut } from './counting.ts';
import type { Query, Want } from './query.ts';
import { distinct } from './edge-sources.ts';
import { bold, counted, filterWords, series } from './wording.ts';

/** Things listed in full in an answer; more are counted, and the wiki lists them. */
const longestList = 60;

/** All things of a kind, counted or listed. */
export async function list(
  { filter }: Extract<Query, { look: 'list' }>,
  want: Want,
  { store, viewer, on }: LookUpContext,
): Promise<Finding | undefined> {
  const { items } = await store.list(viewer, {
    kind: filter.kind,
    ...(filter.where && { where: filter.where }),
    limit: 100_000,
  });
  const cards = filter.whereNot === undefined ? items : sortOut(items, filter, store.ontology).counted;
  const [first] = cards;
  if (first === undefined && want !== 'count') return undefined;
  const said = filterWords(filter);
  const what = said === '' ? '' : ` (${said})`;
  const head = `${bold(counted(cards.length, filter.kind, store.ontology))}${what}`;
  const shown =
    cards.length > longestList
      ? ''
      : `: ${series(
          cards.map(({ name }) => name),
          longestList,
        )}`;
  return {
    statements: [
      {
        text: `${head}${cards.length === 0 ? '' : shown}. (As of ${on}.)`,
        ...(first && { about: { ref: first.ref, title: first.name } }),
        sources: await sourcesOf(cards.slice(0, 20), { store, viewer, on }),
      },
    ],
    value: want === 'count' ? cards.length : cards.map(({ name }) => name),
    found: cards.slice(0, longestList).map(({ ref }) => ref),
  };
}

/** Where the names of these things are from. */
async function sourcesOf(cards: readonly EntityCard[], { store, viewer }: LookUpContext) {
  const views = await Promise.all(cards.slice(0, 5).map(({ ref }) => store.entity(viewer, ref)));
  return distinct(views.flatMap((view) => view?.facts.name?.sources ?? []));
}

/** Which of a kind has the most or fewest others. All that share the place are named. */
export async function most(
  query: Extract<Query, { look: 'most' }>,
  context: LookUpContext,
): Promise<Finding | undefined> {
  const { store, viewer, on } = context;
  const { filter, relation, end, otherKind, least } = query;
  const degrees = await store.degrees(viewer, { relation, kind: filter.kind, end, otherKind, on });
  const cards = new Map(
    sortOut(
      await store.cards(
        viewer,
        degrees.map(({ ref }) => ref),
      ),
      filter,
      store.ontology,
    ).counted.map((card) => [card.ref, card]),
  );
  const ranked = degrees.filter(({ ref }) => cards.has(ref));
  const place = (least ? ranked.at(-1) : ranked[0])?.count;
  if (place === undefined) return undefined;
  const winners = ranked.filter(({ count }) => count === place).flatMap(({ ref }) => cards.get(ref) ?? []);
  const next = ranked.filter(({ count }) => (least ? count > place : count < place)).slice(0, 3);
  const edges = await store.edges(viewer, { relation, of: winners.map(({ ref }) => ref), end, on });
  const notes = await store.notes(
    viewer,
    edges.flatMap((edge) => edge.support),
  );
  const others = least
    ? ''
    : ` Next: ${next.map(({ ref, count }) => `${cards.get(ref)?.name ?? ref} (${count})`).join(', ')}.`;
  const [first] = winners;
  return {
    statements: [
      {
        text: `${bold(series(winners.map(({ name }) => name)))} ${winners.length === 1 ? 'has' : 'have'} the ${least ? 'fewest' : 'most'}: ${counted(place, otherKind, store.ontology)}.${next.length > 0 ? others : ''} (${relation === 'MEMBER_OF' ? 'Direct members. ' : ''}As of ${on}.)`,
        ...(first && { about: { ref: first.ref, title: first.name } }),
        sources: distinct([...notes.values()]),
      },
    ],
    value: winners.length === 1 ? (first?.name ?? null) : winners.map(({ name }) => name),
    found: winners.map(({ ref }) => ref),
  };
}
