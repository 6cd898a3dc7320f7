import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { helpFields } from '../../bot/help/forms.ts';
import { askPersonForm, replyForm } from '../../bot/help/forms.ts';
import {
  endedMessage,
  helpActions,
  keepMessage,
  newsMessage,
  questionMessage,
  replyMessage,
} from '../../bot/help/messages.ts';
import { cut } from '../../bot/blocks/cut.ts';
import { createLinks } from '../../bot/render/links.ts';
import { helpTexts } from '../../bot/texts.ts';
import { createEditor } from '../../graph/edits.ts';
import { createHelpDesk } from '../../graph/help-desk.ts';
import type { GraphStore } from '../../graph/store.ts';
import { createSuggester } from '../../graph/suggest.ts';
import { readBody } from '../../ingest/pages/read-body.ts';
import { kiki } from '../../schema/actor.ts';
import { everyone } from '../../schema/audience.ts';
import type { HelpRequest } from '../../schema/help-request.ts';
import type { Question } from '../../schema/services.ts';
import { localAdmin, type Viewer } from '../../schema/viewer.ts';
import { answerOf, citationOf } from '../support/answers.ts';
import { refuseBlocks, refuseView } from '../support/block-kit-rules.ts';
import {
  type BotHarness,
  type HarnessOptions,
  publicUrl,
  quietMoment,
  startBot,
  until,
} from '../support/bot-harness.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack.ts';
import type { FakeMessage } from '../support/fake-slack-methods.ts';
import { envelope, pressPayload, submissionPayload } from '../support/slack-events.ts';
import { hostileText } from '../support/hostile-text.ts';
import { field, record, related } from '../support/records.ts';

const day = 86_400_000;
const email = (user: string) => `${user.toLowerCase()}@example.com`;
const person = (user: string, name: string, claims: ReturnType<typeof related>[]) => ({
  kind: 'Person',
  key: user,
  name,
  ids: { email: [email(user)] },
  claims,
});
const names: Record<string, string> = { u1: 'Eve', u2: 'Grace', u3: 'Ada' };

let store: GraphStore;
let slack: FakeSlack;
let now: Date;
let bots: BotHarness[];
let isPublic: boolean;

beforeEach(async () => {
  now = new Date('2026-11-20T08:00:00Z');
  isPublic = true;
  bots = [];
  store = await storeOn(await emptyEmbedded(), { now: () => now });
  await store.apply(
    { type: 'run', id: 'run-1', source: 'hr' },
    {
      upserts: [
        person('u1', 'Eve', []),
        person('u2', 'Grace', [related('LEADS', 'Payments')]),
        person('u3', 'Ada', [related('MEMBER_OF', 'Payments', { role: 'deputy lead' })]),
        { kind: 'Team', key: 'T1', name: 'Payments', claims: [field('chat', '#cpay')] },
      ].map(record),
      removals: [],
    },
  );
  slack = await startFakeSlack();
  for (const user of ['U2', 'U3', 'U4']) slack.addUser(user);
});
afterEach(async () => {
  for (const bot of bots) await bot.bot.stop();
  for (const bot of bots) await bot.server.close();
  await slack.stop();
  await store.close();
});

const findViewer = (address: string): Promise<Viewer> =>
  Promise.resolve({
    id: address,
    email: address,
    name: names[address.slice(0, 2)] ?? 'Somebody',
    audiences: [everyone],
    canEdit: false,
  });

/** Does not know, and keeps the question. */
async function ask({ question, asker }: Question) {
  const answer = answerOf('I found nothing about refunds, <!channel>.', {
    mode: 'unknown',
    abstained: true,
    citations: [{ ...citationOf(1), ref: 'team:payments' }],
  });
  await store.saveQuestion(
    kiki,
    {
      id: answer.id,
      at: now.toISOString(),
      asker: asker.id,
      surface: 'slack',
      question,
      mode: 'unknown',
      abstained: true,
      text: answer.text,
      refs: ['team:payments'],
      milliseconds: 1,
    },
    { isPublic },
  );
  return answer;
}

async function start({
  help,
  ...options
}: Omit<HarnessOptions, 'help'> & { help?: { channel?: string; owner?: string } } = {}) {
  const { suggest } = createSuggester({ store, editor: createEditor({ store, readBody }) });
  const harness = await startBot({
    slack,
    store,
    claimStore: store,
    ask,
    findViewer,
    now: () => now,
    help: { desk: createHelpDesk({ store, suggest, now: () => now }), remindAfter: 2 * day, ...help },
    ...options,
    limits: { helpSeconds: 0.02, ...options.limits },
  });
  bots.push(harness);
  return harness;
}

