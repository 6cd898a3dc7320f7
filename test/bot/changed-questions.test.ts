import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pino from 'pino';
import {
  askAgainAction,
  type ChangedQuestionOptions,
  changedQuestionListeners,
} from '../../bot/listeners/changed-question.ts';
import { askTexts } from '../../bot/texts.ts';
import type { GraphStore } from '../../graph/store.ts';
import {
  type BotHarness,
  type HarnessOptions,
  quietMoment,
  startBot,
  stopBots,
  until,
} from '../support/bot-harness.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack.ts';
import { envelope, pressPayload } from '../support/slack-events.ts';
import { answerOf } from '../support/answers.ts';

let store: GraphStore;
let slack: FakeSlack;
let bots: BotHarness[];
beforeEach(async () => {
  store = await storeOn(await emptyEmbedded());
  slack = await startFakeSlack();
  slack.scopes.add('channels:history');
  slack.addUser('U2');
  bots = [];
});
afterEach(async () => {
  await stopBots(bots);
  await slack.stop();
  await store.close();
});
const start = async (options: HarnessOptions = {}) => {
  const harness = await startBot({ slack, store, claimStore: store, ...options });
  bots.push(harness);
  return harness;
};

const question = 'Who leads Payments?';
interface Change {
  channel: string;
  ts: string;
  threadTs?: string;
  /** What stands there now. */
  text?: string;
  editor?: string;
  editedAt?: string;
  around?: Record<string, unknown>;
}
const typeOf = (channel: string) => (channel.startsWith('D') ? 'im' : 'channel');
const before = ({ ts, threadTs }: Change) => ({
  type: 'message',
  user: 'U1',
  text: question,
  ts,
  ...(threadTs !== undefined && { thread_ts: threadTs }),
});
const deletion = (change: Change) =>
  envelope(
    {
      type: 'message',
      subtype: 'message_deleted',
      channel: change.channel,
      channel_type: typeOf(change.channel),
      ts: '9.9',
      deleted_ts: change.ts,
      previous_message: before(change),
    },
    change.around,
  );
/** What is deleted while it has replies leaves a mark. */
const tombstone = (change: Change) =>
  envelope({
    type: 'message',
    subtype: 'message_changed',
    channel: change.channel,
    channel_type: typeOf(change.channel),
    ts: '9.9',
    message: {
      type: 'message',
      subtype: 'tombstone',
      text: 'This message was deleted.',
      user: 'USLACKBOT',
      ts: change.ts,
    },
    previous_message: before(change),
  });
const edit = (change: Change) =>
  envelope(
    {
      type: 'message',
      subtype: 'message_changed',
      channel: change.channel,
      channel_type: typeOf(change.channel),
      ts: '9.9',
      message: {
        ...before(change),
        text: change.text,
        edited: { user: change.editor ?? 'U1', ts: change.editedAt ?? '8.1' },
      },
      previous_message: before(change),
    },
    change.around,
  );
const answers = (channel: string) => slack.visibleIn(channel).length;

describe('a question that is deleted', () => {
  it('takes its answer along, after a restart and by another process, too', async () => {
    const first = await start();
    const [direct, other] = [await first.direct(question), await first.direct(question)];
    await until(() => answers('D1') === 2);
    const ts = await first.mention(question);
    await until(() => answers('C1') === 1);
    await stopBots(bots.splice(-1));
    const second = await start();
    await second.send(deletion({ channel: 'D1', ts: direct }));
    await second.send(tombstone({ channel: 'C1', ts }));
    await until(() => answers('C1') === 0 && answers('D1') === 1);
    expect(slack.visibleIn('D1')[0]?.threadTs).toBe(other);
    // Of messages of others Kiki tries to delete none.
    expect(slack.of('chat.delete')).toHaveLength(2);
  });

  it('leaves its answer where others replied, and where that cannot be read', async () => {
    const bot = await start();
    const ask = async (count: number) => {
      const ts = await bot.mention(question);
      await until(() => answers('C1') === count);
      return ts;
    };
    const [ts, second, third] = [await ask(1), await ask(2), await ask(3)];
    slack.say('C1', 'U2', 'No, Grace does.', ts);
    slack.say('C1', 'U1', 'Thank you', second);
    await bot.send(deletion({ channel: 'C1', ts }));
    await bot.send(deletion({ channel: 'C1', ts: second }));
    await until(() => answers('C1') === 2);
    slack.interfere('conversations.replies', () => ({ error: 'missing_scope' }));
    await bot.send(deletion({ channel: 'C1', ts: third }));
    await quietMoment();
    expect(slack.visibleIn('C1').map(({ threadTs }) => threadTs)).toEqual([ts, third]);
  });

  it('is answered no more, whatever process was at it', async () => {
    let finish: () => void = () => undefined;
    let asked = 0;
    const ask: HarnessOptions['ask'] = ({ onText }) => {
      asked += 1;
      onText?.('The lead of Payments is '.repeat(20));
      return new Promise((resolve) => {
        finish = () => resolve(answerOf('Grace leads Payments.'));
      });
    };
    // Over Socket Mode it is Slack that chooses one of them.
    const [one, other] = [await start({ ask, by: 'http' }), await start({ ask, by: 'http' })];
    const ts = await one.direct(question);
    await until(() => answers('D1') === 1);
    await other.send(deletion({ channel: 'D1', ts }));
    await until(() => answers('D1') === 0);
    finish();
    await quietMoment();
    expect(answers('D1')).toBe(0);
    const again = await one.direct(question);
    await until(() => asked === 2);
    await one.send(deletion({ channel: 'D1', ts: again }));
    const ends = () => one.log.filter((line) => line.includes('"withdrawn"')).length;
    await until(() => ends() === 2 && answers('D1') === 0, 'the end of it');
    expect(JSON.stringify(slack.messages)).not.toContain(askTexts.stopped);
  });

  it('in a grid, where all its workspaces tell of one message, is heeded from these alone', async () => {
    const withdrawn: string[] = [];
    const unused = () => Promise.reject(new Error('not to be called'));
    const { onMessage } = changedQuestionListeners({
      store: {
        slackQuestion: unused,
        withdrawSlackQuestion: (_actor, { id }) => Promise.resolve((withdrawn.push(id), [])),
      },
      home: () => ({ teamId: 'T1', enterpriseId: 'E1', userId: 'UBOT', botId: 'BBOT' }),
      personGate: unused,
      respond: unused,
      once: unused,
      mail: { post: unused, whisper: unused },
      stops: { watch: unused, stop: unused } as never,
      channels: { find: unused } as never,
      ...({} as Pick<ChangedQuestionOptions, 'client' | 'quiet' | 'patience'>),
      logger: pino({ enabled: false }),
    });
    const told = (around: Record<string, unknown>) =>
      onMessage({ body: deletion({ channel: 'C1', ts: '1.1', around }) });
    await told({ team_id: 'T9', enterprise_id: 'E9' });
    expect(withdrawn).toEqual([]);
    await told({ team_id: 'T2', enterprise_id: 'E1' });
    expect(withdrawn).toEqual(['E1:C1:1.1']);
  });

  it('of which another company tells, or which is none, takes nothing along', async () => {
    const bot = await start();
    const ts = await bot.mention(question);
    await until(() => answers('C1') === 1);
    await bot.send(deletion({ channel: 'C1', ts, around: { team_id: 'T9' } }));
    await bot.send(deletion({ channel: 'C1', ts: '5.5' }));
    await bot.send(envelope({ type: 'message', subtype: 'message_deleted', channel: 'C1', deleted_ts: { $gt: '' } }));
    await quietMoment();
    expect(answers('C1')).toBe(1);
    expect(slack.of('chat.delete')).toEqual([]);
  });
});

