import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ClaimStore } from '../../bot/claims/claims.ts';
import type { GraphStore } from '../../graph/store.ts';
import { kiki } from '../../schema/actor.ts';
import { unavailable } from '../../schema/errors.ts';
import type { Ask } from '../../schema/services.ts';
import { answerOf } from '../support/answers.ts';
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
import { directEvent, mentionEvent } from '../support/slack-events.ts';

/** Several bots on one graph and one Slack, and what a crash of one of them leaves. */
let store: GraphStore;
let slack: FakeSlack;
let bots: BotHarness[];
beforeEach(async () => {
  store = await storeOn(await emptyEmbedded());
  slack = await startFakeSlack();
  bots = [];
});
afterEach(async () => {
  await stopBots(bots);
  await slack.stop();
  await store.close();
});

const question = 'How many people are in Payments?';
const never: Ask = () => new Promise(() => undefined);
const soon = { leaseSeconds: 0.4, renewSeconds: 0.1, drainSeconds: 0.05, farewellSeconds: 0.05 };

const start = async (options: HarnessOptions = {}) => {
  const harness = await startBot({ slack, claimStore: store, ...options, limits: { ...soon, ...options.limits } });
  bots.push(harness);
  return harness;
};

/** A bot that dies: from then on it neither writes to the graph nor is heard in Slack. */
async function startMortal(options: HarnessOptions = {}) {
  let isDead = false;
  const mortal = new Proxy<ClaimStore>(store, {
    get: (target, name: keyof ClaimStore) => (isDead ? () => new Promise(() => undefined) : target[name].bind(target)),
  });
  const harness = await startBot({
    slack,
    claimStore: mortal,
    ask: never,
    ...options,
    limits: { ...soon, ...options.limits },
  });
  return {
    ...harness,
    /** Its server and its timers are gone, and what it was doing never ends. */
    async die() {
      isDead = true;
      await harness.server.close();
    },
  };
}

const said = (channel: string) => slack.visibleIn(channel).map(({ text }) => text);
const openQuestions = async () =>
  (await store.takeOverSlackQuestions(kiki, { worker: 'test', milliseconds: 1, limit: 10 })).length;

describe('two bots on one graph', () => {
  it('answer one event once, however it reaches them', async () => {
    const [one, other] = [await start(), await start()];
    const ts = slack.say('C1', 'U1', question);
    const event = mentionEvent({ text: `<@UBOT> ${question}`, ts });
    await Promise.all([one.send(event), other.send(event), other.send({ ...event, event_id: 'EvCopy' })]);
    await one.send(event);
    await until(() => said('C1').length === 1);
    await quietMoment();
    expect(said('C1')).toHaveLength(1);
    expect(one.questions.length + other.questions.length).toBe(1);
  });

  it('refuse a question once', async () => {
    slack.addUser('U1', { is_restricted: true });
    const [one, other] = [await start(), await start()];
    const event = mentionEvent({ text: `<@UBOT> ${question}`, ts: slack.say('C1', 'U1', question) });
    await Promise.all([one.send(event), other.send(event)]);
    await until(() => slack.ephemerals().length === 1);
    await quietMoment();
    expect(slack.ephemerals()).toHaveLength(1);
  });

  it('know after a restart what was answered before', async () => {
    const first = await start();
    const event = mentionEvent({ text: `<@UBOT> ${question}`, ts: slack.say('C1', 'U1', question) });
    await first.send(event);
    await until(() => said('C1').length === 1);
    await first.bot.stop();
    const next = await start();
    await next.send(event);
    await quietMoment();
    expect(said('C1')).toHaveLength(1);
    expect(await openQuestions()).toBe(0);
  });
});

