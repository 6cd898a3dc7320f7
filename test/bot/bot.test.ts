import { afterEach, describe, expect, it } from '@jest/globals';
import { answerOf, citationOf } from '../support/answers.ts';
import { ada, type BotHarness, type HarnessOptions, quietMoment, startBot, until } from '../support/bot-harness.ts';

let harness: BotHarness;
const start = async (options?: HarnessOptions) => (harness = await startBot(options));
afterEach(() => harness.stop());

describe.each(['http', 'socket'] as const)('over %s', (by) => {
  it('a mention is answered in its thread with sources', async () => {
    const { slack, mention, questions } = await start({
      by,
      ask: () => Promise.resolve(answerOf('Payments has **12** people [1].', { citations: [citationOf(1)] })),
    });
    const ts = await mention('How many people are in Payments?');
    await until(() => slack.visibleIn('C1').length === 1);
    expect(questions[0]?.question).toBe('How many people are in Payments?');
    expect(slack.visibleIn('C1')[0]).toMatchObject({
      threadTs: ts,
      text: 'Payments has 12 people (1).',
      unfurls: false,
      blocks: [
        { type: 'markdown', text: 'Payments has **12** people ([1](https://kiki.example.com/wiki/team:team-1)).' },
        { type: 'context' },
        { type: 'context' },
      ],
    });
  });
  it('a direct message is answered with what the asker may read', async () => {
    const { slack, direct, questions } = await start({ by });
    const ts = await direct('How many people are in Payments?');
    await until(() => slack.visibleIn('D1').length === 1);
    expect(slack.visibleIn('D1')[0]?.threadTs).toBe(ts);
    expect(questions[0]?.asker).toEqual(ada);
    await quietMoment(1);
  });
});
