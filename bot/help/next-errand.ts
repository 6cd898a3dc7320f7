import { type HelpNews, type HelpRequest, withNews } from '../../schema/help-request.ts';

/** What is to be done about a question to a person. */
export type Errand = { do: 'tell'; news: HelpNews } | { do: 'post' | 'remind' | 'nothing' };

/** The one thing that comes first: what somebody waits for. */
export function nextErrand({ untold: [news], state, posted, remindedAt }: HelpRequest): Errand {
  if (news !== undefined) return { do: 'tell', news };
  if (state !== 'open') return { do: 'nothing' };
  if (posted === undefined) return { do: 'post' };
  return remindedAt === undefined ? { do: 'remind' } : { do: 'nothing' };
}

/** Tries at one thing, over about an hour in all. */
const mostFailures = 6;
const firstWait = 60_000;

/** Whether an errand that failed once more is not tried again. */
export function isGivenUp({ failures }: HelpRequest): boolean {
  return failures + 1 >= mostFailures;
}

/** What comes of an errand that failed: another try later, or none. */
export function afterFailure(request: HelpRequest, errand: Errand, now: Date): HelpRequest {
  if (isGivenUp(request)) return done(request, errand);
  const due = new Date(now.getTime() + firstWait * 2 ** request.failures).toISOString();
  return { ...request, failures: request.failures + 1, due };
}

/** The channel takes no question: another is asked, and the asker is told when that is done. */
export function passedOn(request: HelpRequest, to: HelpRequest['to'], now: Date): HelpRequest {
  return { ...request, to, insteadOf: request.to.name, failures: 0, due: now.toISOString() };
}

/** Whoever was asked is not to be reached in Slack: the asker is told. */
export function unreachable(request: HelpRequest, now: Date): HelpRequest {
  return withNews(request, 'unreachable', now);
}

/** What is left when somebody was told. @param seen the request as it was then: there may be another reply by now */
export function told(
  request: HelpRequest,
  errand: Errand & { do: 'tell' },
  { seen, due }: { seen: HelpRequest; due: string | undefined },
): HelpRequest {
  if (errand.news !== 'replied') return done(request, errand, due);
  const next = { ...request, told: seen.replies.length };
  return request.replies.length > seen.replies.length ? { ...next, failures: 0 } : done(next, errand, due);
}

/** What an errand leaves to be done. `due` stands still where there is more to tell. */
export function done(request: HelpRequest, errand: Errand, due?: string): HelpRequest {
  const { due: before, ...rest } = request;
  const untold = errand.do === 'tell' ? request.untold.filter((news) => news !== errand.news) : request.untold;
  const next = untold.length > 0 ? before : due;
  return { ...rest, untold, failures: 0, ...(next !== undefined && { due: next }) };
}
