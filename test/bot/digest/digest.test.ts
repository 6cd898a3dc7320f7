import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadDigest } from '../../../bot/digest/load-digest.ts';
import { renderDigest } from '../../../bot/digest/render-digest.ts';
import { createLinks } from '../../../bot/render/links.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { kiki } from '../../../schema/actor.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import { type BotHarness, publicUrl, quietMoment, startBot, until } from '../../support/bot-harness.ts';
import { refuseBlocks } from '../../support/block-kit-rules.ts';
import { startFakeSlack } from '../../support/fake-slack.ts';
import { hostileText } from '../../support/hostile-text.ts';
import { ask, monday, outreachOn, owner, ownersGraph, unanswered } from '../../support/owners.ts';
import { envelope, pressPayload } from '../../support/slack-events.ts';

let store: GraphStore;
const links = createLinks({ publicUrl });
const words = (blocks: readonly unknown[] | undefined) => JSON.stringify(blocks ?? []);

beforeAll(async () => {
  ({ store } = await ownersGraph());
  for (const asker of ['a@example.com', 'b@example.com']) await ask(store, 'How do I pay back?', { asker });
  await ask(store, 'May my friend Eve be paid back?');
  await ask(store, 'What is the secret limit?', { isPublic: false });
  await ask(store, 'What does Ada want?', { asker: owner.id });
  await ask(store, 'Asked long ago?', { at: '2026-11-01T12:00:00.000Z' });
  await ask(store, 'Who signs above 100 euros?', unanswered);
  const bad = await ask(store, 'Which form?', { refs: ['article:faq'] });
  await store.saveFeedback(kiki, {
    answer: bad,
    asker: 'secret-asker@example.com',
    at: '2026-11-21',
    vote: 'down',
    reason: 'outdated',
  });
  await ask(store, 'About something else?', { ...unanswered, refs: ['system:other'] });
});
afterAll(() => store.close());

