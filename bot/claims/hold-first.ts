import { setTimeout as pause } from 'node:timers/promises';
import type { App, Receiver } from '@slack/bolt';
import { isFromAPerson } from '../gate/from-a-person.ts';
import { isFromHome } from '../gate/home-team.ts';
import { isDirectMessage } from '../listeners/direct-message.ts';
import type { FindFollowUp } from '../listeners/follow-up.ts';
import { type Incoming, readIncoming } from '../listeners/incoming.ts';
import { isMention } from '../listeners/mention.ts';
import type { Home } from '../slack/home.ts';
import type { Claims } from './claims.ts';
import type { Precedence } from './precedence.ts';

/** Slack waits three seconds for a word; a graph that is slower than this is not waited for. */
const longestMilliseconds = 2000;

/**
 * The receiver, whose events reach the app, and are acknowledged, when the questions among them are held: Slack does not send again
 * what was acknowledged, so a crash before that would lose it.
 */
export function holdFirst(
  receiver: Receiver,
  {
    claims,
    home,
    precedence,
    findFollowUp,
  }: { claims: Claims; home: () => Home; precedence: Precedence; findFollowUp: FindFollowUp },
): Receiver {
  const hold = async (body: unknown) => {
    const incoming = readQuestion(body) ?? (await findFollowUp(body));
    if (incoming === undefined || !isFromAPerson(incoming, home()) || !isFromHome(incoming, home())) return;
    await claims.hold(incoming);
  };
  return {
    init(app) {
      const processEvent: App['processEvent'] = async (event) => {
        await precedence.first(() =>
          Promise.race([hold(event.body), pause(longestMilliseconds, undefined, { ref: false })]),
        );
        await app.processEvent(event);
      };
      // The receiver calls nothing else of the app.
      receiver.init({ processEvent } as App);
    },
    start: () => receiver.start(),
    stop: () => receiver.stop(),
  };
}

function readQuestion(body: unknown): Incoming | undefined {
  if (isMention(body)) return readIncoming(body, 'channel');
  return isDirectMessage(body) ? readIncoming(body, 'direct') : undefined;
}
