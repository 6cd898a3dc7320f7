import { fold } from '../../schema/names.ts';
import type { EntityCard } from '../../schema/entity.ts';
import { distinct } from './edge-sources.ts';
import { find } from './find.ts';
import type { Finding, LookUpContext } from './finding.ts';
import { namesIn } from './having.ts';
import { fitting } from './most.ts';
import type { Query } from './query.ts';
import { bold, counted, filterWords, inSentence, series } from './wording.ts';

/** Values that come next and are named. */
const nextNamed = 3;
/** Values that share the place; more of them tell nothing. */
const mostWinners = 10;
/** Things whose sources are told. */
const mostSources = 20;

/** Which value of a field most, or fewest, of some things have: "which town do most keepers live in". */
export async function commonest(
  { filter, field, least, among }: Extract<Query, { look: 'commonest' }>,
  context: LookUpContext,
): Promise<Finding | undefined> {
  const { store, viewer, on } = context;
  const cards = among === undefined ? await fitting(filter, context) : (await find(among, context)).counted;
  const holders = new Map<string, { value: string; cards: EntityCard[] }>();
  for (const card of cards)
    for (const value of [card.fields[field] ?? []].flat().map(String)) {
      const known = holders.get(fold(value)) ?? { value, cards: [] };
      holders.set(fold(value), known);
      known.cards.push(card);
    }
  const ranked = [...holders.values()].sort(
    (a, b) =>
      (least ? a.cards.length - b.cards.length : b.cards.length - a.cards.length) ||
      a.value.localeCompare(b.value, 'en'),
  );
  const place = ranked[0]?.cards.length;
  // One value for each tells nothing.
  if (place === undefined || (place === 1 && !least)) return undefined;
  const winners = ranked.filter((each) => each.cards.length === place);
  if (winners.length > mostWinners) return undefined;
  const next = ranked.filter((each) => each.cards.length !== place).slice(0, nextNamed);
  const views = await Promise.all(
    winners
      .flatMap((each) => each.cards)
      .slice(0, mostSources)
      .map(({ ref }) => store.entity(viewer, ref, on)),
  );
  const said = filterWords(filter, store.ontology, await namesIn(filter, context));
  const label = inSentence(store.ontology.findField(filter.kind, field)?.label ?? field);
  const others =
    next.length === 0 ? '' : ` Next: ${next.map((each) => `${each.value} (${each.cards.length})`).join(', ')}.`;
  const first = winners[0]?.cards[0];
  return {
    statements: [
      {
        text: `${bold(series(winners.map(({ value }) => value)))} (${label}): ${counted(place, filter.kind, store.ontology)}${said === '' ? '' : ` (${said})`}.${others} (As of ${on}.)`,
        ...(first && { about: { ref: first.ref, title: first.name } }),
        sources: distinct(views.flatMap((view) => view?.facts[field]?.sources ?? [])),
      },
    ],
    value: winners.length === 1 ? (winners[0]?.value ?? null) : winners.map(({ value }) => value),
    found: winners.flatMap((each) => each.cards.map(({ ref }) => ref)),
  };
}
