import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Turn } from '../../schema/answer.ts';
import { questionText } from '../listeners/question-text.ts';
import type { Home } from '../slack/home.ts';
import { type Patience, patiently } from '../slack/patiently.ts';
import { isOwnAnswer } from './metadata.ts';

export interface ThreadQuery {
  channel: string;
  threadTs: string;
  /** Messages from this one on are not history. */
  before: string;
  asker: string;
}

export interface HistoryLimits {
  historyTurns: number;
  historyCharacters: number;
}

/** Pages of a thread that are read at most, of 200 messages each, oldest first as Slack gives them. */
const mostPages = 5;

/** Reads the turns of a direct conversation's thread. @throws Slack's error */
export async function readThread(
  {
    client,
    patience,
    home,
    limits,
  }: { client: webApi.WebClient; patience: Patience; home: Home; limits: HistoryLimits },
  query: ThreadQuery,
): Promise<Turn[]> {
  const messages: unknown[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const reply = await patiently(
      () =>
        client.conversations.replies({
          channel: query.channel,
          ts: query.threadTs,
          latest: query.before,
          limit: 200,
          include_all_metadata: true,
          ...(cursor !== undefined && { cursor }),
        }),
      patience,
    );
    messages.push(...(reply.messages ?? []));
    cursor = reply.response_metadata?.next_cursor;
    if (cursor === undefined || cursor === '') break;
  }
  return lastTurns(
    messages.flatMap((message) => turnOf(message, query, home)),
    limits,
  );
}

const threadMessage = z.object({
  ts: z.string(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  text: z.string().default(''),
});

/** What the asker said and what Kiki answered. Everybody else, and Kiki's lines that are no answers, are left out. */
export function turnOf(message: unknown, { before, asker }: ThreadQuery, home: Home): Turn[] {
  const result = threadMessage.safeParse(message);
  if (!result.success || result.data.ts >= before) return [];
  const { user, bot_id: botId } = result.data;
  const text = questionText(result.data.text, home.userId, new Map());
  if (text === '') return [];
  if (isOwnAnswer(message, home)) return [{ role: 'kiki', text }];
  return user === asker && botId === undefined ? [{ role: 'asker', text }] : [];
}

/** The newest turns that fit, oldest first. A turn too long by itself is shortened. */
export function lastTurns(turns: readonly Turn[], { historyTurns, historyCharacters }: HistoryLimits): Turn[] {
  const kept: Turn[] = [];
  let room = historyCharacters;
  for (const turn of turns.slice(-historyTurns).reverse()) {
    const text = turn.text.slice(0, historyCharacters / 2);
    if (text.length > room) break;
    room -= text.length;
    kept.unshift({ ...turn, text });
  }
  return kept;
}
