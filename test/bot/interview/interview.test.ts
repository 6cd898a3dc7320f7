import { afterEach, describe, expect, it } from '@jest/globals';
import type { types } from '@slack/bolt';
import { createEditor } from '../../../graph/edits.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { createSuggester } from '../../../graph/suggest.ts';
import { readBody } from '../../../ingest/pages/read-body.ts';
import { localAdmin, type Viewer } from '../../../schema/viewer.ts';
import { type BotHarness, type HarnessOptions, quietMoment, startBot, until } from '../../support/bot-harness.ts';
import { type FakeMessage } from '../../support/fake-slack-methods.ts';
import { startFakeSlack } from '../../support/fake-slack.ts';
import { ask, outreachOn, owner, ownersGraph, unanswered } from '../../support/owners.ts';
import { field, record, related } from '../../support/records.ts';
import { envelope, pressPayload, submissionPayload } from '../../support/slack-events.ts';

/** A Tuesday at ten: from then on questions are asked. */
const tuesday = new Date('2026-11-24T10:00:00Z');
const runbook = 'procedure:refund';

let harness: BotHarness;
let graph: Awaited<ReturnType<typeof ownersGraph>>;
let now: Date;
afterEach(async () => {
  await harness.stop();
  await graph.engine.close();
});

interface Sketch extends HarnessOptions {
  viewer?: Viewer;
  perWeek?: number;
  prepare?: (store: GraphStore) => Promise<unknown>;
  /** The bot sees this graph. */
  change?: (store: GraphStore) => GraphStore;
}

async function start({ viewer = owner, perWeek = 3, prepare, change = (same) => same, ...options }: Sketch = {}) {
  now = tuesday;
  graph = await ownersGraph(() => now);
  await prepare?.(graph.store);
  const slack = await startFakeSlack();
  slack.addUser('U1', { tz: 'UTC' });
  slack.addUser('U2', { tz: 'UTC' });
  const store = change(graph.store);
  const editor = createEditor({ store, readBody });
  harness = await startBot({
    slack,
    store,
    outreach: outreachOn(store, { digest: 'never', questionsPerWeek: perWeek }),
    suggest: createSuggester({ store, editor }).suggest,
    findViewer: async (email) => ({ ...viewer, id: email, email, name: email === owner.email ? 'Ada' : email }),
    now: () => now,
    limits: { outreachSeconds: 0.02, personSeconds: 0 },
    ...options,
  });
}

/** Questions that were asked, the oldest first. */
const asked = () => harness.slack.visibleIn('DU1').filter(({ threadTs }) => threadTs === undefined);
const inThread = (of: FakeMessage) => harness.slack.visibleIn('DU1').filter(({ threadTs }) => threadTs === of.ts);
const words = (message: FakeMessage | undefined) => JSON.stringify(message?.blocks ?? []);
const first = async (count = 1) => {
  await until(() => asked().length >= count, `question ${count}`);
  const question = asked()[count - 1]!;
  // It stands in Slack a moment before the graph knows where.
  while ((await graph.store.outreachAt(question)) === undefined) await quietMoment(5);
  return question;
};

interface Button {
  action_id: string;
  value?: string;
  text: { text: string };
}
function buttonsOf(message: FakeMessage): Button[] {
  return message.blocks.flatMap((block) => {
    if (block.type === 'actions') return block.elements as unknown as Button[];
    return block.type === 'section' && block.accessory !== undefined ? [block.accessory as unknown as Button] : [];
  });
}
const press = (message: FakeMessage, text: string, user = 'U1') => {
  const button = buttonsOf(message).find((each) => each.text.text === text);
  if (button === undefined)
    throw new Error(
      `No button ${text}: ${buttonsOf(message)
        .map((each) => each.text.text)
        .join(', ')}`,
    );
  const { action_id: action, value = '' } = button;
  return harness.interact(pressPayload(action, { user, value, channel: message.channel, ts: message.ts }));
};
const reply = (to: FakeMessage, text: string, user = 'U1') =>
  harness.direct(text, { channel: to.channel, user, threadTs: to.ts });
const form = () => harness.slack.views.at(-1)!.view;
const send = (text: string) => harness.interact(submissionPayload(form(), { reply: text }));
const outreach = async (number = 1) =>
  graph.store.outreach(`question:2026-W48:person:ada${number === 1 ? '' : `:${number}`}`);
const suggestions = async () => (await graph.store.suggestions(localAdmin, { status: 'open' })).items;
const page = (ref = runbook) => graph.store.entity(localAdmin, ref);

