import { afterEach, describe, expect, it } from '@jest/globals';
import type { types } from '@slack/bolt';
import { failureActions, failureButtons } from '../../bot/feedback/failure-buttons.ts';
import { helpFields, helpForms } from '../../bot/help/forms.ts';
import { helpTexts } from '../../bot/texts.ts';
import { unavailable } from '../../schema/errors.ts';
import type { Ask } from '../../schema/services.ts';
import { answerOf } from '../support/answers.ts';
import { type BotHarness, type HarnessOptions, quietMoment, startBot, until } from '../support/bot-harness.ts';
import { noHelp } from '../support/bot-store.ts';
import { envelope, pressPayload, submissionPayload } from '../support/slack-events.ts';

let harness: BotHarness;
const start = async (options?: HarnessOptions) => (harness = await startBot(options));

afterEach(async () => {
  await harness.stop();
  expect(harness.log.join('')).not.toContain('Payments');
});

const question = 'How many people are in Payments?';
const inThread = () => harness.slack.visibleIn('C1');
const directly = () => harness.slack.visibleIn('D1');
const requestIn = (text: string) => /request ([0-9a-f]{8})/.exec(text)?.[1];

describe('when answering fails, the asker gets one message', () => {
  const failing: [string, Ask, RegExp][] = [
    ['the graph is down', () => Promise.reject(unavailable('No Payments graph')), /cannot reach the company wiki/],
    ['the answering throws', () => Promise.reject(new Error('secret of Payments')), /Something went wrong/],
    [
      'the answering throws at once',
      () => {
        throw new TypeError('Payments is undefined');
      },
      /Something went wrong/,
    ],
    ['it takes too long', () => new Promise(() => undefined), /took too long/],
  ];

  it.each(failing)('because %s, with a request that is also in the log', async (_, ask, words) => {
    const { mention, slack, log } = await start({ ask, limits: { answerSeconds: 0.2 } });
    const ts = await mention(question);
    await until(() => inThread().length === 1);
    await quietMoment(30);
    expect(inThread()).toMatchObject([{ threadTs: ts, text: expect.stringMatching(words) }]);
    expect(inThread()[0]?.text).not.toContain('Payments');
    expect(log.join('')).toContain(`"requestId":"${requestIn(inThread()[0]!.text)}"`);
    expect(slack.ephemerals()).toEqual([]);
  });

  it('in a direct message too', async () => {
    const { direct } = await start({ ask: () => Promise.reject(unavailable('down')) });
    await direct(question);
    await until(() => directly().length === 1);
    expect(directly()[0]?.text).toContain('cannot reach the company wiki');
  });

  it('because nothing is known: then that is the answer, with whom to ask', async () => {
    const experts = [{ ref: 'person:ada', name: 'Ada', why: 'leads Payments' }];
    const nothing = answerOf('I found nothing about that.', { mode: 'unknown', abstained: true, experts });
    const { mention } = await start({ ask: () => Promise.resolve(nothing) });
    await mention(question);
    await until(() => inThread().length === 1);
    expect(JSON.stringify(inThread()[0]?.blocks)).toContain('/wiki/person:ada|Ada> (leads Payments)');
  });

  it('and the work is told to end when time is up', async () => {
    let reason: unknown;
    const { mention } = await start({
      ask: ({ signal }) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => {
            reason = signal.reason;
            reject(new Error('ended'));
          });
        }),
      limits: { answerSeconds: 0.1 },
    });
    await mention(question);
    await until(() => inThread().length === 1);
    expect(reason).toMatchObject({ name: 'TimeoutError' });
    expect(inThread()[0]?.text).toContain('took too long');
  });
});

