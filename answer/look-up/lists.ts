import type { EntityCard } from '../../schema/entity.ts';
import { fold } from '../../schema/names.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Value } from '../../schema/value.ts';
import type { Finding, LookUpContext, StatementSource } from './finding.ts';
import { asksHowItStands, countingRule, isCounted, sortOut } from './counting.ts';
import { keepHaving, namedIn, namesIn } from './having.ts';
import type { KindFilter, Query, Want } from './query.ts';
import { distinct } from './edge-sources.ts';
import { bold, counted, filterWords, nameWithStatus, series } from './wording.ts';

/** Things listed in full in an answer; more are counted, and the wiki lists them. */
const longestList = 60;

/** All things of a kind, counted or listed. */
export async function list(
  { filter }: Extract<Query, { look: 'list' }>,
  want: Want,
  context: LookUpContext,
): Promise<Finding | undefined> {
  const { store, viewer, on } = context;
  const { items } = await store.list(viewer, {
    kind: filter.kind,
    ...(filter.where && { where: filter.where }),
    includeUncounted: asksHowItStands(filter, store.ontology),
    limit: 100_000,
  });
  const sorted = sortOut(items, filter, store.ontology);
  const { cards, sources, isUnknown } = await keepHaving(sorted.counted, filter, context);
  const [first] = cards;
  if (isUnknown === true) return undefined;
  if (first === undefined && want !== 'count') return noneOf(filter, context);
  // That none has a field is not known where no source tells it of any.
  if (first === undefined && (filter.withAny !== undefined || !(await isKnownOfOthers(filter, context))))
    return undefined;
  // "Groups that have finished" are told with that they are archived.
  const nameOf = (card: EntityCard) =>
    filter.where?.status === undefined && !isCounted(card, store.ontology)
      ? nameWithStatus(card, store.ontology)
      : card.name;
  const rule = asksHowItStands(filter, store.ontology) ? countingRule(undefined, sorted.uncounted) : undefined;
  const told = textsOf(filter, store.ontology);
  const where = Object.entries(filter.where ?? {}).filter(([field]) => !told.includes(field));
  const names = await namesIn(filter, context);
  const said = filterWords({ ...filter, where: Object.fromEntries(where) }, store.ontology, names);
  const each = countsOfSorts(cards, filter, store.ontology);
  const what = said === '' ? '' : ` (${said}${each})`;
  const head = `${bold(counted(cards.length, filter.kind, store.ontology))}${what}`;
  const shown =
    cards.length > longestList
      ? ''
      : `: ${series(
          cards.map((card) =>
            [nameOf(card), ...told.map((field) => `(${String(card.fields[field] ?? '')})`)].join(' '),
          ),
          longestList,
        )}`;
  return {
    statements: [
      {
        text: `${head}${cards.length === 0 ? '' : shown}. ${rule === undefined ? '' : `${rule}. `}(As of ${on}.)`,
        ...(first && { about: { ref: first.ref, title: first.name } }),
        sources: distinct<StatementSource>([...sources, ...(await sourcesOf(cards.slice(0, 20), context))]),
      },
    ],
    value: want === 'count' ? cards.length : cards.map(({ name }) => name),
    found: cards.slice(0, longestList).map(({ ref }) => ref),
  };
}

/** "Which teams have more than five leads?", where teams have leads and none has so many: that is known. */
async function noneOf(filter: KindFilter, context: LookUpContext): Promise<Finding | undefined> {
  const { having = [] } = filter;
  const isOfNumbers = having.some(({ least = 1, most }) => least > 1 || (most !== undefined && most > 0));
  if (
    !isOfNumbers ||
    having.some(({ ended, of, except }) => ended === true || of !== undefined || except !== undefined)
  )
    return undefined;
  const { store, viewer, on } = context;
  const { items } = await store.list(viewer, {
    kind: filter.kind,
    ...(filter.where && { where: filter.where }),
    limit: 100_000,
  });
  const some = having.map(({ most: _most, ...each }) => ({ ...each, least: 1 }));
  const { cards, sources } = await keepHaving(
    sortOut(items, filter, store.ontology).counted,
    { ...filter, having: some },
    context,
  );
  const [first] = cards;
  if (first === undefined) return undefined;
  const said = filterWords(filter, store.ontology, await namesIn(filter, context));
  const text = `${bold('None')} of ${counted(cards.length, filter.kind, store.ontology)} that have any (${said}). (As of ${on}.)`;
  return {
    statements: [{ text, about: { ref: first.ref, title: first.name }, sources: distinct<StatementSource>(sources) }],
    value: [],
    found: [],
  };
}

/** That there is none of them is known where sources tell of others of the kind, which have what is named: else they may not say. */
async function isKnownOfOthers({ kind, having = [] }: KindFilter, context: LookUpContext): Promise<boolean> {
  const { items } = await context.store.list(context.viewer, { kind, limit: 100_000 });
  if (namedIn({ kind, having }).length === 0) return items.length > 0;
  return (await keepHaving(items, { kind, having }, context)).cards.length > 0;
}

/** How many there are of each of several sorts that are asked for together: `; 24 circle, 8 guild`. */
function countsOfSorts(cards: readonly EntityCard[], { kind, where = {} }: KindFilter, ontology: Ontology): string {
  const sorts = Object.entries(where).find(
    ([field, values]) => values.length > 1 && ontology.findField(kind, field)?.noun === true,
  );
  if (sorts === undefined) return '';
  const [field, values] = sorts;
  const count = (value: Value) =>
    cards.filter(({ fields }) => fold(String(fields[field])) === fold(String(value))).length;
  return `; ${values.map((value) => `${count(value)} ${String(value)}`).join(', ')}`;
}

/** Fields of free text of which several values fit, so that each thing is told with its own: "every Monday" and "every second Monday". */
function textsOf({ kind, where = {} }: KindFilter, ontology: Ontology): string[] {
  return Object.entries(where)
    .filter(([, values]) => values.length > 1)
    .map(([field]) => field)
    .filter((field) => {
      const spec = ontology.findField(kind, field);
      return spec?.type === 'text' && spec.saidInPart !== true && spec.noun !== true;
    });
}

/** Where the names of these things are from, each with whose it is. */
async function sourcesOf(cards: readonly EntityCard[], { store, viewer }: LookUpContext): Promise<StatementSource[]> {
  const views = await Promise.all(cards.slice(0, 5).map(({ ref }) => store.entity(viewer, ref)));
  return distinct(
    views.flatMap((view) =>
      (view?.facts.name?.sources ?? []).map((source) => ({
        ...source,
        ...(view !== undefined && { of: { ref: view.ref, title: view.name } }),
      })),
    ),
  );
}
