import type { EntityCard } from '../../schema/entity.ts';
import type { Value } from '../../schema/value.ts';
import { sortOut } from './counting.ts';
import { distinct, edgeSources } from './edge-sources.ts';
import { find } from './find.ts';
import type { Finding, LookUpContext } from './finding.ts';
import { keepHaving, namesIn, othersOf } from './having.ts';
import type { KindFilter, Query } from './query.ts';
import { bold, counted, filterWords, havingWords, inSentence, series } from './wording.ts';

/** Others that come next and are named. */
const nextNamed = 3;

/** Which of a kind has the most or fewest others. All that share the place are named. */
export async function most(
  { filter, having, least, among }: Extract<Query, { look: 'most' }>,
  context: LookUpContext,
): Promise<Finding | undefined> {
  const { store, on } = context;
  const found = await othersOf(having, context);
  const group = among && (await find(among, context));
  const cards = group?.counted ?? (await fitting(filter, context));
  const ranked = cards
    .map((card) => ({ card, count: found.get(card.ref)?.others.length ?? 0 }))
    // Of a thing with none, no source says anything: it may have some that nobody wrote down.
    .filter(({ count }) => count > 0)
    .sort((a, b) => (least ? a.count - b.count : b.count - a.count) || a.card.name.localeCompare(b.card.name, 'en'));
  const silent = least ? cards.length - ranked.length : 0;
  const place = ranked[0]?.count;
  if (place === undefined) return undefined;
  const winners = ranked.filter(({ count }) => count === place).map(({ card }) => card);
  const next = ranked.filter(({ count }) => count !== place).slice(0, nextNamed);
  const [first] = winners;
  const saidOfOthers =
    having.other === undefined ? '' : filterWords(having.other, store.ontology, await namesIn(having.other, context));
  const head = `${bold(series(winners.map(({ name }) => name)))} ${winners.length === 1 ? 'has' : 'have'} the ${least ? 'fewest' : 'most'}`;
  const what =
    having.other === undefined
      ? `${place} (${havingWords({ ...having, least: 1 }, store.ontology)})`
      : counted(place, having.other.kind, store.ontology) + (saidOfOthers === '' ? '' : ` (${saidOfOthers})`);
  const others =
    next.length === 0 ? '' : ` Next: ${next.map(({ card, count }) => `${card.name} (${count})`).join(', ')}.`;
  const rules = [
    ...(having.relation === 'MEMBER_OF' ? [having.ended === true ? 'Former direct members' : 'Direct members'] : []),
    ...(group === undefined
      ? []
      : [
          `Among ${counted(cards.length, filter.kind, store.ontology)} of ${series(group.subjects.map(({ name }) => name))}`,
        ]),
    ...(silent === 0 ? [] : [`Of ${silent} more no source names any`]),
    `As of ${on}`,
  ];
  return {
    statements: [
      {
        text: `${head}: ${what}.${others} (${rules.join('. ')}.)`,
        ...(first && { about: { ref: first.ref, title: first.name } }),
        sources: await edgeSources(
          winners.flatMap(({ ref }) => found.get(ref)?.edges ?? []),
          context,
        ),
      },
    ],
    value: winners.length === 1 ? (first?.name ?? null) : winners.map(({ name }) => name),
    found: winners.map(({ ref }) => ref),
  };
}

/** Which of a kind comes first or last by a field: the oldest, the newest, the largest budget. */
export async function extreme(
  { filter, field, largest }: Extract<Query, { look: 'extreme' }>,
  context: LookUpContext,
): Promise<Finding | undefined> {
  const { store, viewer, on } = context;
  const known = (await fitting(filter, context)).flatMap((card) => {
    const value = card.fields[field];
    // Of lists the longest and the shortest.
    if (Array.isArray(value)) return value.length > 0 ? [{ card, value: value.length }] : [];
    return typeof value === 'string' || typeof value === 'number' ? [{ card, value }] : [];
  });
  const compare = (a: Value, b: Value) => (a < b ? -1 : a > b ? 1 : 0);
  const ranked = known.sort((a, b) => (largest ? compare(b.value, a.value) : compare(a.value, b.value)));
  const [first] = ranked;
  if (first === undefined) return undefined;
  const winners = ranked.filter(({ value }) => value === first.value).map(({ card }) => card);
  const next = ranked.filter(({ value }) => value !== first.value).slice(0, nextNamed);
  const label = inSentence(store.ontology.findField(filter.kind, field)?.label ?? field);
  const views = await Promise.all(winners.slice(0, 5).map(({ ref }) => store.entity(viewer, ref, on)));
  const others =
    next.length === 0 ? '' : ` Next: ${next.map(({ card, value }) => `${card.name} (${value})`).join(', ')}.`;
  return {
    statements: [
      {
        text: `${bold(series(winners.map(({ name }) => name)))}, ${label}: ${first.value}.${others} (As of ${on}.)`,
        about: { ref: first.card.ref, title: first.card.name },
        sources: distinct(views.flatMap((view) => view?.facts[field]?.sources ?? [])),
      },
    ],
    value: winners.length === 1 ? first.card.name : winners.map(({ name }) => name),
    found: winners.map(({ ref }) => ref),
  };
}

/** All of a kind that count and that a filter keeps. */
export async function fitting(filter: KindFilter, context: LookUpContext): Promise<EntityCard[]> {
  const { store, viewer } = context;
  const { items } = await store.list(viewer, {
    kind: filter.kind,
    ...(filter.where && { where: filter.where }),
    limit: 100_000,
  });
  return (await keepHaving(sortOut(items, filter, store.ontology).counted, filter, context)).cards;
}
