import { fold } from '../../schema/names.ts';
import type { EntityCard } from '../../schema/entity.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Value } from '../../schema/value.ts';
import { stemsOf } from '../understand/tokens.ts';
import type { KindFilter } from './query.ts';

/** Things kept by a filter, and those that are left out only because their status does not count. */
export interface Sorted {
  counted: EntityCard[];
  uncounted: EntityCard[];
}

/**
 * Keeps what a filter asks for. Who has left, a vacancy, an archived team do not count, unless the filter asks for the status, or for what
 * only those have: groups that have *finished* are archived.
 */
export function sortOut(cards: readonly EntityCard[], filter: KindFilter | undefined, ontology: Ontology): Sorted {
  const fitting = cards.filter((card) => fits(card, filter, ontology));
  const counted = fitting.filter((card) => isCounted(card, ontology));
  const isAskedFor = filter?.where?.status !== undefined || (counted.length === 0 && asksHowItStands(filter, ontology));
  return isAskedFor
    ? { counted: fitting, uncounted: [] }
    : { counted, uncounted: fitting.filter((card) => !counted.includes(card)) };
}

/** Words of fields that say how something stands, beside its status. Compared by stem. */
const standings = new Set(['status', 'state', 'phase', 'stage', 'lifecycle', 'standing'].flatMap(stemsOf));

/** Whether a filter asks for a value of a field that says by its name how things stand, or for the day on which they came to stand so: "retired on". */
export function asksHowItStands(filter: KindFilter | undefined, ontology: Ontology): boolean {
  if (filter === undefined) return false;
  const { kind, where = {}, dates = {} } = filter;
  const uncounted = (ontology.findField(kind, 'status')?.choices ?? []).filter(({ counted }) => counted === false);
  const ends = new Set(uncounted.flatMap(({ value, synonyms = [] }) => [value, ...synonyms].flatMap(stemsOf)));
  const says = (field: string, words: ReadonlySet<string>) => {
    const { name = '', label = '', synonyms = [] } = ontology.findField(kind, field) ?? {};
    const inWords = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2');
    return [inWords, label, ...synonyms].flatMap(stemsOf).some((stem) => words.has(stem));
  };
  return (
    Object.keys(where).some((field) => ontology.findField(kind, field)?.type === 'choice' && says(field, standings)) ||
    Object.keys(dates).some((field) => says(field, ends))
  );
}

function fits(card: EntityCard, filter: KindFilter | undefined, ontology: Ontology): boolean {
  if (filter === undefined) return true;
  if (card.kind !== filter.kind) return false;
  const has = (field: string, values: readonly Value[]) => {
    const held = [card.fields[field] ?? ontology.findField(card.kind, field)?.assumed ?? []]
      .flat()
      .map((item) => fold(String(item)));
    return values.some((value) => held.includes(fold(String(value))));
  };
  const wanted = Object.entries(filter.where ?? {}).every(([field, values]) => has(field, values));
  return (
    wanted &&
    !Object.entries(filter.whereNot ?? {}).some(([field, values]) => has(field, values)) &&
    isWithin(card, filter) &&
    (filter.without ?? []).every((field) => isEmpty(card.fields[field])) &&
    !(filter.withAny ?? []).some((field) => isEmpty(card.fields[field]))
  );
}

/** Whether its days and numbers lie where the filter wants them; what no source says lies nowhere. */
function isWithin({ fields }: EntityCard, { dates = {}, numbers = {} }: KindFilter): boolean {
  const isDated = Object.entries(dates).every(([field, { from = '', until = '9999' }]) => {
    const day = fields[field];
    return typeof day === 'string' && day.slice(0, from.length || 10) >= from && day.slice(0, 10) <= until;
  });
  const isNumbered = Object.entries(numbers).every(([field, { least = -Infinity, most = Infinity }]) => {
    const value = fields[field];
    return typeof value === 'number' && value >= least && value <= most;
  });
  return isDated && isNumbered;
}

function isEmpty(value: Value | undefined): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Whether a filter keeps less than all of its kind. */
export function narrows(filter: KindFilter | undefined): boolean {
  return filter !== undefined && Object.keys(filter).length > 1;
}

export function isCounted({ kind, fields }: EntityCard, ontology: Ontology): boolean {
  const field = ontology.findField(kind, 'status');
  const status = fields.status ?? field?.assumed;
  return field?.choices?.find((choice) => choice.value === status)?.counted !== false;
}

/** The counting rule in words, for the kinds where it matters. */
export function countingRule(kind: string | undefined, uncounted: readonly EntityCard[]): string | undefined {
  const left = new Map<string, number>();
  for (const { fields } of uncounted) left.set(String(fields.status), (left.get(String(fields.status)) ?? 0) + 1);
  const apart = [...left].map(([status, count]) => `${count} ${status}`).join(', ');
  if (kind === 'Person') return `Counted: active and on leave${apart === '' ? '' : `; not counted: ${apart}`}`;
  return apart === '' ? undefined : `Not counted: ${apart}`;
}
