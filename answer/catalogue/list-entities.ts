import { z } from 'zod';
import type { EntityCard } from '../../schema/entity.ts';
import { invalid } from '../../schema/errors.ts';
import type { Value } from '../../schema/value.ts';
import { countingRule, sortOut } from '../look-up/counting.ts';
import { distinct } from '../look-up/edge-sources.ts';
import type { KindFilter } from '../look-up/query.ts';
import { bold, counted, filterWords, series } from '../look-up/wording.ts';
import { factSources } from './fact-sources.ts';
import { byStatus, filterOf } from './filters.ts';
import { type CatalogueContext, defineLookUp } from './look-up.ts';
import { clip, item, itemOf, itemWords } from './shapes.ts';
import { onDay } from './things.ts';
import { day, limitOf, offset, show, type Where, type Words } from './words.ts';

/** Things whose sources are told. */
const mostSourced = 5;

const counting =
  'Of people, those who are active or on leave are counted; who left, vacancies and external people are not, nor is what is archived, unless `where` names a status, or what only such have, or includeUncounted is true.';

/** All things of a kind. */
export const listEntities = ({ kind, where }: Words) =>
  defineLookUp({
    name: 'list_entities',
    description: `Lists the things of one kind, also by the values of their fields, with how many there are in all. ${counting} Sorted by name, or by a field: then the first is the oldest, newest, largest …; what has no value there comes last.`,
    input: z.strictObject({
      kind,
      where,
      includeUncounted: z.boolean().default(false).describe('List those that do not count too.'),
      sortBy: z.string().max(60).optional().describe('A field to sort by instead of the name.'),
      descending: z.boolean().default(false).describe('From Z to A, the newest or largest first.'),
      show,
      on: day,
      offset,
      limit: limitOf(40, 100),
    }),
    output: z.object({
      total: z.number().int(),
      notCounted: z.record(z.string(), z.number().int()).describe('How many are left out, by their status.'),
      items: z.array(item),
    }),
    async run({ kind: of, where: wanted, includeUncounted, sortBy, descending, show: fields, on, ...page }, now) {
      const context = await onDay(now, on);
      const { ontology } = context.store;
      checkField(of, sortBy, context);
      const { counted: kept, uncounted, filter, remarks, any } = await ofKind(of, wanted, context);
      const all = sorted(includeUncounted ? [...kept, ...uncounted] : kept, sortBy, descending);
      const shown = all.slice(page.offset, page.offset + page.limit);
      const items = shown.map((card) => itemOf(card, ontology, sortBy === undefined ? fields : [sortBy, ...fields]));
      const rule = includeUncounted ? 'All are listed, whatever their status' : countingRule(of, uncounted);
      const said = filterWords(filter, ontology);
      const part = all.length > shown.length ? ` (${page.offset + 1} to ${page.offset + shown.length})` : '';
      const names = items.map((each) => itemWords(each));
      const text = `${bold(counted(all.length, of, ontology))}${said === '' ? '' : ` (${said})`}${shown.length === 0 ? '' : `${part}: ${series(names, 100)}`}. ${rule === undefined ? '' : `${rule}. `}(As of ${context.on}.)`;
      const sourced = (shown.length > 0 ? shown : any).slice(0, mostSourced);
      const [first] = sourced;
      const sources = await Promise.all(
        sourced.map(({ ref }) => factSources(ref, ['name', ...(sortBy === undefined ? [] : [sortBy])], context)),
      );
      return {
        result: { total: all.length, notCounted: includeUncounted ? {} : byStatus(uncounted), items },
        statements: [
          { text, ...(first && { about: { ref: first.ref, title: first.name } }), sources: distinct(sources.flat()) },
        ],
        rules: [...(rule === undefined ? [] : [rule]), ...remarks],
        ...(page.offset + shown.length < all.length && {
          cut: `${shown.length} of ${all.length} are given; go on with offset ${page.offset + shown.length}`,
        }),
      };
    },
  });