const buttonsOf = ({ blocks }: Pick<FakeMessage, 'blocks'>) =>
  blocks.flatMap((block) =>
    block.type === 'actions' ? (block.elements as unknown as { action_id: string; value: string }[]) : [],
  );

/** Somebody presses a button of a message. */
const press = (harness: BotHarness, message: FakeMessage, action: string, user: string) => {
  const value = buttonsOf(message).find((each) => each.action_id === action)?.value;
  if (value === undefined) throw new Error(`No button ${action} in ${JSON.stringify(message.blocks)}`);
  return harness.interact(
    pressPayload(action, {
      user,
      value,
      channel: message.channel,
      ts: message.ts,
      ...(message.threadTs !== undefined && { threadTs: message.threadTs }),
      around: {
        message: {
          ts: message.ts,
          text: message.text,
          ...(message.threadTs !== undefined && { thread_ts: message.threadTs }),
        },
      },
    }),
  );
};
const nextView = async (count: number) => {
  await until(() => slack.views.length === count, `form ${count}`);
  return slack.views[count - 1]!.view;
};
const first = async (channel: string, count = 1) => {
  await until(() => slack.visibleIn(channel).length >= count, `message ${count} in ${channel}`);
  return slack.visibleIn(channel)[count - 1]!;
};
const request = async (): Promise<HelpRequest> => {
  const { items } = await store.helpRequests({ ...localAdmin, id: email('u1') }, { of: 'asker', limit: 9 });
  return items[0]!;
};

/** U1 asks in `C1`, gets no answer, and opens the form. */
async function openForm(harness: BotHarness, direct = false) {
  const channel = direct ? 'D1' : 'C1';
  const ts = await (direct ? harness.direct('Who may refund?') : harness.mention('Who may refund?'));
  const answer = await first(channel);
  await press(harness, answer, helpActions.ask, 'U1');
  return { view: await nextView(1), ts };
}

/** And sends it to the first who is offered. */
async function askFirst(harness: BotHarness, direct = false) {
  const { view, ts } = await openForm(harness, direct);
  const values = { [helpFields.to]: '0', [helpFields.question]: 'Who may refund?', [helpFields.along]: ['answer'] };
  const reply = await harness.interact(submissionPayload(view, values));
  return { view, ts, reply };
}

describe.each(['http', 'socket'] as const)('over %s', (by) => {
  it('a question goes to the owner when the asker says so, is tracked, and its reply goes to the thread and the review queue', async () => {
    const harness = await start({ by });
    const { view, ts, reply } = await askFirst(harness);
    const shown = JSON.stringify(view);
    for (const part of [
      'Grace (lead of Payments)',
      'Ada (deputy lead of Payments)',
      'Who may refund?',
      'I found nothing',
    ])
      expect(shown).toContain(part);
    expect(shown).toContain(helpTexts.repliesHere);
    expect(JSON.stringify(reply)).toContain('I pass it on to Grace');

    const asked = await first('DU2');
    const words = JSON.stringify(asked.blocks);
    for (const part of ['Eve asks you', 'Who may refund?', 'I found nothing', `${publicUrl}/wiki/team:payments`])
      expect(words).toContain(part);
    expect(words).toContain('https://acme.slack.com/archives/C1/p');
    expect(words).not.toContain('<!channel>');
    expect(asked.unfurls).toBe(false);

    await harness.direct('Only team leads.', { channel: 'DU2', user: 'U2', threadTs: asked.ts });
    const told = await first('C1', 2);
    expect(told).toMatchObject({ threadTs: ts, text: expect.stringContaining('Grace replied to your question') });
    expect(told.text).toContain('Only team leads.');
    expect(harness.questions).toHaveLength(1);

    await press(harness, await first('DU2', 2), helpActions.propose, 'U2');
    await until(() => slack.ephemerals().length === 1);
    const { items } = await store.suggestions(localAdmin, { status: 'open' });
    expect(items).toMatchObject([
      { create: { kind: 'Article', name: 'Who may refund?' }, change: { body: 'Only team leads.' }, by: email('u2') },
    ]);

    await press(harness, told, helpActions.solved, 'U1');
    await until(() => buttonsOf(slack.visibleIn('DU2')[0]!).length === 0, 'the end');
    expect(await request()).toMatchObject({ state: 'resolved', endedBy: 'Eve', suggestion: items[0]!.id });
  });
});

