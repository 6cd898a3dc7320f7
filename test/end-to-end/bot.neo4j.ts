import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { GraphStore } from '../../graph/store.ts';
import { kiki } from '../../schema/actor.ts';
import { quietMoment } from '../support/bot-harness.ts';
import { emptyNeo4j, neo4jAccess, storeOn } from '../support/engines.ts';
import { type FakeSlack, startFakeSlack, tokens } from '../support/fake-slack.ts';
import { type RunningBot, runKiki, startBotProcess } from '../support/run-kiki.ts';
import { mentionEvent, postSigned } from '../support/slack-events.ts';
import { loadCompany } from '../support/slack-load/company.ts';
import { judge, settled } from '../support/slack-load/judge.ts';
import { limitCalls } from '../support/slack-load/limited.ts';
import { peopleFor, planLoad } from '../support/slack-load/plan.ts';
import { pushOverHttp } from '../support/slack-load/push.ts';
import { writeFiles } from '../support/small-company.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** `kiki bot`: processes for Slack alone on one Neo4j. */
const folder = temporaryFolder();
const events = 150;
const company = loadCompany(peopleFor(events));
const [{ question, says } = { question: '', says: '' }] = company.exact;
let slack: FakeSlack;
let store: GraphStore;
let variables: Record<string, string>;
const bots: RunningBot[] = [];

beforeAll(async () => {
  store = await storeOn(await emptyNeo4j(), { sources: [] });
  slack = await startFakeSlack();
  slack.addUser('U1', { profile: { real_name: 'Ada Byron', email: company.people[0]?.email } });
  writeFiles(folder, company.files);
  const { uri, username, password } = neo4jAccess();
  variables = {
    ...{ KIKI_GRAPH: 'neo4j', NEO4J_URI: uri, NEO4J_USERNAME: username, NEO4J_PASSWORD: password },
    ...{ SLACK_BOT_TOKEN: tokens.bot, SLACK_SIGNING_SECRET: tokens.signingSecret, SLACK_API_URL: slack.apiUrl },
    KIKI_PUBLIC_URL: 'https://kiki.example.com',
  };
  expect((await runKiki(['ingest', '--no-embed'], { folder, variables })).code).toBe(0);
}, 240_000);
afterAll(async () => {
  for (const bot of bots) await bot.stop();
  await slack.stop();
  await store.close();
}, 240_000);

const start = async () => {
  const bot = await startBotProcess({ folder, variables });
  bots.push(bot);
  return bot;
};
const send = ({ url }: RunningBot, event: object) => postSigned(`${url}/slack/events`, JSON.stringify(event));
/** Processes on a database that has just begun take their time. */
const until = async (holds: () => boolean, what: string) => {
  const end = Date.now() + 60_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`Timed out: ${what}\n${bots.map((bot) => bot.stderr()).join('\n')}`);
    await quietMoment(50);
  }
};

test('two bots answer one event once, and say how they are', async () => {
  const [one, other] = [await start(), await start()];
  const event = mentionEvent({ text: `<@UBOT> ${question}`, ts: slack.say('C1', 'U1', question) });
  const replies = await Promise.all([send(one, event), send(other, event), send(other, { ...event, event_id: 'EvX' })]);
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
  await until(() => JSON.stringify(slack.visibleIn('C1')).includes(says), 'the answer');
  await quietMoment(500);
  expect(slack.visibleIn('C1')).toHaveLength(1);
  expect((await fetch(`${one.url}/readyz`)).status).toBe(200);
}, 240_000);

test('of a crowd of events each question is answered once or apologised for, though a bot is killed among them and Slack refuses calls', async () => {
  const [one, other] = bots;
  slack.messages = [];
  const { planned, deliveries } = planLoad(slack, { events, company, topics: company.exact });
  limitCalls(slack, 0.1);
  const alive = () => (one!.child.killed ? [other!.url] : [one!.url, other!.url]);
  const onAcknowledged = (count: number) => {
    if (count === 75) one!.child.kill('SIGKILL');
  };
  const { given } = await pushOverHttp(deliveries, { targets: alive, at: 20, onAcknowledged });
  // What the killed one held is the other's half a minute later.
  await settled(slack, planned, { quietSeconds: 60 });
  const { answered, silent, twice, uncalled, told } = judge(slack, planned);
  expect({ given, silent, twice, uncalled }).toEqual({ given: [], silent: [], twice: [], uncalled: [] });
  const apologies = told.filter(({ planned: { expected } }) => expected === 'answer');
  for (const { text } of apologies) expect(text).toMatch(/restarted/);
  expect(answered).toBeGreaterThan(apologies.length);
  expect(await store.takeOverSlackQuestions(kiki, { worker: 'test', milliseconds: 1, limit: 9 })).toEqual([]);
}, 180_000);