describe('a question that is changed', () => {
  const change = async (bot: BotHarness, sketch: Change) => {
    const message = slack.messages.find(({ ts, channel }) => ts === sketch.ts && channel === sketch.channel)!;
    message.text = sketch.text ?? '';
    await bot.send(edit(sketch));
  };
  const offered = () => JSON.stringify(slack.messages).split(askAgainAction).length - 1;
  const valueOf = () =>
    /"action_id":"ask_again".*?"value":"((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(slack.messages))?.[1] ?? '';
  const press = (bot: BotHarness, channel: string, user = 'U1') =>
    bot.interact(
      pressPayload(askAgainAction, { user, value: JSON.parse(`"${valueOf()}"`) as string, channel, ts: '1.1' }),
    );

  it('is not answered again by itself, but when its asker says so, and its answers go with it', async () => {
    const [bot, other] = [await start(), await start()];
    const ts = await bot.mention(question);
    await until(() => answers('C1') === 1);
    await change(bot, { channel: 'C1', ts, text: '<@UBOT> Who leads Risk?' });
    await bot.send(edit({ channel: 'C1', ts, text: '<@UBOT> Who leads Risk?' }));
    await until(() => slack.ephemerals().length === 1);
    expect(slack.ephemerals()[0]).toMatchObject({ onlyFor: 'U1', threadTs: ts, text: askTexts.changed });
    await press(other, 'C1', 'U2');
    await quietMoment();
    expect(answers('C1')).toBe(1);
    await press(other, 'C1');
    await press(bot, 'C1');
    await until(() => answers('C1') === 2);
    await quietMoment();
    expect([...bot.questions, ...other.questions].map((each) => each.question)).toEqual([question, 'Who leads Risk?']);
    expect(offered()).toBe(1);
    await bot.send(tombstone({ channel: 'C1', ts }));
    await until(() => answers('C1') === 0);
  });

  it('directly is offered in its thread', async () => {
    const bot = await start();
    const ts = await bot.direct(question);
    await until(() => answers('D1') === 1);
    await change(bot, { channel: 'D1', ts, text: 'Who leads Risk?' });
    await until(() => answers('D1') === 2);
    await press(bot, 'D1');
    await until(() => answers('D1') === 3);
    expect(bot.questions[1]).toMatchObject({
      question: 'Who leads Risk?',
      asker: { audiences: ['everyone', 'payments'] },
    });
  });

  it('is offered only where its own asker changed what it says', async () => {
    const bot = await start();
    const ts = await bot.mention(question);
    await until(() => answers('C1') === 1);
    const change = { channel: 'C1', ts };
    await bot.send(edit({ ...change, text: question }));
    await bot.send(edit({ ...change, text: 'Other', editor: 'U2' }));
    await bot.send(edit({ ...change, text: 'Other', around: { team_id: 'T9' } }));
    await bot.send(edit({ channel: 'C1', ts: '5.5', text: 'Other' }));
    slack.addChannel('C1', { info: { is_ext_shared: true } });
    await quietMoment();
    expect(offered()).toBe(0);
    for (const value of ['', '{}', '{"channel":1}', '{"channel":"C404","ts":"1.1","thread":"1.1"}'])
      await bot.interact(pressPayload(askAgainAction, { value, channel: 'C1', ts: '1.1' }));
    await quietMoment();
    expect(bot.questions).toHaveLength(1);
  });
});
