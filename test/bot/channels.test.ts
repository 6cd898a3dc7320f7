import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { types } from '@slack/bolt';
import { settingsActions, settingsFields, settingsForm } from '../../bot/channels/form.ts';
import { answerTag } from '../../bot/feedback/answer-buttons.ts';
import { helpActions } from '../../bot/help/messages.ts';
import { channelTexts, texts } from '../../bot/texts.ts';
import type { GraphStore } from '../../graph/store.ts';
import { kiki } from '../../schema/actor.ts';
import type { ChannelChoices } from '../../schema/channel-settings.ts';
import { unavailable } from '../../schema/errors.ts';
import { anyEmployee, localAdmin } from '../../schema/viewer.ts';
import { answerOf } from '../support/answers.ts';
import {
  ada,
  type BotHarness,
  type HarnessOptions,
  quietMoment,
  startBot,
  stopBots,
  until,
} from '../support/bot-harness.ts';
import { noHelp } from '../support/bot-store.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack.ts';
import { envelope, pressPayload, submissionPayload } from '../support/slack-events.ts';

let store: GraphStore;
let slack: FakeSlack;
let bots: BotHarness[];
let now: Date;
beforeEach(async () => {
  now = new Date('2026-11-20T09:00:00Z');
  store = await storeOn(await emptyEmbedded(), { now: () => now });
  slack = await startFakeSlack();
  slack.addChannel('C1', { info: { creator: 'U1', is_private: false, name: 'payments' } });
  slack.addUser('U2');
  bots = [];
});
afterEach(async () => {
  await stopBots(bots);
  await slack.stop();
  await store.close();
});

const start = async (options: HarnessOptions = {}) => {
  const harness = await startBot({ slack, store, claimStore: store, now: () => now, ...options });
  bots.push(harness);
  return harness;
};
const hearing = () => slack.scopes.add('channels:history');
const choose = (choices: ChannelChoices, channel = 'C1') => store.chooseForChannel(kiki, { channel }, choices);
const chosen = async (channel = 'C1') => (await store.chosenChannel(kiki, channel))?.choices;
const shown = () => slack.views.at(-1)!.view;
const fieldsOf = (view: types.ModalView) => view.blocks.flatMap((block) => block.block_id ?? []);

const open = async ({ command }: BotHarness, sketch: { user?: string; channel?: string } = {}) => {
  const before = slack.views.length + slack.responses.length;
  await command('settings', sketch);
  await until(() => slack.views.length + slack.responses.length > before, 'a form or a word');
};
const filled = {
  [settingsFields.readers]: 'everyone',
  [settingsFields.sources]: ['table', 'pages', 'push', 'people'],
};
const send = (
  { interact }: BotHarness,
  values: Record<string, string | string[]>,
  { user = 'U1', about = JSON.stringify({ channel: 'C1' }) } = {},
) =>
  interact(
    submissionPayload({ callback_id: settingsForm, private_metadata: about }, { ...filled, ...values }, { user }),
  );
const errorsOf = (reply: unknown) => (reply as { errors?: Record<string, string> }).errors;

