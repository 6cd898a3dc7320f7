import type { App } from '@slack/bolt';
import type { Respond } from '../answering/respond.ts';
import { onDirectMessage } from './direct-message.ts';
import { onMention } from './mention.ts';
import { type MessagesTabOptions, onMessagesTab } from './messages-tab.ts';
import { onUserChange } from './user-change.ts';

/** Which event goes where. Every one of them is asked for in docs/slack-manifest.yaml. */
export function registerListeners(app: App, options: MessagesTabOptions & { respond: Respond }): void {
  app.event('app_mention', onMention(options));
  app.event('message', onDirectMessage(options));
  app.event('app_home_opened', onMessagesTab(options));
  app.event('user_change', onUserChange(options));
}