describe('whoever was asked', () => {
  it('replies with the button and its form, and proposes it for the page', async () => {
    const harness = await start();
    await askFirst(harness);
    const asked = await first('DU2');
    await press(harness, asked, helpActions.reply, 'U2');
    const form = await nextView(2);
    expect(JSON.stringify(form)).toContain(helpTexts.goesToThread);
    expect(await harness.interact(submissionPayload(form, { reply: ' ' }, { user: 'U2' }))).toMatchObject({
      errors: { reply: helpTexts.replyEmpty },
    });
    await harness.interact(submissionPayload(form, { reply: 'Leads, <@U1>.' }, { user: 'U2' }));
    expect((await first('C1', 2)).text).not.toContain('<@U1>');
    await press(harness, await first('DU2', 2), helpActions.proposeFor, 'U2');
    await until(() => slack.ephemerals().length === 1);
    expect((await store.suggestions(localAdmin, { status: 'open' })).items).toMatchObject([
      { of: 'team:payments', change: {}, note: expect.stringContaining('Leads') },
    ]);
    await press(harness, slack.visibleIn('DU2')[1]!, helpActions.propose, 'U2');
    await until(() => slack.ephemerals().length === 2);
    expect(slack.ephemerals()[1]?.text).toBe(helpTexts.proposedBefore);
    expect((await store.suggestions(localAdmin, { status: 'open' })).total).toBe(1);
  });

  it('says that it is somebody else, who is then offered first', async () => {
    const harness = await start();
    await askFirst(harness);
    await press(harness, await first('DU2'), helpActions.notMe, 'U2');
    const told = await first('C1', 2);
    expect(told.text).toContain('Grace cannot answer');
    await press(harness, told, helpActions.ask, 'U1');
    const again = JSON.stringify(await nextView(2));
    expect(again).toContain('Ada');
    expect(again).not.toContain('Grace');
  });

  it('is reminded once, whatever number of processes there are and however often they start', async () => {
    const harness = await start();
    await askFirst(harness);
    await first('DU2');
    await start({ slack });
    now = new Date(now.getTime() + 2 * day - 1000);
    await quietMoment();
    expect(slack.visibleIn('DU2')).toHaveLength(1);
    now = new Date(now.getTime() + 2000);
    const reminder = await first('DU2', 2);
    expect(reminder).toMatchObject({ text: helpTexts.reminder('Eve'), threadTs: slack.visibleIn('DU2')[0]!.ts });
    await start({ slack });
    now = new Date(now.getTime() + 30 * day);
    await quietMoment(150);
    expect(slack.visibleIn('DU2')).toHaveLength(2);
    expect((await request()).state).toBe('open');
  });

  it('and has become a guest meanwhile gets nothing, and the asker hears of it', async () => {
    const harness = await start();
    const { view } = await openForm(harness);
    slack.addUser('U2', { is_restricted: true });
    await harness.interact(submissionPayload(view, { to: '0', question: 'Who?' }));
    expect((await first('C1', 2)).text).toContain('I cannot reach Grace in Slack');
    expect(slack.channels.has('DU2')).toBe(false);
  });
});

