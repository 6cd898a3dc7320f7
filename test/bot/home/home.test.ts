import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { types } from '@slack/bolt';
import fc from 'fast-check';
import { renderHome } from '../../../bot/home/render-home.ts';
import { workObject } from '../../../bot/unfurls/work-object.ts';
import { createLinks } from '../../../bot/render/links.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { kiki } from '../../../schema/actor.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import {
  type BotHarness,
  type HarnessOptions,
  publicUrl,
  quietMoment,
  startBot,
  until,
} from '../../support/bot-harness.ts';
import { refuseView } from '../../support/block-kit-rules.ts';
import { emptyEmbedded, storeOn } from '../../support/engines.ts';
import { hostileText } from '../../support/hostile-text.ts';
import { field, record, related } from '../../support/records.ts';
import { envelope } from '../../support/slack-events.ts';

let store: GraphStore;
let harness: BotHarness;
afterEach(() => harness.stop());

const email = 'u1@example.com';
const ada = { ...anyEmployee, id: email, email, name: 'Ada' };

/** Ada leads Payments, which owns a runbook nobody has verified for years and, behind a curtain, another. */
beforeAll(async () => {
  store = await storeOn(await emptyEmbedded(), { now: () => new Date('2026-11-20T09:00:00Z') });
  const sketches = [
    record({
      kind: 'Person',
      key: '1',
      name: 'Ada',
      ids: { email: [email] },
      claims: [related('MEMBER_OF', 'Payments')],
    }),
    record({
      kind: 'Person',
      key: '2',
      name: 'Bob',
      claims: [related('MEMBER_OF', 'Payments'), field('status', 'left')],
    }),
    record({ kind: 'Team', key: 'p', name: 'Payments', claims: [related('LEADS', 'Ada', { end: 'to' })] }),
    ...['Refund runbook', 'Board minutes'].map((name) =>
      record({
        kind: 'Procedure',
        key: name,
        name,
        statedAt: '2024-01-01',
        audience: name === 'Board minutes' ? 'board' : 'everyone',
        claims: [related('OWNS', 'Payments', { end: 'to' }), field('description', 'How we pay back. <!channel>')],
      }),
    ),
  ];
  await store.apply({ type: 'run', id: 'r', source: 'hr' }, { upserts: sketches, removals: [] });
  const asked = {
    asker: email,
    surface: 'slack' as const,
    mode: 'graph' as const,
    text: '',
    refs: [],
    milliseconds: 1,
  };
  const save = (id: string, question: string, more = {}) =>
    store.saveQuestion(
      kiki,
      { ...asked, id, question, at: '2026-11-19T08:00:00.000Z', abstained: false, ...more },
      { isPublic: true },
    );
  await save('1', 'Who leads Payments?');
  await save('2', 'Where is the <!channel> key?', { abstained: true });
  await save('4', 'How do I refund?', { asker: 'cy@example.com', refs: ['procedure:refund-runbook'] });
  await store.saveFeedback(kiki, {
    answer: '4',
    asker: 'cy@example.com',
    at: '2026-11-19T09:00:00.000Z',
    vote: 'down',
    reason: 'outdated',
    comment: 'The form is gone',
  });
  await save('3', 'What does Bob earn?', { asker: 'bob@example.com' });
});
afterAll(() => store.close());

const open = (user = 'U1') => harness.send(envelope({ type: 'app_home_opened', user, channel: 'D1', tab: 'home' }));
const shown = (user = 'U1') => JSON.stringify(harness.slack.homes.get(user) ?? {});

