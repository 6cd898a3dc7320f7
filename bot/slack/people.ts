import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { createExpiringCache } from './expiring-cache.ts';
import { slackFailure } from './failure.ts';
import { type Patience, patiently } from './patiently.ts';

/**
 * What Slack says of a user. The flags that decide who is let in must be there: an account of which Slack does not say that it
 * is no guest is not let in.
 */
const slackUser = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  enterprise_user: z.object({ enterprise_id: z.string() }).optional(),
  deleted: z.boolean(),
  is_bot: z.boolean(),
  is_restricted: z.boolean(),
  is_ultra_restricted: z.boolean(),
  is_stranger: z.boolean().default(false),
  /** Of the workspace. */
  is_admin: z.boolean().optional(),
  is_owner: z.boolean().optional(),
  is_primary_owner: z.boolean().optional(),
  is_email_confirmed: z.boolean().default(true),
  real_name: z.string().optional(),
  /** Name of the time zone, and seconds east of Greenwich now. */
  tz: z.string().optional(),
  tz_offset: z.number().optional(),
  profile: z.object({ email: z.string().optional(), real_name: z.string().optional() }).optional(),
});
export type SlackUser = z.infer<typeof slackUser>;

export interface People {
  /** @throws when Slack does not say who that is. */
  find(userId: string): Promise<SlackUser>;
  /** Whose address that is; undefined when nobody's in this workspace. @throws when Slack does not say. */
  withEmail(email: string): Promise<SlackUser | undefined>;
  forget(userId: string): void;
}

export function createPeople({
  client,
  patience,
  seconds,
  now,
}: {
  client: webApi.WebClient;
  patience: Patience;
  seconds: number;
  now: () => Date;
}): People {
  const cache = createExpiringCache({
    load: async (user) => slackUser.parse((await patiently(() => client.users.info({ user }), patience)).user),
    seconds,
    most: 10_000,
    now,
  });
  return {
    find: cache.get,
    async withEmail(email) {
      try {
        return slackUser.parse((await patiently(() => client.users.lookupByEmail({ email }), patience)).user);
      } catch (error) {
        if (slackFailure(error).code === 'users_not_found') return undefined;
        throw error;
      }
    },
    forget: cache.forget,
  };
}

/** The name that people see. */
export function displayName({ real_name: name, profile }: SlackUser): string | undefined {
  return profile?.real_name ?? name;
}