describe('when Slack is busy or broken', () => {
  it('a post waits as long as Slack says', async () => {
    const { mention, slack } = await start();
    slack.interfere('chat.postMessage', (_, nth) =>
      nth === 1 ? { status: 429, headers: { 'retry-after': '1' } } : undefined,
    );
    await mention(question);
    await until(() => inThread().length === 1);
    expect(slack.of('chat.postMessage')).toHaveLength(2);
  });

  it('a post is made however often Slack asks to wait a little', async () => {
    const { mention, slack } = await start();
    slack.interfere('chat.postMessage', (_, nth) =>
      nth <= 5 ? { status: 429, headers: { 'retry-after': '0' } } : undefined,
    );
    await mention(question);
    await until(() => inThread().length === 1);
    expect(slack.of('chat.postMessage')).toHaveLength(6);
  });

  it('a post is given up when all the waits that Slack asks for take too long', async () => {
    const { mention, slack } = await start({ limits: { longestWaitSeconds: 0.05 } });
    slack.interfere('chat.postMessage', ({ args }) =>
      args.channel === 'C1' ? { status: 429, headers: { 'retry-after': '0' } } : undefined,
    );
    await mention(question);
    await until(() => slack.visibleIn('DU1').length === 2);
    expect(slack.of('chat.postMessage').filter(({ args }) => args.channel === 'C1')).toHaveLength(6);
  });

  it('a wait holds up nobody else', async () => {
    const { mention, direct, slack } = await start();
    slack.addUser('U2');
    slack.interfere('chat.postMessage', ({ args }, nth) =>
      args.channel === 'C1' && nth === 1 ? { status: 429, headers: { 'retry-after': '1' } } : undefined,
    );
    await mention(question, { user: 'U2' });
    await until(() => slack.of('chat.postMessage').length === 1);
    const since = performance.now();
    await direct(question);
    await until(() => directly().length === 1);
    expect(performance.now() - since).toBeLessThan(600);
  });

  it('a post is tried again after an error of the server', async () => {
    const { mention, slack } = await start();
    slack.interfere('chat.postMessage', (_, nth) => (nth === 1 ? { status: 503 } : undefined));
    await mention(question);
    await until(() => inThread().length === 1);
  });

  it('a reply that gets lost makes no second message in a direct conversation', async () => {
    const { direct, slack } = await start();
    slack.interfere('chat.postMessage', (_, nth) => (nth === 1 ? { lost: 'reply' } : undefined));
    await direct(question);
    await until(() => slack.of('conversations.replies').length === 1);
    await quietMoment();
    expect(directly()).toHaveLength(1);
    expect(slack.of('chat.postMessage')).toHaveLength(1);
  });

  it('a post that did not arrive is made again', async () => {
    const { direct, slack } = await start();
    slack.interfere('chat.postMessage', (_, nth) => (nth === 1 ? { lost: 'call' } : undefined));
    await direct(question);
    await until(() => directly().length === 1);
    expect(slack.of('chat.postMessage')).toHaveLength(2);
  });

  it('an account that cannot be looked up at first is looked up again', async () => {
    const { mention, slack } = await start();
    slack.interfere('users.info', (_, nth) => (nth < 3 ? { status: 500 } : undefined));
    await mention(question);
    await until(() => inThread().length === 1);
  });

  it('an answer that the channel does not take goes to the asker directly', async () => {
    const { mention, slack } = await start();
    slack.interfere('chat.postMessage', ({ args }) =>
      args.channel === 'C1' ? { error: 'not_in_channel' } : undefined,
    );
    await mention(question);
    await until(() => slack.visibleIn('DU1').length === 2);
    expect(slack.visibleIn('DU1').map(({ text }) => text)).toEqual([
      'I could not post in the channel where you asked. This is what I would have said there:',
      'Payments has 12 people.',
    ]);
  });

  it('an answer that nothing takes is in the log', async () => {
    const { mention, slack, log } = await start();
    slack.interfere('chat.postMessage', () => ({ error: 'account_inactive' }));
    await mention(question);
    await until(() => log.join('').includes('"outcome":"lost"'));
    expect(log.join('')).toContain('"code":"account_inactive","directly":"account_inactive"');
  });

  it('a reply that is no JSON is no crash, and not in the log', async () => {
    const { mention, log } = await start();
    harness.slack.interfere('users.info', () => ({ error: '<html>Payments proxy</html>' }));
    await mention(question);
    await until(() => log.join('').includes('unreadable_reply'));
  });
});

