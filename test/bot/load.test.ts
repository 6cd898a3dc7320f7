import { afterEach, expect, it } from '@jest/globals';
import type { Ask } from '../../schema/services.ts';
import { answerOf } from '../support/answers.ts';
import { type BotHarness, startBot } from '../support/bot-harness.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { startFakeSlack } from '../support/fake-slack.ts';
import { loadCompany } from '../support/slack-load/company.ts';
import { judge, settled } from '../support/slack-load/judge.ts';
import { limitCalls } from '../support/slack-load/limited.ts';
import { peopleFor, planLoad } from '../support/slack-load/plan.ts';
import { pushOverSocket } from '../support/slack-load/push.ts';

let harness: BotHarness | undefined;
afterEach(() => harness?.stop());

const events = 250;
const company = loadCompany(peopleFor(events));
const ask: Ask = ({ question }) =>
  Promise.resolve(answerOf(company.exact.find((topic) => topic.question === question)?.says ?? 'Nothing.'));

it('of a crowd of events over Socket Mode each is acknowledged, and what is a question is answered once', async () => {
  const slack = await startFakeSlack();
  const { planned, deliveries } = planLoad(slack, { events, company, topics: company.exact });
  limitCalls(slack, 0.1, { seconds: 0 });
  const store = await storeOn(await emptyEmbedded());
  harness = await startBot({ slack, ask, by: 'socket', claimStore: store });
  const { given, acknowledged } = await pushOverSocket(slack, deliveries, { at: 50 });
  await settled(slack, planned, { quietSeconds: 5 });
  const { answered, told, silent, twice, uncalled } = judge(slack, planned);
  expect({ given, silent, twice, uncalled }).toEqual({ given: [], silent: [], twice: [], uncalled: [] });
  expect(acknowledged.length).toBeGreaterThan(240);
  expect(answered).toBeGreaterThan(150);
  // Guests, people beside other companies, and one who asks too much.
  expect(told.filter(({ planned: { expected } }) => expected === 'answer')).toEqual([]);
  await harness.bot.stop();
  await store.close();
}, 180_000);
