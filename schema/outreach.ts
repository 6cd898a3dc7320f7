import { z } from 'zod';
import type { Ref } from './ref.ts';

/** What Kiki says to people of its own accord: a digest of their pages, or a question about one. */
export const outreachKinds = ['digest', 'question'] as const;
export type OutreachKind = (typeof outreachKinds)[number];

/**
 * - `open`: it is to be said, and may or may not have been.
 * - `sent`: it stands in Slack.
 * - `drafted`: of a question: what the person replied was made a change of a page, which waits for his yes.
 * - `working`: what follows from the person's word is being done.
 * - `done`: nothing more comes of it; `outcome` says what did.
 * - `skipped`: it was not said; `outcome` says why.
 */
export const outreachStates = ['open', 'sent', 'drafted', 'working', 'done', 'skipped'] as const;
export type OutreachState = (typeof outreachStates)[number];

/** One thing that Kiki says to one person. */
export interface Outreach {
  /** Of kind, week, person and number, so that there is one of each. */
  id: string;
  kind: OutreachKind;
  /** ISO week of the person's calendar, such as `2026-W48`. */
  week: string;
  person: Ref;
  /** ISO. */
  at: string;
  /** ISO. */
  changedAt: string;
  state: OutreachState;
  outcome?: string;
  /** What it is about, so that it is not asked again. */
  topic?: string;
  /** The message: channel and ts. */
  message?: { channel: string; ts: string };
  /** What whoever said it needs to go on with it, JSON. */
  body?: string;
}

/** What of it changes. */
export type OutreachChange = Partial<Pick<Outreach, 'outcome' | 'topic' | 'message' | 'body'>> & {
  state: OutreachState;
};

/** What a person wants to hear from Kiki. */
export interface OutreachWishes {
  digest: boolean;
  questions: boolean;
  /** Nothing is asked before this time, ISO. */
  snoozedUntil?: string;
  /** Topics that he does not want to be asked about. */
  declined: readonly string[];
}

/** What somebody wants who has not said anything. */
export const usualWishes: OutreachWishes = { digest: true, questions: true, declined: [] };

export type WishChange = Partial<Pick<OutreachWishes, 'digest' | 'questions'>> & {
  /** Null for at once. */
  snoozedUntil?: string | null;
  /** A further topic. */
  decline?: string;
  /** He may be asked about all topics again. */
  declineNothing?: true;
};

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const weekday = z
  .enum(weekdays)
  .or(z.literal('never'))
  .transform((name) => (name === 'never' ? undefined : weekdays.indexOf(name) + 1));

/** The `slack.owners` part of kiki.yaml: what Kiki says to those who answer for pages, and when. */
export const outreachSettings = z.strictObject({
  /** Day of the week from which the digest is sent; 1 is Monday. */
  digest: weekday.prefault('monday'),
  /** Day of the week from which questions are asked. */
  questions: weekday.prefault('tuesday'),
  /** Questions to one person in a week. */
  questionsPerWeek: z.number().int().min(1).max(10).default(3),
  /** Hours of the person's day, from and until. */
  hours: z
    .tuple([z.number().int().min(0).max(23), z.number().int().min(1).max(24)])
    .refine(([from, until]) => from < until, 'the first hour must be before the last')
    .default([9, 17]),
  /** The last day of the working week; 5 is Friday. */
  lastDay: z
    .enum(weekdays)
    .prefault('friday')
    .transform((name) => weekdays.indexOf(name) + 1),
});
export type OutreachSettings = z.output<typeof outreachSettings>;
