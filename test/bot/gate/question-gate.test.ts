import { describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { createClaims } from '../../../bot/claims/claims.ts';
import { isRefusal } from '../../../bot/gate/gate.ts';
import { createQuestionGate } from '../../../bot/gate/question-gate.ts';
import { refusalLine } from '../../../bot/gate/refusal-lines.ts';
import { defaultLimits } from '../../../bot/limits.ts';
import type { Incoming } from '../../../bot/listeners/incoming.ts';
import type { SlackChannel } from '../../../bot/slack/channels.ts';
import type { Home } from '../../../bot/slack/home.ts';
import type { SlackUser } from '../../../bot/slack/people.ts';
import { channelDefaults, type ChannelSettings } from '../../../schema/channel-settings.ts';
import { everyone } from '../../../schema/audience.ts';
import { anyEmployee, type Viewer } from '../../../schema/viewer.ts';
import { memberU1 as user } from '../../support/slack-user.ts';

const home: Home = { teamId: 'T1', userId: 'UBOT', botId: 'BBOT' };
const grid: Home = { ...home, enterpriseId: 'E1' };
const ada: Viewer = { id: 'ada', name: 'Ada', audiences: [everyone, 'hr'], canEdit: false };

let count = 0;
const incoming = (extra: Partial<Incoming> = {}): Incoming => {
  count += 1;
  return {
    surface: 'channel',
    eventId: `Ev${count}`,
    teamId: 'T1',
    askerTeam: 'T1',
    channel: 'C1',
    user: 'U1',
    ts: `1700000000.${count}`,
    text: 'who leads Payments?',
    isBot: false,
    isExternallyShared: false,
    ...extra,
  };
};

const channel: SlackChannel = {
  id: 'C1',
  is_im: false,
  is_ext_shared: false,
  is_pending_ext_shared: false,
  pending_shared: [],
  pending_connected_team_ids: [],
};
const direct: SlackChannel = { ...channel, id: 'D1', is_im: true };

interface World {
  home?: Home;
  user?: Partial<SlackUser> | Error;
  channel?: Partial<SlackChannel> | Error;
  viewer?: Viewer | undefined;
  settings?: Partial<ChannelSettings> | Error;
  now?: () => Date;
}
const usual = channelDefaults.parse({});

function gateIn(world: World = {}) {
  const find = <T>(base: T, found: Partial<T> | Error | undefined) =>
    found instanceof Error ? Promise.reject(found) : Promise.resolve({ ...base, ...found });
  const claims = createClaims({
    home: () => world.home ?? home,
    limits: defaultLimits,
    now: () => new Date(),
    logger: pino({ level: 'silent' }),
  });
  return createQuestionGate({
    take: (message) => claims.take(message),
    home: () => world.home ?? home,
    people: { find: () => find(user, world.user) },
    channels: { find: () => find(channel, world.channel), findNow: () => find(channel, world.channel) },
    settingsOf: () =>
      world.settings instanceof Error
        ? Promise.reject(world.settings)
        : Promise.resolve({ ...usual, ...world.settings }),
    findViewer: () => Promise.resolve('viewer' in world ? world.viewer : ada),
    limits: defaultLimits,
    now: world.now ?? (() => new Date('2026-11-22T12:00:00Z')),
  });
}

async function reasonFor(message: Incoming, world?: World): Promise<string> {
  const result = await gateIn(world)(message);
  return isRefusal(result) ? result.reason : 'admitted';
}

describe('the gate', () => {
  it('admits an employee in a channel, who gets what everyone may read', async () => {
    const result = await gateIn()(incoming());
    expect(result).toMatchObject({ viewer: { ...anyEmployee, id: ada.id } });
  });

  it('admits an employee in a direct message, who gets what he may read', async () => {
    expect(await gateIn({ channel: direct })(incoming({ surface: 'direct', channel: 'D1' }))).toMatchObject({
      viewer: ada,
    });
  });

  it('answers one event once', async () => {
    const gate = gateIn();
    const first = incoming();
    expect(isRefusal(await gate(first))).toBe(false);
    expect(await gate({ ...first, ts: '1700000000.9' })).toEqual({ reason: 'duplicate' });
  });

  it('answers one message once, though it comes as two events', async () => {
    const gate = gateIn();
    const first = incoming();
    expect(isRefusal(await gate(first))).toBe(false);
    expect(await gate({ ...first, eventId: 'EvOther' })).toEqual({ reason: 'duplicate' });
  });

  it.each<[string, Partial<Incoming>]>([
    ['a bot', { isBot: true }],
    ['Kiki itself', { user: 'UBOT' }],
    ['Slackbot', { user: 'USLACKBOT' }],
    ['nobody', { user: undefined as never }],
    ['an edit', { subtype: 'message_changed' }],
    ['a deletion', { subtype: 'message_deleted' }],
    ['a join', { subtype: 'channel_join' }],
    ["another app's message", { subtype: 'bot_message' }],
  ])('drops %s', async (_, extra) => {
    expect(await reasonFor(incoming(extra))).toBe('not-a-person');
  });

  it('takes a message with a file for a message', async () => {
    expect(await reasonFor(incoming({ subtype: 'file_share' }))).toBe('admitted');
  });

  it('refuses a channel that the event says is shared', async () => {
    expect(await reasonFor(incoming({ isExternallyShared: true }))).toBe('shared-channel');
  });

  it.each<[string, Partial<Incoming>, Home]>([
    ['another workspace', { askerTeam: 'T2' }, home],
    ['another workspace in a Grid of ours that the event does not name', { askerTeam: 'T2' }, grid],
    ["another company's Grid", { askerTeam: 'T2', enterpriseId: 'E2' }, grid],
    ['nowhere', { askerTeam: undefined as never, teamId: undefined as never }, home],
    ['an unnamed workspace of an unnamed Grid', { askerTeam: undefined as never, teamId: undefined as never }, grid],
  ])('drops an asker from %s', async (_, extra, at) => {
    expect(await reasonFor(incoming(extra), { home: at })).toBe('foreign-team');
  });

  it.each<[string, Partial<Incoming>]>([
    ['the Grid itself', { askerTeam: 'E1' }],
    [
      'a Grid event without a workspace',
      { askerTeam: undefined as never, teamId: undefined as never, enterpriseId: 'E1' },
    ],
    ['a sister workspace', { askerTeam: 'T2', enterpriseId: 'E1' }],
  ])('admits an asker from %s whose account is in the Grid', async (_, extra) => {
    const world = { home: grid, user: { team_id: 'T2', enterprise_user: { enterprise_id: 'E1' } } };
    expect(await reasonFor(incoming(extra), world)).toBe('admitted');
  });

  it('drops an asker whose account is elsewhere, whatever the event says', async () => {
    expect(await reasonFor(incoming(), { user: { team_id: 'T2' } })).toBe('foreign-team');
    const foreign = { home: grid, user: { team_id: 'T2', enterprise_user: { enterprise_id: 'E2' } } };
    expect(await reasonFor(incoming({ askerTeam: 'T2', enterpriseId: 'E1' }), foreign)).toBe('foreign-team');
  });

  it.each<[string, Partial<SlackUser>]>([
    ['who has left', { deleted: true }],
    ['that is a bot', { is_bot: true }],
    ['who is a guest', { is_restricted: true }],
    ['who is a single-channel guest', { is_ultra_restricted: true }],
    ['who is a stranger', { is_stranger: true }],
  ])('refuses an account %s', async (_, extra) => {
    expect(await reasonFor(incoming(), { user: extra })).toBe('not-a-member');
  });

  it.each<[string, Partial<SlackUser>]>([
    ['no', { profile: {} }],
    ['an unconfirmed', { is_email_confirmed: false }],
  ])('refuses an account with %s e-mail address', async (_, extra) => {
    expect(await reasonFor(incoming(), { user: extra })).toBe('no-email');
  });

  it('refuses whom the directory does not know', async () => {
    expect(await reasonFor(incoming(), { viewer: undefined })).toBe('not-in-directory');
  });

  it.each<[string, Partial<SlackChannel>]>([
    ['shared', { is_ext_shared: true }],
    ['about to be shared', { is_pending_ext_shared: true }],
    ['offered to another company', { pending_shared: ['T2'] }],
    ['connected to another company soon', { pending_connected_team_ids: ['T2'] }],
    ['of which Slack does not say whether it is shared', { is_ext_shared: undefined }],
  ])('refuses a channel that is %s', async (_, extra) => {
    expect(await reasonFor(incoming(), { channel: extra })).toBe('shared-channel');
  });

  it('refuses a direct message with another company', async () => {
    const world = { channel: { ...direct, is_ext_shared: true } };
    expect(await reasonFor(incoming({ surface: 'direct' }), world)).toBe('shared-channel');
  });

  it("does not use the asker's rights where others read", async () => {
    expect(await reasonFor(incoming({ surface: 'direct' }))).toBe('wrong-place');
  });

  it.each<[string, World]>([
    ['the account', { user: new Error('down') }],
    ['the channel', { channel: new Error('down') }],
  ])('refuses when %s cannot be checked', async (_, world) => {
    expect(await reasonFor(incoming(), world)).toBe('unchecked');
  });

  it('refuses a third question while two are open, until one is answered', async () => {
    const gate = gateIn();
    const first = await gate(incoming());
    await gate(incoming());
    expect(await gate(incoming())).toEqual({ reason: 'busy' });
    expect(isRefusal(await gate(incoming({ user: 'U2' })))).toBe(false);
    if (isRefusal(first)) throw new Error('not admitted');
    first.release();
    first.release();
    expect(isRefusal(await gate(incoming()))).toBe(false);
    expect(await gate(incoming())).toEqual({ reason: 'busy' });
  });

  it('refuses a sixth question in a minute', async () => {
    let time = Date.parse('2026-11-22T12:00:00Z');
    const gate = gateIn({ now: () => new Date(time) });
    const askOne = async () => {
      const result = await gate(incoming());
      if (!isRefusal(result)) result.release();
      return isRefusal(result) ? result.reason : 'admitted';
    };
    for (let question = 1; question <= 5; question += 1) expect(await askOne()).toBe('admitted');
    expect(await askOne()).toBe('too-many');
    time += 61_000;
    expect(await askOne()).toBe('admitted');
  });
});

describe('what the asker is told', () => {
  it.each(['duplicate', 'not-a-person', 'foreign-team', 'wrong-place'] as const)('is nothing for %s', (reason) => {
    expect(refusalLine(reason, 'abc')).toBeUndefined();
  });

  it.each(['shared-channel', 'not-a-member', 'no-email', 'not-in-directory', 'busy', 'too-many'] as const)(
    'is a sentence for %s',
    (reason) => {
      expect(refusalLine(reason, 'abc')).toMatch(/^[A-Z].*\.$/);
    },
  );

  it('names the request where a check failed', () => {
    expect(refusalLine('unchecked', 'abc123')).toContain('request abc123');
  });
});