describe('an event', () => {
  it('is acknowledged when its question is claimed, so that no crash can lose it', async () => {
    let claimNow: (() => void) | undefined;
    const slow: ClaimStore = {
      ...store,
      claimSlackQuestions: async (...order) => {
        await new Promise<void>((resolve) => (claimNow = resolve));
        return store.claimSlackQuestions(...order);
      },
    };
    const { send } = await start({ claimStore: slow });
    let isAcknowledged = false;
    const event = mentionEvent({ text: `<@UBOT> ${question}`, ts: slack.say('C1', 'U1', question) });
    const sent = send(event).then((status) => (isAcknowledged = status === 200));
    await until(() => claimNow !== undefined);
    await quietMoment();
    expect(isAcknowledged).toBe(false);
    claimNow!();
    await sent;
    expect(isAcknowledged).toBe(true);
  });

  it('of a bot or of another company is never in the graph', async () => {
    const { mention } = await start();
    await mention(question, { event: { bot_id: 'B9' } });
    await mention(question, { event: { team: 'T9' } });
    await quietMoment();
    expect(await store.sweepSlackQuestions(kiki, '9')).toBe(0);
  });

  it('is answered while the graph takes no claims, and its copies are dropped', async () => {
    const down: ClaimStore = {
      ...store,
      claimSlackQuestions: () => Promise.reject(unavailable('down')),
      renewSlackQuestions: () => Promise.reject(unavailable('down')),
      takeOverSlackQuestions: () => Promise.reject(unavailable('down')),
    };
    const { send, log } = await start({ claimStore: down });
    const event = mentionEvent({ text: `<@UBOT> ${question}`, ts: slack.say('C1', 'U1', question) });
    await send(event);
    await send(event);
    await until(() => said('C1').length === 1);
    await quietMoment();
    expect(said('C1')).toHaveLength(1);
    expect(log.join('')).toContain('this process alone answers for it');
  });
});

