import { count } from './count.ts';

export const freshnessTexts = {
  mark: 'Verified',
  was: 'Was verified',
  /** @param who the person, or the source that says so of itself */
  verified: (who: { by?: string | undefined; source?: string | undefined }, on: string, due?: string) =>
    [
      ...(who.by !== undefined ? [`by ${who.by}`] : who.source !== undefined ? [`in ${who.source}`] : []),
      `on ${on}${due === undefined ? '' : `, due ${due}`}`,
    ].join(' '),
  overdue: (days: number, part: string | undefined) =>
    `${part === undefined ? 'This page' : part} has been due for review for ${count(days, 'day')}.`,
  overdueMark: 'review overdue',
  changed: (part: string | undefined) =>
    `${part === undefined ? 'This page' : part} has changed since it was verified.`,
  changedSince: (last: string) => `It was verified ${last}; what it says now nobody has looked at.`,
  lastVerified: (last: string | undefined, due: string | undefined) =>
    `${last === undefined ? 'Nobody has verified it yet' : `Last verified ${last}`}${due === undefined ? '' : `; it was due on ${due}`}.`,
  toVerify: 'To be verified by',
  anEditor: 'an editor',
  verifyHeading: 'Is it still right?',
  verify: 'Verify this page',
  verifyPart: (part: string) => `Verify: ${part}`,
  takeBack: 'Take back the verification',
};
