import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { loadThings } from '../../../bot/answering/load-things.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { everyone } from '../../../schema/audience.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import { answerOf } from '../../support/answers.ts';
import { ada as adaInSlack, type BotHarness, startBot, until } from '../../support/bot-harness.ts';
import { emptyEmbedded, storeOn } from '../../support/engines.ts';
import { field, record, related } from '../../support/records.ts';

let store: GraphStore;
const insider = { ...anyEmployee, audiences: [everyone, 'payments'] };

/** Ada and Bob are in Payments, and Merger, for those in Payments to know, owns Vault. */
beforeAll(async () => {
  store = await storeOn(await emptyEmbedded());
  const upserts = [
    record({
      kind: 'Person',
      key: '1',
      name: 'Ada',
      claims: [field('title', 'Staff Engineer'), related('MEMBER_OF', 'Payments')],
    }),
    record({
      kind: 'Person',
      key: '2',
      name: 'Bob',
      claims: [related('MEMBER_OF', 'Payments'), related('MEMBER_OF', 'Risk', { dotted: true })],
    }),
    record({ kind: 'Person', key: '3', name: 'Cy', audience: 'payments', claims: [field('title', 'Spy')] }),
    record({ kind: 'Team', key: 'p', name: 'Payments', claims: [related('LEADS', 'Ada', { end: 'to' })] }),
    record({ kind: 'Team', key: 'r', name: 'Risk', claims: [] }),
    record({ kind: 'Team', key: 'm', name: 'Merger', audience: 'payments' }),
    record({
      kind: 'System',
      key: 'l',
      name: 'Ledger',
      claims: [field('status', 'active'), related('OWNS', 'Payments', { end: 'to' })],
    }),
    record({ kind: 'System', key: 'v', name: 'Vault', claims: [related('OWNS', 'Merger', { end: 'to' })] }),
    record({ kind: 'Procedure', key: 'f', name: 'Refund', claims: [field('description', 'How we pay back.')] }),
  ];
  await store.apply({ type: 'run', id: 'r', source: 'hr' }, { upserts, removals: [] });
});
afterAll(() => store.close());

const adaThing = {
  ref: 'person:ada',
  name: 'Ada',
  kind: 'person',
  details: [
    { label: 'Title', value: 'Staff Engineer' },
    { label: 'Teams', value: 'Payments' },
  ],
};
const load = (found: string[], value: Parameters<typeof loadThings>[2]['value'], viewer = anyEmployee) =>
  loadThings(store, viewer, { found, value });

describe('what an answer consists of', () => {
  it('is the one thing it names or describes, with what is to be known of its kind', async () => {
    expect(await load(['person:ada'], ['Ada'])).toEqual({ shown: [adaThing], total: 1 });
    expect(await load(['team:payments'], null)).toMatchObject({
      shown: [{ kind: 'team', details: [{ label: 'Lead', value: 'Ada' }] }],
    });
    expect(await load(['system:ledger'], ['Ledger'])).toMatchObject({
      shown: [
        {
          kind: 'system',
          details: [
            { label: 'Status', value: 'active' },
            { label: 'Owner', value: 'Payments' },
          ],
        },
      ],
    });
  });

  it('is all of a list, without dotted lines, and how many there are', async () => {
    const names = ['Ada', 'Bob', ...Array.from({ length: 60 }, (_, index) => `Person ${index}`)];
    expect(await load(['person:ada', 'person:bob'], names)).toMatchObject({
      shown: [adaThing, { name: 'Bob', details: [{ label: 'Teams', value: 'Payments' }] }],
      total: 62,
    });
  });

  it('is what the viewer may read', async () => {
    expect(await load(['person:cy'], ['Cy'])).toBeUndefined();
    expect(await load(['person:cy'], ['Cy'], insider)).toMatchObject({ shown: [{ name: 'Cy' }] });
    const details = async (viewer: typeof anyEmployee) =>
      (await load(['system:vault'], ['Vault'], viewer))?.shown[0]?.details;
    expect(await details(anyEmployee)).toEqual([]);
    expect(await details(insider)).toEqual([{ label: 'Owner', value: 'Merger' }]);
  });

  it.each<[string, string[], Parameters<typeof load>[1]]>([
    ['a number', ['person:ada'], 1],
    ['a yes', ['person:ada'], true],
    ['the value of a field', ['person:ada'], 'Staff Engineer'],
    ['the values of a field', ['person:ada'], ['Go', 'Rust']],
    ['steps', ['procedure:refund'], null],
    ['a text about several things', ['person:ada', 'person:bob'], null],
    ['nothing', [], []],
  ])('is not told of %s', async (_, found, value) => {
    expect(await load(found, value)).toBeUndefined();
  });
});

describe('in Slack', () => {
  let harness: BotHarness;
  afterEach(() => harness.stop());
  const answer = answerOf('**Ada** leads Payments.', { found: ['person:ada'], value: ['Ada'] });
  const shown = (channel: string) => JSON.stringify(harness.slack.visibleIn(channel)[0]?.blocks);

  it('a channel sees a card of what everyone may read, and the asker alone of what he may', async () => {
    const vault = answerOf('It is **Vault**.', { found: ['system:vault'], value: ['Vault'] });
    harness = await startBot({
      store,
      ask: () => Promise.resolve(vault),
      findViewer: () => Promise.resolve(adaInSlack),
    });
    await harness.mention('Which system is it?');
    await until(() => harness.slack.visibleIn('C1').length === 1);
    expect(shown('C1')).toContain('|Vault>*\\nSystem"');
    await harness.direct('Which system is it?');
    await until(() => harness.slack.visibleIn('D1').length === 1);
    expect(shown('D1')).toContain('|Vault>*\\nSystem · Owner: Merger"');
  });

  it('an answer comes without its table where Slack does not take one', async () => {
    const list = answerOf('Ada and Bob.', { found: ['person:ada', 'person:bob'], value: ['Ada', 'Bob'] });
    harness = await startBot({ store, ask: () => Promise.resolve(list) });
    harness.slack.interfere('chat.postMessage', ({ args }) =>
      (args.blocks ?? '').includes('"table"') ? { error: 'only_one_table_allowed' } : undefined,
    );
    await harness.mention('Who is in Payments?');
    await until(() => harness.slack.visibleIn('C1').length === 1);
    expect(harness.slack.visibleIn('C1')[0]?.text).toBe('Ada and Bob.');
    expect(shown('C1')).not.toContain('"table"');
    const tried = harness.slack.calls.filter(({ method }) => method === 'chat.postMessage');
    expect(tried).toHaveLength(2);
  });

  it('an answer comes without a card when the graph does not tell', async () => {
    const down = { ...store, cards: () => Promise.reject(new Error('Payments is down')) };
    harness = await startBot({ store: down, ask: () => Promise.resolve(answer) });
    await harness.mention('Who leads Payments?');
    await until(() => harness.slack.visibleIn('C1').length === 1);
    expect(shown('C1')).not.toContain('"section"');
    expect(harness.log.join('')).not.toContain('Payments is down');
  });
});