describe('when Slack refuses what an answer holds', () => {
  const long = Array.from({ length: 30 }, (_, index) => `Paragraph ${index} ${'word '.repeat(50)}`).join('\n\n');

  it('too long a message is split further, and not repeated', async () => {
    const { mention, slack } = await start({ ask: () => Promise.resolve(answerOf(long)) });
    slack.interfere('chat.postMessage', ({ args }) =>
      JSON.stringify(args.blocks).length > 5000 ? { error: 'msg_blocks_too_long' } : undefined,
    );
    await mention(question);
    await until(() => inThread().length === 3);
    await quietMoment(30);
    const text = inThread()
      .map(({ blocks }) => JSON.stringify(blocks))
      .join('');
    expect(text.match(/Paragraph 0 /g)).toHaveLength(1);
    expect(inThread()).toHaveLength(3);
  });

  it('blocks that it does not know give way to plain text and a link', async () => {
    const { mention, slack } = await start();
    slack.interfere('chat.postMessage', ({ args }) =>
      args.blocks === undefined ? undefined : { error: 'invalid_blocks' },
    );
    await mention(question);
    await until(() => inThread().length === 1);
    expect(inThread()[0]).toMatchObject({
      blocks: [],
      text: expect.stringMatching(/^Payments has 12 people\.\n<https:.*\/ask\?q=/),
    });
  });

  it('a second message that is refused does not repeat the first', async () => {
    const { mention, slack } = await start({
      ask: () => Promise.resolve(answerOf(`${long}\n\n${long.replaceAll('Paragraph', 'Section')}`)),
    });
    let refused = 0;
    slack.interfere('chat.postMessage', ({ args }) => {
      const isLast = (args.blocks ?? '').includes('Looked up');
      return isLast && (refused += 1) === 1 ? { error: 'msg_blocks_too_long' } : undefined;
    });
    await mention(question);
    await until(() => refused === 2);
    await quietMoment(30);
    const text = inThread()
      .map(({ blocks }) => JSON.stringify(blocks))
      .join('');
    expect(text.match(/Paragraph 0 /g)).toHaveLength(1);
  });
});

describe('when a channel is shared while an answer is made', () => {
  it('nothing is posted there, and the asker is told why', async () => {
    const { mention, slack } = await start({
      ask: () => {
        slack.channels.get('C1')!.info.is_ext_shared = true;
        return Promise.resolve(answerOf('Payments has 12 people.'));
      },
    });
    await mention(question);
    await until(() => slack.ephemerals().length === 1);
    expect(slack.ephemerals()[0]?.text).toContain('shared with another company');
    expect(inThread()).toEqual([]);
    await until(() => slack.statuses.at(-1)?.status === '');
  });

  it('nothing is posted either when Slack does not say', async () => {
    const { mention, slack } = await start();
    slack.interfere('conversations.info', (_, nth) => (nth > 1 ? { error: 'internal_error' } : undefined));
    await mention(question);
    await until(() => slack.ephemerals().length === 1);
    expect(slack.ephemerals()[0]?.text).toMatch(/could not check .* \(request [0-9a-f]{8}\)/);
    expect(inThread()).toEqual([]);
  });
});

describe('many questions at once', () => {
  it('of one person: two are answered, the others get a friendly line', async () => {
    const waiting: (() => void)[] = [];
    const { mention, slack } = await start({
      ask: () => new Promise((resolve) => waiting.push(() => resolve(answerOf('Payments has 12 people.')))),
    });
    await Promise.all(Array.from({ length: 6 }, () => mention(question)));
    await until(() => slack.ephemerals().length === 4 && waiting.length === 2);
    expect(new Set(slack.ephemerals().map(({ text }) => text))).toEqual(
      new Set(['I am still working on your other questions. Please ask this one again when they are answered.']),
    );
    for (const answer of waiting) answer();
    await until(() => inThread().length === 2);
    await mention(question);
    await until(() => waiting.length === 3);
    waiting[2]!();
    await until(() => inThread().length === 3);
  });

  it('of many people: so many are worked on, and the others wait', async () => {
    const waiting: (() => void)[] = [];
    const { mention, slack } = await start({
      ask: () => new Promise((resolve) => waiting.push(() => resolve(answerOf('Payments has 12 people.')))),
      limits: { answersAtOnce: 2 },
    });
    for (const user of ['U2', 'U3', 'U4']) {
      slack.addUser(user);
      await mention(question, { user });
    }
    await until(() => slack.statuses.length === 4);
    await quietMoment();
    expect(waiting).toHaveLength(2);
    expect(slack.statuses.filter(({ status }) => status.includes('before yours'))).toMatchObject([
      { status: 'has many questions just now; one comes before yours…' },
    ]);
    waiting[0]!();
    await until(() => waiting.length === 3);
    await until(() => slack.statuses.at(-1)?.status === 'is looking it up…');
    waiting[1]!();
    waiting[2]!();
    await until(() => inThread().length === 3);
  });

  it('of more people than Kiki gets to: those who waited too long are told', async () => {
    const { mention, slack } = await start({
      ask: () => new Promise(() => undefined),
      limits: { answersAtOnce: 1, queueSeconds: 0.1, answerSeconds: 1, drainSeconds: 0.1 },
    });
    slack.addUser('U2');
    await mention(question);
    await until(() => harness.questions.length === 1);
    await mention(question, { user: 'U2' });
    await until(() => inThread().length === 1);
    expect(inThread()[0]?.text).toContain('asked more than I can answer right now');
  });

  it('show no status when Slack limits the calls, and hold up no answer', async () => {
    const { mention, slack } = await start();
    slack.interfere('assistant.threads.setStatus', () => ({ status: 429, headers: { 'retry-after': '30' } }));
    const since = performance.now();
    await mention(question);
    await until(() => inThread().length === 1);
    expect(performance.now() - since).toBeLessThan(3000);
    expect(slack.of('assistant.threads.setStatus')).toHaveLength(1);
  });
});

