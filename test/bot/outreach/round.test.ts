import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { createDeliver } from '../../../bot/outreach/deliver.ts';
import { createRecipients } from '../../../bot/outreach/recipients.ts';
import { createRound, type Errand, type Round } from '../../../bot/outreach/round.ts';
import { createPersonGate } from '../../../bot/gate/person-gate.ts';
import { createBoltLogger } from '../../../bot/slack/log.ts';
import { createClients } from '../../../bot/slack/clients.ts';
import { createPeople } from '../../../bot/slack/people.ts';
import type { Engine } from '../../../graph/engine.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { kiki } from '../../../schema/actor.ts';
import { outreachSettings } from '../../../schema/outreach.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from '../../support/engines.ts';
import { type FakeSlack, startFakeSlack, tokens } from '../../support/fake-slack.ts';
import { bot } from '../../support/fake-slack-methods.ts';
import { field, record, related } from '../../support/records.ts';

/** A Monday, ten in the morning in London, five in New York. */
const monday = '2026-11-23T10:00:00Z';

let engine: Engine;
let slack: FakeSlack;
let now: Date;
let composed: string[];
const log: string[] = [];

const errand: Errand = {
  kind: 'digest',
  fromDay: 1,
  isWanted: ({ digest }) => digest,
  next: (said) => (said.length === 0 ? 1 : undefined),
  compose: async ({ person }) => {
    composed.push(person);
    return person === 'person:silent' ? undefined : { message: { text: `News for ${person}` } };
  },
};

/** A process with a bot, on the same graph. */
async function replica({ errands = [errand], store }: { errands?: Errand[]; store?: GraphStore } = {}): Promise<Round> {
  const own = store ?? (await storeOn(engine, { now: () => now }));
  const logger = pino({ level: 'trace' }, { write: (line: string) => void log.push(line) });
  const { main: client } = createClients({
    now: () => new Date(),
    botToken: tokens.bot,
    apiUrl: slack.apiUrl,
    logger: createBoltLogger(logger),
    callMilliseconds: 2000,
  });
  const patience = { attempts: 2, longestWaitSeconds: 1, retrySeconds: 0.01 };
  const people = createPeople({ client, patience, seconds: 300, now: () => now });
  const home = () => bot;
  const findViewer = async (email: string) =>
    email.startsWith('unknown') ? undefined : { ...anyEmployee, id: email, email, name: email };
  const personGate = createPersonGate({ home, people, findViewer });
  return createRound({
    store: own,
    recipients: createRecipients({ client, patience, people, personGate, home, store: own, now: () => now }),
    deliver: createDeliver({ client, patience, home, now: () => now }),
    errands,
    settings: outreachSettings.parse({}),
    now: () => now,
    logger,
  });
}

/** Whoever was at something is given up by then. */
const later = () => (now = new Date(now.getTime() + 200_000));
const said = () => slack.messages.map(({ channel, text }) => `${channel}: ${text}`);

beforeEach(async () => {
  engine = await emptyEmbedded();
  slack = await startFakeSlack();
  let count = 0;
  // As the real one: the time of the message.
  slack.nextTs = () => `${now.getTime() / 1000}.${String((count += 1)).padStart(6, '0')}`;
  now = new Date(monday);
  composed = [];
  log.length = 0;
  slack.addUser('U1', { tz: 'Europe/London' });
  slack.addUser('U2', { tz: 'America/New_York', tz_offset: -18_000 });
  slack.addUser('U3', { tz: 'Nowhere/Land', tz_offset: 3600 });
  const person = (key: string, name: string, extra = {}) =>
    record({ kind: 'Person', key, name, ids: { email: [`${key}@example.com`] }, ...extra });
  const store = await storeOn(engine);
  await store.apply(
    { type: 'run', id: 'r', source: 'hr' },
    {
      upserts: [
        person('u1', 'Ada'),
        person('u2', 'Bob'),
        person('u3', 'Silent'),
        person('u4', 'Owns Nothing'),
        record({ kind: 'Team', key: 't', name: 'Payments', claims: [related('LEADS', 'Ada', { end: 'to' })] }),
        ...['Bob', 'Silent'].map((owner) =>
          record({
            kind: 'System',
            key: owner,
            name: `${owner} service`,
            claims: [related('OWNS', owner, { end: 'to' })],
          }),
        ),
      ],
      removals: [],
    },
  );
});
afterEach(async () => {
  await slack.stop();
  await engine.close();
});