describe('/kiki settings', () => {
  it('shows what holds in a channel, and keeps what its maker chooses, with who chose it', async () => {
    const bot = await start();
    await open(bot);
    expect(JSON.stringify(shown())).toContain(channelTexts.intro('#payments'));
    expect(JSON.stringify(shown())).toContain(channelTexts.byDefault);
    expect(fieldsOf(shown())).toEqual([settingsFields.readers, settingsFields.sources, settingsFields.helpChannel]);
    const reply = await send(bot, { [settingsFields.readers]: 'asker', [settingsFields.sources]: ['pages', 'table'] });
    expect(JSON.stringify(reply)).toContain(channelTexts.saved('#payments'));
    const choices = { readers: 'asker', sources: ['table', 'pages'] };
    expect(await store.channelChanges(localAdmin, 5)).toEqual([
      {
        channel: 'C1',
        name: 'payments',
        before: {},
        after: choices,
        at: now.toISOString(),
        by: ada.name,
        byType: 'person',
      },
    ]);
    await open(bot);
    expect(JSON.stringify(shown())).toContain(channelTexts.lastChanged(ada.name, '2026-11-20'));
    expect(JSON.stringify(shown())).toContain('Default: Everyone here, in the thread.');
  });

  it('keeps what is as by default for none, so that it follows the default', async () => {
    const channelDefaults = {
      answers: 'mentions',
      readers: 'asker',
      sources: ['pages'],
      language: 'as-asked',
    } as const;
    const bot = await start({ channelDefaults: { ...channelDefaults, sources: ['pages'] } });
    await send(bot, { [settingsFields.readers]: 'asker', [settingsFields.sources]: ['pages'] });
    expect(await chosen()).toBeUndefined();
    await send(bot, { [settingsFields.readers]: 'everyone', [settingsFields.sources]: ['pages'] });
    expect(await chosen()).toEqual({ readers: 'everyone' });
  });

  it('takes everything back by one button', async () => {
    const bot = await start();
    await choose({ readers: 'asker' });
    await open(bot);
    expect(JSON.stringify(shown())).toContain(settingsActions.reset);
    now = new Date(now.getTime() + 1000);
    await bot.interact(pressPayload(settingsActions.reset, { value: 'C1', around: { view: { id: 'V1' } } }));
    await until(() => slack.updatedViews.length === 1);
    expect(JSON.stringify(slack.updatedViews[0])).toContain(channelTexts.wasReset('#payments'));
    expect(await chosen()).toBeUndefined();
    expect(await store.channelChanges(localAdmin, 1)).toMatchObject([{ after: {}, by: ada.name }]);
    await open(bot);
    expect(JSON.stringify(shown())).not.toContain(settingsActions.reset);
  });

  it('is changed by admins of the workspace and by editors of Kiki, and read by others', async () => {
    for (const flag of ['is_admin', 'is_owner', 'is_primary_owner']) slack.addUser(flag, { [flag]: true });
    slack.addUser('EDITOR');
    slack.addUser('GUEST', { is_restricted: true });
    const bot = await start({
      findViewer: (email) => Promise.resolve({ ...anyEmployee, id: email, canEdit: email.startsWith('editor') }),
    });
    for (const user of ['is_admin', 'is_owner', 'is_primary_owner', 'EDITOR']) {
      await open(bot, { user });
      expect(shown().submit).toBeDefined();
      expect(errorsOf(await send(bot, { [settingsFields.readers]: 'asker' }, { user }))).toBeUndefined();
    }
    await choose({ readers: 'asker' });
    await open(bot, { user: 'U2' });
    expect(shown().submit).toBeUndefined();
    expect(JSON.stringify(shown())).toContain(channelTexts.mayNot);
    expect(JSON.stringify(shown())).toContain(channelTexts.readerChoices.asker);
    expect(Object.values(errorsOf(await send(bot, {}, { user: 'U2' })) ?? {})).toEqual([channelTexts.mayNotChange]);
    await bot.interact(
      pressPayload(settingsActions.reset, { user: 'U2', value: 'C1', around: { view: { id: 'V1' } } }),
    );
    await until(() => slack.updatedViews.length === 1);
    await send(bot, {}, { user: 'GUEST' });
    await bot.interact(
      pressPayload(settingsActions.reset, { user: 'GUEST', value: 'C1', around: { view: { id: 'V1' } } }),
    );
    expect(await chosen()).toEqual({ readers: 'asker' });
    await open(bot, { user: 'GUEST' });
    expect(slack.responses.at(-1)?.body).toMatchObject({ text: channelTexts.refused, response_type: 'ephemeral' });
  });

  it('believes nothing that a form says', async () => {
    slack.addChannel('C7', { info: { creator: 'U9' } });
    slack.addChannel('C8', { info: { is_ext_shared: true } });
    slack.addChannel('C9', { isMember: false });
    const bot = await start();
    const { readers, sources, helpChannel, answers, language } = settingsFields;
    for (const [field, value] of [
      [readers, 'nobody'],
      [readers, ''],
      [sources, []],
      [sources, ['pages', 'secrets']],
      [sources, 'pages'],
      [helpChannel, '#general'],
      [helpChannel, 'C8'],
      [helpChannel, 'C9'],
      [helpChannel, 'C404'],
    ] as const)
      expect(Object.keys(errorsOf(await send(bot, { [field]: value as string })) ?? {})).toEqual([field]);
    for (const about of [
      '',
      'x',
      '{}',
      '{"channel":"D1"}',
      '{"channel":"C7"}',
      '{"channel":["C1"]}',
      '{"channel":"C404"}',
    ])
      expect(errorsOf(await send(bot, { [readers]: 'asker' }, { about }))).toBeDefined();
    // Of what the form did not offer nothing is taken.
    await send(bot, { [answers]: 'follow-ups', [language]: 'de', [readers]: 'asker' });
    expect(await chosen()).toEqual({ readers: 'asker' });
    for (const value of ['', 'D1', 'C7', 'C404'])
      await bot.interact(pressPayload(settingsActions.reset, { value, around: { view: { id: 'V1' } } }));
    expect(await chosen()).toEqual({ readers: 'asker' });
    expect(await chosen('C7')).toBeUndefined();
  });

  it('has nothing to set in direct conversations, and where Kiki does not answer', async () => {
    const bot = await start();
    for (const [channel, extra, line] of [
      ['D1', undefined, channelTexts.noChannel],
      ['C2', { info: { is_archived: true, creator: 'U1' } }, channelTexts.isArchived],
      ['C3', { info: { is_ext_shared: true, creator: 'U1' } }, channelTexts.isShared],
      ['C4', { isMember: false, info: { creator: 'U1' } }, channelTexts.notIn],
      ['C5', undefined, channelTexts.notIn],
    ] as const) {
      if (extra !== undefined) slack.addChannel(channel, extra);
      await open(bot, { channel });
      expect(slack.responses.at(-1)?.body).toMatchObject({ text: line, response_type: 'ephemeral' });
      const about = JSON.stringify({ channel });
      expect(errorsOf(await send(bot, { [settingsFields.readers]: 'asker' }, { about }))).toBeDefined();
      expect(await chosen(channel)).toBeUndefined();
    }
    expect(slack.views).toEqual([]);
  });

  it('keeps no name of a private channel, and goes with a channel that is deleted', async () => {
    slack.addChannel('C6', { kind: 'private', info: { creator: 'U1', is_private: true, name: 'secret-plan' } });
    const bot = await start();
    await send(bot, { [settingsFields.readers]: 'asker' }, { about: '{"channel":"C6"}' });
    expect(JSON.stringify(await store.chosenChannels(localAdmin))).not.toContain('secret-plan');
    expect(await chosen('C6')).toBeDefined();
    now = new Date(now.getTime() + 1000);
    await bot.send(envelope({ type: 'group_deleted', channel: 'C6' }));
    while ((await chosen('C6')) !== undefined) await quietMoment(5);
    expect(await store.channelChanges(localAdmin, 1)).toMatchObject([{ after: {}, by: 'Kiki' }]);
  });
});