describe('what a crash cuts off', () => {
  it('in a direct conversation is answered by the next process', async () => {
    const dying = await startMortal();
    await dying.direct(question);
    await until(() => dying.questions.length === 1);
    await dying.die();
    const next = await start();
    await until(() => said('D1').length === 1);
    await quietMoment();
    expect(said('D1')).toEqual(['Payments has 12 people.']);
    expect(next.questions).toMatchObject([{ question }]);
  });

  it('is answered though nothing but its claim was made', async () => {
    const place = { surface: 'direct', channel: 'D1', user: 'U1', teamId: 'T1', askerTeam: 'T1' };
    const ts = slack.say('D1', 'U1', question);
    const questions = [{ id: `T1:D1:${ts}`, event: 'Ev77', place: { ...place, ts } }];
    await store.claimSlackQuestions(kiki, { worker: 'dead', milliseconds: 50, questions });
    const { send } = await start();
    await until(() => said('D1').length === 1);
    await send({ ...directEvent({ text: question, ts }), event_id: 'Ev77' });
    await quietMoment();
    expect(said('D1')).toEqual(['Payments has 12 people.']);
  });

  it('takes the place of what was shown of it', async () => {
    const dying = await startMortal({
      ask: ({ onText }) => {
        onText?.('Payments has twelve people and works on refunds ');
        return new Promise(() => undefined);
      },
      limits: { streamPiece: 10 },
    });
    await dying.direct(question);
    await until(() => slack.of('chat.startStream').length === 1 && slack.visibleIn('D1').length === 1);
    await quietMoment(20);
    await dying.die();
    await start();
    await until(() => said('D1').includes('Payments has 12 people.'));
    await quietMoment();
    expect(said('D1')).toEqual(['Payments has 12 people.']);
  });

  it('in a channel, where Kiki may not read, is apologised for once by one of two processes', async () => {
    const dying = await startMortal();
    const ts = await dying.mention(question);
    await until(() => dying.questions.length === 1 && slack.statuses.length > 0);
    expect(slack.statuses.at(-1)?.status).not.toBe('');
    await dying.die();
    await Promise.all([start(), start()]);
    await until(() => said('C1').length === 1);
    await quietMoment(300);
    expect(slack.statuses.at(-1)).toMatchObject({ threadTs: ts, status: '' });
    expect(slack.visibleIn('C1')).toMatchObject([
      { threadTs: ts, text: 'I was restarted before I could answer this. Please ask again.' },
    ]);
    expect(await openQuestions()).toBe(0);
  });

  it('is ended at once, however many others there are', async () => {
    const questions = Array.from({ length: 45 }, () => {
      const ts = slack.say('C1', 'U1', question);
      const place = { surface: 'channel', channel: 'C1', user: 'U1', teamId: 'T1', askerTeam: 'T1', ts };
      return { id: `T1:C1:${ts}`, place };
    });
    await store.claimSlackQuestions(kiki, { worker: 'dead', milliseconds: 1, questions });
    await quietMoment(5);
    await start({ limits: { leaseSeconds: 60, renewSeconds: 60 } });
    await until(() => said('C1').length === questions.length);
    expect(new Set(slack.visibleIn('C1').map(({ threadTs }) => threadTs)).size).toBe(questions.length);
    expect(await openQuestions()).toBe(0);
  });

  it('in a channel while it is shown live leaves one message, which says so', async () => {
    const dying = await startMortal({
      ask: ({ onText }) => {
        onText?.('Payments has twelve people and works on refunds ');
        return new Promise(() => undefined);
      },
      limits: { streamPiece: 10 },
    });
    await dying.mention(question);
    await until(() => slack.visibleIn('C1').length === 1);
    await quietMoment(20);
    await dying.die();
    await start();
    await until(() => said('C1').join('').includes('restarted'));
    expect(said('C1')).toHaveLength(1);
  });

  it('after its answer is there leaves that one', async () => {
    const ts = slack.say('D1', 'U1', question);
    const place = { surface: 'direct', channel: 'D1', user: 'U1', teamId: 'T1', askerTeam: 'T1', ts };
    const id = `T1:D1:${ts}`;
    const claim = { worker: 'dead', milliseconds: 300, questions: [{ id, place }] };
    await store.claimSlackQuestions(kiki, claim);
    await store.noteSlackAnswers(kiki, 'dead', [{ id, answer: 'a9', parts: 1 }]);
    const metadata = { event_type: 'kiki_answer', event_payload: { answer_id: 'a9', part: 0 } };
    const message = { channel: 'D1', threadTs: ts, user: 'UBOT', botId: 'BBOT', blocks: [], unfurls: false };
    slack.messages.push({ ...message, ts: slack.nextTs(), text: 'There are 12.', metadata });
    const { log, questions } = await start();
    await until(() => log.join('').includes('was answered'));
    expect(questions).toEqual([]);
    expect(said('D1')).toEqual(['There are 12.']);
  });

  it('after it was refused is refused once', async () => {
    slack.addUser('U1', { is_restricted: true });
    const dying = await startMortal();
    slack.interfere('chat.postMessage', () => void dying.die());
    await dying.direct(question);
    await until(() => said('D1').length === 1);
    const { log } = await start();
    await until(() => log.join('').includes('was answered'));
    await quietMoment();
    expect(said('D1')).toEqual(['I answer full members of this workspace only.']);
  });

  it('while it was posted in a channel is asked about, not answered twice', async () => {
    const ts = slack.say('C1', 'U1', question);
    const place = { surface: 'channel', channel: 'C1', user: 'U1', teamId: 'T1', askerTeam: 'T1', ts };
    const id = `T1:C1:${ts}`;
    const claim = { worker: 'dead', milliseconds: 100, questions: [{ id, place }] };
    await store.claimSlackQuestions(kiki, claim);
    await store.noteSlackAnswers(kiki, 'dead', [{ id, answer: 'a9', parts: 1 }]);
    await start();
    await until(() => slack.ephemerals().length === 1);
    expect(slack.ephemerals()[0]?.text).toContain('If you do not see all of it above');
    expect(said('C1')).toEqual([]);
  });

  it('does not make a process that only slept answer what another one answers', async () => {
    let answerNow: (() => void) | undefined;
    const asleep: ClaimStore = { ...store, renewSlackQuestions: () => Promise.resolve() };
    const sleeper = await startBot({
      slack,
      claimStore: asleep,
      ask: () => new Promise((resolve) => (answerNow = () => resolve(answerOf('Late.')))),
      limits: { ...soon, renewSeconds: 60 },
    });
    await sleeper.direct(question);
    await until(() => answerNow !== undefined);
    await start();
    await until(() => said('D1').length === 1);
    answerNow!();
    await until(() => sleeper.log.join('').includes('taken-over'));
    expect(said('D1')).toEqual(['Payments has 12 people.']);
    await sleeper.bot.stop();
    await sleeper.server.close();
  });
});