describe('the digest of somebody’s pages', () => {
  it('says what was asked, what was not found, what is overdue, contradictory or broken, with links', async () => {
    const content = (await loadDigest(store, owner, monday))!;
    const { text, blocks } = renderDigest(content, links);
    const shown = words(blocks);
    expect(text).toBe(
      'Your pages this week: 2 questions about your pages without a good answer; one page on which sources disagree; one page overdue for a look; one page with links that lead nowhere; 5 questions about your pages in the last 7 days',
    );
    expect(shown).toContain('|Who signs above 100 euros?> · not answered');
    expect(shown).toContain('|Which form?> · It is outdated');
    expect(shown).toContain('/wiki/system:ledger|Ledger> · sources disagree about status');
    expect(shown).toMatch(/\/wiki\/procedure:refund\|Refund [^>]*runbook> · \d+ days overdue/);
    expect(shown).toContain('|Payments FAQ> · gone.md');
    expect(shown).toMatch(/runbook> · asked 4 times/);
    expect(shown).toContain('|How do I pay back?> · asked 2 times');
    expect(shown).toContain('https://kiki.example.com/me');
    expect(refuseBlocks(blocks!)).toBeUndefined();
  });

  it('names nobody who asked, and holds nothing that its reader may not read or that one person asked in private', async () => {
    const shown = words(renderDigest((await loadDigest(store, owner, monday))!, links).blocks);
    expect(shown).not.toMatch(/secret-asker|a@example\.com/);
    expect(shown).not.toMatch(
      /Board minutes|secret limit|friend Eve|What does Ada want|About something else|Asked long ago/,
    );
    expect(shown).not.toContain('<!channel>');
  });

  it('is not there when there is nothing to say', async () => {
    expect(await loadDigest(store, { ...anyEmployee, id: 'x', email: 'x@example.com' }, monday)).toBeUndefined();
    const quiet = {
      ...store,
      askedOfOwner: async () => ({ total: 0, pages: [], frequent: [] }),
      openQuestionsForOwner: async () => [],
      freshness: async () => new Map(),
      disputed: async () => new Map([['system:other', ['status']]]),
      brokenLinks: async () => [],
    };
    expect(await loadDigest(quiet, owner, monday)).toBeUndefined();
  });

  it('is taken by Slack whatever the graph holds, and pings nobody', () => {
    const text = hostileText();
    const card = fc
      .record({ name: text, ref: text })
      .map((some) => ({ ...some, kind: 'Team', aliases: [], fields: {}, changedAt: '' }));
    const total = fc.nat(2000);
    const pages = <T>(more: Record<string, fc.Arbitrary<T>>) =>
      fc.array(fc.record({ card, ...more }), { maxLength: 5 });
    const content = fc.record({
      days: fc.constant(7),
      asked: fc.record({
        total,
        pages: pages({ count: total }),
        frequent: fc.array(fc.record({ question: text, count: total }), { maxLength: 5 }),
      }),
      missing: fc.record({
        total,
        questions: fc.array(
          text.map((question) => ({
            id: '1',
            at: '',
            question,
            abstained: true,
            refs: [],
            against: [{ at: '', comment: question }],
          })),
          { maxLength: 5 },
        ),
      }),
      overdue: fc.record({
        total,
        pages: pages({ freshness: fc.constant({ state: 'overdue' as const, overdueDays: 3 }) }),
      }),
      contradictory: fc.record({ total, pages: pages({ about: fc.array(text, { maxLength: 20 }) }) }),
      broken: fc.record({ total, pages: pages({ links: fc.array(text, { maxLength: 20 }) }) }),
    });
    fc.assert(
      fc.property(content, (some) => {
        const { text: fallback, blocks } = renderDigest(some as unknown as Parameters<typeof renderDigest>[0], links);
        expect(refuseBlocks(blocks!)).toBeUndefined();
        const mrkdwn = blocks!.map((block) =>
          'text' in block && typeof block.text === 'object' ? block.text.text : '',
        );
        expect([fallback, ...mrkdwn].join('\n')).not.toMatch(/<[!@#]|<https:\/\/(?!kiki\.example\.com\/)/);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the weekly digest in Slack', () => {
  let harness: BotHarness;
  let now: Date;
  let fresh: Awaited<ReturnType<typeof ownersGraph>>;
  afterEach(async () => {
    await harness.stop();
    await fresh.engine.close();
  });

  const start = async (by: 'http' | 'socket' = 'http') => {
    now = monday;
    fresh = await ownersGraph(() => now);
    const slack = await startFakeSlack();
    slack.addUser('U1', { tz: 'UTC' });
    slack.addUser('U2', { tz: 'UTC', is_restricted: true });
    harness = await startBot({
      by,
      slack,
      store: fresh.store,
      outreach: outreachOn(fresh.store, { questions: 'never' }),
      findViewer: async (email) => ({ ...owner, id: email, email }),
      now: () => now,
      limits: { outreachSeconds: 0.02, personSeconds: 0 },
    });
  };
  const digests = () => harness.slack.visibleIn('DU1');
  const nextWeek = () => (now = new Date(now.getTime() + 7 * 86_400_000));
  const wishes = async () => (await fresh.store.outreachWishes(['person:ada'])).get('person:ada');
  const press = (action: string, ts?: string, user = 'U1') =>
    harness.interact(pressPayload(action, { user, ...(ts !== undefined && { channel: 'DU1', ts }) }));

  it.each(['http', 'socket'] as const)(
    'comes once, ends by its button, and begins again by the other (over %s)',
    async (by) => {
      await start(by);
      await until(() => digests().length === 1);
      await quietMoment();
      const [first] = digests() as [ReturnType<typeof digests>[number]];
      expect(digests()).toHaveLength(1);
      expect(first.unfurls).toBe(false);
      expect(words(first.blocks)).toContain('wish_digest_off');

      await press('wish_digest_off', first.ts);
      await until(() => words(first.blocks).includes('wish_digest_on'));
      expect(words(first.blocks)).toContain('You get no more digests.');
      expect(words(first.blocks)).toContain('|Ledger>');
      // A round that began before the press ends in its own week.
      await quietMoment();
      nextWeek();
      await quietMoment();
      expect(digests()).toHaveLength(1);

      await press('wish_digest_on', first.ts);
      await until(() => digests().length === 2);
      expect(words(first.blocks)).toContain('You get the digest again');
    },
  );

  it('is stopped and begun on the Home tab of who answers for pages', async () => {
    await start();
    const home = () => words(harness.slack.homes.get('U1')?.blocks);
    const open = (user = 'U1') => harness.send(envelope({ type: 'app_home_opened', user, channel: 'D1', tab: 'home' }));
    await open();
    await until(() => home().includes('wish_digest_off'));
    await press('wish_digest_off');
    await until(() => home().includes('wish_digest_on'));
    expect(await wishes()).toMatchObject({ digest: false });
    await press('wish_digest_on');
    await until(() => home().includes('wish_digest_off'));
    expect(await wishes()).toMatchObject({ digest: true });
  });

  it('is changed by its reader alone: what a guest presses does nothing', async () => {
    await start();
    await until(() => digests().length === 1);
    await press('wish_digest_off', digests()[0]!.ts, 'U2');
    await quietMoment();
    expect(await wishes()).toMatchObject({ digest: true });
    expect(words(digests()[0]!.blocks)).toContain('wish_digest_off');
  });

  it('says so when the wish cannot be kept', async () => {
    await start();
    await until(() => digests().length === 1);
    harness.slack.interfere('chat.update', () => ({ error: 'fatal_error' }));
    await press('wish_digest_off', digests()[0]!.ts);
    await until(() => harness.slack.ephemerals().length === 1);
    expect(harness.slack.ephemerals()[0]!.text).toContain('try again');
  });
});
