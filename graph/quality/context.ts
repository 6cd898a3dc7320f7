import type { EntityCard } from '../../schema/entity.ts';
import { fold } from '../../schema/names.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { dayOf } from '../reads/days.ts';
import type { GraphStore, Link, NameEntry, OutlineEntry } from '../store.ts';

/** Pairs of entities that may be the same thing, the likeliest first. */
export type SuggestDuplicates = (
  viewer: Viewer,
  query: { limit: number },
) => Promise<{ a: EntityCard; b: EntityCard; score: number; reasons: string[] }[]>;

/** What checks read, each thing once for all of them. */
export interface QualityContext {
  store: GraphStore;
  viewer: Viewer;
  now: Date;
  /** Day, ISO. */
  today: string;
  /** Everything that is there, by ref. */
  names(): Promise<ReadonlyMap<Ref, NameEntry>>;
  /** Entities of a kind, without those that are not counted: who has left, what is archived. */
  current(kind: string): Promise<OutlineEntry[]>;
  /** Entities that are over: people who have left, archived things. */
  over(kind: string): Promise<ReadonlySet<Ref>>;
  /** Current edges of a relation. */
  edges(relation: string): Promise<Link[]>;
  /** All current relations, by their ends alone. */
  links(): Promise<Link[]>;
  /** Everything that has a relation to anything. */
  linked(): Promise<ReadonlySet<Ref>>;
  suggestDuplicates: SuggestDuplicates;
}

export interface QualityContextOptions {
  store: GraphStore;
  viewer: Viewer;
  now: Date;
  /** Default: the store's. */
  suggestDuplicates?: SuggestDuplicates | undefined;
}

/** Statuses of what is no more, as against what is not counted for another reason, such as externals and vacancies. */
const overStatuses = ['left', 'archived'];

export function createQualityContext({ store, viewer, now, suggestDuplicates }: QualityContextOptions): QualityContext {
  const outlines = once(() => store.outlines(viewer));
  const outline = async (kind: string) => (await outlines()).get(kind) ?? [];
  const links = once(() => store.links(viewer, dayOf(now)));
  return {
    store,
    viewer,
    now,
    today: dayOf(now),
    suggestDuplicates: suggestDuplicates ?? ((...query) => store.suggestedDuplicates(...query)),
    names: once(async () => new Map((await store.names(viewer)).map((entry) => [entry.ref, entry]))),
    links,
    linked: once(async () => new Set((await links()).flatMap(({ from, to }) => [from, to]))),
    current: oncePer(async (kind) => (await outline(kind)).filter(({ isCounted }) => isCounted)),
    over: oncePer(async (kind) => {
      const isOver = ({ status = '' }: OutlineEntry) => overStatuses.includes(fold(status));
      return new Set((await outline(kind)).filter(isOver).map(({ ref }) => ref));
    }),
    edges: oncePer(async (name) => (await links()).filter(({ relation }) => relation === name)),
  };
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => (reading ??= read());
}

function oncePer<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key) => {
    const reading = known.get(key) ?? read(key);
    known.set(key, reading);
    return reading;
  };
}

/** Made once: to ask each name for it takes ten times as long. */
const collator = new Intl.Collator('en');

/** By name, as lists of findings are read. */
export function byName(a: { name: string; ref: Ref | null }, b: { name: string; ref: Ref | null }): number {
  return collator.compare(a.name, b.name) || ((a.ref ?? '') < (b.ref ?? '') ? -1 : 1);
}
