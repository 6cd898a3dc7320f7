import { afterEach, describe, expect, it } from '@jest/globals';
import { answerActions } from '../../bot/feedback/answer-buttons.ts';
import { feedbackTexts, texts } from '../../bot/texts.ts';
import type { GraphStore } from '../../graph/store.ts';
import { everyone } from '../../schema/audience.ts';
import { answerOf } from '../support/answers.ts';
import { ada, type BotHarness, type HarnessOptions, quietMoment, startBot, until } from '../support/bot-harness.ts';
import { emptyBotStore } from '../support/bot-store.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { type FakeSlack, startFakeSlack, tokens } from '../support/fake-slack.ts';
import { bot, type FakeMessage } from '../support/fake-slack-methods.ts';
import { envelope, pressPayload } from '../support/slack-events.ts';

let bots: BotHarness[] = [];
let claimStore: GraphStore | undefined;
let slack: FakeSlack;
afterEach(async () => {
  for (const each of bots) await each.bot.stop();
  for (const each of bots) await each.server.close();
  await slack.stop();
  await claimStore?.close();
  bots = [];
  claimStore = undefined;
});

const start = async (options: HarnessOptions = {}) => {
  slack = options.slack ?? (await startFakeSlack());
  const harness = await startBot({ ...options, slack });
  bots.push(harness);
  return harness;
};
/** Two processes on one graph. */
const startTwo = async () => {
  claimStore = await storeOn(await emptyEmbedded());
  const first = await start({ claimStore });
  return [first, await start({ claimStore, slack })] as const;
};

describe('“answer me privately”', () => {
  const asked = {
    id: 'answer-1',
    at: '',
    asker: ada.id,
    surface: 'slack' as const,
    question: 'How many people are in Payments?',
    mode: 'graph' as const,
    abstained: false,
    text: '',
    refs: [],
    milliseconds: 1,
    isPublic: true,
  };
  const withAnswer = () =>
    start({
      ask: ({ question }) => Promise.resolve(answerOf('Payments has **12** people.', { question })),
      store: {
        ...emptyBotStore,
        asked: (viewer, id) => Promise.resolve(viewer.id === asked.asker && id === asked.id ? asked : undefined),
      },
    });
  const buttonOf = ({ blocks }: FakeMessage) =>
    blocks
      .flatMap((block) =>
        block.type === 'actions' ? (block.elements as unknown as { action_id: string; value: string }[]) : [],
      )
      .find((each) => each.action_id === answerActions.privately);
  const press = (harness: BotHarness, message: FakeMessage, user: string) =>
    harness.interact(
      pressPayload(answerActions.privately, {
        user,
        value: buttonOf(message)?.value ?? '',
        channel: message.channel,
        ts: message.ts,
        around: { message: { ts: message.ts, text: message.text } },
      }),
    );

  it('below an answer in a channel answers again, directly and with the rights of who asked', async () => {
    const harness = await withAnswer();
    await harness.mention('How many people are in Payments?');
    await until(() => slack.visibleIn('C1').length === 1);
    expect(harness.questions[0]?.asker.audiences).toEqual([everyone]);
    await press(harness, slack.visibleIn('C1')[0]!, 'U1');
    await until(() => slack.visibleIn('DU1').length === 2);
    expect(harness.questions[1]).toMatchObject({ question: asked.question, asker: { audiences: ada.audiences } });
    expect(slack.visibleIn('C1')).toHaveLength(1);
    // Who reads it alone already is not offered it.
    expect(buttonOf(slack.visibleIn('DU1')[1]!)).toBeUndefined();
  });

  it('is for who asked alone', async () => {
    const harness = await withAnswer();
    slack.addUser('U2');
    slack.addUser('U3', { is_restricted: true });
    await harness.mention('How many people are in Payments?');
    await until(() => slack.visibleIn('C1').length === 1);
    for (const user of ['U3', 'U2']) await press(harness, slack.visibleIn('C1')[0]!, user);
    await until(() => slack.ephemerals().length === 1);
    expect(slack.ephemerals()).toMatchObject([{ onlyFor: 'U2', text: feedbackTexts.notYourQuestion }]);
    expect(harness.questions).toHaveLength(1);
  });
});

describe('a channel that Kiki is invited to', () => {
  const invited = (channel: string, user = bot.userId) =>
    envelope({ type: 'member_joined_channel', user, channel, channel_type: 'C', team: bot.teamId, inviter: 'U1' });

  it('is told once what Kiki is, whatever process hears of it and however often', async () => {
    const [first, second] = await startTwo();
    const event = invited('C1');
    for (const each of [first, second, first]) await each.send(event);
    await until(() => slack.visibleIn('C1').length > 0);
    await quietMoment();
    expect(slack.visibleIn('C1').map(({ text }) => text)).toEqual([texts.greeting(texts.examples)]);
  });

  it('and that another company reads is told why there are no answers; others who join are told nothing', async () => {
    const harness = await start();
    slack.addChannel('C2', { info: { is_pending_ext_shared: true } });
    await harness.send(invited('C1', 'U1'));
    await harness.send(invited('C2'));
    await until(() => slack.visibleIn('C2').length === 1);
    expect(slack.visibleIn('C2')[0]?.text).toBe(texts.notHere);
    expect(slack.visibleIn('C1')).toEqual([]);
  });
});

it('a workflow step that comes to two processes is worked on once', async () => {
  const [first, second] = await startTwo();
  const event = envelope({
    type: 'function_executed',
    function: { callback_id: 'ask_kiki' },
    function_execution_id: 'Fx1',
    bot_access_token: tokens.workflow,
    inputs: { question: 'How many?', user_id: 'U1' },
  });
  await Promise.all([first.send(event), second.send({ ...event, event_id: 'EvOther' }), first.send(event)]);
  await until(() => slack.executions.length > 0);
  await quietMoment();
  expect(slack.executions).toHaveLength(1);
  expect(first.questions.length + second.questions.length).toBe(1);
});
