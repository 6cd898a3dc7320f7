import fastify, { type FastifyInstance } from 'fastify';
import pino from 'pino';
import { type Bot, type BotOptions, createBot } from '../../bot/create-bot.ts';
import type { Ask, Question } from '../../schema/services.ts';
import { everyone } from '../../schema/audience.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { answerOf } from './answers.ts';
import { emptyBotStore, noHelp } from './bot-store.ts';
import { type FakeSlack, startFakeSlack, tokens } from './fake-slack.ts';
import {
  type CommandSketch,
  commandBody,
  directEvent,
  type Envelope,
  mentionEvent,
  type MessageSketch,
  postForm,
  postSigned,
} from './slack-events.ts';

/** A bot between a fake Slack and an answering made for the test. */
export interface BotHarness {
  slack: FakeSlack;
  bot: Bot;
  /** The server that the plugin is in; it also has a JSON route `/api/echo`. */
  server: FastifyInstance;
  url: string;
  questions: Question[];
  /** Log lines, as written. */
  log: string[];
  /** Sends an event as Slack would. @returns the HTTP status, or 200 for Socket Mode */
  send(event: Envelope, headers?: Record<string, string>): Promise<number>;
  /** Sends a `block_actions`, `view_submission` or shortcut payload. @returns what it was acknowledged with */
  interact(payload: Record<string, unknown>): Promise<unknown>;
  /** Somebody types `/kiki …`. @returns what it was acknowledged with */
  command(words: string, sketch?: CommandSketch): Promise<unknown>;
  /** Somebody mentions Kiki in `C1`. @returns the message's ts */
  mention(text: string, sketch?: Partial<MessageSketch>): Promise<string>;
  /** `U1` writes to Kiki. @returns the message's ts */
  direct(text: string, sketch?: Partial<MessageSketch>): Promise<string>;
  stop(): Promise<void>;
}

export const ada: Viewer = {
  id: 'u1@example.com',
  name: 'Person U1',
  email: 'u1@example.com',
  audiences: [everyone, 'payments'],
  canEdit: false,
};

export const publicUrl = 'https://kiki.example.com';

export interface HarnessOptions extends Partial<Omit<BotOptions, 'access' | 'logger'>> {
  by?: 'http' | 'socket';
  /** Prepares Slack before the bot starts. */
  slack?: FakeSlack;
  ask?: Ask;
}

/** By which events come where a test does not say it: `KIKI_TEST_SLACK_BY=socket` runs all tests of the bot over Socket Mode. */
const usual = process.env.KIKI_TEST_SLACK_BY === 'socket' ? 'socket' : 'http';

export async function startBot({ by = usual, slack: prepared, ...options }: HarnessOptions = {}): Promise<BotHarness> {
  const slack = prepared ?? (await startFakeSlack());
  const questions: Question[] = [];
  const log: string[] = [];
  const ask = options.ask ?? (() => Promise.resolve(answerOf('Payments has **12** people.')));
  const bot = createBot({
    publicUrl,
    store: emptyBotStore,
    suggest: () => Promise.resolve('suggestion-1'),
    help: noHelp,
    findViewer: (email) =>
      Promise.resolve(email === ada.email ? ada : { ...ada, id: email, email, audiences: [everyone] }),
    ...options,
    limits: { retrySeconds: 0.01, ...options.limits },
    ask: (question) => {
      questions.push(question);
      return ask(question);
    },
    logger: pino({ level: 'trace' }, { write: (line: string) => void log.push(line) }),
    access: {
      botToken: tokens.bot,
      apiUrl: slack.apiUrl,
      ...(by === 'http' ? { signingSecret: tokens.signingSecret } : { appToken: tokens.app }),
    },
  });
  await bot.start();
  const server = fastify();
  server.post('/api/echo', (request) => ({ got: request.body }));
  if (bot.plugin !== undefined) await server.register(bot.plugin);
  const url = await server.listen({ host: '127.0.0.1', port: 0 });

  const events = `${url}/slack/events`;
  const send = async (event: Envelope, headers?: Record<string, string>) => {
    if (by === 'http') return (await postSigned(events, JSON.stringify(event), headers)).status;
    const id = slack.socket.push(event);
    // As a reply over HTTP is waited for; without a word Slack gives up after three seconds, too.
    await until(() => slack.socket.acknowledged.includes(id), 'the acknowledgement').catch(() => undefined);
    return 200;
  };
  return {
    slack,
    bot,
    server,
    url,
    questions,
    log,
    send,
    async interact(payload) {
      if (by === 'http') return reply(await postForm(events, { payload: JSON.stringify(payload) }));
      return acknowledgement(
        slack,
        slack.socket.push(payload, { type: 'interactive', accepts_response_payload: true }),
      );
    },
    async command(words, sketch = {}) {
      const body = commandBody(words, { responseUrl: slack.responseUrl('command'), ...sketch });
      if (by === 'http') return reply(await postForm(events, body));
      return acknowledgement(
        slack,
        slack.socket.push(body, { type: 'slash_commands', accepts_response_payload: true }),
      );
    },
    async mention(text, sketch = {}) {
      const { channel = 'C1', user = 'U1', threadTs } = sketch;
      const ts = sketch.ts ?? slack.say(channel, user, text, threadTs);
      await send(mentionEvent({ ...sketch, text: `<@UBOT> ${text}`, ts }));
      return ts;
    },
    async direct(text, sketch = {}) {
      const { channel = 'D1', user = 'U1', threadTs } = sketch;
      const ts = sketch.ts ?? slack.say(channel, user, text, threadTs);
      await send(directEvent({ ...sketch, text, ts }));
      return ts;
    },
    async stop() {
      await bot.stop();
      await server.close();
      await slack.stop();
    },
  };
}

async function reply(response: Response): Promise<unknown> {
  if (response.status !== 200) throw new Error(`Not acknowledged: ${response.status}`);
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

async function acknowledgement(slack: FakeSlack, id: string): Promise<unknown> {
  await until(() => slack.socket.acknowledged.includes(id), 'the acknowledgement');
  const payload = slack.socket.payloads.get(id);
  // Over HTTP it is an empty body.
  return JSON.stringify(payload) === '{}' ? undefined : payload;
}

/** Waits until something holds. @throws after five seconds */
export async function until(holds: () => boolean, what = 'what was waited for'): Promise<void> {
  const end = Date.now() + 5000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`Timed out: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Long enough for what should not happen to happen. */
export function quietMoment(milliseconds = 80): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Stops bots that share a Slack, which goes on. */
export async function stopBots(bots: readonly BotHarness[]): Promise<void> {
  for (const { bot, server } of bots) {
    await bot.stop();
    await server.close();
  }
}
