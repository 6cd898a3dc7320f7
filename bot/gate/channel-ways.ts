import type { FindChannelSettings } from '../channels/find-settings.ts';
import type { GateStep } from './gate.ts';

/**
 * How is answered in this conversation. What was not addressed to Kiki passes only where that is switched on. Where the settings cannot be
 * read nothing is answered: an answer for the asker alone must not become one for all.
 */
export function channelWays(settingsOf: FindChannelSettings): GateStep {
  return async ({ channel, askedIn, isUnaddressed = false }) => {
    try {
      const settings = await settingsOf(askedIn ?? channel);
      return isUnaddressed && settings.answers !== 'follow-ups' ? { reason: 'not-addressed' } : { settings };
    } catch (cause) {
      return { reason: isUnaddressed ? 'not-addressed' : 'wiki-down', cause };
    }
  };
}