describe('a channel that has chosen', () => {
  it('that who asks alone reads answers, gets them from what he may read, whatever process answers', async () => {
    const [one, other] = [await start(), await start()];
    await send(one, { [settingsFields.readers]: 'asker' });
    const ts = await other.mention('Who leads Payments?');
    await until(() => slack.ephemerals().length === 1);
    expect(slack.ephemerals()[0]).toMatchObject({ channel: 'C1', onlyFor: 'U1' });
    expect(slack.visibleIn('C1')).toEqual([]);
    expect(slack.of('chat.startStream')).toEqual([]);
    expect(other.questions[0]?.asker).toEqual(ada);
    expect(JSON.stringify(slack.ephemerals()[0]?.blocks)).not.toContain('answer_privately');
    await until(() => slack.statuses.at(-1)?.status === '');
    // What he alone read is no part of the conversation that all read.
    await send(one, { [settingsFields.readers]: 'everyone' });
    await other.mention('And who is in it?', { threadTs: ts });
    await until(() => slack.visibleIn('C1').length === 1);
    expect(other.questions[1]).toMatchObject({ history: [], asker: { ...anyEmployee, id: ada.id } });
  });

  it('that who asks alone reads answers, shows none while it is written', async () => {
    const text = 'Ada leads Payments, since last year, with Bob. '.repeat(4);
    const bot = await start({
      limits: { streamPiece: 20 },
      ask: async ({ onText }) => {
        onText?.(text);
        await quietMoment(30);
        onText?.(text);
        await quietMoment(30);
        return answerOf(text.repeat(2), { mode: 'model' });
      },
    });
    await choose({ readers: 'asker' });
    await bot.mention('Who leads Payments?');
    await until(() => slack.ephemerals().length === 1);
    expect(slack.of('chat.startStream')).toEqual([]);
    // Where all read it, it is.
    await choose({});
    await bot.mention('Who leads Payments?');
    await until(() => slack.visibleIn('C1').length === 1);
    expect(slack.of('chat.startStream')).toHaveLength(1);
  });

  it('and takes no message gets the answer to the asker directly', async () => {
    const bot = await start();
    await choose({ readers: 'asker' });
    slack.interfere('chat.postEphemeral', () => ({ error: 'user_not_in_channel' }));
    await bot.mention('Who leads Payments?');
    await until(() => slack.visibleIn('DU1').length === 2);
    expect(slack.visibleIn('C1')).toEqual([]);
  });

  it('kinds of source gets answers that rest on these, also by /kiki', async () => {
    const abstained = { ...answerOf('I do not know.'), mode: 'unknown' as const, abstained: true };
    const bot = await start({ ask: () => Promise.resolve(abstained) });
    await choose({ sources: ['pages'] });
    await bot.mention('Who leads Payments?');
    await until(() => slack.visibleIn('C1').length === 1);
    expect(JSON.stringify(slack.visibleIn('C1'))).toContain(channelTexts.onlySources({ sources: ['pages'] }));
    await bot.command('Who leads Payments?');
    await until(() => slack.responses.length === 1);
    await bot.direct('Who leads Payments?');
    await until(() => slack.visibleIn('D1').length === 1);
    expect(bot.questions.map(({ sources }) => sources)).toEqual([['pages'], ['pages'], undefined]);
  });

  it('a language gets answers in it where a model writes them, and is not offered it elsewhere', async () => {
    const bot = await start({ hasModel: true });
    await open(bot);
    expect(fieldsOf(shown())).toContain(settingsFields.language);
    await send(bot, { [settingsFields.language]: 'de' });
    await bot.mention('Wer leitet Payments?');
    await until(() => bot.questions.length === 1);
    expect(bot.questions[0]?.language).toBe('de');
    expect(errorsOf(await send(bot, { [settingsFields.language]: 'klingon' }))).toHaveProperty(settingsFields.language);
  });

  it('a help channel gets it offered by “Ask a person”, instead of that of all', async () => {
    slack.addChannel('C80', { info: { name: 'ask-all' } });
    slack.addChannel('C90', { info: { name: 'ask-payments' } });
    const bot = await start({ help: { ...noHelp, channel: '#ask-all' } });
    const ask = async () => {
      const before = slack.views.length;
      const value = answerTag({ id: 'a1', refs: [] });
      await bot.interact(pressPayload(helpActions.ask, { value, channel: 'C1', ts: '1.1' }));
      await until(() => slack.views.length > before);
      return JSON.stringify(shown());
    };
    expect(await ask()).toContain('#ask-all');
    expect(errorsOf(await send(bot, { [settingsFields.helpChannel]: 'C90' }))).toBeUndefined();
    const form = await ask();
    expect(form).toContain('#ask-payments');
    expect(form).not.toContain('#ask-all');
  });

  it('that cannot be looked up gets no answer that others could read', async () => {
    const chosenChannel = () => Promise.reject(unavailable('The graph does not answer'));
    const bot = await start({ store: { ...store, chosenChannel } });
    await bot.mention('Who leads Payments?');
    await until(() => slack.ephemerals().length === 1);
    expect(slack.ephemerals()[0]?.text).toContain(texts.wikiDown('').slice(0, 40));
    expect(slack.visibleIn('C1')).toEqual([]);
    expect(bot.questions).toEqual([]);
  });
});

