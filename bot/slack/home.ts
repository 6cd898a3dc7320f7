import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { type KikiError, unavailable } from '../../schema/errors.ts';
import { slackFailure } from './failure.ts';
import { type Patience, patiently } from './patiently.ts';

/** Where Kiki is at home, and as whom. */
export interface Home {
  teamId: string;
  /** Of an Enterprise Grid. */
  enterpriseId?: string;
  userId: string;
  botId: string;
  /** What the token may do, where Slack tells. */
  scopes?: ReadonlySet<string>;
}

const authTest = z.object({
  team_id: z.string(),
  enterprise_id: z.string().nullish(),
  user_id: z.string(),
  bot_id: z.string(),
  response_metadata: z.object({ scopes: z.array(z.string()).default([]) }).prefault({}),
});

/**
 * Asks Slack whose token this is.
 *
 * @throws Unavailable when Slack refuses the token or does not answer.
 */
export async function findHome(client: webApi.WebClient, patience: Patience): Promise<Home> {
  const reply = await patiently(() => client.auth.test(), patience).catch((error: unknown) => {
    throw tokenProblem(error);
  });
  const result = authTest.safeParse(reply);
  if (!result.success) throw notABot();
  const { team_id: teamId, enterprise_id: enterpriseId, user_id: userId, bot_id: botId } = result.data;
  const scopes = new Set(result.data.response_metadata.scopes);
  return { teamId, userId, botId, scopes, ...(enterpriseId != null && { enterpriseId }) };
}

/** Kiki may hear, and read, what is written in channels of this kind without mentioning it. */
export function hearsAll({ scopes }: Pick<Home, 'scopes'>, channel: { isPrivate: boolean }): boolean {
  return scopes?.has(channel.isPrivate ? 'groups:history' : 'channels:history') === true;
}

/** Whether Slack says that there is no such token any more. @throws Slack's error when it says something else, or nothing */
export async function isTokenRefused(client: webApi.WebClient): Promise<boolean> {
  try {
    await client.auth.test();
    return false;
  } catch (error) {
    if (/^(?:invalid_auth|account_inactive|token_revoked|token_expired|not_authed)$/.test(slackFailure(error).code))
      return true;
    throw error;
  }
}

/** Kiki may leave channels of this kind: with rights that it does not ask for by itself. */
export function mayLeave({ scopes }: Pick<Home, 'scopes'>, channel: { isPrivate: boolean }): boolean {
  return scopes?.has(channel.isPrivate ? 'groups:write' : 'channels:manage') === true;
}

function tokenProblem(cause: unknown): KikiError {
  const { code, mayBeDone } = slackFailure(cause);
  if (mayBeDone || ['unknown', 'unreadable_reply', 'ratelimited'].includes(code)) {
    return unavailable(`Slack does not answer (${code})`, {
      where: 'Slack',
      fix: 'Check that this machine reaches https://slack.com/api, then start again',
      cause,
    });
  }
  return unavailable(`Slack refuses the bot token (${code})`, {
    where: 'SLACK_BOT_TOKEN',
    fix: 'Install the app in your workspace and copy its Bot User OAuth Token (docs/slack-setup.md)',
    cause,
  });
}

function notABot(): KikiError {
  return unavailable('The token belongs to no bot', {
    where: 'SLACK_BOT_TOKEN',
    fix: 'Copy the Bot User OAuth Token, which starts with xoxb- (docs/slack-setup.md)',
  });
}
