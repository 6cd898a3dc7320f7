import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '../support/bot-harness.ts';
import { type FakeSlack, startFakeSlack, tokens } from '../support/fake-slack.ts';
import { logged, type RunningServer, startServer } from '../support/run-kiki.ts';
import { mentionEvent, postSigned } from '../support/slack-events.ts';
import { smallConfig, smallFiles, writeFiles } from '../support/small-company.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Slack's side is a fake; everything behind `/slack/events` is the real process. */
let slack: FakeSlack;
let server: RunningServer;
const folder = temporaryFolder();

beforeAll(async () => {
  slack = await startFakeSlack();
  slack.addUser('U1', { profile: { real_name: 'Ada Byron', email: 'ada@example.com' } });
  writeFiles(folder, { ...smallFiles, 'kiki.yaml': smallConfig });
  server = await startServer({
    folder,
    variables: {
      KIKI_DATA: join(folder, 'data'),
      SLACK_BOT_TOKEN: tokens.bot,
      SLACK_SIGNING_SECRET: tokens.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      KIKI_PUBLIC_URL: 'https://kiki.example.com',
    },
  });
  await logged(server, 'every source has been read');
}, 60_000);
afterAll(async () => {
  await server.stop();
  await slack.stop();
}, 60_000);

const mention = async (text: string, headers: Record<string, string> = {}) => {
  const ts = slack.say('C1', 'U1', text);
  const event = mentionEvent({ text: `<@UBOT> ${text}`, ts });
  const port = new URL(server.url.replace('https://kiki.example.com', localUrl())).port;
  return postSigned(`http://127.0.0.1:${port}/slack/events`, JSON.stringify(event), headers);
};
/** Kiki tells its public address; its log tells the real one. */
const localUrl = () => /Server listening at (http:\/\/127\.0\.0\.1:\d+)/.exec(server.stderr())?.[1] ?? '';

describe('Slack through kiki serve', () => {
  test('a mention is answered in the channel, with links to the public wiki', async () => {
    expect((await mention('who leads Payments?')).status).toBe(200);
    const answered = () => JSON.stringify(slack.visibleIn('C1'));
    await until(() => answered().includes('Ada Byron'), 'the answer in the channel');
    expect(answered()).toContain('https://kiki.example.com/wiki/team:payments');
  });

  test('a request that Slack did not sign is refused', async () => {
    expect((await mention('who leads Payments?', { 'x-slack-signature': 'v0=00' })).status).toBe(401);
  });

  test('no token and no question is in the log', async () => {
    expect(server.stderr()).not.toContain(tokens.bot);
    expect(server.stderr()).not.toContain(tokens.signingSecret);
    expect(server.stderr()).not.toContain('who leads');
  });
});