describe('a round of what Kiki has to say', () => {
  it('goes once a week to each who answers for a page, in his working hours', async () => {
    const round = await replica();
    await round.run();
    expect(said()).toEqual(['DU1: News for person:ada']);
    expect(composed).toEqual(['person:ada', 'person:silent']);
    now = new Date('2026-11-23T13:59:00Z');
    await round.run();
    expect(said()).toHaveLength(1);
    now = new Date('2026-11-23T14:00:00Z');
    await round.run();
    expect(said()).toEqual(['DU1: News for person:ada', 'DU2: News for person:bob']);
    now = new Date('2026-11-27T10:00:00Z');
    await round.run();
    expect(said()).toHaveLength(2);
    now = new Date('2026-11-30T15:00:00Z');
    await round.run();
    expect(said().slice(2)).toEqual(['DU1: News for person:ada', 'DU2: News for person:bob']);
  });

  it('asks Slack once about each, not in every round', async () => {
    const round = await replica();
    for (let times = 0; times < 5; times += 1) await round.run();
    expect(
      slack
        .of('users.lookupByEmail')
        .map(({ args }) => args.email)
        .sort(),
    ).toEqual(['u1', 'u2', 'u3'].map((user) => `${user}@example.com`));
    const asked = slack.calls.length;
    now = new Date('2026-11-28T12:00:00Z');
    await round.run();
    expect(slack.calls).toHaveLength(asked);
  });

  it('is made by one of several replicas, and by the next after a restart', async () => {
    const rounds = await Promise.all([replica(), replica(), replica()]);
    await Promise.all(rounds.map((round) => round.run()));
    expect(said()).toEqual(['DU1: News for person:ada']);
    await (await replica()).run();
    expect(said()).toHaveLength(1);
  });

  it('says nothing twice even when two replicas believe that they have the lock', async () => {
    const free = async () => {
      const store = await storeOn(engine, { now: () => now });
      const lease = { id: 'x', token: 'x' };
      return replica({
        store: { ...store, takeLock: async () => ({ lease }), renewLock: async () => true, underLease: () => store },
      });
    };
    const rounds = await Promise.all([free(), free(), free()]);
    await Promise.all(rounds.map((round) => round.run()));
    expect(said().filter((each) => each.startsWith('DU1'))).toHaveLength(1);
  });

  it('goes on where a process was killed: posted or not, it stands there once', async () => {
    const store = await storeOn(engine, { now: () => now });
    const killed = async (afterPosting: boolean) => {
      const lost = {
        ...store,
        underLease: () => ({
          ...store,
          moveOutreach: async (...order: Parameters<GraphStore['moveOutreach']>) => {
            if (afterPosting === (order[2].change.state === 'sent')) throw new Error('killed');
            return store.moveOutreach(...order);
          },
        }),
      } as unknown as GraphStore;
      await (await replica({ store: lost })).run();
    };
    await killed(false);
    expect(said()).toEqual([]);
    await killed(true);
    expect(said()).toEqual([]);
    later();
    await killed(true);
    expect(said()).toEqual(['DU1: News for person:ada']);
    later();
    await (await replica()).run();
    expect(said()).toEqual(['DU1: News for person:ada']);
    expect(await store.outreach('digest:2026-W48:person:ada')).toMatchObject({
      state: 'sent',
      message: { channel: 'DU1', ts: slack.messages[0]!.ts },
    });
  });

  it('posts once when Slack’s reply got lost', async () => {
    slack.interfere('chat.postMessage', (_call, nth) => (nth === 1 ? { lost: 'reply' } : undefined));
    await (await replica()).run();
    expect(said()).toEqual(['DU1: News for person:ada']);
  });

  it('stops before it posts when another process has taken the work over', async () => {
    const store = await storeOn(engine, { now: () => now });
    let renewals = 0;
    // Right for the claim, gone before the post.
    const losing = { ...store, renewLock: async () => (renewals += 1) === 1 };
    await (await replica({ store: losing })).run();
    expect(said()).toEqual([]);
    later();
    await (await replica()).run();
    expect(said()).toEqual(['DU1: News for person:ada']);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['has left', { deleted: true }, 'not-in-slack'],
    ['is a guest', { is_restricted: true }, 'not-a-member'],
    ['is of another company', { team_id: 'T9' }, 'foreign-team'],
  ])('says nothing to whom Slack says that he %s', async (_, account, outcome) => {
    slack.addUser('U1', { tz: 'Europe/London', ...account });
    await (await replica()).run();
    expect(said()).toEqual([]);
    const store = await storeOn(engine);
    expect(await store.outreach('digest:2026-W48:person:ada')).toMatchObject({ state: 'skipped', outcome });
  });

  it('says nothing to who has left since he was looked up', async () => {
    const round = await replica();
    await round.run();
    slack.addUser('U2', { tz: 'America/New_York', deleted: true });
    now = new Date('2026-11-23T15:00:00Z');
    await round.run();
    expect(said()).toHaveLength(1);
  });

  it.each(['left', 'on leave'])('says nothing to who is "%s" in the directory', async (status) => {
    const store = await storeOn(engine);
    const gone = record({
      kind: 'Person',
      key: 'u1',
      name: 'Ada',
      ids: { email: ['u1@example.com'] },
      claims: [field('status', status)],
    });
    await store.apply({ type: 'run', id: 'r2', source: 'hr' }, { upserts: [gone], removals: [] });
    await (await replica()).run();
    expect(said()).toEqual([]);
    expect(composed).not.toContain('person:ada');
  });

  it('says nothing to whom the account’s address makes somebody else', async () => {
    slack.addUser('U1', { tz: 'Europe/London', profile: { email: 'u1@example.com' } });
    slack.interfere('users.lookupByEmail', ({ args }) =>
      args.email === 'u1@example.com' ? undefined : { error: 'x' },
    );
    // Between the look-up and the check he got another address.
    slack.interfere('users.info', (call, nth) => {
      if (call.args.user === 'U1' && nth > 1)
        slack.addUser('U1', { tz: 'Europe/London', profile: { email: 'u2@example.com' } });
      return undefined;
    });
    await (await replica()).run();
    expect(said()).toEqual([]);
  });

  it('says nothing to who does not want it', async () => {
    const store = await storeOn(engine);
    await store.changeOutreachWishes(kiki, 'person:ada', { digest: false });
    await (await replica()).run();
    expect(said()).toEqual([]);
    expect(composed).not.toContain('person:ada');
  });

  it('tells the others when one cannot be told, and him in the next round', async () => {
    slack.interfere('conversations.open', ({ args }, nth) =>
      args.users === 'U1' && nth === 1 ? { error: 'fatal_error' } : undefined,
    );
    const broken: Errand = {
      ...errand,
      compose: async (recipient) => {
        if (recipient.person === 'person:silent' && composed.length < 2) {
          composed.push('broken');
          throw new Error('The name of Silent');
        }
        return errand.compose(recipient);
      },
    };
    const round = await replica({ errands: [broken] });
    await round.run();
    expect(said()).toEqual([]);
    later();
    await round.run();
    expect(said()).toEqual(['DU1: News for person:ada']);
    expect(log.join('')).not.toContain('The name of Silent');
  });

  it('says one thing to one person when asked to, and no more than there is', async () => {
    const twice: Errand = {
      ...errand,
      kind: 'question',
      next: (some) => (some.length < 2 ? some.length + 1 : undefined),
    };
    const round = await replica({ errands: [twice] });
    await round.runFor('person:ada', 'question');
    await round.runFor('person:ada', 'digest');
    await round.runFor('person:ada', 'question');
    await round.runFor('person:ada', 'question');
    const store = await storeOn(engine);
    expect((await store.outreachOf('person:ada', '')).map(({ id }) => id)).toEqual([
      'question:2026-W48:person:ada',
      'question:2026-W48:person:ada:2',
    ]);
    expect(said()).toHaveLength(2);
  });
});
