import type { FakeSlack } from '../fake-slack.ts';

const methods = [
  ...['users.info', 'conversations.info', 'conversations.open', 'conversations.replies'],
  ...['chat.postMessage', 'chat.postEphemeral', 'chat.update', 'chat.delete'],
  ...['chat.startStream', 'chat.appendStream', 'chat.stopStream', 'assistant.threads.setStatus'],
];

/** Lets Slack refuse this share of all calls with a 429, which asks for a wait; the same ones each time. */
export function limitCalls(slack: FakeSlack, share: number, { seconds = 1 } = {}): { refused(): number } {
  let [refused, state] = [0, 1];
  const isRefused = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 < share;
  };
  for (const method of methods) {
    slack.interfere(method, () => {
      if (!isRefused()) return undefined;
      refused += 1;
      return { status: 429, headers: { 'retry-after': String(seconds) } };
    });
  }
  return { refused: () => refused };
}