describe('what is written on without a mention', () => {
  const followUp = (text: string, threadTs: string, extra: Record<string, unknown> = {}) => {
    const user = typeof extra.user === 'string' ? extra.user : 'U1';
    const ts = slack.say('C1', user, text, threadTs);
    const place = { channel: 'C1', channel_type: 'channel', thread_ts: threadTs, team: 'T1' };
    return { ts, event: envelope({ type: 'message', text, ts, user, ...place, ...extra }) };
  };
  const onward = (bot: BotHarness, ...said: Parameters<typeof followUp>) => bot.send(followUp(...said).event);

  it('is answered where that is switched on, by whatever process, with what was said before', async () => {
    hearing();
    // Over Socket Mode it is Slack that chooses one of them.
    const [one, other] = [await start({ by: 'http' }), await start({ by: 'http' })];
    const ts = await one.mention('Who leads Payments?');
    await until(() => slack.visibleIn('C1').length === 1);
    await onward(other, 'And who is in it?', ts);
    await quietMoment();
    expect(other.questions).toEqual([]);
    await open(one);
    expect(fieldsOf(shown())).toContain(settingsFields.answers);
    await send(one, { [settingsFields.answers]: 'follow-ups' });
    await onward(other, 'And who is in it?', ts);
    await until(() => slack.visibleIn('C1').length === 2);
    expect(other.questions[0]).toMatchObject({
      question: 'And who is in it?',
      asker: { audiences: anyEmployee.audiences },
    });
    expect(other.questions[0]?.history?.map(({ role }) => role)).toContain('kiki');
  });

  it('is acknowledged when it is claimed, so that no crash can lose it', async () => {
    hearing();
    const bot = await start();
    await choose({ answers: 'follow-ups' });
    const thread = await bot.mention('Who leads Payments?');
    await until(() => slack.visibleIn('C1').length === 1);
    const claimed = (ts: string) => store.slackQuestion(kiki, `T1:C1:${ts}`);
    for (const [text, isForKiki] of [
      ['And who is in it?', true],
      ['thanks!', false],
    ] as const) {
      const { ts, event } = followUp(text, thread);
      await bot.send(event);
      expect((await claimed(ts)) !== undefined).toBe(isForKiki);
    }
  });

  it('is left alone when it is not for Kiki', async () => {
    hearing();
    const bot = await start();
    await choose({ answers: 'follow-ups' });
    const ts = await bot.mention('Who leads Payments?');
    await until(() => slack.visibleIn('C1').length === 1);
    for (const text of ['thanks!', 'ok, great 👍', '<@U2> do you know?', '<@UBOT> and now?', '<!here> look', ' '])
      await onward(bot, text, ts);
    await onward(bot, 'And who is in it?', ts, { user: 'U2' });
    await onward(bot, 'And who is in it?', '1.1');
    await onward(bot, 'And who is in it?', ts, { bot_id: 'B2' });
    await onward(bot, 'And who is in it?', ts, { subtype: 'thread_broadcast' });
    await onward(bot, 'And who is in it?', ts, { channel_type: 'mpim' });
    now = new Date(now.getTime() + 31 * 60_000);
    await onward(bot, 'And who is in it?', ts);
    await quietMoment();
    expect(bot.questions).toHaveLength(1);
    expect(slack.ephemerals()).toEqual([]);
  });

  it('is answered once, whatever processes it comes to and however often, and not again after a restart', async () => {
    hearing();
    const [one, other] = [await start(), await start()];
    await choose({ answers: 'follow-ups' });
    const thread = await one.mention('Who leads Payments?');
    await until(() => slack.visibleIn('C1').length === 1);
    const { event } = followUp('And who is in it?', thread);
    const retry = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };
    await Promise.all([
      one.send(event),
      other.send(event),
      one.send({ ...event, event_id: 'EvOther' }),
      other.send(event, retry),
    ]);
    await until(() => slack.visibleIn('C1').length === 2);
    await quietMoment();
    await stopBots(bots.splice(0));
    const later = await start();
    await later.send(event, retry);
    await quietMoment();
    expect(slack.visibleIn('C1')).toHaveLength(2);
    expect(one.questions.length + other.questions.length).toBe(2);
    expect(later.questions).toEqual([]);
  });

  it('is answered once, though the mention of it comes as a message, too', async () => {
    hearing();
    const bot = await start();
    await choose({ answers: 'follow-ups' });
    const first = await bot.mention('Who leads Payments?');
    const ts = slack.say('C1', 'U1', '<@UBOT> and who is in it?', first);
    await bot.mention('and who is in it?', { ts, threadTs: first });
    const place = { channel: 'C1', channel_type: 'channel', thread_ts: first, team: 'T1' };
    await bot.send(envelope({ type: 'message', text: '<@UBOT> and who is in it?', ts, user: 'U1', ...place }));
    await until(() => slack.visibleIn('C1').length === 2);
    await quietMoment();
    expect(bot.questions).toHaveLength(2);
  });
});
