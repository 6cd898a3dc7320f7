import type { Incoming } from '../listeners/incoming.ts';
import type { Home } from '../slack/home.ts';
import { type GateStep, refuseFor } from './gate.ts';

/** Bots are not answered, or two of them would talk for ever; nor are messages about messages (edited, deleted, joined …). */
export function fromAPerson(home: () => Home): GateStep {
  return (incoming) => refuseFor(isFromAPerson(incoming, home()) ? undefined : 'not-a-person');
}

export function isFromAPerson({ user, isBot, subtype }: Incoming, { userId }: Home): boolean {
  const isPlain = subtype === undefined || subtype === 'file_share';
  return isPlain && !isBot && user !== undefined && user !== userId && user !== 'USLACKBOT';
}
