import { randomBytes } from 'node:crypto';
import type { Actor } from '../../schema/actor.ts';
import { conflict, invalid } from '../../schema/errors.ts';
import type { Ref } from '../../schema/ref.ts';
import { loadMerges } from '../apply/merges.ts';
import { inBatches } from '../apply/batches.ts';
import { followMerges } from '../compute/merges.ts';
import { deleteWatches, putReader, putWatches, readerById, watchesOf } from '../cypher/watching.ts';
import type { Engine, Row, Run } from '../engine.ts';
import { hashOfFeedToken, toWatch } from '../reads/watching.ts';
import { map } from '../reads/row.ts';
import type { WatchWrites } from '../store.ts';

/** Pages that one person may watch. */
export const mostWatched = 1000;

export function createWatchWrites({ engine, now }: { engine: Engine; now: () => Date }): WatchWrites {
  /** The watches of a person by the ref that they are of today. */
  const watchesBy = async (run: Run, person: string) => {
    const rows = await run({ text: watchesOf, parameters: { person } });
    const survivor = followMerges(await loadMerges(run));
    return rows.map((row) => {
      const properties = map(row, 'properties');
      return { properties, today: survivor(toWatch(properties).ref) };
    });
  };
  const changeReader = (id: string, change: Row) =>
    engine.write(async (run) => {
      const [row] = await run({ text: readerById, parameters: { id } });
      const before = row === undefined ? {} : map(row, 'properties');
      await run({ text: putReader, parameters: { id, properties: { ...before, ...change, id } } });
    });

  return {
    async watch(actor, ref) {
      const person = personOf(actor);
      const at = now().toISOString();
      await engine.write(async (run) => {
        const known = await watchesBy(run, person);
        if (known.some(({ today }) => today === ref)) return;
        if (known.length >= mostWatched)
          throw conflict(`You watch ${mostWatched} pages already`, { fix: 'Stop watching some, on your page' });
        const row = { id: `${person} ${ref}`, person, ref, since: at, seenAt: at };
        await run({ text: putWatches, parameters: { rows: [row] } });
      });
    },
    async unwatch(actor, ref) {
      const person = personOf(actor);
      await engine.write(async (run) => {
        const of = (await watchesBy(run, person)).filter(({ today }) => today === ref);
        if (of.length > 0)
          await run({ text: deleteWatches, parameters: { ids: of.map(({ properties }) => properties.id) } });
      });
    },
    async markSeen(actor, refs) {
      const person = personOf(actor);
      const seenAt = now().toISOString();
      const wanted: ReadonlySet<Ref> | undefined = refs && new Set(refs);
      await engine.write(async (run) => {
        const rows = (await watchesBy(run, person))
          .filter(({ today }) => wanted?.has(today) ?? true)
          .map(({ properties }) => ({ ...properties, seenAt }));
        for (const batch of inBatches(rows)) await run({ text: putWatches, parameters: { rows: batch } });
      });
    },
    watchOwnEdits: (actor, watchesOwnEdits) => changeReader(personOf(actor), { watchesOwnEdits }),
    async renewFeed(actor) {
      const token = randomBytes(24).toString('base64url');
      await changeReader(personOf(actor), { feedHash: hashOfFeedToken(token), feedSince: now().toISOString() });
      return token;
    },
  };
}

/** @throws Invalid unless it is a person */
function personOf(actor: Actor): string {
  if (actor.type !== 'person') throw invalid('Only a person watches pages');
  return actor.id;
}
