import { afterEach, describe, expect, it } from '@jest/globals';
import type { Ask } from '../../schema/services.ts';
import { answerOf } from '../support/answers.ts';
import { type BotHarness, startBot, until } from '../support/bot-harness.ts';

let harness: BotHarness;
afterEach(() => harness.stop());

const question = 'How many people are in Payments?';
const inThread = () => harness.slack.visibleIn('C1');
const never: Ask = () => new Promise(() => undefined);

describe.each(['http', 'socket'] as const)('a stop over %s', (by) => {
  it('waits for the answers under way', async () => {
    let answerNow: (() => void) | undefined;
    harness = await startBot({
      by,
      ask: () => new Promise((resolve) => (answerNow = () => resolve(answerOf('Payments has 12 people.')))),
    });
    await harness.mention(question);
    await until(() => answerNow !== undefined);
    const stopped = harness.bot.stop();
    answerNow!();
    await stopped;
    expect(inThread().map(({ text }) => text)).toEqual(['Payments has 12 people.']);
  });

  it('ends those that take too long, and tells the askers', async () => {
    harness = await startBot({ by, ask: never, limits: { drainSeconds: 0.1 } });
    await harness.mention(question);
    await harness.direct(question);
    await until(() => harness.questions.length === 2);
    const since = performance.now();
    await harness.bot.stop();
    expect(performance.now() - since).toBeLessThan(2500);
    const farewell = 'I am being restarted. Please ask again in a minute.';
    expect(inThread().map(({ text }) => text)).toEqual([farewell]);
    expect(harness.slack.visibleIn('D1').map(({ text }) => text)).toEqual([farewell]);
  });

  it('takes no more events', async () => {
    harness = await startBot({ by });
    await harness.bot.stop();
    if (by === 'socket') expect(harness.slack.socket.connections()).toBe(0);
    else await harness.mention(question);
    expect(harness.questions).toEqual([]);
  });
});

describe('a stop', () => {
  it('while an answer is shown live keeps what is there and says that it is not whole', async () => {
    harness = await startBot({
      ask: ({ onText }) => {
        onText?.('Payments has twelve people and works on refunds ');
        return new Promise(() => undefined);
      },
      limits: { streamPiece: 10, drainSeconds: 0.3 },
    });
    await harness.mention(question);
    await until(() => harness.slack.of('chat.startStream').length === 1);
    await harness.bot.stop();
    expect(inThread()).toHaveLength(1);
    expect(JSON.stringify(inThread()[0]?.blocks)).toMatch(
      /Payments has twelve people.*stopped early\. I am being restarted/,
    );
  });

  it('ends also those who wait for their turn', async () => {
    harness = await startBot({ ask: never, limits: { drainSeconds: 0.1, answersAtOnce: 1 } });
    harness.slack.addUser('U2');
    await harness.mention(question);
    await harness.mention(question, { user: 'U2' });
    await until(() => harness.slack.statuses.length >= 2);
    await harness.bot.stop();
    expect(inThread()).toHaveLength(2);
  });

  it('does not wait for ever for Slack to take the last words', async () => {
    harness = await startBot({ ask: never, limits: { drainSeconds: 0.05, farewellSeconds: 0.1 } });
    harness.slack.interfere('chat.postMessage', () => ({ delayMilliseconds: 1500 }));
    await harness.mention(question);
    await until(() => harness.questions.length === 1);
    const since = performance.now();
    await harness.bot.stop();
    expect(performance.now() - since).toBeLessThan(1000);
    expect(harness.log.join('')).toContain('could not be ended');
  });

  it('before the start does nothing', async () => {
    harness = await startBot();
    await harness.bot.stop();
    await harness.bot.stop();
    expect(harness.slack.of('chat.postMessage')).toEqual([]);
  });
});
