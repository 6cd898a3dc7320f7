import { daysAfter, daysBetween } from './days.ts';

/** A statement that a thing is right as it is: by a person in Kiki, or by a source about itself. */
export interface Verification {
  /** Name of the field or key of the relation that was looked at; the whole page when left out. */
  part?: string;
  /** Day, ISO. */
  on: string;
  /** The person who said so in Kiki. */
  by?: string;
  /** Name of the source that says so of itself; `people` where a person wrote it into the field. */
  source?: string;
  /** What it covered says something else since. */
  outdated: boolean;
}

/** What the graph keeps of an entity so that its freshness can be told on any day. */
export interface ReviewState {
  /** Digest of what the page says: what a verification of the page covers. */
  content: string;
  /** Newest day that a source states for it, ISO. */
  written?: string;
  /** Names of the fields and keys of the relations of which it says anything. */
  parts: readonly string[];
  verifications: readonly Verification[];
}

/** Days after which a kind is to be looked at again. */
export interface KindReview {
  /** For the page as a whole; undefined when it never is due. */
  page?: number;
  /** For single fields, by name, and relations, by key. */
  parts: ReadonlyMap<string, number>;
}

/**
 * - `verified`: somebody said that it is right, and that holds.
 * - `due`: that ends soon, or what he looked at has changed since.
 * - `overdue`: the day for the next look has passed.
 * - `unreviewed`: nobody has verified it yet, and the time for that has not passed.
 * - `none`: it need not be looked at.
 */
export type FreshnessState = 'verified' | 'due' | 'overdue' | 'unreviewed' | 'none';

export interface Assessment {
  state: FreshnessState;
  verifiedBy?: string;
  /** The source that says of itself that it was verified. */
  verifiedIn?: string;
  verifiedOn?: string;
  /** It has changed since it was verified. */
  changed?: true;
  /** Day by which it is to be looked at again, ISO. */
  due?: string;
  /** For `overdue`: days since then. */
  overdueDays?: number;
}

/** How fresh an entity is: as its page, or the part of it that most needs a look. */
export interface Freshness extends Assessment {
  /** Field or relation that this is about, when it is not the page as a whole. */
  part?: string;
  /** Fields and relations with an interval of their own. */
  parts?: (Assessment & { part: string })[];
}

/** `due` begins so many days before the day itself, or a tenth of the interval if that is less. */
const soon = 14;

const urgency: Record<FreshnessState, number> = { none: 0, verified: 1, unreviewed: 2, due: 3, overdue: 4 };

/**
 * How fresh an entity is on a day. Told when it is read, so that a page gets old without the graph changing.
 *
 * What nobody has verified counts as looked at on the day that its source states: someone wrote it then.
 *
 * @param today ISO
 */
export function freshnessOf(review: ReviewState, intervals: KindReview, today: string): Freshness {
  // A date to come that a source states is a slip of the pen, and would keep a page fresh for ever. What people say is dated by
  // Kiki's own clock, which may have been set back since.
  const verifications = review.verifications.filter(({ on, source }) => on <= today || source === undefined);
  const written = review.written !== undefined && review.written <= today ? review.written : undefined;
  const ofPage = verifications.filter(({ part }) => part === undefined);
  const page = assess(newest(ofPage), written, intervals.page, today);
  const parts = [...intervals.parts]
    .filter(([part]) => review.parts.includes(part))
    .map(([part, interval]) => {
      // Who verified the page looked at all of it.
      const said = newest([...ofPage, ...verifications.filter((each) => each.part === part)]);
      return { part, ...assess(said, written, interval, today) };
    });
  const worst = parts.reduce<Freshness>(
    (found, part) => (urgency[part.state] > urgency[found.state] ? part : found),
    page,
  );
  return parts.length === 0 ? page : { ...worst, parts };
}

/** The newest, and of one day one that still holds. */
function newest(verifications: readonly Verification[]): Verification | undefined {
  return [...verifications].sort(
    (a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0) || Number(a.outdated) - Number(b.outdated),
  )[0];
}

function assess(
  verification: Verification | undefined,
  written: string | undefined,
  interval: number | undefined,
  today: string,
): Assessment {
  const since = verification?.on ?? written;
  const due = interval === undefined || since === undefined ? undefined : daysAfter(since, interval);
  const said = verification && {
    verifiedOn: verification.on,
    ...(verification.by !== undefined && { verifiedBy: verification.by }),
    ...(verification.source !== undefined && { verifiedIn: verification.source }),
    ...(verification.outdated && { changed: true as const }),
  };
  const known = { ...said, ...(due !== undefined && { due }) };
  if (due !== undefined && due < today) return { state: 'overdue', ...known, overdueDays: daysBetween(due, today) };
  if (verification === undefined) return { state: interval === undefined ? 'none' : 'unreviewed', ...known };
  const isSoon =
    due !== undefined && interval !== undefined && daysBetween(today, due) <= Math.min(soon, Math.ceil(interval / 10));
  return { state: verification.outdated || isSoon ? 'due' : 'verified', ...known };
}
