import { afterEach, describe, expect, it } from '@jest/globals';
import type { types } from '@slack/bolt';
import { answerOf, citationOf } from '../support/answers.ts';
import { ada, type BotHarness, type HarnessOptions, quietMoment, startBot, until } from '../support/bot-harness.ts';
import { envelope, pressPayload, shortcutPayload, submissionPayload } from '../support/slack-events.ts';

let harness: BotHarness;
const start = async (options?: HarnessOptions) => (harness = await startBot(options));
afterEach(async () => {
  await harness.stop();
  expect(harness.log.join('')).not.toContain('Payments');
});

const question = 'How many people are in Payments?';
const directly = () => harness.slack.visibleIn('DU1');
const responded = () => harness.slack.responses.map(({ body }) => body);

describe.each(['http', 'socket'] as const)('/kiki over %s', (by) => {
  it('is acknowledged at once and answered there, for the asker alone, from what he may read', async () => {
    const answer = answerOf('Payments has **12** people [1].', { citations: [citationOf(1)] });
    const { command, questions } = await start({ by, ask: () => Promise.resolve(answer) });
    expect(await command(question)).toEqual({ response_type: 'ephemeral', text: 'Looking it up…' });
    await until(() => responded().length === 1);
    expect(questions).toMatchObject([{ question, asker: ada, surface: 'slack' }]);
    expect(responded()).toMatchObject([
      {
        response_type: 'ephemeral',
        replace_original: true,
        text: 'Payments has 12 people (1).',
        blocks: [{ type: 'markdown' }, {}, {}, { type: 'actions' }],
      },
    ]);
    expect([...harness.slack.visibleIn('C1'), ...directly()]).toEqual([]);
  });

  it('alone says what it is for', async () => {
    const { command, questions } = await start({ by, examples: ['Who leads Fares?'] });
    expect(await command(' ')).toMatchObject({ text: expect.stringContaining('/kiki Who leads Fares?') });
    expect(questions).toEqual([]);
  });
});

describe('/kiki', () => {
  it('is answered in a direct message when Slack does not take the reply', async () => {
    const { command, slack } = await start();
    slack.interfere('respond', () => ({ status: 404 }));
    await command(question);
    await until(() => directly().length === 1);
    expect(directly()[0]?.text).toBe('Payments has 12 people.');
    expect(directly()[0]).not.toHaveProperty('threadTs');
  });

  it('of a guest gets a line and no answer', async () => {
    const { command, slack, questions } = await start();
    slack.addUser('U1', { is_restricted: true });
    await command(question);
    await until(() => responded().length === 1);
    expect(responded()[0]?.text).toContain('full members');
    expect(questions).toEqual([]);
  });

  it('says so when there is no direct conversation to check with', async () => {
    const { command, slack } = await start();
    slack.interfere('conversations.open', () => ({ error: 'user_disabled' }));
    await command(question);
    await until(() => responded().length === 1);
    expect(responded()[0]?.text).toContain('write to me directly');
  });

  it('counts against the same limit as messages', async () => {
    const { command, mention, questions } = await start({ limits: { questionsPerMinute: 1 } });
    await mention(question);
    await until(() => questions.length === 1);
    await until(() => harness.slack.visibleIn('C1').length === 1);
    await command(question);
    await until(() => responded().length === 1);
    expect(responded()[0]?.text).toContain('a lot of questions');
  });

  it('of another form harms nothing', async () => {
    const { command, log } = await start();
    await command(question, { responseUrl: 'no address' });
    await until(() => log.join('').includes('a command of unknown form'));
  });
});

const fields = (view: types.ModalView | undefined) => JSON.stringify(view?.blocks);

describe.each(['http', 'socket'] as const)('the shortcut on a message over %s', (by) => {
  it('opens a form with its words, and the answer comes directly, in a thread on the question', async () => {
    const { interact, slack, questions } = await start({ by });
    await interact(shortcutPayload('ask_about_message', { text: 'Is &lt;Payments&gt; <https://x.example|hiring>?' }));
    await until(() => slack.views.length === 1);
    const { view } = slack.views[0]!;
    expect(fields(view)).toContain('"initial_value":"Is <Payments> hiring?"');
    await interact(submissionPayload(view, { question: 'Is Payments hiring?' }));
    await until(() => directly().length === 2);
    expect(questions).toMatchObject([{ question: 'Is Payments hiring?', asker: ada }]);
    const [asked, answer] = directly();
    expect(asked?.text).toBe('You asked:\n>Is Payments hiring?');
    expect(answer).toMatchObject({ threadTs: asked?.ts, text: 'Payments has 12 people.' });
  });
});

