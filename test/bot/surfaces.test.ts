import { afterEach, describe, expect, it } from '@jest/globals';
import { anyEmployee } from '../../schema/viewer.ts';
import { answerOf, citationOf } from '../support/answers.ts';
import { ada, type BotHarness, type HarnessOptions, quietMoment, startBot, until } from '../support/bot-harness.ts';
import { envelope, mentionEvent } from '../support/slack-events.ts';

let harness: BotHarness;
const start = async (options?: HarnessOptions) => (harness = await startBot(options));

afterEach(async () => {
  await harness.stop();
  // Every text in these tests speaks of Payments; no log line may.
  expect(harness.log.join('')).not.toContain('Payments');
});

const question = 'How many people are in Payments?';
const inThread = () => harness.slack.visibleIn('C1');
const directly = () => harness.slack.visibleIn('D1');

describe.each(['http', 'socket'] as const)('over %s', (by) => {
  it('a mention is answered in its thread, with sources, from what everyone may read', async () => {
    const answer = answerOf('Payments has **12** people [1].', { citations: [citationOf(1)] });
    const { mention, questions } = await start({ by, ask: () => Promise.resolve(answer) });
    const ts = await mention(question);
    await until(() => inThread().length === 1);
    expect(questions).toMatchObject([{ question, asker: { ...anyEmployee, id: ada.id }, history: [] }]);
    expect(inThread()).toMatchObject([
      {
        threadTs: ts,
        text: 'Payments has 12 people (1).',
        unfurls: false,
        blocks: [
          { type: 'markdown', text: 'Payments has **12** people ([1](https://kiki.example.com/wiki/team:team-1)).' },
          { type: 'context' },
          { type: 'context' },
          { type: 'context_actions' },
          { type: 'actions' },
        ],
      },
    ]);
  });

  it('a direct message is answered in a thread on it, from what the asker may read', async () => {
    const { direct, questions } = await start({ by });
    const ts = await direct(question);
    await until(() => directly().length === 1);
    expect(directly()[0]?.threadTs).toBe(ts);
    expect(questions).toMatchObject([{ question, asker: ada }]);
  });

  it('an event that comes twice is answered once', async () => {
    const { send, slack } = await start({ by });
    const event = mentionEvent({ text: `<@UBOT> ${question}`, ts: slack.say('C1', 'U1', question) });
    await send(event);
    await send(event, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' });
    await send({ ...event, event_id: 'EvOther' });
    await until(() => inThread().length === 1);
    await quietMoment();
    expect(inThread()).toHaveLength(1);
  });

  it('a bot is not answered', async () => {
    const { mention, questions } = await start({ by });
    await mention(question, { event: { bot_id: 'B9' } });
    await quietMoment();
    expect(questions).toEqual([]);
    expect(harness.slack.calls.map(({ method }) => method)).not.toContain('chat.postMessage');
  });
});

describe('a mention', () => {
  it('in a thread is answered in that thread', async () => {
    const { mention, slack } = await start();
    const parent = slack.say('C1', 'U2', 'Payments news');
    await mention(question, { threadTs: parent });
    await until(() => inThread().length === 1);
    expect(inThread()[0]?.threadTs).toBe(parent);
  });

  it('again in its thread is asked with what Kiki was asked and answered there', async () => {
    const { mention, questions } = await start();
    const ts = await mention(question);
    await until(() => inThread().length === 1);
    await mention('and who leads Payments?', { threadTs: ts });
    await until(() => inThread().length === 2);
    expect(questions[1]?.history).toEqual([
      { role: 'asker', text: question },
      { role: 'kiki', text: 'Payments has **12** people.' },
    ]);
  });

  it('without a question gets short help that only the asker sees', async () => {
    const { mention, slack } = await start({
      examples: ['Who leads Payments?', 'Which teams are there?', 'What is R&D?'],
    });
    await mention(' ');
    await until(() => slack.ephemerals().length === 1);
    expect(slack.ephemerals()).toMatchObject([
      {
        onlyFor: 'U1',
        text: expect.stringMatching(/• Who leads Payments\?\n• Which teams are there\?\n• What is R&amp;D\?$/),
      },
    ]);
    expect(inThread()).toEqual([]);
  });

  it('that names people is asked with their names', async () => {
    const { mention, questions, slack } = await start();
    slack.addUser('U2', { profile: { real_name: 'Grace Hopper', email: 'grace@example.com' } });
    await mention('Does <@U2> work in Payments with <@U404>?');
    await until(() => inThread().length === 1);
    expect(questions[0]?.question).toBe('Does Grace Hopper work in Payments with @U404?');
  });

  it('in a direct message is left to the message itself', async () => {
    const { mention, direct, questions } = await start();
    const ts = await mention(question, { channel: 'D1' });
    await direct(`<@UBOT> ${question}`, { ts });
    await until(() => directly().length === 1);
    expect(questions).toMatchObject([{ question, asker: ada }]);
  });

  it('longer than can be read is refused with a word', async () => {
    const { mention, slack, questions } = await start();
    await mention('Payments? '.repeat(500));
    await until(() => slack.ephemerals().length === 1);
    expect(slack.ephemerals()[0]?.text).toContain('4,000 characters');
    expect(questions).toEqual([]);
  });

  it('of a form that Slack does not document harms nothing', async () => {
    const { send, mention } = await start();
    expect(await send(envelope({ type: 'app_mention', ts: 5, channel: 'C1' }))).toBe(200);
    await mention(question);
    await until(() => inThread().length === 1);
  });
});

describe('a direct message', () => {
  it('in a thread is asked with the conversation before it', async () => {
    const { direct, questions, slack } = await start();
    const first = await direct(question);
    await until(() => directly().length === 1);
    slack.say('D1', 'U7', 'I am somebody else', first);
    await direct('and who leads &lt;it&gt;?', { threadTs: first });
    await until(() => directly().length === 2);
    expect(questions[1]).toMatchObject({
      question: 'and who leads <it>?',
      history: [
        { role: 'asker', text: question },
        { role: 'kiki', text: 'Payments has 12 people.' },
      ],
    });
    expect(directly()[1]?.threadTs).toBe(first);
  });

  it('is answered without the conversation when Slack does not give it, and the answer says so', async () => {
    const { direct, questions, slack } = await start();
    slack.interfere('conversations.replies', () => ({ error: 'fatal_error' }));
    await direct('and who leads Payments?', { threadTs: slack.say('D1', 'U1', question) });
    await until(() => directly().length === 1);
    expect(questions[0]?.history).toEqual([]);
    expect(JSON.stringify(directly()[0]?.blocks)).toContain('could not read the earlier messages');
  });

  it('without words gets help', async () => {
    const { direct } = await start();
    await direct('', { event: { subtype: 'file_share' } });
    await until(() => directly().length === 1);
    expect(directly()[0]?.text).toContain('Which teams are there?');
  });

  it('that is an edit is not answered again', async () => {
    const { direct, questions } = await start();
    await direct(question, { event: { subtype: 'message_changed' } });
    await quietMoment();
    expect(questions).toEqual([]);
  });

  it('in another kind of conversation is not taken for one', async () => {
    const { direct, questions } = await start();
    await direct(question, { event: { channel_type: 'channel' } });
    await direct(question, { event: { channel_type: 'mpim' } });
    await quietMoment();
    expect(questions).toEqual([]);
  });
});

describe('whom the gate refuses', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['a guest', { is_restricted: true }, 'full members'],
    ['somebody without an address', { profile: { real_name: 'X' } }, 'e-mail'],
  ])('%s is told, alone, why there is no answer', async (_, extra, words) => {
    const { mention, slack, questions } = await start();
    slack.addUser('U1', extra);
    await mention(question);
    await until(() => slack.ephemerals().length === 1);
    expect(slack.ephemerals()).toMatchObject([{ onlyFor: 'U1', text: expect.stringContaining(words) }]);
    expect(questions).toEqual([]);
    expect(inThread()).toEqual([]);
  });

  it('somebody of another company hears nothing', async () => {
    const { mention, slack, questions } = await start();
    await mention(question, { event: { user_team: 'T9' } });
    await quietMoment();
    expect([...slack.ephemerals(), ...inThread(), ...questions]).toEqual([]);
  });

  it('a person is let in again once the account has changed', async () => {
    const { mention, send, slack } = await start();
    slack.addUser('U1', { is_restricted: true });
    await mention(question);
    await until(() => slack.ephemerals().length === 1);
    slack.addUser('U1');
    await mention(question);
    await until(() => slack.ephemerals().length === 2);
    await send(envelope({ type: 'user_change', user: { id: 'U1' } }));
    await mention(question);
    await until(() => inThread().length === 1);
  });

  it('is told that a check failed, with the request that is also in the log', async () => {
    const { mention, slack, log } = await start();
    slack.interfere('conversations.info', () => ({ error: 'internal_error' }));
    await mention(question);
    await until(() => slack.ephemerals().length === 1);
    const request = /request ([0-9a-f]{8})/.exec(slack.ephemerals()[0]!.text)?.[1];
    expect(log.join('')).toContain(`"requestId":"${request}","reason":"unchecked"`);
    expect(log.join('')).toContain('internal_error');
  });
});

