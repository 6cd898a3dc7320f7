import { describe, expect, it } from '@jest/globals';
import pino from 'pino';
import type { Incoming } from '../../../bot/listeners/incoming.ts';
import { createFindQuestion } from '../../../bot/listeners/find-question.ts';
import { createFindFollowUp } from '../../../bot/listeners/follow-up.ts';
import { type ChannelSettings, channelDefaults } from '../../../schema/channel-settings.ts';

const usual = channelDefaults.parse({});
const body = {
  event_id: 'Ev1',
  team_id: 'T1',
  event: {
    type: 'message',
    channel_type: 'channel',
    channel: 'C1',
    user: 'U1',
    team: 'T1',
    ts: '2.2',
    thread_ts: '1.1',
    text: 'And who is in it?',
  },
};

/** What becomes of a message in a thread. @param asked whether its writer asked there before */
async function heard(settings: Partial<ChannelSettings> | Error, asked: boolean) {
  const logger = pino({ level: 'silent' });
  const answered: Incoming[] = [];
  const looked: string[] = [];
  const findFollowUp = createFindFollowUp({
    settingsOf: () =>
      settings instanceof Error ? Promise.reject(settings) : Promise.resolve({ ...usual, ...settings }),
    store: {
      slackQuestionIn: (_actor, { thread }) => {
        looked.push(thread);
        return Promise.resolve(asked ? { id: 'q', place: {}, at: '', isDone: true, isWithdrawn: false } : undefined);
      },
    },
    home: () => ({ teamId: 'T1', userId: 'UBOT', botId: 'BBOT' }),
    followUpMinutes: 30,
    now: () => new Date('2026-11-20T09:00:00Z'),
    logger,
  });
  const findQuestion = createFindQuestion({ findFollowUp, logger });
  expect((await findQuestion(body)) !== undefined).toBe(
    asked && !(settings instanceof Error) && settings.answers === 'follow-ups',
  );
  const question = await findQuestion(body);
  if (question !== undefined) answered.push(question);
  return { answered, looked };
}

describe('a message in a thread without a mention', () => {
  it('is handed on where that is switched on, of who asked there', async () => {
    const { answered, looked } = await heard({ answers: 'follow-ups' }, true);
    // Once, although it is asked before the message is acknowledged and when it is heard.
    expect(looked).toEqual(['C1:1.1']);
    expect(answered).toMatchObject([{ surface: 'channel', ts: '2.2', threadTs: '1.1', isUnaddressed: true }]);
    expect((await heard({ answers: 'follow-ups' }, false)).answered).toEqual([]);
  });

  it('is dropped elsewhere, without a look at who asked what', async () => {
    for (const settings of [{ answers: 'mentions' } as const, new Error('down')])
      expect(await heard(settings, true)).toEqual({ answered: [], looked: [] });
  });
});