/** Only the runbook needs a look. */
const onlyOverdue = async (store: GraphStore) => {
  await store.apply(
    { type: 'run', id: 'again', source: 'wiki' },
    {
      upserts: [
        record({ source: 'wiki', kind: 'System', key: 's', name: 'Ledger', claims: [field('status', 'active')] }),
      ],
      removals: [],
    },
  );
};
/** Three people asked for what nobody wrote. */
const gap = async (store: GraphStore) => {
  await ask(store, 'Who signs above 100 euros?', unanswered);
  await ask(store, 'who signs above 100 euros', { ...unanswered, asker: 'b@example.com' });
  await ask(store, 'Who signs above 100 Euros??', { ...unanswered, asker: 'c@example.com' });
};

describe('a question to who answers for a page', () => {
  it.each(['http', 'socket'] as const)(
    'about an overdue page says why, what it says, and is settled by one click (over %s)',
    async (by) => {
      await start({ by, prepare: onlyOverdue });
      const question = await first();
      expect(question.text).toContain('Is Refund');
      expect(words(question)).toMatch(
        /I ask because you answer for it and it has been due for a look for \d+ days; nobody has verified it yet/,
      );
      expect(words(question)).toContain('Only Bob may pay back.');
      expect(words(question)).not.toContain('<!channel>');
      expect(question.unfurls).toBe(false);
      await press(question, 'Still right');
      await until(() => words(question).includes('you said that it is still right'));
      expect(buttonsOf(question)).toEqual([]);
      expect((await page())!.freshness).toMatchObject({ state: 'verified', verifiedBy: 'Ada' });
      expect(await outreach()).toMatchObject({ state: 'done', outcome: 'verified' });
      await quietMoment();
      // There is nothing else to ask.
      expect(asked()).toHaveLength(1);
    },
  );

  it('asks again what it says when the page has changed since', async () => {
    await start({ prepare: onlyOverdue });
    const question = await first();
    await createEditor({ store: graph.store, readBody }).change(
      { type: 'person', id: 'x', name: 'X' },
      localAdmin,
      runbook,
      { body: 'Only Eve may pay back.' },
      (await page())!.revision,
    );
    await press(question, 'Still right');
    await until(() => words(question).includes('has changed since I asked'));
    expect(words(question)).toContain('Only Eve may pay back.');
    expect((await page())!.freshness.verifiedBy).toBeUndefined();
    await press(question, 'Still right');
    await until(() => words(question).includes('you said that it is still right'));
  });

  it('about a contradiction offers the values with their sources, and a click settles it', async () => {
    await start();
    const question = await first();
    expect(question.text).toContain('Which is right: the status of Ledger?');
    expect(words(question)).toContain('sources disagree');
    expect(buttonsOf(question).map(({ text }) => text.text)).toEqual([
      'active',
      'retired',
      'None of these',
      'Not this week',
      'Not for a month',
      'Never about this',
      'Ask me nothing',
    ]);
    await press(question, 'retired');
    await until(() => words(question).includes('you settled the status: retired'));
    expect((await page('system:ledger'))!.fields.status).toBe('retired');
    expect(await graph.store.disputed(localAdmin)).toEqual(new Map());
    const [revision] = await graph.store.history(localAdmin, 'system:ledger', 1);
    expect(revision).toMatchObject({ actor: 'Ada' });
  });

  it('about a contradiction that says something else by now settles nothing', async () => {
    await start();
    const question = await first();
    const [before] = [question.blocks];
    await graph.store.apply(
      { type: 'run', id: 'again', source: 'wiki' },
      {
        upserts: [
          record({ source: 'wiki', kind: 'System', key: 's', name: 'Ledger', claims: [field('status', 'planned')] }),
        ],
        removals: [],
      },
    );
    await press(question, 'retired');
    await until(() => words(question).includes('has changed since I asked'));
    expect(before).not.toEqual(question.blocks);
    expect((await page('system:ledger'))!.fields.status).toBe('active');
    expect(buttonsOf(question).map(({ text }) => text.text)).toContain('planned');
  });

  it('about what is missing turns a reply in the thread into a section, shows it, and suggests it on a yes', async () => {
    await start({ prepare: gap });
    const question = await first();
    expect(words(question)).toMatch(/asked 3 times in 90 days, and there is no good answer/);
    expect(words(question)).not.toMatch(/secret-asker|b@example/);
    await reply(question, 'Two directors, *both* in writing.');
    await until(() => words(question).includes('Suggest it'));
    expect(words(question)).toContain('*Before*\\n>nothing');
    expect(words(question)).toContain('>## Who signs above 100 euros?');
    expect(words(question)).toContain('Two directors, *both* in writing.');
    await until(() => inThread(question).length === 1);
    expect(inThread(question)[0]!.text).toContain('I made a change of the page');
    expect(harness.questions).toEqual([]);
    expect(await suggestions()).toEqual([]);

    await press(question, 'Suggest it');
    await until(() => words(question).includes('waits for its review'));
    const [suggestion] = await suggestions();
    expect(suggestion).toMatchObject({ of: runbook, byName: 'Ada', note: expect.stringContaining('Who signs') });
    expect(suggestion!.change.body).toMatch(
      /Only Bob may pay back\.[^]*## Limits[^]*## Who signs above 100 euros\?\n\nTwo directors/i,
    );
    expect(JSON.stringify((await page())!.passages)).not.toContain('Two directors');
  });

  it('is done at once, with his name, for an owner who may edit, and closes what was asked', async () => {
    await start({ prepare: gap, viewer: { ...owner, canEdit: true } });
    const question = await first();
    await reply(question, 'Two directors.');
    await until(() => words(question).includes('Save it'));
    await press(question, 'Save it');
    await until(() => words(question).includes('your change is saved'));
    expect(JSON.stringify((await page())!.passages)).toContain('Two directors.');
    const [revision] = await graph.store.history(localAdmin, runbook, 1);
    expect(revision).toMatchObject({ actor: 'Ada', reason: expect.stringContaining('Who signs') });
    expect(await suggestions()).toEqual([]);
    expect(await graph.store.openQuestions(localAdmin, { since: '', limit: 9 })).toEqual([]);
  });

  it('may be answered in a form with the text of the page, amended and discarded', async () => {
    await start({ prepare: onlyOverdue });
    const question = await first();
    await press(question, 'Something changed');
    await until(() => harness.slack.views.length === 1);
    expect(JSON.stringify(form())).toContain('Only Bob may pay back.');
    expect(await send('')).toMatchObject({ response_action: 'errors' });
    await send('Only Eve may pay back.\n\n## Limits\n\nUp to 100 euros.');
    await until(() => words(question).includes('Suggest it'));
    expect(words(question)).toContain('*Before*\\n>Only Bob may pay back.');
    expect(words(question)).toContain('*After*\\n>Only Eve may pay back.');
    expect(words(question)).not.toContain('Up to 100 euros');

    await press(question, 'Amend');
    await until(() => harness.slack.views.length === 2);
    expect(JSON.stringify(form())).toContain('Only Eve may pay back.');
    await send('Only Eve and Cy may pay back.\n\n## Limits\n\nUp to 100 euros.');
    await until(() => words(question).includes('Eve and Cy'));
    await press(question, 'Discard');
    await until(() => words(question).includes('Still right'));
    expect(await suggestions()).toEqual([]);
    expect(await outreach()).toMatchObject({ state: 'sent' });
  });

  it('about a page too long for a form takes one of its sections, shows what changes, and lets that be amended there', async () => {
    const long = Array.from({ length: 40 }, (_, index) => `Step ${index}: ${'careful '.repeat(12)}`).join('\n\n');
    await start({
      prepare: async (store) => {
        await onlyOverdue(store);
        await store.apply(
          { type: 'run', id: 'long', source: 'hr' },
          {
            upserts: [
              record({
                kind: 'Procedure',
                key: 'refund',
                name: 'Refund runbook',
                statedAt: '2024-01-01',
                claims: [related('OWNS', 'Payments', { end: 'to' })],
                passages: [
                  { heading: [], text: 'Only Bob may pay back.' },
                  { heading: ['Limits'], text: 'Up to 100 euros.' },
                  { heading: ['Everything'], text: long },
                ],
              }),
            ],
            removals: [],
          },
        );
      },
    });
    const question = await first();
    const views = (count: number) => until(() => harness.slack.views.length === count, `form ${count}`);
    const next = async (section: string) => {
      const reply = await harness.interact(submissionPayload(form(), { section }));
      return (reply as { view: types.ModalView }).view;
    };
    const sendIn = (view: types.ModalView, text: string) => harness.interact(submissionPayload(view, { reply: text }));
    await press(question, 'Something changed');
    await views(1);
    expect(JSON.stringify(form())).toContain('Limits#0');
    const limits = await next('Limits#0');
    expect(JSON.stringify(limits)).toContain('Up to 100 euros.');
    await sendIn(limits, 'Up to 200 euros.');
    await until(() => words(question).includes('takes the place of what “Limits” says'));
    expect(words(question)).toContain('*Before*\\n>Up to 100 euros.');
    expect(words(question)).toContain('*After*\\n>Up to 200 euros.');
    expect(words(question)).not.toContain('careful');
    // One too long for a form is added to, and says so.
    await press(question, 'Discard');
    await until(() => words(question).includes('Still right'));
    await press(question, 'Something changed');
    await views(2);
    const whole = await next('Everything#0');
    expect(JSON.stringify(whole)).toContain('too long for a form');
    // In words: to the section that speaks of it; and from there into its text.
    await reply(question, 'Bob and Eve may pay back.');
    await until(() => words(question).includes('I added it to the beginning of the page'));
    await press(question, 'Amend');
    await views(3);
    const lead = await next('#0');
    expect(JSON.stringify(lead)).toContain('Only Bob may pay back.\\n\\nBob and Eve may pay back.');
    await sendIn(lead, 'Only Bob and Eve may pay back.');
    await until(() => words(question).includes('*After*\\n>Only Bob and Eve may pay back.'));
    await press(question, 'Suggest it');
    await until(() => words(question).includes('waits for its review'));
    const [suggestion] = await suggestions();
    expect(suggestion?.change.body).toMatch(
      /^Only Bob and Eve may pay back\.\n\n## Limits\n\nUp to 100 euros\.\n\n## Everything/,
    );
  });

  it('takes another value in words, and says what is wrong with one that cannot be', async () => {
    await start();
    const question = await first();
    await press(question, 'None of these');
    await until(() => harness.slack.views.length === 1);
    expect(await send('purple')).toMatchObject({ errors: { reply: expect.stringContaining('is not one of') } });
    await reply(question, 'purple');
    await until(() => inThread(question).length === 1);
    expect(inThread(question)[0]!.text).toContain('is not one of');
    await reply(question, 'Retired');
    await until(() => words(question).includes('you settled the status: retired'));
  });

  it('happens once, however often and by whichever replica a button is pressed', async () => {
    await start({ prepare: gap });
    const question = await first();
    await reply(question, 'Two directors.');
    await until(() => words(question).includes('Suggest it'));
    await Promise.all(Array.from({ length: 4 }, () => press(question, 'Suggest it')));
    await until(() => words(question).includes('waits for its review'));
    await quietMoment();
    expect(await suggestions()).toHaveLength(1);
  });

  it('is only the business of the one who was asked', async () => {
    await start({ prepare: onlyOverdue });
    const question = await first();
    await press(question, 'Still right', 'U2');
    harness.slack.addUser('U1', { tz: 'UTC', is_restricted: true });
    await press(question, 'Still right');
    await quietMoment();
    expect((await page())!.freshness.verifiedBy).toBeUndefined();
    expect(await outreach()).toMatchObject({ state: 'sent' });
  });

  it('loses no reply when the graph fails, and shows the question as it was', async () => {
    let isDown = false;
    await start({
      prepare: onlyOverdue,
      change: (store) => ({
        ...store,
        dispute: store.dispute,
        entity: (...order) => (isDown ? Promise.reject(new Error('down')) : store.entity(...order)),
      }),
    });
    const question = await first();
    await press(question, 'Something changed');
    await until(() => harness.slack.views.length === 1);
    isDown = true;
    expect(await send('Only Eve.')).toMatchObject({ errors: { reply: expect.stringContaining('did not work') } });
    isDown = false;
    await send('Only Eve.');
    await until(() => words(question).includes('Only Eve.'));
    isDown = true;
    await press(question, 'Suggest it');
    await until(() => inThread(question).length === 1);
    expect(inThread(question)[0]!.text).toContain('try again');
    expect(await outreach()).toMatchObject({ state: 'drafted' });
    isDown = false;
    await press(question, 'Suggest it');
    await until(() => words(question).includes('waits for its review'));
  });

  it('says so when the page is not his any more', async () => {
    await start({ prepare: onlyOverdue });
    const question = await first();
    await graph.store.apply(
      { type: 'run', id: 'again', source: 'hr' },
      { upserts: [record({ kind: 'Team', key: 'p', name: 'Payments' })], removals: [] },
    );
    await press(question, 'Still right');
    await until(() => words(question).includes('you do not answer for it any more'));
    expect((await page())!.freshness.verifiedBy).toBeUndefined();
  });
});