describe('the Messages tab', () => {
  const open = (extra: Record<string, unknown> = {}) =>
    harness.send(envelope({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'messages', ...extra }));

  it('suggests questions and says that an AI answers', async () => {
    const { slack } = await start({ examples: ['a?', 'b?', 'c?', 'd?', 'e?'] });
    await open();
    await until(() => slack.prompts.length === 1);
    expect(slack.prompts[0]).toEqual({
      channel: 'D1',
      title: expect.stringContaining('AI'),
      prompts: ['a?', 'b?', 'c?', 'd?'].map((text) => ({ title: text, message: text })),
    });
  });

  it.each([
    ['the Home tab', { tab: 'home' }],
    ['a guest', { user: 'U2' }],
    ['somebody unknown', { user: 'U404' }],
  ])('suggests nothing for %s', async (_, extra) => {
    const { slack } = await start();
    slack.addUser('U2', { is_ultra_restricted: true });
    await open(extra);
    await quietMoment();
    expect(slack.prompts).toEqual([]);
  });
});

describe('the status', () => {
  it('is shown under the question before the answer', async () => {
    const { mention, slack } = await start();
    const ts = await mention(question);
    await until(() => inThread().length === 1);
    expect(slack.statuses).toEqual([{ channel: 'C1', threadTs: ts, status: 'is looking it up…' }]);
    const methods = slack.calls.map(({ method }) => method);
    expect(methods.indexOf('assistant.threads.setStatus')).toBeLessThan(methods.indexOf('chat.postMessage'));
  });

  it.each([{ error: 'missing_scope' }, { status: 429, headers: { 'retry-after': '30' } }, { lost: 'call' as const }])(
    'is done without when Slack says %j',
    async (interference) => {
      const { mention, slack } = await start();
      slack.interfere('assistant.threads.setStatus', () => interference);
      await mention(question);
      await until(() => inThread().length === 1);
      expect(slack.of('assistant.threads.setStatus')).toHaveLength(1);
    },
  );
});
