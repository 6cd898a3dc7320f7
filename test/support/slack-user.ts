import type { SlackUser } from '../../bot/slack/people.ts';

/** A full member of the home workspace, as `people` gives him. */
export const memberU1: SlackUser = {
  id: 'U1',
  team_id: 'T1',
  deleted: false,
  is_bot: false,
  is_restricted: false,
  is_ultra_restricted: false,
  is_stranger: false,
  is_email_confirmed: true,
  profile: { email: 'ada@example.com' },
};
