import { textHash } from '../../graph/proposals/sections.ts';
import type { GraphStore } from '../../graph/store.ts';
import type { EntityCard, Passage } from '../../schema/entity.ts';
import type { Viewer } from '../../schema/viewer.ts';

/** Kinds whose pages are read: those that tell in words who does what. */
const readKinds = ['Team', 'Procedure', 'Article'];
const pagesAtOnce = 200;

/** A page that is to be read. */
export interface UnreadPage {
  card: EntityCard;
  passages: Passage[];
  textHash: string;
}

/** Pages with prose that this reader has not read as they are now. Those at which it failed come last. */
export async function unreadPages({
  store,
  viewer,
  reader,
}: {
  store: Pick<GraphStore, 'list' | 'passagesOf' | 'pageReadings'>;
  viewer: Viewer;
  reader: string;
}): Promise<UnreadPage[]> {
  const read = await store.pageReadings(reader);
  const fresh: UnreadPage[] = [];
  const failed: UnreadPage[] = [];
  for (const kind of readKinds) {
    const { items } = await store.list(viewer, { kind, limit: Infinity });
    for (let start = 0; start < items.length; start += pagesAtOnce) {
      const cards = items.slice(start, start + pagesAtOnce);
      const byRef = new Map<string, Passage[]>();
      for (const passage of await store.passagesOf(
        viewer,
        cards.map(({ ref }) => ref),
      )) {
        if (!passage.card) byRef.set(passage.ref, [...(byRef.get(passage.ref) ?? []), passage]);
      }
      for (const card of cards) {
        const passages = byRef.get(card.ref);
        if (passages === undefined) continue;
        const page = { card, passages, textHash: textHash(card.name, passages) };
        const before = read.get(card.ref);
        if (before?.textHash !== page.textHash) fresh.push(page);
        else if (before.failed) failed.push(page);
      }
    }
  }
  return [...fresh, ...failed];
}
