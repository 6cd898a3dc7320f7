import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { channelTexts } from '../../bot/texts.ts';
import { until } from '../support/bot-harness.ts';
import { type FakeSlack, startFakeSlack, tokens } from '../support/fake-slack.ts';
import { logged, type RunningServer, startServer } from '../support/run-kiki.ts';
import { commandBody, mentionEvent, postForm, postSigned } from '../support/slack-events.ts';
import { loadCompany } from '../support/slack-load/company.ts';
import { judge, settled } from '../support/slack-load/judge.ts';
import { peopleFor, planLoad } from '../support/slack-load/plan.ts';
import { pushOverHttp } from '../support/slack-load/push.ts';
import { writeFiles } from '../support/small-company.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Slack's side is a fake; everything behind `/slack/events` is the real process. */
let slack: FakeSlack;
let server: RunningServer;
const folder = temporaryFolder();
const events = 150;
const company = loadCompany(peopleFor(events));
const [topic = { question: '', says: '' }] = company.exact;

beforeAll(async () => {
  slack = await startFakeSlack();
  slack.addUser('U1', { profile: { real_name: 'Ada Byron', email: company.people[0]?.email } });
  const [editor] = company.people;
  const config = `${company.files['kiki.yaml']}\neditors: [${editor?.email}]\n`;
  writeFiles(folder, { ...company.files, 'kiki.yaml': config });
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
}, 240_000);
afterAll(async () => {
  await server.stop();
  await slack.stop();
}, 240_000);

const mention = async (text: string, headers: Record<string, string> = {}) => {
  const ts = slack.say('C1', 'U1', text);
  const event = mentionEvent({ text: `<@UBOT> ${text}`, ts });
  return postSigned(`${localUrl()}/slack/events`, JSON.stringify(event), headers);
};
/** Kiki tells its public address; its log tells the real one. */
const localUrl = () => /Server listening at (http:\/\/127\.0\.0\.1:\d+)/.exec(server.stderr())?.[1] ?? '';

describe('Slack through kiki serve', () => {
  test('a mention is answered in the channel, with links to the public wiki', async () => {
    expect((await mention(topic.question)).status).toBe(200);
    const answered = () => JSON.stringify(slack.visibleIn('C1'));
    await until(() => answered().includes(topic.says), 'the answer in the channel');
    expect(answered()).toContain('https://kiki.example.com/wiki/team:');
  });

  test('who may edit by kiki.yaml sets how is answered in a channel; others read it', async () => {
    const [, other] = company.people;
    slack.addUser('U2', { profile: { real_name: 'Other', email: other?.email } });
    const views = [];
    for (const user of ['U1', 'U2']) {
      await postForm(
        `${localUrl()}/slack/events`,
        commandBody('settings', { user, responseUrl: slack.responseUrl('c') }),
      );
      await until(() => slack.views.length > views.length, 'the settings');
      views.push(slack.views.at(-1)?.view);
    }
    expect(views.map((view) => view?.submit?.text)).toEqual([channelTexts.save, undefined]);
  });

  test('a request that Slack did not sign is refused', async () => {
    expect((await mention(topic.question, { 'x-slack-signature': 'v0=00' })).status).toBe(401);
  });

  test('of a crowd of events each is acknowledged, and what is a question is answered once', async () => {
    const topics = company.exact.flatMap((exact, index) => [exact, company.prose[index] ?? exact]);
    const { planned, deliveries } = planLoad(slack, { events, company, topics });
    slack.messages = slack.messages.filter(({ botId }) => botId === undefined);
    const { given, believed } = await pushOverHttp(deliveries, { targets: () => [localUrl()], at: 20 });
    await settled(slack, planned, { quietSeconds: 10 });
    const { silent, twice, uncalled, told } = judge(slack, planned);
    expect({ given, believed }).toEqual({ given: [], believed: [] });
    expect({ silent, twice, uncalled }).toEqual({ silent: [], twice: [], uncalled: [] });
    expect(told.filter(({ planned: { expected } }) => expected === 'answer')).toEqual([]);
  }, 240_000);

  test('no token and no question is in the log', async () => {
    expect(server.stderr()).not.toContain(tokens.bot);
    expect(server.stderr()).not.toContain(tokens.signingSecret);
    expect(server.stderr()).not.toContain(topic.question);
  });
});
