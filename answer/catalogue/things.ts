import type { EntityCard } from '../../schema/entity.ts';
import { invalid, notFound } from '../../schema/errors.ts';
import type { Statement } from '../look-up/finding.ts';
import type { CatalogueContext } from './look-up.ts';

/** The thing that a ref or a name stands for. @throws NotFound, with what may be meant */
export async function findThing(text: string, { store, viewer }: CatalogueContext): Promise<EntityCard> {
  const location = await store.locate(viewer, text);
  const [card] = location.status === 'unknown' ? [] : await store.cards(viewer, [location.ref]);
  if (card !== undefined) return card;
  const near = await store.suggest(viewer, text.replace(/^[a-z0-9-]+:/, ''), { limit: 5 });
  const gone =
    location.status === 'gone' ? 'is no more, or was not yet there' : 'is the ref or the only name of nothing';
  throw notFound(`"${text.slice(0, 100)}" ${gone}`, {
    fix:
      near.length === 0
        ? 'find_entities finds refs'
        : `Perhaps one of these is meant: ${near.map(({ ref, name }) => `${ref} (${name.slice(0, 80)})`).join(', ')}`,
  });
}

/** The context as of a day: the graph as Kiki knew it then. @throws Invalid for a day to come, or of before all that is known */
export async function onDay(context: CatalogueContext, day: string | undefined): Promise<CatalogueContext> {
  if (day === undefined || day === context.on) return context;
  if (day > context.on) throw invalid(`${day} is still to come`, { where: 'on', fix: `Today is ${context.on}` });
  const past = await context.store.asOf(day);
  if (past.firstDay === undefined || day < past.firstDay)
    throw invalid(`Of ${day} nothing is known`, {
      where: 'on',
      fix:
        past.firstDay === undefined ? 'Leave it out' : `The first day of which anything is known is ${past.firstDay}`,
    });
  const { entity, cards, edges, reach } = past;
  return {
    ...context,
    on: day,
    store: {
      ...context.store,
      cards,
      edges,
      reach,
      entity: (viewer, ref) => entity(viewer, ref),
      list: past.list,
      // What sources say differently is known of today only.
      contradictions: () => Promise.resolve([]),
    },
  };
}

/** Whether it is asked of another day than today. */
export function isPast(context: CatalogueContext, of: CatalogueContext): boolean {
  return context.on !== of.on;
}

/** What has no source of its own is from where the thing is known from. */
export async function withSources(
  statements: readonly Statement[],
  { ref }: Pick<EntityCard, 'ref'>,
  { store, viewer }: CatalogueContext,
): Promise<Statement[]> {
  if (statements.every(({ sources }) => sources.length > 0)) return [...statements];
  const view = await store.entity(viewer, ref);
  const known = view?.facts.name?.sources ?? [];
  return statements.map((each) => (each.sources.length > 0 ? each : { ...each, sources: known }));
}
