import { describe, expect, it } from '@jest/globals';
import { webApi } from '@slack/bolt';
import pino from 'pino';
import { admitForm, admitPress } from '../../../bot/gate/admit-interaction.ts';
import { createGate } from '../../../bot/gate/gate.ts';
import { createPersonGate, type PersonGate } from '../../../bot/gate/person-gate.ts';
import { createPeople, type SlackUser } from '../../../bot/slack/people.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import { pressPayload, submissionPayload } from '../../support/slack-events.ts';
import { memberU1 as ada } from '../../support/slack-user.ts';

const gateFor = (user: Partial<SlackUser> = {}): PersonGate =>
  createPersonGate({
    home: () => ({ teamId: 'T1', userId: 'UBOT', botId: 'BBOT' }),
    people: { find: () => Promise.resolve({ ...ada, ...user }) },
    findViewer: () => Promise.resolve({ ...anyEmployee, id: 'ada' }),
  });

describe('who presses, sends or opens something', () => {
  it('is let in with his own rights', async () => {
    expect(await gateFor()({ user: 'U1', askerTeam: 'T1' })).toEqual({ viewer: { ...anyEmployee, id: 'ada' } });
  });

  it.each([
    ['is Kiki itself', { user: 'UBOT', askerTeam: 'T1' }, {}, 'not-a-person'],
    ['is nobody', { askerTeam: 'T1' }, {}, 'not-a-person'],
    // The account is not asked for: of another company's people Slack says what that company wants.
    ['is of another company', { user: 'U1', askerTeam: 'T9', teamId: 'T1' }, {}, 'foreign-team'],
    ['has an account elsewhere', { user: 'U1', teamId: 'T1' }, { team_id: 'T9' }, 'foreign-team'],
    ['is a guest', { user: 'U1', teamId: 'T1' }, { is_restricted: true }, 'not-a-member'],
    ['has no confirmed address', { user: 'U1', teamId: 'T1' }, { is_email_confirmed: false }, 'no-email'],
  ])('is refused when he %s', async (_, doer, user, reason) => {
    expect(await gateFor(user)(doer)).toMatchObject({ reason });
  });
});

describe('a press and a form', () => {
  const logger = pino({ level: 'silent' });
  const sent = (payload: Record<string, unknown>) => {
    const acknowledged: unknown[] = [];
    return { acknowledged, body: payload, ack: (reply?: unknown) => Promise.resolve(void acknowledged.push(reply)) };
  };
  const form = () => sent(submissionPayload({ callback_id: 'f' }, {}));
  const refusing: PersonGate = () => Promise.resolve({ reason: 'not-a-member' });

  it('are taken from whom the gate lets in', async () => {
    expect(await admitPress(sent(pressPayload('a')), { personGate: gateFor(), logger })).toBeDefined();
    expect(await admitForm(form(), { personGate: gateFor(), logger })).toBeDefined();
  });

  it('of whom it refuses are acknowledged, and nothing more', async () => {
    const [press, sentForm] = [sent(pressPayload('a')), form()];
    expect(await admitPress(press, { personGate: refusing, logger })).toBeUndefined();
    expect(await admitForm(sentForm, { personGate: refusing, logger })).toBeUndefined();
    expect([press.acknowledged, sentForm.acknowledged]).toEqual([[undefined], [undefined]]);
  });
});

describe('a gate', () => {
  it.each([
    ['a viewer', { release: () => undefined }],
    ['a way to give the place back', { viewer: anyEmployee }],
  ])('whose steps found no %s lets nobody in', async (_, found) => {
    const incoming = { surface: 'direct' as const, eventId: 'Ev1', channel: 'D1', ts: '1.1', text: '' };
    expect(await createGate([() => found])({ ...incoming, isBot: false, isExternallyShared: false })).toEqual({
      reason: 'unchecked',
    });
  });
});

describe('an account of which Slack leaves out whether it', () => {
  it.each(['deleted', 'is_bot', 'is_restricted', 'is_ultra_restricted'])(
    'is %s is not taken for one that is not',
    async (flag) => {
      const { [flag]: _, ...user } = { ...ada } as Record<string, unknown>;
      const client = new webApi.WebClient('xoxb-none', {
        fetch: () => Promise.resolve(Response.json({ ok: true, user })),
      });
      const people = createPeople({
        client,
        patience: { attempts: 1, longestWaitSeconds: 1, retrySeconds: 0.01 },
        seconds: 60,
        now: () => new Date(),
      });
      await expect(people.find('U1')).rejects.toThrow(flag);
    },
  );
});
