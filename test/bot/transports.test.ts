import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { createBot, type SlackAccess } from '../../bot/create-bot.ts';
import type { Ask } from '../../schema/services.ts';
import { answerOf } from '../support/answers.ts';
import { emptyBotStore, noHelp } from '../support/bot-store.ts';
import { type BotHarness, publicUrl, quietMoment, startBot, until } from '../support/bot-harness.ts';
import { type FakeSlack, startFakeSlack, tokens } from '../support/fake-slack.ts';
import { mentionEvent, postSigned, signature } from '../support/slack-events.ts';

const ask: Ask = () => Promise.resolve(answerOf('Payments has 12 people.'));
const logger = pino({ level: 'silent' });

describe('starting', () => {
  let slack: FakeSlack;
  beforeEach(async () => {
    slack = await startFakeSlack();
  });
  afterEach(() => slack.stop());

  const botWith = (access: Partial<SlackAccess>, limits = {}) =>
    createBot({
      ask,
      publicUrl,
      store: emptyBotStore,
      help: noHelp,
      suggest: () => Promise.resolve(''),
      findViewer: () => Promise.resolve(undefined),
      logger,
      limits: { retrySeconds: 0.01, ...limits },
      access: { botToken: tokens.bot, apiUrl: slack.apiUrl, ...access },
    });

  it('needs a way for events to come', () => {
    expect(() => botWith({})).toThrow(
      expect.objectContaining({ code: 'invalid', fix: expect.stringContaining('SLACK_SIGNING_SECRET') }),
    );
  });

  it('fails cleanly with a bad bot token, and says which to copy', async () => {
    const bot = botWith({ signingSecret: 's', botToken: 'xoxb-wrong' });
    await expect(bot.start()).rejects.toMatchObject({
      code: 'unavailable',
      message: 'Slack refuses the bot token (invalid_auth)',
      where: 'SLACK_BOT_TOKEN',
      fix: expect.stringContaining('Bot User OAuth Token'),
    });
    await bot.stop();
  });

  it('fails cleanly with a bad app token', async () => {
    const bot = botWith({ appToken: 'xapp-wrong' });
    await expect(bot.start()).rejects.toMatchObject({
      message: 'Slack refuses the app token (invalid_auth)',
      where: 'SLACK_APP_TOKEN',
    });
    await bot.stop();
  });

  it('fails cleanly when Slack does not answer', async () => {
    slack.interfere('auth.test', () => ({ lost: 'call' }));
    const bot = botWith({ signingSecret: 's' });
    await expect(bot.start()).rejects.toMatchObject({
      code: 'unavailable',
      message: 'Slack does not answer (unreachable)',
    });
    expect(slack.of('auth.test')).toHaveLength(3);
    await bot.stop();
  });

  it('fails cleanly when Slack hangs', async () => {
    slack.interfere('auth.test', () => ({ delayMilliseconds: 500 }));
    const bot = botWith({ signingSecret: 's' }, { callMilliseconds: 30, attempts: 1 });
    await expect(bot.start()).rejects.toMatchObject({
      code: 'unavailable',
      message: 'Slack does not answer (unreachable)',
    });
    await bot.stop();
  });

  it('can be tried again after it failed, and not after a stop', async () => {
    slack.interfere('auth.test', (_, nth) => (nth === 1 ? { error: 'invalid_auth' } : undefined));
    const bot = botWith({ appToken: tokens.app });
    await expect(bot.start()).rejects.toMatchObject({ code: 'unavailable' });
    await bot.start();
    expect(slack.socket.connections()).toBe(1);
    await bot.stop();
    await expect(bot.start()).rejects.toMatchObject({ code: 'conflict' });
  });

  it('has a plugin over HTTP only', () => {
    expect(botWith({ signingSecret: 's' }).plugin).toBeDefined();
    expect(botWith({ appToken: tokens.app })).not.toHaveProperty('plugin');
    expect(botWith({ appToken: tokens.app, signingSecret: 's' })).not.toHaveProperty('plugin');
  });
});