describe('a channel', () => {
  it('of the team, or for help, is offered where Kiki is in it, and its readers reply', async () => {
    slack.addChannel('CPAY');
    slack.addChannel('CHELP');
    const harness = await start({ help: { channel: '#chelp' } });
    const { view } = await openForm(harness);
    expect(JSON.stringify(view)).toContain('#cpay (channel of Payments)');
    expect(JSON.stringify(view)).toContain('#chelp (help channel)');
    await harness.interact(submissionPayload(view, { to: '2', question: 'Who may refund?', along: [] }));
    const asked = await first('CPAY');
    expect(asked.text).toContain('Eve asks here');
    expect(JSON.stringify(asked.blocks)).not.toContain('I found nothing');
    slack.addUser('U4', { is_restricted: true });
    await press(harness, asked, helpActions.reply, 'U4');
    await press(harness, asked, helpActions.reply, 'U3');
    const form = await nextView(2);
    await harness.interact(submissionPayload(form, { reply: 'We do.' }, { user: 'U3' }));
    expect((await first('C1', 2)).text).toContain('Ada replied');
    await until(() => slack.ephemerals().length === 1);
    expect(slack.ephemerals()).toMatchObject([{ channel: 'CPAY', onlyFor: 'U3' }]);
  });

  it('that takes no message any more: who looks after such questions gets it directly, and the asker hears of it', async () => {
    slack.addChannel('CHELP');
    const harness = await start({ help: { channel: '#chelp', owner: email('u3') } });
    const { view } = await openForm(harness);
    expect(JSON.stringify(view)).toContain(helpTexts.otherwise('Ada'));
    slack.interfere('chat.postMessage', ({ args }) =>
      args.channel === 'CHELP' ? { error: 'is_archived' } : undefined,
    );
    await harness.interact(submissionPayload(view, { to: '2', question: 'Who may refund?' }));
    const asked = await first('DU3');
    expect(asked.text).toContain('Eve asks you');
    expect((await first('C1', 2)).text).toContain(helpTexts.passedOn('#chelp', 'Ada'));
    await press(harness, asked, helpActions.reply, 'U3');
    await harness.interact(submissionPayload(await nextView(2), { reply: 'We do.' }, { user: 'U3' }));
    expect((await first('C1', 3)).text).toContain('Ada replied');
    expect(await request()).toMatchObject({ state: 'answered', insteadOf: '#chelp', to: { name: 'Ada' } });
    expect(slack.visibleIn('C1').filter(({ text }) => text.includes('takes no message'))).toHaveLength(1);
  });

  it.each([
    ['the asker himself', 'u1'],
    ['a guest', 'u3'],
    ['a stranger', 'u9'],
  ])('that takes no message any more, with %s instead: the asker is told that nobody was reached', async (_, owner) => {
    slack.addChannel('CHELP');
    if (owner === 'u3') slack.addUser('U3', { is_restricted: true });
    const harness = await start({ help: { channel: '#chelp', owner: email(owner) } });
    const { view } = await openForm(harness);
    expect(JSON.stringify(view)).not.toContain('gets it directly instead');
    slack.interfere('chat.postMessage', ({ args }) =>
      args.channel === 'CHELP' ? { error: 'not_in_channel' } : undefined,
    );
    await harness.interact(submissionPayload(view, { to: owner === 'u3' ? '1' : '2', question: 'Who may refund?' }));
    expect((await first('C1', 2)).text).toContain('I cannot reach #chelp in Slack');
    expect(slack.of('chat.postMessage').filter(({ args }) => args.channel === 'CHELP')).toHaveLength(1);
  });

  it('that another company reads is not offered, and gets no reply either', async () => {
    slack.addChannel('CPAY', { info: { is_ext_shared: true } });
    const harness = await start();
    const { view } = await askFirst(harness);
    expect(JSON.stringify(view)).not.toContain('cpay');
    const asked = await first('DU2');
    slack.addChannel('C1', { info: { is_pending_ext_shared: true } });
    await harness.direct('Leads.', { channel: 'DU2', user: 'U2', threadTs: asked.ts });
    expect((await first('DU1')).text).toContain('Leads.');
    expect(slack.visibleIn('C1')).toHaveLength(1);
  });
});

