import type { Ref } from './ref.ts';

/** A page that a person wants to know the changes of. */
export interface WatchedPage {
  ref: Ref;
  /** Since when, ISO. */
  since: string;
  /** When the person saw it last, ISO. */
  seenAt: string;
}

/** What a person chose about watching. */
export interface WatchSettings {
  /** Pages that the person edits are watched from then on. */
  watchesOwnEdits: boolean;
  /** Since when there is a secret address of the person's feed, ISO. */
  feedSince?: string;
}
