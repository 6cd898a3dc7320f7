/** Why something that a model said is not proposed. */
export const dropReasons = {
  malformed: 'not in the form that was asked for',
  tooMany: 'more than one request may give',
  relation: 'no relation of the schema',
  quote: 'the quote does not stand on the page',
  unknown: 'a name that Kiki does not know',
  ambiguous: 'a name that could mean several',
  kinds: 'the relation does not go between things of these kinds',
  unnamed: 'the quote does not name what the fact is about',
  twice: 'said twice',
  known: 'in the graph already',
  denied: 'a person has denied it',
} as const;
export type DropReason = keyof typeof dropReasons;

export type Dropped = Partial<Record<DropReason, number>>;

export function drop(dropped: Dropped, reason: DropReason, count = 1): void {
  if (count > 0) dropped[reason] = (dropped[reason] ?? 0) + count;
}

/** @returns total, with more added to it */
export function addDropped(total: Dropped, more: Dropped): Dropped {
  for (const [reason, count] of Object.entries(more)) drop(total, reason as DropReason, count);
  return total;
}

/** What a run did. */
export interface ProposeReport {
  /** Pages that were read whole and saved. */
  read: number;
  /** Pages of which nothing could be used; tried again when all others are read. */
  failed: number;
  /** Pages that are still to be read. */
  left: number;
  /** Proposals that are new in the queue, or open again. */
  proposed: number;
  /** Proposals that are in the queue already, or were decided. */
  queued: number;
  /** Proposals of before whose quote no page has any more. */
  stale: number;
  dropped: Dropped;
  /** `where: reason` of each page that failed, or was read in part. */
  problems: string[];
}
