import type { GraphStore } from '../../graph/store.ts';
import type { Answer } from '../../schema/answer.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { Contacts } from '../parts/answer.tsx';

/** How those are reached whom an answer names as likely to know. */
export async function readContacts(
  store: Pick<GraphStore, 'cards'>,
  viewer: Viewer,
  { experts }: Answer,
): Promise<Contacts> {
  const cards = await store.cards(
    viewer,
    experts.map(({ ref }) => ref),
  );
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return new Map(cards.map(({ ref, fields }) => [ref, { email: text(fields.email), chat: text(fields.chat) }]));
}
