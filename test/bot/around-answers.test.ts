import { afterEach, describe, expect, it } from '@jest/globals';
import { answerActions, answerTag } from '../../bot/feedback/answer-buttons.ts';
import { helpActions } from '../../bot/help/messages.ts';
import { feedbackTexts, texts } from '../../bot/texts.ts';
import type { GraphStore } from '../../graph/store.ts';
import { kiki } from '../../schema/actor.ts';
import { everyone } from '../../schema/audience.ts';
import { answerOf } from '../support/answers.ts';
import { ada, type BotHarness, type HarnessOptions, quietMoment, startBot, until } from '../support/bot-harness.ts';
import { emptyBotStore, noHelp } from '../support/bot-store.ts';
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

describe('a better answer from what only the asker may read', () => {
  const beyond: { question: string; own: unknown; shared: unknown }[] = [];
  const isBetter = (found: boolean) => ({
    answersBeyond: ({ question }: { question: string }, rights: { own: unknown; shared: unknown }) => {
      beyond.push({ question, ...rights });
      return Promise.resolve(found);
    },
  });

  it('is told to him alone, without a word of it, with the way to it', async () => {
    beyond.length = 0;
    const harness = await start(isBetter(true));
    await harness.mention('How many people are in Payments?');
    await until(() => slack.ephemerals().length === 1);
    const [told] = slack.ephemerals();
    expect(told).toMatchObject({ onlyFor: 'U1', text: feedbackTexts.beyond });
    expect(JSON.stringify(told?.blocks)).toContain(answerActions.privately);
    expect(beyond).toMatchObject([{ own: { audiences: ada.audiences }, shared: { audiences: [everyone] } }]);
    // Whoever reads along gets the answer of all and no sentence more.
    expect(JSON.stringify(slack.visibleIn('C1'))).not.toContain(feedbackTexts.beyond);
    expect(slack.visibleIn('C1')).toHaveLength(1);
  });

  it('is told nowhere where there is none, nor where he alone reads the answer, nor when it cannot be told', async () => {
    beyond.length = 0;
    const harness = await start(isBetter(false));
    await harness.mention('How many people are in Payments?');
    await until(() => beyond.length === 1);
    await harness.direct('How many people are in Payments?');
    await until(() => slack.visibleIn('D1').length === 1);
    const failing = await start({ slack, answersBeyond: () => Promise.reject(new Error('Payments is down')) });
    await failing.mention('How many?');
    await until(() => failing.log.join('').includes('for the asker alone could not be told'));
    expect(slack.visibleIn('C1')).toHaveLength(2);
    expect(slack.ephemerals()).toEqual([]);
    expect(beyond).toHaveLength(1);
    expect(failing.log.join('')).not.toContain('Payments is down');
  });
});

describe('what Slack tells of people and of the app', () => {
  it('a conversation of an app from before the agent view is greeted once, with questions in its thread, and not for guests', async () => {
    const [first, second] = await startTwo();
    slack.addUser('U3', { is_restricted: true });
    const begun = (user: string, thread: string) =>
      envelope({
        type: 'assistant_thread_started',
        assistant_thread: { user_id: user, channel_id: 'D1', thread_ts: thread, context: {} },
      });
    const event = begun('U1', '1.1');
    for (const each of [first, second, first]) await each.send(event);
    await first.send(begun('U3', '2.2'));
    await first.send(envelope({ type: 'assistant_thread_started', assistant_thread: {} }));
    await until(() => slack.of('assistant.threads.setSuggestedPrompts').length > 0);
    await quietMoment();
    expect(slack.visibleIn('D1')).toMatchObject([{ threadTs: '1.1', text: texts.promptsTitle }]);
    expect(slack.of('assistant.threads.setSuggestedPrompts').map(({ args }) => args.thread_ts)).toEqual(['1.1']);
  });

  it('where somebody looks is a hint for whom he may ask, for ten minutes, until his account changes', async () => {
    let now = new Date('2026-11-20T09:00:00Z');
    claimStore = await storeOn(await emptyEmbedded(), { now: () => now });
    await claimStore.chooseForChannel(kiki, { channel: 'C1' }, { helpChannel: 'C90' });
    const harness = await start({ store: claimStore, now: () => now, help: { ...noHelp, channel: '#ask-all' } });
    slack.addChannel('C80', { info: { name: 'ask-all' } });
    slack.addChannel('C90', { info: { name: 'ask-payments' } });
    const looks = (entities: unknown[], extra: Record<string, unknown> = { type: 'app_context_changed' }) =>
      harness.send(envelope({ user: 'U1', channel: 'D1', context: { entities }, ...extra }));
    const at = (value: string) => [
      { type: 'slack#/types/canvas_id', value: 'F1' },
      { type: 'slack#/types/channel_id', value },
    ];
    const offered = async (channel = 'D1') => {
      const before = slack.views.length;
      const value = answerTag({ id: 'a1', refs: [] });
      await harness.interact(pressPayload(helpActions.ask, { value, channel, ts: '1.1' }));
      await until(() => slack.views.length > before);
      return /#ask-\w+/.exec(JSON.stringify(slack.views.at(-1)))?.[0];
    };
    expect(await offered()).toBe('#ask-all');
    await looks(at('C1'));
    expect(await offered()).toBe('#ask-payments');
    // In a channel that channel counts, wherever he looks.
    expect(await offered('C2')).toBe('#ask-all');
    now = new Date(now.getTime() + 11 * 60_000);
    expect(await offered()).toBe('#ask-all');
    await looks(at('C1'), { type: 'app_home_opened', tab: 'messages' });
    await until(() => slack.prompts.length === 1);
    expect(await offered()).toBe('#ask-payments');
    await harness.send(envelope({ type: 'user_change', user: { id: 'U1' } }));
    await quietMoment(20);
    expect(await offered()).toBe('#ask-all');
    for (const odd of [at('x'), ['C1'], [{ type: 'slack#/types/channel_id' }]]) await looks(odd);
    expect(await offered()).toBe('#ask-all');
  });

  it('an app that was removed leaves Slack when its token is refused, and not before', async () => {
    const harness = await start({ by: 'http' });
    await harness.send(envelope({ type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } }));
    await until(() => harness.log.join('').includes('but not this one'));
    expect(harness.bot.isListening()).toBe(true);
    slack.interfere('auth.test', () => ({ error: 'account_inactive' }));
    await harness.send(envelope({ type: 'app_uninstalled' }));
    await until(() => !harness.bot.isListening());
    expect(await harness.send(envelope({ type: 'app_uninstalled' }))).toBe(503);
    expect(harness.log.join('')).toContain('Slack knows this app no more');
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
    expect(slack.of('conversations.leave')).toEqual([]);
  });

  it('and that another company reads is left, where the app may do that, and no other channel', async () => {
    slack = await startFakeSlack();
    slack.scopes.add('channels:manage');
    const harness = await start({ slack });
    slack.addChannel('C2', { info: { is_ext_shared: true } });
    slack.addChannel('C3', { kind: 'private', info: { is_ext_shared: true, is_private: true } });
    for (const channel of ['C1', 'C2', 'C3']) await harness.send(invited(channel));
    await until(() => slack.of('conversations.leave').length === 1);
    await quietMoment();
    expect(['C1', 'C2', 'C3'].map((id) => slack.channels.get(id)?.isMember)).toEqual([true, false, true]);
    expect(slack.visibleIn('C2')[0]?.text).toBe(texts.notHere);
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
