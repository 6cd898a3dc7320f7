import { setTimeout as pause } from 'node:timers/promises';
import type { FakeMessage } from '../fake-slack-methods.ts';
import type { FakeSlack } from '../fake-slack.ts';
import type { Planned } from './plan.ts';

/** What became of a load. Lists are of what went wrong, but for `told`. */
export interface Verdict {
  /** Questions with the one right answer. */
  answered: number;
  /** Those who were told something else, once: that Kiki was restarted, that they ask too much, that they are guests. */
  told: { planned: Planned; text: string }[];
  silent: Planned[];
  /** More than one message. */
  twice: Planned[];
  /** Messages that nothing asked for. */
  uncalled: FakeMessage[];
}

/** Compares what is in Slack with the plan. */
export function judge(slack: FakeSlack, planned: readonly Planned[]): Verdict {
  const replies = repliesIn(slack);
  const verdict: Verdict = { answered: 0, told: [], silent: [], twice: [], uncalled: [] };
  const expected = new Set<FakeMessage>();
  for (const each of planned.filter((one) => one.expected !== 'nothing')) {
    const { posts, lines } = replies.to(each);
    for (const message of [...posts, ...lines]) expected.add(message);
    const [message] = [...posts, ...lines];
    const text = message === undefined ? '' : wordsOf(message);
    // After a crash somebody may be told, besides the answer, that it may not be whole.
    if (message === undefined) verdict.silent.push(each);
    else if (posts.length > 1 || lines.length > 1) verdict.twice.push(each);
    else if (posts.length === 1 && each.expected !== 'line' && text.includes(each.says)) verdict.answered += 1;
    else verdict.told.push({ planned: each, text });
  }
  verdict.uncalled = slack.messages.filter((message) => message.botId !== undefined && !expected.has(message));
  return verdict;
}

/** Waits until everybody has a reply, or nothing has come for so many seconds. */
export async function settled(
  slack: FakeSlack,
  planned: readonly Planned[],
  { quietSeconds }: { quietSeconds: number },
): Promise<void> {
  const waiting = planned.filter(({ expected }) => expected !== 'nothing');
  const size = () => slack.calls.length;
  for (let [before, since] = [size(), Date.now()]; Date.now() - since < quietSeconds * 1000;) {
    const replies = repliesIn(slack);
    const isWhole = waiting.every((each) => {
      const { posts, lines } = replies.to(each);
      return posts.length + lines.length > 0;
    });
    await pause(Math.min(1000, 10 + waiting.length / 10));
    if (isWhole && size() === before) return;
    if (size() !== before) [before, since] = [size(), Date.now()];
  }
}

function repliesIn({ messages }: FakeSlack) {
  const posts = new Map<string, FakeMessage[]>();
  const lines = new Map<string, FakeMessage[]>();
  for (const message of messages) {
    if (message.botId === undefined) continue;
    const { channel, threadTs = '', onlyFor } = message;
    const [map, key] = onlyFor === undefined ? [posts, `${channel}:${threadTs}`] : [lines, `${channel}:${onlyFor}`];
    const there = map.get(key);
    if (there === undefined) map.set(key, [message]);
    else there.push(message);
  }
  return {
    /** Messages in the thread of a question, and lines that only its asker sees. */
    to: ({ channel, ts, user }: Planned) => ({
      posts: posts.get(`${channel}:${ts}`) ?? [],
      lines: lines.get(`${channel}:${user}`) ?? [],
    }),
  };
}

function wordsOf({ text, blocks, stream }: FakeMessage): string {
  return `${text} ${JSON.stringify(blocks)} ${stream?.text ?? ''}`;
}
