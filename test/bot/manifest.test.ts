import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { App } from '@slack/bolt';
import { parse } from 'yaml';
import { z } from 'zod';
import { registerListeners } from '../../bot/listeners/register.ts';
import { type BotHarness, startBot, until } from '../support/bot-harness.ts';
import { allScopes } from '../support/fake-slack.ts';
import { envelope } from '../support/slack-events.ts';

const manifest = z
  .object({
    features: z.object({
      agent_view: z.object({ agent_description: z.string() }),
      app_home: z.object({ home_tab_enabled: z.literal(false), messages_tab_enabled: z.literal(true) }),
    }),
    oauth_config: z.object({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
    settings: z.object({ event_subscriptions: z.object({ request_url: z.string(), bot_events: z.array(z.string()) }) }),
  })
  .parse(parse(readFileSync(new URL('../../docs/slack-manifest.yaml', import.meta.url), 'utf8')));

/** Scopes that an event needs, though no call does. */
const forEvents = ['app_mentions:read', 'im:history', 'users:read'];

describe('the manifest', () => {
  it('subscribes to the events that something listens to', () => {
    const events: string[] = [];
    const app = { event: (name: string) => void events.push(name === 'message' ? 'message.im' : name) };
    // Only `event` is used of an app.
    registerListeners(app as unknown as App, {} as Parameters<typeof registerListeners>[1]);
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(events.sort());
  });

  it('leads Slack to the path that the plugin has', () => {
    expect(new URL(manifest.settings.event_subscriptions.request_url).pathname).toBe('/slack/events');
  });

  it('says that an AI answers', () => {
    expect(manifest.features.agent_view.agent_description).toMatch(/\bAI\b/);
  });

  describe('asks for the scopes', () => {
    let harness: BotHarness;
    beforeEach(async () => {
      harness = await startBot();
    });
    afterEach(() => harness.stop());

    it('that all surfaces together need, and for no other', async () => {
      const { slack, mention, direct, send } = harness;
      for (const [id, kind] of Object.entries({ C1: 'public', C2: 'private', C3: 'mpim' } as const)) {
        slack.addChannel(id, { kind });
        await mention('hello?', { channel: id });
        await until(() => slack.visibleIn(id).length === 1);
      }
      const first = await direct('hello?');
      await until(() => slack.visibleIn('D1').length === 1);
      slack.interfere('chat.postMessage', ({ args }) =>
        args.channel === 'C1' ? { error: 'not_in_channel' } : undefined,
      );
      slack.addUser('U2');
      await mention('hello?', { user: 'U2' });
      await until(() => slack.visibleIn('DU2').length === 2);
      slack.addUser('U3');
      await direct('and now?', { threadTs: first, user: 'U3' });
      await until(() => slack.visibleIn('D1').length === 2);
      await send(envelope({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'messages' }));
      await until(() => slack.prompts.length === 1);

      const needed = [...new Set([...slack.usedScopes, ...forEvents])].sort();
      expect(manifest.oauth_config.scopes.bot).toEqual(needed);
      expect(manifest.oauth_config.scopes.bot).toEqual(allScopes);
      expect(slack.ephemerals()).toEqual([]);
    });
  });
});
