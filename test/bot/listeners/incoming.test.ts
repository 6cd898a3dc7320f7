import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readIncoming } from '../../../bot/listeners/incoming.ts';
import { mentionEvent } from '../../support/slack-events.ts';

describe('readIncoming', () => {
  it('takes from an event what answering needs', () => {
    const event = mentionEvent({ text: 'hello', ts: '1.1', threadTs: '1.0', event: { user_team: 'T2' } });
    expect(readIncoming(event, 'channel')).toEqual({
      surface: 'channel',
      eventId: event.event_id,
      teamId: 'T1',
      askerTeam: 'T2',
      channel: 'C1',
      user: 'U1',
      ts: '1.1',
      threadTs: '1.0',
      text: 'hello',
      isBot: false,
      isExternallyShared: false,
    });
  });

  it.each([{ bot_id: 'B1' }, { bot_profile: { id: 'B1' } }])('knows a bot by %j', (event) => {
    expect(readIncoming(mentionEvent({ text: 'x', ts: '1.1', event }), 'channel')?.isBot).toBe(true);
  });

  it('takes null for not said', () => {
    const event = mentionEvent({
      text: 'x',
      ts: '1.1',
      event: { team: null, thread_ts: null },
      around: { team_id: null, enterprise_id: 'E1' },
    });
    const incoming = readIncoming(event, 'channel');
    expect(incoming).toMatchObject({ enterpriseId: 'E1' });
    expect(incoming).not.toHaveProperty('teamId');
    expect(incoming).not.toHaveProperty('threadTs');
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (body) => void readIncoming(body, 'direct')));
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('event_id', 'event', 'team_id'), fc.anything()),
        (body) => void readIncoming(body, 'direct'),
      ),
    );
  });
});
