import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { invalid } from '../../schema/errors.ts';
import {
  type Outreach,
  type OutreachChange,
  outreachKinds,
  outreachStates,
  type OutreachWishes,
  usualWishes,
  type WishChange,
} from '../../schema/outreach.ts';
import { inBatches } from '../apply/batches.ts';
import {
  askForWish,
  claimOutreach,
  deleteOutreach,
  oldOutreach,
  outreachById,
  outreachByPerson,
  outreachByPlace,
  outreachSince,
  putWish,
  setOutreach,
  touchOutreach,
  wishById,
  wishesOf,
} from '../cypher/outreach.ts';
import type { Engine, Row } from '../engine.ts';
import { map, optional, optionalText, text, texts } from '../reads/row.ts';
import type { Outreaches } from '../store.ts';
import { sweep } from './sweep.ts';

/** What of a person's reply is kept at most, with what stands around it. */
const longestBody = 100_000;
const mostDeclined = 1000;

/** What Kiki says of its own accord. The uniqueness of ids makes one of several claims the first. */
export function createOutreaches({ engine, now }: { engine: Engine; now: () => Date }): Outreaches {
  const read = async (statement: string, parameters: Row): Promise<Outreach[]> =>
    (await engine.read({ text: statement, parameters })).map((row) => toOutreach(map(row, 'properties')));

  return {
    async claimOutreach(_actor, { id, kind, week, person }) {
      if (id === '') throw invalid('What is said to a person needs an id');
      // Made before the transaction, which may run again after a commit of which no word came back.
      const claim = randomUUID();
      const at = now().toISOString();
      return engine.write(async (run) => {
        const [row] = await run({ text: claimOutreach, parameters: { id, claim } });
        const isNew = row !== undefined && text(row, 'claim') === claim;
        if (!isNew) return { isNew, outreach: toOutreach(map(row ?? {}, 'properties')) };
        const properties = { kind, week, person, at, changedAt: at, state: 'open' };
        const [set] = await run({ text: setOutreach, parameters: { id, properties } });
        return { isNew, outreach: toOutreach(map(set ?? {}, 'properties')) };
      });
    },
    async moveOutreach(_actor, id, { from, stuckBefore = '', change }) {
      if ((change.body ?? '').length > longestBody) throw invalid('That is too long to be kept', { where: id });
      const changedAt = now().toISOString();
      return engine.write(async (run) => {
        await run({ text: touchOutreach, parameters: { id, token: randomUUID() } });
        const [row] = await run({ text: outreachById, parameters: { id } });
        if (row === undefined) return undefined;
        const { state, changedAt: since } = toOutreach(map(row, 'properties'));
        const isStuck = (state === 'open' || state === 'working') && since < stuckBefore;
        if (!from.includes(state) && !isStuck) return undefined;
        const properties = { ...changeProperties(change), changedAt };
        const [set] = await run({ text: setOutreach, parameters: { id, properties } });
        return toOutreach(map(set ?? {}, 'properties'));
      });
    },
    async outreach(id) {
      return (await read(outreachById, { id }))[0];
    },
    async outreachAt({ channel, ts }) {
      return (await read(outreachByPlace, { place: placeOf(channel, ts) }))[0];
    },
    outreachOf: (person, since) => read(outreachByPerson, { person, since }),
    outreachSince: (since) => read(outreachSince, { since }),
    sweepOutreach: (_actor, before) => sweep(engine, { find: oldOutreach, before }, deleteOutreach),
    async outreachWishes(persons) {
      const found = new Map(persons.map((person) => [person, usualWishes]));
      for (const ids of inBatches([...found.keys()]))
        for (const row of await engine.read({ text: wishesOf, parameters: { ids } })) {
          const properties = map(row, 'properties');
          found.set(text(properties, 'id'), toWishes(properties));
        }
      return found;
    },
    changeOutreachWishes(_actor, person, change) {
      const changedAt = now().toISOString();
      return engine.write(async (run) => {
        await run({ text: askForWish, parameters: { id: person, token: randomUUID() } });
        const [row] = await run({ text: wishById, parameters: { id: person } });
        const wishes = withChange(toWishes(map(row ?? {}, 'properties')), change);
        const { snoozedUntil, declined, ...flags } = wishes;
        const properties = {
          id: person,
          changedAt,
          ...flags,
          ...optional('snoozedUntil', snoozedUntil),
          declined: [...declined],
        };
        await run({ text: putWish, parameters: { id: person, properties } });
        return wishes;
      });
    },
  };
}

function withChange(wishes: OutreachWishes, change: WishChange): OutreachWishes {
  const { snoozedUntil: before, ...rest } = wishes;
  const until = change.snoozedUntil === undefined ? before : (change.snoozedUntil ?? undefined);
  const kept = change.declineNothing === true ? [] : wishes.declined;
  const declined = change.decline === undefined ? kept : [...new Set([...kept, change.decline])];
  return {
    ...rest,
    ...(change.digest !== undefined && { digest: change.digest }),
    ...(change.questions !== undefined && { questions: change.questions }),
    ...(until !== undefined && { snoozedUntil: until }),
    declined: declined.slice(-mostDeclined),
  };
}

function placeOf(channel: string, ts: string): string {
  return `${channel}:${ts}`;
}

function changeProperties({ state, outcome, topic, message, body }: OutreachChange): Row {
  return {
    state,
    ...optional('outcome', outcome),
    ...optional('topic', topic),
    ...optional('body', body),
    ...(message && { channel: message.channel, ts: message.ts, place: placeOf(message.channel, message.ts) }),
  };
}

function toOutreach(row: Row): Outreach {
  const [channel, ts] = [optionalText(row, 'channel'), optionalText(row, 'ts')];
  return {
    id: text(row, 'id'),
    kind: z.enum(outreachKinds).parse(row.kind),
    week: text(row, 'week'),
    person: text(row, 'person'),
    at: text(row, 'at'),
    changedAt: text(row, 'changedAt'),
    state: z.enum(outreachStates).parse(row.state),
    ...optional('outcome', optionalText(row, 'outcome')),
    ...optional('topic', optionalText(row, 'topic')),
    ...(channel !== undefined && ts !== undefined && { message: { channel, ts } }),
    ...optional('body', optionalText(row, 'body')),
  };
}

function toWishes(row: Row): OutreachWishes {
  return {
    digest: row.digest !== false,
    questions: row.questions !== false,
    ...optional('snoozedUntil', optionalText(row, 'snoozedUntil')),
    declined: texts(row, 'declined'),
  };
}
