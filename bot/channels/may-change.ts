import type { Viewer } from '../../schema/viewer.ts';
import type { SlackChannel } from '../slack/channels.ts';
import type { SlackUser } from '../slack/people.ts';

/**
 * Whether somebody may change how Kiki answers in a channel: admins and owners of the workspace, whoever made the channel, and whoever may
 * edit Kiki's graph. Slack tells no app without an admin's rights who else manages a channel.
 */
export function mayChange(user: SlackUser, channel: SlackChannel, viewer: Pick<Viewer, 'canEdit'>): boolean {
  const isAdmin = [user.is_admin, user.is_owner, user.is_primary_owner].includes(true);
  return isAdmin || viewer.canEdit || (channel.creator !== undefined && channel.creator === user.id);
}