describe('over HTTP, inside a server that has other routes', () => {
  let harness: BotHarness;
  let events: string;
  beforeEach(async () => {
    harness = await startBot({ ask, by: 'http' });
    events = `${harness.url}/slack/events`;
  });
  afterEach(() => harness.stop());
  const event = () => JSON.stringify(mentionEvent({ text: '<@UBOT> hi', ts: harness.slack.say('C1', 'U1', 'hi') }));

  it('a bad signature is 401 and asks nothing', async () => {
    const body = event();
    expect((await postSigned(events, body, signature(body, undefined, 'another secret'))).status).toBe(401);
    expect((await postSigned(events, `${body} `, signature(body))).status).toBe(401);
    expect(
      (await fetch(events, { method: 'POST', body, headers: { 'content-type': 'application/json' } })).status,
    ).toBe(401);
    await quietMoment();
    expect(harness.questions).toEqual([]);
  });

  it('a signature from more than five minutes ago is 401', async () => {
    const body = event();
    expect((await postSigned(events, body, signature(body, Math.floor(Date.now() / 1000) - 301))).status).toBe(401);
  });

  it("Slack's check of the address is answered", async () => {
    const response = await postSigned(events, JSON.stringify({ type: 'url_verification', challenge: 'c-1' }));
    expect(await response.json()).toEqual({ challenge: 'c-1' });
  });

  it('an event is acknowledged before it is answered', async () => {
    await harness.stop();
    let answerNow: (() => void) | undefined;
    harness = await startBot({
      ask: () => new Promise((resolve) => (answerNow = () => resolve(answerOf('Payments has 12 people.')))),
    });
    const since = performance.now();
    await harness.mention('How many people are in Payments?');
    expect(performance.now() - since).toBeLessThan(1000);
    await until(() => answerNow !== undefined);
    expect(harness.slack.visibleIn('C1')).toEqual([]);
    answerNow!();
    await until(() => harness.slack.visibleIn('C1').length === 1);
  });

  it('broken JSON is 400', async () => {
    expect((await postSigned(events, '{"Payments": ')).status).toBe(400);
    expect(harness.log.join('')).not.toContain('Payments');
  });

  it('a signed body of another form harms nothing', async () => {
    const requests = ['5', '"text"', '[]', '{}'].map((body) => postSigned(events, body));
    await harness.mention('Are you there?');
    await until(() => harness.slack.visibleIn('C1').length === 1);
    // Bolt waits three seconds for somebody to acknowledge it.
    expect((await Promise.all(requests)).map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  it('a body that is too large is 413', async () => {
    expect((await postSigned(events, JSON.stringify({ text: 'x'.repeat(5_000_000) }))).status).toBe(413);
  });

  it('a request that breaks off harms nothing', async () => {
    const { port } = new URL(events);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{"half');
    await quietMoment(30);
    socket.destroy();
    await harness.mention('Are you there?');
    await until(() => harness.slack.visibleIn('C1').length === 1);
  });

  it('other routes read their JSON as before', async () => {
    const response = await fetch(`${harness.url}/api/echo`, {
      method: 'POST',
      body: JSON.stringify({ a: 1 }),
      headers: { 'content-type': 'application/json' },
    });
    expect(await response.json()).toEqual({ got: { a: 1 } });
    const broken = await fetch(`${harness.url}/api/echo`, {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect(broken.status).toBe(400);
  });

  it('other methods on the path are not found', async () => {
    expect((await fetch(events)).status).toBe(404);
  });

  it('after the stop Slack is asked to come again later', async () => {
    await harness.bot.stop();
    expect((await postSigned(events, event())).status).toBe(503);
  });
});

describe('over Socket Mode', () => {
  let harness: BotHarness;
  beforeEach(async () => {
    harness = await startBot({ ask, by: 'socket' });
  });
  afterEach(() => harness.stop());
  const answered = (count: number) => until(() => harness.slack.visibleIn('C1').length === count, `${count} answers`);

  it('an event is acknowledged', async () => {
    const id = harness.slack.socket.push(mentionEvent({ text: '<@UBOT> hi', ts: harness.slack.say('C1', 'U1', 'hi') }));
    await until(() => harness.slack.socket.acknowledged.includes(id));
    await answered(1);
  });

  it('an envelope that comes again is answered once', async () => {
    const event = mentionEvent({ text: '<@UBOT> hi', ts: harness.slack.say('C1', 'U1', 'hi') });
    harness.slack.socket.push(event);
    harness.slack.socket.push(event, { retry_attempt: 1, retry_reason: 'timeout' });
    await answered(1);
    await quietMoment();
    await answered(1);
  });

  it.each(['askToMove', 'drop'] as const)('a lost connection is opened again (%s)', async (lose) => {
    harness.slack.socket[lose]();
    await until(
      () => harness.slack.of('apps.connections.open').length === 2 && harness.slack.socket.connections() === 1,
    );
    await until(() => harness.log.join('').includes('Connected to Slack again'));
    await harness.mention('Are you there?');
    await answered(1);
  });

  it('a connection is tried until Slack opens one, even if it refuses for a while', async () => {
    harness.slack.interfere('apps.connections.open', (_, nth) => {
      if (nth === 2) return { error: 'invalid_auth' };
      if (nth === 3) return { status: 500 };
      return nth < 6 ? { lost: 'call' } : undefined;
    });
    harness.slack.socket.drop();
    await until(() => harness.slack.socket.connections() === 1);
    await until(() => harness.log.join('').includes('Connected to Slack again'));
    await harness.mention('Are you there?');
    await answered(1);
  });

  it.each([
    'not json',
    '{}',
    '{"type":"events_api"}',
    '{"type":"events_api","payload":null}',
    '{"type":"events_api","payload":{"event":null}}',
    '5',
    'null',
  ])('the message %s harms nothing', async (text) => {
    harness.slack.socket.pushRaw(text);
    await harness.mention('Are you there?');
    await answered(1);
  });
});
