import type { EntityCard } from '../../schema/entity.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Value } from '../../schema/value.ts';
import { type End, extraRelationType, type RelationSpec } from '../../schema/relations.ts';
import type { Having, KindFilter } from './query.ts';

/** How look-ups are put into sentences. */

const noNames: ReadonlyMap<Ref, string> = new Map();

/** `a, b and c`, with the rest counted when there are many. */
export function series(names: readonly string[], most = 40): string {
  const shown = names.length > most ? [...names.slice(0, most), `${names.length - most} more`] : names;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 person`, `8 people`. */
export function counted(count: number, kind: string | undefined, ontology: Ontology): string {
  const spec = kind === undefined ? undefined : ontology.findKind(kind);
  if (spec === undefined) return String(count);
  return `${count} ${count === 1 ? spec.singular : spec.plural}`;
}

/** What a filter keeps: `location: Berlin, status not left`. @param names of the things that it names */
export function filterWords(filter: KindFilter, ontology: Ontology, names: ReadonlyMap<Ref, string> = noNames): string {
  const { kind, where = {}, whereNot = {}, dates = {}, numbers = {}, without = [], withAny = [], having = [] } = filter;
  const label = (field: string) => inSentence(ontology.findField(kind, field)?.label ?? field);
  const values = (some: readonly Value[]) =>
    some.length > mostValues
      ? `${some.slice(0, mostValues).map(String).join(', ')} and the like`
      : some.map(String).join(' or ');
  return [
    ...Object.entries(where).map(([field, some]) => `${label(field)}: ${values(some)}`),
    ...Object.entries(whereNot).map(([field, some]) => `${label(field)} not ${values(some)}`),
    ...Object.entries(dates).map(([field, { from, until }]) => `${label(field)} ${rangeWords(from, until)}`),
    ...Object.entries(numbers).map(([field, { least, most }]) => `${label(field)} ${rangeWords(least, most)}`),
    ...withAny.map((field) => `${label(field)} named by a source`),
    ...without.map((field) => `no ${label(field)} named by a source`),
    ...having.map((each) => havingWords(each, ontology, names)),
  ].join(', ');
}

/** What the others of a relation are, within a sentence: `members`, `chair`. @param end where the thing stands that has them */
export function headingOf(
  { relation, end, role }: { relation: string; end: End; role?: string },
  ontology: Ontology,
): string {
  return inSentence(role ?? ontology.relation(relation).headings[end === 'from' ? 0 : 1]);
}

/** `no owner`, `members: at least 11`, `chair of a SIG`. */
export function havingWords(
  { relation, end, role, other, of = [], ended = false, also, least, most }: Having,
  ontology: Ontology,
  names: ReadonlyMap<Ref, string> = noNames,
): string {
  const heading = headingOf({ relation, end, ...(role !== undefined && { role }) }, ontology);
  const ofSort =
    other === undefined
      ? ''
      : ` (${[ontology.kind(other.kind).singular, filterWords(other, ontology, names)].filter((part) => part !== '').join(', ')})`;
  const named = of.flatMap((ref) => names.get(ref) ?? []);
  const ofNamed = named.length === 0 ? '' : `: ${named.join(' or ')}`;
  const second = also && headingOf({ ...also, end }, ontology);
  const and = also === undefined ? '' : also.isSame ? ` and ${second} of the same` : ` of one and ${second} of another`;
  const name = `${ended ? 'former ' : ''}${heading}${and}${ofSort}${ofNamed}`;
  if (most === 0) return `no ${name} named by a source`;
  if (least === 1 && most === undefined) return name;
  return `${name}: ${rangeWords(least, most)}`;
}

/** Values of a filter that are named. */
const mostValues = 4;

function rangeWords(least: string | number | undefined, most: string | number | undefined): string {
  if (least === undefined) return `up to ${most ?? ''}`;
  if (most === undefined) return `from ${least}`;
  return least === most ? String(least) : `from ${least} to ${most}`;
}

/** A label or heading within a sentence: in small letters but for what is an abbreviation, or has capitals of its own. */
export function inSentence(label: string): string {
  return label.replace(/[\p{L}\p{N}]+/gu, (word) => (/^.+\p{Lu}/u.test(word) ? word : word.toLowerCase()));
}

/** With a capital at the beginning. */
export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

export function bold(text: string): string {
  return `**${text.replace(/\*/g, '\\*')}**`;
}

/** Sentences for relations that read better than the general form, by key and by the end of the one asked about. */
const templates: Record<string, Partial<Record<End, { one: string; many: string }>>> = {
  REPORTS_TO: {
    from: { one: '{this} reports to {others}.', many: '{this} reports to {others}.' },
    to: { one: '{others} reports to {this}.', many: '{others} report to {this}.' },
  },
  MEMBER_OF: {
    from: { one: '{this} is in {others}.', many: '{this} is in {others}.' },
    to: { one: '{others} is in {this}.', many: '{others} are in {this}.' },
  },
  LEADS: {
    from: { one: '{this} leads {others}.', many: '{this} leads {others}.' },
    to: { one: '{others} leads {this}.', many: '{others} lead {this}.' },
  },
  PART_OF: {
    from: { one: '{this} is part of {others}.', many: '{this} is part of {others}.' },
    to: { one: '{others} is part of {this}.', many: '{others} are part of {this}.' },
  },
  OWNS: {
    from: { one: '{this} owns {others}.', many: '{this} owns {others}.' },
    to: { one: '{others} owns {this}.', many: '{others} own {this}.' },
  },
  WORKS_ON: {
    from: { one: '{this} works on {others}.', many: '{this} works on {others}.' },
    to: { one: '{others} works on {this}.', many: '{others} work on {this}.' },
  },
  DEPENDS_ON: {
    from: { one: '{this} depends on {others}.', many: '{this} depends on {others}.' },
    to: { one: '{others} depends on {this}.', many: '{others} depend on {this}.' },
  },
};

export interface RelationSentence {
  relation: RelationSpec;
  /** The end of the one asked about. */
  end: End;
  subject: string;
  others: readonly string[];
  role?: string | undefined;
  /** The subject is more than one. */
  isSeveral?: boolean;
}

/** Whether it is people who have it, of whom the role is said: "treasurer of Risk". */
function isPost({ pairs }: RelationSpec): boolean {
  return pairs.every(([from]) => from === 'Person');
}

/** One sentence for a relation of one thing to others. */
export function relationSentence({
  relation,
  end,
  subject,
  others,
  role,
  isSeveral = false,
}: RelationSentence): string {
  // "Risk, can open (at night): the vault"
  if (role !== undefined && relation.type === extraRelationType && !isPost(relation))
    return `${subject}, ${inSentence(relation.headings[end === 'from' ? 0 : 1])} (${role}): ${series(others)}.`;
  if (role !== undefined)
    return end === 'to'
      ? `${series(others)}: ${role} of ${subject}.`
      : `${subject} ${isSeveral ? 'are' : 'is'} ${role} of ${series(others)}.`;
  const template = templates[relation.key]?.[end];
  if (template === undefined)
    return `${subject}, ${inSentence(relation.headings[end === 'from' ? 0 : 1])}: ${series(others)}.`;
  return (others.length === 1 ? template.one : template.many)
    .replace('{this}', subject)
    .replace('{others}', () => series(others));
}

/** A name with what is to be known of it at once: "Ada Lovelace (on leave)". */
export function nameWithStatus(card: EntityCard, ontology: Ontology): string {
  const field = ontology.findField(card.kind, 'status');
  const { status } = card.fields;
  if (field?.choices === undefined || typeof status !== 'string' || status === field.assumed) return card.name;
  return `${card.name} (${status})`;
}