describe('the Home tab', () => {
  it.each(['http', 'socket'] as const)('says what Kiki is, and shows what is the viewer’s (over %s)', async (by) => {
    harness = await startBot({ by, store, findViewer: () => Promise.resolve(ada) });
    await open();
    await until(() => harness.slack.homes.has('U1'));
    const home = shown();
    expect(home).toContain('*AI assistant*');
    expect(home).toContain('https://kiki.example.com/');
    expect(home).toContain('|Who leads Payments?> · 2026-11-19');
    expect(home).toContain('not found');
    expect(home).toContain('|How do I refund?> · It is outdated · “The form is gone”');
    expect(home).not.toContain('cy@example');
    expect(home).toMatch(/\/wiki\/procedure:refund-runbook\|Refund runbook> · \d+ days overdue/);
    expect(home).toMatch(/Payments>\* · one member\\nLed by <[^>]*\|Ada>\\nAnswers for <[^>]*\|Refund runbook>/);
  });

  it('shows nothing that its viewer may not read, nor what others asked', async () => {
    harness = await startBot({ store, findViewer: () => Promise.resolve(ada) });
    await open();
    await until(() => harness.slack.homes.has('U1'));
    expect(shown()).not.toContain('Board minutes');
    expect(shown()).not.toContain('Bob earn');
    expect(shown()).not.toContain('<!channel>');
  });

  it.each([
    ['a guest', { is_restricted: true }],
    ['somebody whom the directory does not know', {}],
  ])('shows %s nothing of the company', async (_, extra) => {
    harness = await startBot({ store, findViewer: () => Promise.resolve(undefined) });
    harness.slack.addUser('U1', extra);
    await open();
    await until(() => harness.slack.homes.has('U1'));
    expect(shown()).toContain('full members');
    expect(shown()).not.toMatch(/Payments|Refund/);
  });

  it('says so when the graph does not answer', async () => {
    const down = { ...store, questionsOf: () => Promise.reject(new Error('Payments is down')) };
    harness = await startBot({ store: down, findViewer: () => Promise.resolve(ada) });
    await open();
    await until(() => harness.slack.homes.has('U1'));
    expect(shown()).toContain('cannot reach the company wiki');
    expect(harness.log.join('')).not.toContain('Payments is down');
  });

  it('is taken by Slack whatever the graph holds', async () => {
    harness = await startBot();
    const text = hostileText();
    const card = fc
      .record({ name: text, ref: text })
      .map((some) => ({ ...some, kind: 'Team', aliases: [], fields: {}, changedAt: '' }));
    const cards = fc.array(card, { maxLength: 10 });
    const content = fc.record({
      recent: fc.array(fc.record({ question: text, at: fc.constant('2026-11-19'), abstained: fc.boolean() }), {
        maxLength: 5,
      }),
      needed: fc.array(
        text.map((question) => ({
          id: '1',
          at: '',
          question,
          abstained: true,
          refs: [],
          against: [{ at: '', reason: 'wrong' as const, comment: question }],
        })),
        { maxLength: 5 },
      ),
      overdue: fc.record({
        total: fc.nat(500),
        pages: cards.map((some) => some.map((each) => ({ card: each, freshness: { state: 'overdue' as const } }))),
      }),
      teams: fc.array(fc.record({ card, leads: cards, members: fc.nat(), owns: cards }), { maxLength: 3 }),
    });
    const links = createLinks({ publicUrl });
    fc.assert(
      fc.property(content, (some) => {
        const view = renderHome(some, links);
        expect(refuseView(view)).toBeUndefined();
        expect(mrkdwnOf(view)).not.toMatch(/<[!@#]|<https:\/\/(?!kiki\.example\.com\/)/);
      }),
      { numRuns: 50 },
    );
  });
});

function mrkdwnOf({ blocks }: types.HomeView): string {
  return blocks.map((block) => ('text' in block && typeof block.text === 'object' ? block.text.text : '')).join('\n');
}

describe('a link to the wiki', () => {
  const post = (urls: string[], extra: Record<string, unknown> = {}, around: Record<string, unknown> = {}) =>
    harness.send(
      envelope(
        {
          type: 'link_shared',
          user: 'U1',
          channel: 'C1',
          message_ts: '1.1',
          links: urls.map((url) => ({ url, domain: 'x' })),
          ...extra,
        },
        around,
      ),
    );
  const page = `${publicUrl}/wiki/procedure:refund-runbook`;

  it.each(['http', 'socket'] as const)(
    'says what it leads to: name, what it is about, who answers for it, when (over %s)',
    async (by) => {
      harness = await startBot({ by, store });
      await post([page, `${page}#steps`]);
      await until(() => harness.slack.unfurls.length === 1);
      const [{ channel, ts, unfurls }] = harness.slack.unfurls as [(typeof harness.slack.unfurls)[number]];
      expect([channel, ts]).toEqual(['C1', '1.1']);
      expect(Object.keys(unfurls)).toEqual([page, `${page}#steps`]);
      const words = JSON.stringify(unfurls[page]);
      expect(words).toContain('Refund runbook');
      expect(words).toContain('Procedure · Answered for by Ada · Last changed 2026-11-20 · overdue for review');
      expect(words).not.toContain('<!channel>');
    },
  );

  it.each<[string, string[], Record<string, unknown>, Record<string, unknown>]>([
    ['a page that not every employee may read', [`${publicUrl}/wiki/procedure:board-minutes`], {}, {}],
    ['a page that is not there', [`${publicUrl}/wiki/team:none`], {}, {}],
    ['another page of the wiki', [`${publicUrl}/admin`, `${publicUrl}/wiki/%E0%A4%A`], {}, {}],
    ['another site', ['https://evil.example.com/wiki/procedure:refund-runbook'], {}, {}],
    ['a channel that is shared', [page], { channel: 'C9' }, {}],
    ['an envelope that says the channel is shared', [page], {}, { is_ext_shared_channel: true }],
    ['a guest', [page], { user: 'U2' }, {}],
    ['a conversation that Slack says nothing of', [page], { channel: 'COMPOSER' }, {}],
  ])('says nothing for %s', async (_, urls, extra, around) => {
    harness = await startBot({ store });
    harness.slack.addChannel('C9', { info: { is_ext_shared: true } });
    harness.slack.addUser('U2', { is_restricted: true });
    await post(urls, extra, around);
    await quietMoment();
    expect(harness.slack.unfurls).toEqual([]);
  });

  describe('as a work object', () => {
    const minutes = `${publicUrl}/wiki/procedure:board-minutes`;
    const opens = async (user: string, url: string, extra: Record<string, unknown> = {}) => {
      const { slack } = harness;
      const before = slack.details.length;
      const link = { url, domain: 'kiki.example.com' };
      await harness.send(
        envelope({ type: 'entity_details_requested', user, trigger_id: 'T', link, entity_url: url, ...extra }),
      );
      await until(() => slack.details.length > before, 'the details');
      return slack.details.at(-1)!;
    };
    const begin = async (options: HarnessOptions = {}) => {
      harness = await startBot({ by: 'socket', store, workObjects: true, ...options });
      harness.slack.addUser('U2', { is_restricted: true });
      harness.slack.addUser('U5');
    };

    it('says to everyone what every employee may read, and to whoever opens it what he may read', async () => {
      await begin({
        findViewer: (email) =>
          Promise.resolve({ ...ada, id: email, audiences: email === ada.email ? ['everyone', 'board'] : ['everyone'] }),
      });
      await post([page, minutes, `${publicUrl}/wiki/team:none`]);
      await until(() => harness.slack.objects.length === 1);
      const [{ entities }] = harness.slack.objects as [(typeof harness.slack.objects)[number]];
      expect(entities).toMatchObject([
        { app_unfurl_url: page, url: page, external_ref: { id: 'procedure:refund-runbook', type: 'Procedure' } },
      ]);
      expect(JSON.stringify(entities)).toContain('Ada');
      expect(harness.slack.unfurls).toEqual([]);
      const details = await opens('U1', page, { external_ref: { id: 'procedure:refund-runbook', type: 'Procedure' } });
      const told = details.metadata?.entity_payload.custom_fields ?? [];
      expect(told.length).toBeGreaterThan(entities[0]?.entity_payload.custom_fields?.length ?? 0);
      expect(JSON.stringify(told)).not.toMatch(/<[!@#]/);
      // What only some may read is there for them alone; for others it is as if it was not there.
      expect((await opens('U1', minutes)).metadata?.entity_payload.attributes.title.text).toBe('Board minutes');
      for (const url of [minutes, `${publicUrl}/wiki/team:none`, 'https://evil.example.com/wiki/team:payments'])
        expect((await opens('U5', url)).error).toEqual({ status: 'not_found' });
    });

    it('calls nobody and links nowhere whatever the page says', async () => {
      await begin();
      const view = (await store.entity(anyEmployee, 'procedure:refund-runbook'))!;
      const text = hostileText();
      fc.assert(
        fc.property(text, text, fc.array(text, { maxLength: 3 }), (name, about, owners) => {
          const linked = { page: { ...view, name, kind: name }, url: page, owners, about };
          const object = workObject(linked, { externalRef: { id: view.ref } });
          expect(JSON.stringify(object.entity_payload)).not.toMatch(/<[!@#]|https?:\/\//);
        }),
        { numRuns: 50 },
      );
    });

    it('says nothing to guests, an error where the graph fails, and is told in words where Slack takes none', async () => {
      const failing = { ...store, entity: () => Promise.reject(new Error('Payments is down')) };
      await begin({ store: failing });
      expect((await opens('U2', page)).error).toMatchObject({ status: 'custom' });
      expect((await opens('U5', page)).error).toEqual({ status: 'internal_error' });
      expect(harness.log.join('')).not.toContain('Payments is down');
      await harness.stop();
      await begin();
      harness.slack.interfere('chat.unfurl', ({ args }) =>
        args.metadata === undefined ? undefined : { error: 'feature_not_enabled' },
      );
      await post([page]);
      await until(() => harness.slack.unfurls.length === 1);
      expect(harness.slack.objects).toEqual([]);
    });
  });
});