describe('a question that got no answer', () => {
  interface Button {
    action_id: string;
    value: string;
  }
  const buttonsOf = ({ blocks }: { blocks: readonly types.KnownBlock[] }) =>
    blocks.flatMap((block) => (block.type === 'actions' ? (block.elements as unknown as Button[]) : []));
  const button = (message: { blocks: readonly types.KnownBlock[] } | undefined, action: string) =>
    buttonsOf(message ?? { blocks: [] }).find(({ action_id: id }) => id === action)?.value;
  const press = (action: string, value: string, channel: string, ts: string, user = 'U1') =>
    harness.interact(pressPayload(action, { user, value, channel, ts }));
  /** The first questions fail, the others are answered. */
  const failing = (count: number): Ask => {
    let asked = 0;
    return () => {
      asked += 1;
      return asked <= count ? Promise.reject(new Error('no')) : Promise.resolve(answerOf('Payments has 12 people.'));
    };
  };

  it('is asked once more by a press, once for each such word, in its thread, and passes the gate again', async () => {
    const { mention, slack, questions } = await start({ ask: failing(2) });
    slack.addUser('U3', { is_restricted: true });
    const ts = await mention(`${question} &lt;b&gt; &amp; more`);
    await until(() => inThread().length === 1);
    const [failed] = inThread();
    const again = button(failed, failureActions.again) ?? '';
    expect(button(failed, failureActions.askPerson)).toBeUndefined();
    await press(failureActions.again, again, 'C1', failed!.ts, 'U3');
    await quietMoment();
    expect(questions).toHaveLength(1);
    for (let time = 0; time < 2; time += 1) await press(failureActions.again, again, 'C1', failed!.ts);
    await until(() => inThread().length === 2);
    await quietMoment();
    expect(questions.map(({ question: text }) => text)).toEqual([`${question} <b> & more`, `${question} <b> & more`]);
    await press(failureActions.again, button(inThread()[1], failureActions.again) ?? '', 'C1', inThread()[1]!.ts);
    await until(() => inThread().length === 3);
    expect(inThread().map(({ threadTs }) => threadTs)).toEqual([ts, ts, ts]);
    expect(inThread()[2]?.text).toBe('Payments has 12 people.');
    for (const odd of ['', '{}', '{"question":""}', '{"question":"x","place":{"channel":"C1"}}'])
      await press(failureActions.again, odd, 'C1', '9.9');
    await quietMoment();
    expect(questions).toHaveLength(3);
  });

  it('by a command is asked once more in the direct conversation', async () => {
    const { command, slack } = await start({ ask: failing(1) });
    await command(question);
    await until(() => slack.responses.length === 1);
    const { blocks } = slack.responses[0]!.body as { blocks: types.KnownBlock[] };
    await press(failureActions.again, button({ blocks }, failureActions.again) ?? '', 'C1', '5.5');
    await until(() => slack.visibleIn('DU1').length === 2);
    expect(slack.visibleIn('DU1')[1]?.text).toBe('Payments has 12 people.');
  });

  it('that is stopped by its asker is not offered again, and one too long for a button neither', async () => {
    expect(failureButtons({ question: 'x'.repeat(2000) }, { mayAskPerson: false })).toEqual([]);
    const [row] = failureButtons({ question: '"'.repeat(2000) }, { mayAskPerson: true });
    expect(row?.elements).toHaveLength(1);
    const { mention, send, slack } = await start({ ask: () => new Promise(() => undefined) });
    const ts = await mention(question);
    await until(() => harness.questions.length === 1);
    await send(envelope({ type: 'agent_session_stopped', channel: 'C1', thread_ts: ts, user: 'U1' }));
    await until(() => inThread().length === 1);
    expect(inThread()[0]?.blocks).toEqual([]);
    expect(slack.ephemerals()).toEqual([]);
  });

  it('while the wiki is down can be put to the help channel, by full members, a few times an hour', async () => {
    const down = () => Promise.reject(unavailable('The graph does not answer'));
    let now = new Date('2026-11-20T09:00:00Z');
    const { mention, interact, slack, log } = await start({
      findViewer: down,
      help: { ...noHelp, channel: '#ask-us', desk: { ...noHelp.desk, offer: down } },
      now: () => now,
    });
    slack.addChannel('C90', { info: { name: 'ask-us' } });
    slack.addUser('U3', { is_restricted: true });
    await mention(`${question} <!channel>`);
    await until(() => slack.ephemerals().length === 1);
    const [told] = slack.ephemerals();
    expect(told?.text).toMatch(/cannot reach the company wiki/);
    const value = button(told, failureActions.askPerson) ?? '';
    await press(failureActions.askPerson, value, 'C1', told!.ts, 'U3');
    await press(failureActions.askPerson, value, 'C1', told!.ts);
    await until(() => slack.views.length === 1);
    const form = slack.views[0]!.view;
    expect(JSON.stringify(form)).toContain('#ask-us');
    expect(form.callback_id).toBe(helpForms.askWithoutWiki);
    const send = (user = 'U1', text = `${question} <!channel>`) =>
      interact(submissionPayload(form, { [helpFields.question]: text }, { user }));
    expect(await send('U3')).toBeUndefined();
    expect(await send('U1', ' ')).toMatchObject({ response_action: 'errors' });
    expect(JSON.stringify(await send())).toContain(helpTexts.sentWithoutWiki('#ask-us'));
    const [asked] = slack.visibleIn('C90');
    expect(asked?.text).toContain('Person U1');
    expect(JSON.stringify(asked?.blocks)).not.toContain('<!channel>');
    expect(JSON.stringify(asked?.blocks)).toContain(helpTexts.asksWithoutWiki('Person U1'));
    for (let time = 0; time < 4; time += 1) await send();
    expect(slack.visibleIn('C90')).toHaveLength(3);
    now = new Date(now.getTime() + 61 * 60_000);
    slack.channels.get('C90')!.info.is_ext_shared = true;
    await send();
    expect(slack.visibleIn('C90')).toHaveLength(3);
    expect(slack.views).toHaveLength(1);
    expect(log.join('')).not.toContain('ask-us');
  });

  /** While the wiki is down, and with a help channel that takes nothing. @returns the form of “Ask a person”, and what comes of sending it */
  const askWithoutWiki = async (owner: string) => {
    const down = () => Promise.reject(unavailable('The graph does not answer'));
    const { mention, interact, slack } = await start({
      findViewer: down,
      help: { ...noHelp, channel: '#ask-us', owner, desk: { ...noHelp.desk, offer: down } },
    });
    slack.addChannel('C90', { info: { name: 'ask-us' } });
    slack.addUser('U2');
    slack.interfere('chat.postMessage', ({ args }) => (args.channel === 'C90' ? { error: 'is_archived' } : undefined));
    await mention(question);
    await until(() => slack.ephemerals().length === 1);
    const [told] = slack.ephemerals();
    await press(failureActions.askPerson, button(told, failureActions.askPerson) ?? '', 'C1', told!.ts);
    await until(() => slack.views.length === 1);
    const form = slack.views[0]!.view;
    return { slack, form, reply: await interact(submissionPayload(form, { [helpFields.question]: question })) };
  };

  it('while the wiki is down goes to who looks after such questions, where the help channel takes nothing', async () => {
    const { slack, form, reply } = await askWithoutWiki('u2@example.com');
    expect(JSON.stringify(form)).toContain(helpTexts.otherwiseWithoutWiki);
    expect(JSON.stringify(reply)).toContain(helpTexts.sentWithoutWikiDirectly('#ask-us'));
    const [asked] = slack.visibleIn('DU2');
    expect(asked?.text).toContain('Person U1 asks you');
    expect(JSON.stringify(asked?.blocks)).toContain(helpTexts.repliesWithoutWiki('Person U1'));
  });

  it('while the wiki is down is not sent back to who asks', async () => {
    const { slack, form, reply } = await askWithoutWiki('u1@example.com');
    expect(JSON.stringify(form)).not.toContain(helpTexts.otherwiseWithoutWiki);
    expect(reply).toMatchObject({ response_action: 'errors' });
    expect(slack.of('conversations.open')).toEqual([]);
  });
});