describe('the form for a question', () => {
  it('opens from the list of shortcuts and from the Home tab, empty', async () => {
    const { interact, slack } = await start();
    await interact(shortcutPayload('ask_kiki'));
    await interact(pressPayload('home_ask'));
    await until(() => slack.views.length === 2);
    for (const { view } of slack.views) expect(fields(view)).not.toContain('initial_value');
  });

  it('without a question stays open and says why', async () => {
    const { interact, questions } = await start();
    expect(await interact(submissionPayload({ callback_id: 'ask_form' }, { question: '  ' }))).toEqual({
      response_action: 'errors',
      errors: { question: 'Please write a question.' },
    });
    expect(questions).toEqual([]);
  });

  it('sent twice is answered once', async () => {
    const { interact, questions } = await start();
    const once = submissionPayload({ callback_id: 'ask_form' }, { question }, { id: 'V77' });
    await interact(once);
    await interact(once);
    await until(() => questions.length === 1);
    await quietMoment();
    expect(questions).toHaveLength(1);
  });

  it('writes to nobody what could call people', async () => {
    const { interact, questions } = await start();
    await interact(submissionPayload({ callback_id: 'ask_form' }, { question: 'Who is <!channel> & <@U2>?' }));
    await until(() => directly().length === 2);
    expect(directly()[0]?.text).toBe('You asked:\n>Who is &lt;\u200B!channel&gt; &amp; &lt;\u200B@U2&gt;?');
    expect(questions[0]?.question).toBe('Who is <!channel> & <@U2>?');
  });
});

describe('the stop button', () => {
  const stop = (user: string, threadTs: string, channel = 'C1') =>
    harness.send(
      envelope({ type: 'agent_session_stopped', channel, user, thread_ts: threadTs, streaming_message_ts: [] }),
    );

  it.each(['http', 'socket'] as const)('ends the work, says so, and frees the session (over %s)', async (by) => {
    let signal: AbortSignal | undefined;
    await start({ by, ask: (asked) => new Promise(() => (signal = asked.signal)) });
    const ts = await harness.mention(question);
    await until(() => signal !== undefined);
    await stop('U1', ts);
    await until(() => harness.slack.visibleIn('C1').length === 1);
    expect(signal?.aborted).toBe(true);
    expect(harness.slack.visibleIn('C1')).toMatchObject([{ threadTs: ts, text: 'You stopped me.' }]);
    await until(() => harness.slack.sessions.length === 1);
    expect(harness.slack.sessions).toEqual([{ channel: 'C1', threadTs: ts, status: 'active' }]);
  });

  it('of somebody else stops nothing', async () => {
    let answerNow: (() => void) | undefined;
    await start({
      ask: () => new Promise((resolve) => (answerNow = () => resolve(answerOf('Payments has 12 people.')))),
    });
    const ts = await harness.mention(question);
    await until(() => answerNow !== undefined);
    await stop('U2', ts);
    await quietMoment();
    expect(harness.slack.sessions).toEqual([]);
    answerNow!();
    await until(() => harness.slack.visibleIn('C1').length === 1);
    expect(harness.slack.visibleIn('C1')[0]?.text).toBe('Payments has 12 people.');
  });

  it('after the answer does nothing', async () => {
    await start();
    const ts = await harness.mention(question);
    await until(() => harness.slack.visibleIn('C1').length === 1);
    await stop('U1', ts);
    await quietMoment();
    expect(harness.slack.sessions).toEqual([]);
  });
});

describe('the workflow step', () => {
  const execute = (inputs: Record<string, unknown>, extra: Record<string, unknown> = {}) =>
    harness.send(
      envelope({
        type: 'function_executed',
        function: { callback_id: 'ask_kiki' },
        function_execution_id: 'Fx1',
        bot_access_token: 'xwfp-test-token',
        inputs,
        ...extra,
      }),
    );

  it.each(['http', 'socket'] as const)('gives the answer of what every employee may read (over %s)', async (by) => {
    const answer = answerOf('Payments has **12** people [1]. <!channel>', { citations: [citationOf(1)] });
    const { slack, questions } = await start({ by, ask: () => Promise.resolve(answer) });
    await execute({ question, user_id: 'U1' });
    await until(() => slack.executions.length === 1);
    expect(questions).toMatchObject([{ question, asker: { id: 'u1@example.com', audiences: ['everyone'] } }]);
    const [{ id, outputs }] = slack.executions as [{ id: string; outputs: Record<string, string> }];
    expect(id).toBe('Fx1');
    expect(outputs.found).toBe('yes');
    expect(outputs.link).toContain('https://kiki.example.com/ask');
    expect(outputs.answer).toContain('Payments has 12 people [1].');
    expect(outputs.answer).toContain('https://kiki.example.com/wiki/team:team-1');
    expect(outputs.answer).not.toContain('<!channel>');
  });

  it.each([
    ['no question', { user_id: 'U1' }, 'no question'],
    ['nobody who asks', { question }, 'who asks'],
    ['a guest', { question, user_id: 'U2' }, 'no full member'],
  ])('fails with a word for %s', async (_, inputs, words) => {
    const { slack, questions } = await start();
    slack.addUser('U2', { is_ultra_restricted: true });
    await execute(inputs);
    await until(() => slack.executions.length === 1);
    expect(slack.executions[0]?.error).toContain(words);
    expect(questions).toEqual([]);
  });

  it('fails with a word when the answering does', async () => {
    const { slack } = await start({ ask: () => Promise.reject(new Error('Payments is down')) });
    await execute({ question, user_id: 'U1' });
    await until(() => slack.executions.length === 1);
    expect(slack.executions[0]?.error).toContain('could not answer just now');
  });

  it('that comes twice is answered once, and another app’s is left alone', async () => {
    const { slack } = await start();
    await execute({ question, user_id: 'U1' });
    await execute({ question, user_id: 'U1' });
    await execute({ question, user_id: 'U1' }, { function: { callback_id: 'other' }, function_execution_id: 'Fx2' });
    await until(() => slack.executions.length === 1);
    await quietMoment();
    expect(slack.executions).toHaveLength(1);
  });
});
