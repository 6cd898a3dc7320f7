import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { App } from '@slack/bolt';
import { parse } from 'yaml';
import { z } from 'zod';
import { registerListeners } from '../../bot/listeners/register.ts';
import { workflowStep } from '../../bot/listeners/workflow-step.ts';
import { emptyBotStore, onePage } from '../support/bot-store.ts';
import { type BotHarness, publicUrl, startBot, until } from '../support/bot-harness.ts';
import { allScopes } from '../support/fake-slack.ts';
import { envelope } from '../support/slack-events.ts';

const text = readFileSync(new URL('../../docs/slack-manifest.yaml', import.meta.url), 'utf8');
const manifest = z
  .object({
    features: z.object({
      agent_view: z.object({ agent_description: z.string() }),
      app_home: z.object({ home_tab_enabled: z.literal(true), messages_tab_enabled: z.literal(true) }),
      slash_commands: z.array(z.object({ command: z.string(), url: z.string() })),
      shortcuts: z.array(z.object({ callback_id: z.string(), type: z.enum(['message', 'global']) })),
      unfurl_domains: z.array(z.string()),
    }),
    functions: z.record(
      z.string(),
      z.object({
        input_parameters: z.record(z.string(), z.object({ type: z.string(), is_required: z.boolean() })),
        output_parameters: z.record(z.string(), z.object({ type: z.string() })),
      }),
    ),
    oauth_config: z.object({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
    settings: z.object({
      event_subscriptions: z.object({ request_url: z.string(), bot_events: z.array(z.string()) }),
      interactivity: z.object({ is_enabled: z.literal(true), request_url: z.string() }),
      org_deploy_enabled: z.literal(true),
      function_runtime: z.literal('remote'),
    }),
  })
  .parse(parse(text));

/** Scopes that an event or a command needs, though no call does. */
const forEvents = ['app_mentions:read', 'commands', 'im:history', 'links:read', 'users:read'];

/** Everything that something listens to. */
function listened() {
  const found = { events: [] as string[], commands: [] as string[], shortcuts: [] as string[] };
  const app = {
    // Questions are taken before anything listens.
    use: () => void found.events.push('app_mention'),
    event: (name: string) => void found.events.push(name === 'message' ? 'message.im' : name),
    command: (name: string) => void found.commands.push(name),
    shortcut: (name: string) => void found.shortcuts.push(name),
    view: () => undefined,
    action: () => undefined,
  };
  const nothing: Record<string, unknown> = new Proxy({}, { get: () => ({}) });
  // Only these are used of an app.
  registerListeners(app as unknown as App, nothing as unknown as Parameters<typeof registerListeners>[1]);
  return found;
}

describe('the manifest', () => {
  it('subscribes to the events that something listens to', () => {
    // Apps from before the agent view are sent it; Slack takes it from no others.
    const wanted = listened().events.filter((name) => name !== 'assistant_thread_started');
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(wanted.sort());
  });

  it('names the scopes and events of follow-ups, which are asked for only where they are wanted', () => {
    const offered = [...text.matchAll(/^ +# - (\S+) # for follow-ups/gm)].map(([, name]) => name);
    expect(offered).toEqual(['channels:history', 'groups:history', 'message.channels', 'message.groups']);
    const asked = [...manifest.oauth_config.scopes.bot, ...manifest.settings.event_subscriptions.bot_events];
    expect(asked.filter((name) => offered.includes(name))).toEqual([]);
  });

  it('names the scopes of leaving, which are asked for only where they are wanted', () => {
    const offered = [...text.matchAll(/^ +# - (\S+) # for leaving/gm)].map(([, name]) => name);
    expect(offered).toEqual(['channels:manage', 'groups:write']);
    expect(manifest.oauth_config.scopes.bot.filter((name) => offered.includes(name))).toEqual([]);
  });

  it('has the commands and shortcuts that something listens to', () => {
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(listened().commands);
    expect(manifest.features.shortcuts.map((each) => each.callback_id)).toEqual(listened().shortcuts);
  });

  it('has the workflow step that something listens to, with what it reads and gives', () => {
    expect(Object.keys(manifest.functions)).toEqual([workflowStep]);
    const step = manifest.functions[workflowStep]!;
    expect(Object.keys(step.input_parameters)).toEqual(['question', 'user_id']);
    expect(Object.keys(step.output_parameters)).toEqual(['answer', 'found', 'link']);
  });

  it('leads Slack to the path that the plugin has', () => {
    const { event_subscriptions: events, interactivity } = manifest.settings;
    const addresses = [
      events.request_url,
      interactivity.request_url,
      ...manifest.features.slash_commands.map(({ url }) => url),
    ];
    expect(new Set(addresses)).toEqual(new Set(['https://kiki.example.com/slack/events']));
    expect(manifest.features.unfurl_domains).toEqual([new URL(addresses[0]!).host]);
  });

  it('says that an AI answers', () => {
    expect(manifest.features.agent_view.agent_description).toMatch(/\bAI\b/);
  });

  describe('asks for the scopes', () => {
    let harness: BotHarness;
    beforeEach(async () => {
      harness = await startBot({ store: { ...emptyBotStore, ...onePage } });
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
      await send(
        envelope({
          type: 'link_shared',
          user: 'U1',
          channel: 'C1',
          message_ts: '1.1',
          links: [{ url: `${publicUrl}/wiki/team:payments` }],
        }),
      );
      await until(() => slack.unfurls.length === 1);

      const needed = [...new Set([...slack.usedScopes, ...forEvents])].sort();
      expect(manifest.oauth_config.scopes.bot).toEqual(needed);
      expect(manifest.oauth_config.scopes.bot).toEqual(allScopes);
      expect(slack.ephemerals()).toEqual([]);
    });
  });
});

describe('docs/slack-setup.md', () => {
  const page = readFileSync(new URL('../../docs/slack-setup.md', import.meta.url), 'utf8');

  it('says what every scope and every event is for', () => {
    const { oauth_config: oauth, settings } = manifest;
    const told = [...page.matchAll(/^\| (`[^|]*`)\s*\|/gm)].flatMap(([, cell = '']) =>
      cell.replaceAll('`', '').trim().split(' '),
    );
    for (const name of [...oauth.scopes.bot, ...settings.event_subscriptions.bot_events]) expect(told).toContain(name);
  });
});