describe('the asker', () => {
  it('is told where there is nobody to ask', async () => {
    const harness = await start();
    for (const user of ['U2', 'U3']) slack.addUser(user, { deleted: true });
    const { view } = await openForm(harness);
    expect(view).not.toHaveProperty('submit');
    expect(JSON.stringify(view)).toContain(helpTexts.nobody);
  });

  it('sends nothing of an answer that not everyone may read, and gets the reply alone where he asked directly', async () => {
    isPublic = false;
    const harness = await start();
    const { view, ts } = await askFirst(harness, true);
    expect(JSON.stringify(view)).toContain(helpTexts.notPublic);
    const asked = await first('DU2');
    expect(JSON.stringify(asked.blocks)).not.toContain('I found nothing');
    expect(JSON.stringify(asked.blocks)).not.toContain('archives');
    expect(JSON.stringify(asked.blocks)).toContain(helpTexts.goesToAsker('Eve'));
    await harness.direct('Leads.', { channel: 'DU2', user: 'U2', threadTs: asked.ts });
    expect(await first('D1', 2)).toMatchObject({ threadTs: ts, text: expect.stringContaining('Leads.') });
  });

  it('asks the same of the same once, and writes something', async () => {
    const harness = await start();
    const { view } = await askFirst(harness);
    const again = (question: string) => harness.interact(submissionPayload(view, { to: '0', question }));
    expect(await again('Who may refund?')).toMatchObject({ errors: { question: expect.any(String) } });
    expect(await again(' ')).toMatchObject({ errors: { question: helpTexts.noQuestion } });
    await first('DU2');
    await quietMoment();
    expect(slack.visibleIn('DU2')).toHaveLength(1);
  });

  it('alone says that it is solved', async () => {
    const harness = await start();
    await askFirst(harness);
    const asked = await first('DU2');
    await harness.direct('Leads.', { channel: 'DU2', user: 'U2', threadTs: asked.ts });
    await press(harness, await first('C1', 2), helpActions.solved, 'U3');
    await until(() => slack.ephemerals().length === 1);
    expect(slack.ephemerals()).toMatchObject([{ onlyFor: 'U3', text: helpTexts.gone }]);
    expect((await request()).state).toBe('answered');
  });

  it('sees his questions on the Home tab and withdraws one', async () => {
    const harness = await start();
    await askFirst(harness);
    const asked = await first('DU2');
    await harness.send(envelope({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home' }));
    await until(() => slack.homes.has('U1'));
    const home = slack.homes.get('U1')!;
    expect(JSON.stringify(home)).toContain('Grace: waits for a reply');
    const { value } = buttonsOf({ blocks: home.blocks as FakeMessage['blocks'] }).find(
      ({ action_id: id }) => id === helpActions.withdraw,
    )!;
    await harness.interact(pressPayload(helpActions.withdraw, { user: 'U1', value }));
    await until(() => buttonsOf(slack.visibleIn('DU2')[0]!).length === 0);
    expect(slack.visibleIn('DU2')[0]?.text).toContain('withdrawn');
    await until(() => !JSON.stringify(slack.homes.get('U1')).includes('Grace: waits'));
    await harness.direct('Leads.', { channel: 'DU2', user: 'U2', threadTs: asked.ts });
    expect((await first('DU2', 2)).text).toBe(helpTexts.endedAlready);
  });
});

describe('what a crash or Slack cuts off', () => {
  it('is brought by the next process, once, although the word that it was posted got lost', async () => {
    slack.interfere('chat.postMessage', (call, nth) =>
      call.args.channel === 'DU2' && nth <= 3 ? { lost: 'reply' } : undefined,
    );
    const harness = await start({ limits: { attempts: 1 } });
    await askFirst(harness);
    await until(() => slack.visibleIn('DU2').length > 0);
    await until(() => harness.log.join('').includes('waits'));
    await harness.bot.stop();
    now = new Date(now.getTime() + 60_000);
    await start();
    for (let looks = 0; looks < 100 && (await request()).posted === undefined; looks += 1) await quietMoment();
    expect((await request()).posted).toMatchObject({ channel: 'DU2' });
    expect(slack.visibleIn('DU2')).toHaveLength(1);
  });

  it('a question of the wiki is brought like one of Slack, and its asker told directly', async () => {
    const harness = await start();
    const { suggest } = createSuggester({ store, editor: createEditor({ store, readBody }) });
    const eve = await findViewer(email('u1'));
    await createHelpDesk({ store, suggest, now: () => now }).ask({ type: 'person', id: eve.id, name: 'Eve' }, eve, {
      id: 'wiki-1',
      question: 'Who may refund?',
      to: { person: 'person:grace', name: 'Grace' },
      surface: 'wiki',
      withAnswer: false,
    });
    const asked = await first('DU2');
    await harness.direct('Leads.', { channel: 'DU2', user: 'U2', threadTs: asked.ts });
    expect((await first('DU1')).text).toContain('Leads.');
  });
});

it('whatever is asked and replied, Slack takes the forms and messages', () => {
  const links = createLinks({ publicUrl });
  const text = hostileText();
  fc.assert(
    fc.property(text, text, fc.array(text, { maxLength: 5 }), fc.boolean(), (question, said, pages, isChannel) => {
      const whole: HelpRequest = {
        id: 'slack:V1',
        question: question || 'x',
        tried: cut(said, 1500) || 'x',
        pages: pages.map((name) => ({ ref: 'team:payments', name })),
        to: isChannel ? { channel: 'C1', name: question } : { person: 'person:x', name: question },
        surface: 'slack',
        answer: 'a1',
        thread: { channel: 'C1', ts: '1.1' },
        asker: 'x',
        askerName: said,
        at: '',
        state: 'withdrawn',
        replies: [{ by: '', byName: question, at: '', text: said }],
        told: 0,
        failures: 0,
        untold: [],
      };
      const messages = [
        questionMessage(whole, links, undefined),
        endedMessage(whole),
        keepMessage(whole),
        replyMessage(whole),
        newsMessage(whole, said || 'x'),
      ];
      for (const { blocks = [] } of messages) expect(refuseBlocks(blocks)).toBeUndefined();
      const offer = { question, tried: said, pages: whole.pages, people: [], teams: [] };
      const choices = [{ to: whole.to, why: said }];
      const ways = (some: typeof choices) => ({ choices: some, otherwise: said });
      const about = { answer: 'a1', refs: ['team:x'] };
      for (const some of [choices, []])
        expect(refuseView(askPersonForm(offer, ways(some), { about, links, isRestricted: true }))).toBeUndefined();
      expect(refuseView(replyForm({ request: 'r' }, question, said))).toBeUndefined();
    }),
    { numRuns: 60 },
  );
});
