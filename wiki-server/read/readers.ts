import type { FastifyRequest } from 'fastify';
import type { GraphStore } from '../../graph/store.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';

/** What pages show of whoever reads them, and of no one else. */
export interface ReaderState {
  /** Pages that are watched. */
  watched: ReadonlySet<Ref>;
  /** Those of them that changed since they were seen. */
  unseen: ReadonlySet<Ref>;
  /** How many messages to him are not read. */
  unread: number;
  /** How many open discussions pages have; the same for all. */
  openThreads: ReadonlyMap<Ref, number>;
}

/** What a page shows of its reader, in short: pages that show the same are kept as one. */
export function shownOf({ watched, unread, openThreads }: ReaderState, request: FastifyRequest): unknown {
  const { ref = '' } = request.params as { ref?: string };
  const marks = request.routeOptions.config.showsWatched === true ? [...watched].sort() : watched.has(ref);
  return [marks, unread, openThreads.get(ref) ?? 0];
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The page tells watched pages from others. */
    showsWatched?: boolean;
  }
}

/** The states of readers, held in memory for a moment so that pages that many read cost nothing per reader. */
export interface Readers {
  /** Reads the state of a reader where what is known is old. */
  refresh(viewer: Viewer): Promise<void>;
  /** As it was when it was refreshed last. */
  of(viewer: Viewer): ReaderState;
  /** It has changed here. */
  forget(viewer: Viewer): void;
  /** That of all has. */
  forgetAll(): void;
}

const nothing: ReaderState = { watched: new Set(), unseen: new Set(), unread: 0, openThreads: new Map() };
/** For how long a state is good enough that another process may have changed, in milliseconds. */
const goodEnough = 5000;
const mostReaders = 5000;

type ReaderReads = Pick<GraphStore, 'watched' | 'cards' | 'notices' | 'openThreads'>;

export function createReaders(store: ReaderReads): Readers {
  const known = new Map<string, { at: number; state: ReaderState }>();
  const keyOf = (viewer: Viewer) => JSON.stringify([viewer.id, viewer.audiences]);
  return {
    async refresh(viewer) {
      const key = keyOf(viewer);
      const old = known.get(key);
      if (old !== undefined && performance.now() - old.at < goodEnough) return;
      const state = await readState(store, viewer);
      known.delete(key);
      known.set(key, { at: performance.now(), state });
      const [first] = known.keys();
      if (known.size > mostReaders && first !== undefined) known.delete(first);
    },
    of: (viewer) => known.get(keyOf(viewer))?.state ?? nothing,
    forget: (viewer) => void known.delete(keyOf(viewer)),
    forgetAll: () => known.clear(),
  };
}

async function readState(store: ReaderReads, viewer: Viewer): Promise<ReaderState> {
  const [pages, notices, openThreads] = await Promise.all([
    store.watched(viewer),
    store.notices(viewer),
    store.openThreads(),
  ]);
  const unread = notices.filter(({ isRead }) => !isRead).length;
  if (pages.length === 0) return { ...nothing, unread, openThreads };
  const cards = await store.cards(
    viewer,
    pages.map(({ ref }) => ref),
  );
  const changedAt = new Map(cards.map((card) => [card.ref, card.changedAt]));
  const unseen = pages.filter(({ ref, seenAt }) => (changedAt.get(ref) ?? '') > seenAt);
  return {
    watched: new Set(pages.map(({ ref }) => ref)),
    unseen: new Set(unseen.map(({ ref }) => ref)),
    unread,
    openThreads,
  };
}
