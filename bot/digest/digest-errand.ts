import type { Links } from '../render/links.ts';
import { writeMessage } from '../outreach/kept-message.ts';
import type { Errand } from '../outreach/round.ts';
import { type DigestReads, loadDigest } from './load-digest.ts';
import { renderDigest } from './render-digest.ts';

/** Once a week, what happened to somebody's pages. */
export function digestErrand({
  store,
  links,
  fromDay,
  now,
}: {
  store: DigestReads;
  links: Links;
  fromDay: number | undefined;
  now: () => Date;
}): Errand {
  return {
    kind: 'digest',
    fromDay,
    isWanted: ({ digest }) => digest,
    next: (said) => (said.length === 0 ? 1 : undefined),
    async compose({ viewer }) {
      const content = await loadDigest(store, viewer, now());
      if (content === undefined) return undefined;
      const message = renderDigest(content, links);
      return { message, body: writeMessage(message) };
    },
  };
}
