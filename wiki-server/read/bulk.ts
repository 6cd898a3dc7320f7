import type { BulkChange } from '../../graph/curation/bulk-change.ts';
import { type BulkItem, type BulkPreview, mostAtOnce } from '../../graph/curation/bulk-edit.ts';
import type { GraphStore } from '../../graph/store.ts';
import type { Change, EntityCard } from '../../schema/entity.ts';
import { isBlank, parseField } from '../../schema/field-values.ts';
import { parseRef, type Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { ListFilter } from '../paths.ts';
import type { BulkAct, BulkSubject } from '../present/bulk-form.ts';

import { type ChangeLine, presentChanges } from '../present/changes.ts';
import { valueToText } from '../present/edit-values.ts';
import { bulkTexts } from '../texts.ts';
import { readListed } from './browse.ts';
import { findOther } from './edit.ts';
import type { ReadNeighbourhoods } from './neighbourhoods.ts';
import { readSearch } from './search.ts';

/** What is on a list that several pages are chosen from. */
export interface BulkList {
  /** At most as many as are changed at once. */
  cards: EntityCard[];
  total: number;
  /** Of a search: how many there are of each kind. */
  kinds: Record<string, number>;
}

export async function readBulkList(
  { store, neighbourhoods }: { store: GraphStore; neighbourhoods: ReadNeighbourhoods },
  viewer: Viewer,
  { kind, status, letter, q, team }: ListFilter,
): Promise<BulkList> {
  if (q !== undefined) {
    const order = { q, kind, team, offset: 0, limit: mostAtOnce };
    const { found, total, kinds } = await readSearch({ store, neighbourhoods }, viewer, order);
    return { cards: kind === undefined ? [] : found.map(({ card }) => card), total, kinds };
  }
  if (kind === undefined) return { cards: [], total: 0, kinds: await store.countKinds(viewer) };
  const listed = await readListed(store, viewer, { kind, status, letter });
  const cards = await store.cards(
    viewer,
    listed.slice(0, mostAtOnce).map(({ ref }) => ref),
  );
  return { cards, total: listed.length, kinds: {} };
}

/** What pages say now of a field or relation, in a line. */
export async function readCurrent(
  store: GraphStore,
  viewer: Viewer,
  cards: readonly EntityCard[],
  { about }: BulkSubject,
): Promise<Map<Ref, string>> {
  if ('field' in about) {
    const { name } = about.field;
    const valueOf = (card: EntityCard) => (name === 'aliases' ? card.aliases : card.fields[name]);
    return new Map(cards.map((card) => [card.ref, valueToText(valueOf(card)).split('\n').join(', ')]));
  }
  const { relation, end } = about;
  const of = cards.map(({ ref }) => ref);
  const edges = await store.edges(viewer, { relation: relation.key, of, end });
  const other = end === 'from' ? 'to' : 'from';
  const others = await store.cards(viewer, [...new Set(edges.map((edge) => edge[other]))]);
  const nameOf = new Map(others.map(({ ref, name }) => [ref, name]));
  const names = (ref: Ref) =>
    edges.filter((edge) => edge[end] === ref && !edge.dotted).flatMap((edge) => nameOf.get(edge[other]) ?? []);
  return new Map(of.map((ref) => [ref, names(ref).join(', ')]));
}

/** What was typed, as a change; or what is wrong with it. */
export async function changeOf(
  store: GraphStore,
  viewer: Viewer,
  {
    kind,
    subject,
    act,
    value,
    role,
  }: { kind: string; subject: BulkSubject; act: string | undefined; value: string; role: string | undefined },
): Promise<{ change: BulkChange } | { problem: string }> {
  const known = subject.acts.find((each) => each.act === act)?.act;
  if (known === undefined) return { problem: bulkTexts.noAct };
  return 'field' in subject.about
    ? fieldChange(subject.about, known, value)
    : relationChange(store, viewer, { ...subject.about, kind, act: known, other: value, role });
}

function fieldChange(
  { field: spec }: Extract<BulkSubject['about'], { field: unknown }>,
  act: BulkAct,
  value: string,
): { change: BulkChange } | { problem: string } {
  const field = spec.name;
  if (act === 'clear' || act === 'unpin') return { change: { about: 'field', field, act } };
  if (isBlank(value)) return { problem: bulkTexts.noValue };
  const lines = value.split(/\r?\n/).map((line) => line.trim());
  const parsed = parseField(spec, spec.type === 'list' ? lines.filter((line) => line !== '') : value);
  if (!parsed.ok) return { problem: `${spec.label}: ${parsed.problem}` };
  if (act === 'set') return { change: { about: 'field', field, act, value: parsed.value } };
  return { change: { about: 'field', field, act, value: [parsed.value].flat().map(String) } };
}

async function relationChange(
  store: GraphStore,
  viewer: Viewer,
  order: Extract<BulkSubject['about'], { relation: unknown }> & {
    kind: string;
    act: BulkAct;
    other: string;
    role: string | undefined;
  },
): Promise<{ change: BulkChange } | { problem: string }> {
  const { relation: spec, end, act, role } = order;
  const about = { about: 'relation' as const, relation: spec.key, end };
  if (act === 'clear' || act === 'unpin') return { change: { ...about, act } };
  const other = order.other.trim();
  if (other === '') return { problem: bulkTexts.noOther };
  const found = await findOther(store, viewer, other, store.ontology.otherKinds(spec, end, order.kind));
  if ('problem' in found) return found;
  if (act === 'remove') return { change: { ...about, act, other: found.ref } };
  return { change: { ...about, act: 'add', other: found.ref, ...(role !== undefined && { role }) } };
}

/** A preview as a page shows it. */
export interface PresentedPreview {
  items: (Omit<BulkItem, 'changes'> & { lines: ChangeLine[] })[];
  others: { ref: Ref; name: string; lines: ChangeLine[] }[];
  missing: Ref[];
}

export async function presentPreview(
  store: GraphStore,
  viewer: Viewer,
  { items, others, missing }: BulkPreview,
): Promise<PresentedPreview> {
  const { ontology } = store;
  const all = [...items, ...others].flatMap(({ changes }) => changes);
  const refs = new Set([...all.flatMap(({ other }) => other ?? []), ...others.map(({ ref }) => ref)]);
  const cardOf = new Map((await store.cards(viewer, [...refs])).map((card) => [card.ref, card]));
  const linesOf = (ref: Ref, changes: Change[]) =>
    presentChanges({ changes }, { kind: ontology.findKind(parseRef(ref).kind)?.name, ontology, cardOf });
  return {
    items: items.map(({ changes, ...item }) => ({ ...item, lines: linesOf(item.view.ref, changes) })),
    others: others.map(({ ref, changes }) => ({
      ref,
      name: cardOf.get(ref)?.name ?? ref,
      lines: linesOf(ref, changes),
    })),
    missing,
  };
}
