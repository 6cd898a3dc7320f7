import { setTimeout as pause } from 'node:timers/promises';
import type { App, Receiver } from '@slack/bolt';
import { isFromAPerson } from '../gate/from-a-person.ts';
import { isFromHome } from '../gate/home-team.ts';
import type { FindQuestion } from '../listeners/find-question.ts';
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
    findQuestion,
  }: { claims: Claims; home: () => Home; precedence: Precedence; findQuestion: FindQuestion },
): Receiver {
  const hold = async (body: unknown) => {
    const incoming = await findQuestion(body);
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
