import { errorFields } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';

export interface AppRemovedOptions {
  /** Whether Slack refuses the bot token now. Rejects when Slack does not say. */
  isTokenRefused: () => Promise<boolean>;
  /** Ends what Kiki does in Slack. */
  halt: () => void;
  logger: BotLogger;
}

/**
 * The app was removed, or tokens were revoked: which, Slack does not say of an app that is in several workspaces. So Slack is asked whether
 * this bot's still is one. Kiki keeps no installation and no token beside the environment's; without it there is nothing more to do.
 */
export function onAppRemoved({ isTokenRefused, halt, logger }: AppRemovedOptions) {
  return async (): Promise<void> => {
    try {
      if (await isTokenRefused()) halt();
      else logger.info('The app was removed from somewhere, or a token was revoked, but not this one');
    } catch (error) {
      logger.warn(errorFields(error), 'Whether the app was removed could not be found out');
    }
  };
}
