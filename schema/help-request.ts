import { z } from 'zod';
import { surfaces } from './asked.ts';
import { interval } from './interval.ts';

/** `answered`: there is a reply, and the asker has not said that it solves it. The last three are the end. */
export const helpStates = ['open', 'answered', 'resolved', 'declined', 'withdrawn'] as const;
export type HelpState = (typeof helpStates)[number];

/** States in which something is still to be done. */
export const unresolvedStates: readonly HelpState[] = ['open', 'answered'];

const id = z.string().min(1).max(200);

/** Whom a question is put to: a person of the graph, or a channel of Slack in which those read along who may know. */
export const helpRecipient = z.union([
  z.strictObject({ person: id, name: z.string().min(1).max(500) }),
  z.strictObject({ channel: id, name: z.string().min(1).max(500) }),
]);
export type HelpRecipient = z.infer<typeof helpRecipient>;

/** A conversation of Slack, and the thread in it. */
export const slackThread = z.strictObject({ channel: id, ts: id });
export type SlackThread = z.infer<typeof slackThread>;

/** Characters kept. */
export const longestHelp = { question: 2000, tried: 1500, reply: 3000 } as const;
export const mostHelpPages = 5;

/** A question that somebody puts to a person. He has seen all that is in it. */
export const helpDraft = z.strictObject({
  /** By which it is told from others, so that what is sent twice is one request. */
  id,
  question: z.string().trim().min(1, 'is empty').max(longestHelp.question, 'is longer than 2,000 characters'),
  to: helpRecipient,
  surface: z.enum(surfaces),
  /** Id of the answer that did not do. */
  answer: id.exactOptional(),
  /** What Kiki answered, Markdown, where it goes along. Only of an answer that every employee may read. */
  tried: z.string().min(1).max(longestHelp.tried).exactOptional(),
  /** Pages that Kiki found, all of which every employee may read. */
  pages: z.array(z.strictObject({ ref: id, name: z.string().max(500) })).max(mostHelpPages),
  /** Where it was asked in Slack, in a channel or directly. */
  thread: slackThread.exactOptional(),
});
export type HelpDraft = z.infer<typeof helpDraft>;

export const helpReply = z.strictObject({
  /** Id and name of the viewer. */
  by: z.string(),
  byName: z.string(),
  at: z.string(),
  text: z.string(),
});
export type HelpReply = z.infer<typeof helpReply>;

/** What somebody is still to be told in Slack: the asker of the first four, whoever was asked of the others. */
export const helpNews = ['replied', 'declined', 'unreachable', 'passed-on', 'resolved', 'withdrawn'] as const;
export type HelpNews = (typeof helpNews)[number];

/** A question that was put to a person, and what became of it. */
export interface HelpRequest extends HelpDraft {
  /** Id and name of the viewer. */
  asker: string;
  askerName: string;
  /** ISO. */
  at: string;
  state: HelpState;
  /** Who ended it, by name, and when. */
  endedBy?: string;
  endedAt?: string;
  /** Oldest first. */
  replies: HelpReply[];
  /** How many of them the asker has been told in Slack. */
  told: number;
  /** Name of the channel that took no question, so that `to` is who was asked instead. */
  insteadOf?: string;
  /** Where it stands in Slack for whoever was asked. */
  posted?: SlackThread;
  /** When whoever was asked was reminded; that happens once. */
  remindedAt?: string;
  /** What Slack did not take so far. */
  failures: number;
  untold: HelpNews[];
  /** When there is something to do for Kiki: to post it, to tell somebody, to remind. None when there is nothing. */
  due?: string;
  /** Id of the suggestion that a reply became. */
  suggestion?: string;
}

/** The request with something to tell at once. */
export function withNews(request: HelpRequest, news: HelpNews, now: Date): HelpRequest {
  const untold = [...request.untold.filter((each) => each !== news), news];
  return { ...request, untold, failures: 0, due: now.toISOString() };
}

/** How people are asked, as kiki.yaml says it. */
export const helpSettings = z.strictObject({
  /** The channel of Slack where is asked if the graph names nobody. */
  channel: z
    .string()
    .regex(/^(?:#[\p{L}\p{N}_-]{1,80}|[CG][A-Z0-9]{2,20})$/u, 'must be a channel such as "#help", or its id')
    .optional(),
  /** E-mail address of who is asked directly where a channel takes no question, and where there is nobody else. */
  owner: z.email('must be an e-mail address').toLowerCase().optional(),
  /** Whoever was asked and has not replied is reminded once after that, in milliseconds. */
  remindAfter: interval.prefault('2d'),
});
