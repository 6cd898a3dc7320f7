import { createHash } from 'node:crypto';
import type { Ref } from '../../schema/ref.ts';
import type { WatchedPage } from '../../schema/watching.ts';
import { loadMerges } from '../apply/merges.ts';
import { followMerges } from '../compute/merges.ts';
import { readerByFeed, readerById, watchesOf } from '../cypher/watching.ts';
import type { Row, Run } from '../engine.ts';
import type { EntityReads, WatchReads } from '../store.ts';
import { flag, map, optional, optionalText, text } from './row.ts';

export function createWatchReads(read: Run, cards: EntityReads['cards']): WatchReads {
  return {
    async watched(viewer) {
      const rows = await read({ text: watchesOf, parameters: { person: viewer.id } });
      if (rows.length === 0) return [];
      const survivor = followMerges(await loadMerges(read));
      const pages = new Map<Ref, WatchedPage>();
      for (const watch of rows.map((row) => toWatch(map(row, 'properties')))) {
        const ref = survivor(watch.ref);
        const known = pages.get(ref);
        pages.set(ref, known === undefined ? { ...watch, ref } : together(known, watch));
      }
      const readable = await cards(viewer, [...pages.keys()]);
      return readable.flatMap(({ ref }) => pages.get(ref) ?? []);
    },
    async watchSettings(viewer) {
      const [row] = await read({ text: readerById, parameters: { id: viewer.id } });
      const properties = row === undefined ? {} : map(row, 'properties');
      return {
        watchesOwnEdits: flag(properties, 'watchesOwnEdits'),
        ...optional('feedSince', optionalText(properties, 'feedSince')),
      };
    },
    async personOfFeed(token) {
      const [row] = await read({ text: readerByFeed, parameters: { hash: hashOfFeedToken(token) } });
      return row === undefined ? undefined : text(row, 'id');
    },
  };
}

/** Two watched pages that are one now: watched since the first, and seen when the last was. */
function together(a: WatchedPage, b: WatchedPage): WatchedPage {
  return {
    ref: a.ref,
    since: a.since < b.since ? a.since : b.since,
    seenAt: a.seenAt > b.seenAt ? a.seenAt : b.seenAt,
  };
}

export function toWatch(row: Row): WatchedPage {
  return { ref: text(row, 'ref'), since: text(row, 'since'), seenAt: text(row, 'seenAt') };
}

/** What is kept of the token of a feed: whoever gets the graph does not get the feeds. */
export function hashOfFeedToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