/** Things of a kind, counted, also by a field. */
export const countEntities = ({ kind, where }: Words) =>
  defineLookUp({
    name: 'count_entities',
    description: `Counts the things of one kind, also by the values of their fields; with \`by\`, how many there are of each value of a field, most first: people per location, systems per status. ${counting}`,
    input: z.strictObject({
      kind,
      where,
      by: z.string().max(60).optional().describe('A field to count by.'),
      on: day,
      limit: limitOf(50, 200),
    }),
    output: z.object({
      total: z.number().int(),
      notCounted: z.record(z.string(), z.number().int()).describe('How many are left out, by their status.'),
      by: z
        .array(z.object({ value: z.string().nullable().describe('null: no source says.'), count: z.number().int() }))
        .optional(),
    }),
    async run({ kind: of, where: wanted, by, on, limit }, now) {
      const context = await onDay(now, on);
      const { ontology } = context.store;
      checkField(of, by, context);
      const { counted: kept, uncounted, filter, remarks, any } = await ofKind(of, wanted, context);
      const groups = by === undefined ? undefined : grouped(kept, of, by, context);
      const rule = countingRule(of, uncounted);
      const said = filterWords(filter, ontology);
      const shares = (groups ?? [])
        .slice(0, limit)
        .map(({ value, count }) => `${value ?? 'no source says'} ${count}`)
        .join(', ');
      const label = by === undefined ? '' : (ontology.findField(of, by)?.label ?? by);
      const sourced = (kept.length > 0 ? kept : any).slice(0, mostSourced);
      const [first] = sourced;
      const sources = await Promise.all(
        sourced.map(({ ref }) => factSources(ref, ['name', ...(by === undefined ? [] : [by])], context)),
      );
      return {
        result: {
          total: kept.length,
          notCounted: byStatus(uncounted),
          ...(groups !== undefined && { by: groups.slice(0, limit) }),
        },
        statements: [
          {
            text: `${bold(counted(kept.length, of, ontology))}${said === '' ? '' : ` (${said})`}.${shares === '' ? '' : ` ${label}: ${shares}.`} ${rule === undefined ? '' : `${rule}. `}(As of ${context.on}.)`,
            ...(first && { about: { ref: first.ref, title: first.name } }),
            sources: distinct(sources.flat()),
          },
        ],
        rules: [...(rule === undefined ? [] : [rule]), ...remarks],
        ...(groups !== undefined && groups.length > limit && { cut: `${limit} of ${groups.length} values are given` }),
      };
    },
  });

function checkField(kind: string, field: string | undefined, { store }: CatalogueContext): void {
  if (field === undefined || store.ontology.findField(kind, field) !== undefined) return;
  throw invalid(`A ${store.ontology.kind(kind).singular} has no field "${field}"`, {
    fix: `The fields are ${store.ontology
      .fields(kind)
      .map(({ name }) => name)
      .join(', ')}`,
  });
}

async function ofKind(
  kind: string,
  where: Where | undefined,
  context: CatalogueContext,
): Promise<{
  counted: EntityCard[];
  uncounted: EntityCard[];
  any: EntityCard[];
  filter: KindFilter;
  remarks: string[];
}> {
  const { store, viewer } = context;
  const { filter, remarks } = await filterOf(kind, where, context);
  const { items } = await store.list(viewer, { kind, includeUncounted: true, limit: 100_000 });
  // That none is so rests on those that there are.
  return { ...sortOut(items, filter, store.ontology), any: items, filter, remarks };
}

function sorted(cards: readonly EntityCard[], field: string | undefined, descending: boolean): EntityCard[] {
  const byName = (a: EntityCard, b: EntityCard) => a.name.localeCompare(b.name, 'en') || (a.ref < b.ref ? -1 : 1);
  const turn = descending ? -1 : 1;
  if (field === undefined) return [...cards].sort((a, b) => turn * byName(a, b));
  return [...cards].sort((a, b) => {
    const [one, other] = [a.fields[field], b.fields[field]];
    if (one === undefined || other === undefined)
      return Number(one === undefined) - Number(other === undefined) || byName(a, b);
    return turn * compare(one, other) || byName(a, b);
  });
}

function compare(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function grouped(cards: readonly EntityCard[], kind: string, field: string, { store }: CatalogueContext) {
  const counts = new Map<string | null, number>();
  const assumed = store.ontology.findField(kind, field)?.assumed;
  for (const { fields } of cards) {
    const held = [fields[field] ?? assumed ?? []].flat().map(String);
    for (const each of held.length === 0 ? [null] : new Set(held.map((text) => clip(text, 200))))
      counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value ?? '~').localeCompare(b.value ?? '~', 'en'));
}
