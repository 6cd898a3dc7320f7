import { z } from 'zod';
import type { SlackQuestion } from '../../graph/store.ts';
import type { Incoming } from '../listeners/incoming.ts';
import type { Home } from '../slack/home.ts';

/** Names a message among all that Slack sends. In an Enterprise Grid one may come by way of several workspaces. */
export function questionId(
  {
    teamId,
    enterpriseId,
    channel,
    ts,
    edition,
  }: Pick<Incoming, 'teamId' | 'enterpriseId' | 'channel' | 'ts' | 'edition'>,
  { enterpriseId: grid }: Pick<Home, 'enterpriseId'>,
): string {
  const first = `${grid ?? teamId ?? enterpriseId ?? ''}:${channel}:${ts}`;
  return edition === undefined ? first : `${first}:again:${edition}`;
}

/** The thread in which is asked, and by whom. What a command asks is in none. */
export function threadOf(incoming: Incoming, home: Home): Pick<SlackQuestion, 'thread' | 'asker' | 'of'> {
  const { channel, threadTs, ts, user, responseUrl, edition, ...around } = incoming;
  if (responseUrl !== undefined || user === undefined) return {};
  const of = edition === undefined ? {} : { of: questionId({ ...around, channel, ts }, home) };
  return { thread: `${channel}:${threadTs ?? ts}`, asker: user, ...of };
}

const place = z.object({
  surface: z.enum(['channel', 'direct']),
  channel: z.string(),
  ts: z.string(),
  teamId: z.string().optional(),
  enterpriseId: z.string().optional(),
  askerTeam: z.string().optional(),
  user: z.string().optional(),
  threadTs: z.string().optional(),
  edition: z.string().optional(),
});

/** What is kept of a message: everything but what it says. */
export function writePlace(incoming: Incoming): Record<string, string> {
  const known = Object.entries(place.parse(incoming)).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(known);
}

/** The message again, without its text. Undefined for what is no message. */
export function readPlace(id: string, written: Readonly<Record<string, string>>): Incoming | undefined {
  const result = place.safeParse(written);
  if (!result.success) return undefined;
  const { surface, channel, ts, ...rest } = result.data;
  const known = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined),
  ) as Partial<Incoming>;
  return {
    surface,
    channel,
    ts,
    ...known,
    eventId: `resumed:${id}`,
    text: '',
    isBot: false,
    isExternallyShared: false,
  };
}