describe('the questions of a week', () => {
  it('come one at a time, the most worth asking first, each after the one before is dealt with, up to the number', async () => {
    await start({ prepare: gap, perWeek: 2 });
    const one = await first();
    await quietMoment();
    expect(asked()).toHaveLength(1);
    expect(one.text).toContain('Can you answer this');
    await reply(one, 'Two directors.');
    await until(() => words(one).includes('Suggest it'));
    await press(one, 'Suggest it');
    const two = await first(2);
    // Asked about three times, it matters more than a contradiction on a page that nobody asks about.
    expect(two.text).toContain('Is Refund');
    await press(two, 'Still right');
    await until(() => words(two).includes('you said that it is still right'));
    await quietMoment();
    expect(asked()).toHaveLength(2);
    now = new Date('2026-12-01T10:00:00Z');
    expect((await first(3)).text).toContain('the status of Ledger');
  });

  it.each([
    ['Not this week', 'I ask nothing more this week.', '2026-11-27', '2026-12-01'],
    ['Not for a month', 'I ask nothing for four weeks.', '2026-12-22', '2026-12-23'],
  ])('are put off ("%s"), and what was put off comes again', async (button, line, before, after) => {
    await start({ prepare: onlyOverdue });
    const question = await first();
    await press(question, button);
    await until(() => words(question).includes(line));
    now = new Date(`${before}T09:30:00Z`);
    await quietMoment();
    expect(asked()).toHaveLength(1);
    now = new Date(`${after}T11:00:00Z`);
    expect((await first(2)).text).toContain('Is Refund');
  });

  it('are never about what was declined, until the Home tab takes that back', async () => {
    await start({ prepare: onlyOverdue });
    const question = await first();
    await press(question, 'Never about this');
    await until(() => words(question).includes('will not ask you about this again'));
    now = new Date('2027-02-02T10:00:00Z');
    await quietMoment();
    expect(asked()).toHaveLength(1);
    const home = () => JSON.stringify(harness.slack.homes.get('U1') ?? {});
    await harness.send(envelope({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home' }));
    await until(() => home().includes('Ask again about one topic'));
    await harness.interact(pressPayload('wish_topics_again', { user: 'U1' }));
    await until(() => !home().includes('Ask again about'));
    now = new Date('2027-02-09T10:00:00Z');
    expect((await first(2)).text).toContain('Is Refund');
  });

  it('end for good by a button, and begin again on the Home tab', async () => {
    await start();
    const question = await first();
    await press(question, 'Ask me nothing');
    await until(() => words(question).includes('I ask you nothing more'));
    now = new Date('2026-12-01T10:00:00Z');
    await quietMoment();
    expect(asked()).toHaveLength(1);
    await harness.interact(pressPayload('wish_questions_on', { user: 'U1' }));
    await first(2);
  });

  it('stop for a month for whoever left three alone', async () => {
    await start({ prepare: gap });
    for (const [index, day] of ['2026-11-24', '2026-12-01', '2026-12-08'].entries()) {
      now = new Date(`${day}T10:00:00Z`);
      await first(index + 1);
    }
    now = new Date('2026-12-15T10:00:00Z');
    await quietMoment();
    expect(asked()).toHaveLength(3);
    // What was left alone still works.
    const old = asked()[1]!;
    await press(old, 'Still right');
    await until(() => words(old).includes('you said that it is still right'));
  });

  it('end for a thread when it is dealt with: what is written there later is neither an answer nor a question', async () => {
    await start({ prepare: onlyOverdue });
    const question = await first();
    await reply(question, 'Still right!');
    await until(() => words(question).includes('you said that it is still right'));
    await reply(question, 'Thanks');
    await until(() => inThread(question).length === 1);
    expect(inThread(question)[0]!.text).toContain('dealt with');
    expect(harness.questions).toEqual([]);
    await harness.direct('Who leads Payments?', { channel: 'DU1' });
    await until(() => harness.questions.length === 1);
  });

  it('are not asked of two people about the same', async () => {
    const both = async (store: GraphStore) => {
      await onlyOverdue(store);
      const lead = (name: string) => related('LEADS', name, { end: 'to' });
      await store.apply(
        { type: 'run', id: 'two', source: 'hr' },
        {
          upserts: [record({ kind: 'Team', key: 'p', name: 'Payments', claims: [lead('Ada'), lead('Bob')] })],
          removals: [],
        },
      );
    };
    await start({ prepare: both });
    await until(() => harness.log.join('').includes('"outcome":"nothing"'));
    const said = await graph.store.outreachSince('');
    expect(said.map(({ person, state }) => [person, state]).sort()).toEqual([
      ['person:ada', 'sent'],
      ['person:bob', 'skipped'],
    ]);
  });
});
