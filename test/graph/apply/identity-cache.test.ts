import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createIdentityCache } from '../../../graph/apply/identity-cache.ts';
import { loadIdentityRows } from '../../../graph/apply/identity-rows.ts';
import { writeRecords } from '../../../graph/apply/write-records.ts';
import type { Engine, Statement } from '../../../graph/engine.ts';
import { kiki } from '../../../schema/actor.ts';
import { emptyEmbedded } from '../../support/engines.ts';
import { field, record } from '../../support/records.ts';

const rankOf = () => 0;
const person = (key: string, title: string) =>
  record({ source: 'hr', kind: 'Person', key, name: `Person ${key}`, claims: [field('title', title)] });

let database: Engine;
let read: string[];
beforeEach(async () => {
  const engine = await emptyEmbedded();
  read = [];
  database = {
    ...engine,
    read: (statement: Statement) => {
      read.push(statement.text);
      return engine.read(statement);
    },
  };
});
afterEach(() => database.close());

const write = (engine: Engine, ...upserts: ReturnType<typeof person>[]) =>
  writeRecords(engine, { upserts, removals: [] }, { actor: kiki, at: '2026-01-01T00:00:00.000Z' });
const stored = async () => new Map((await loadIdentityRows(database.read, rankOf)).map((row) => [row.id, row]));
const readsOfAll = () => read.filter((text) => text.includes('MATCH (r:Record) RETURN')).length;

describe('identity rows in memory', () => {
  test('are read once while nothing changes', async () => {
    const cache = createIdentityCache(database, rankOf);
    await write(cache.following(database), person('1', 'Clerk'));
    const { rows } = await cache.load();
    expect((await cache.load()).rows).toBe(rows);
    expect(readsOfAll()).toBe(1);
  });

  test('follow own writes by reading what was written', async () => {
    const cache = createIdentityCache(database, rankOf);
    await write(cache.following(database), person('1', 'Clerk'), person('2', 'Clerk'));
    await cache.load();
    cache.writing(['hr:Person:2', 'hr:Person:3']);
    await write(cache.following(database), person('2', 'Planner'), person('3', 'Buyer'));
    const { rows } = await cache.load();
    expect(readsOfAll()).toBe(1);
    expect(rows).toEqual(await stored());
  });

  test('are read anew when someone else has written, also between own writes', async () => {
    const cache = createIdentityCache(database, rankOf);
    await write(cache.following(database), person('1', 'Clerk'));
    await cache.load();
    await write(database, person('2', 'Clerk'));
    expect((await cache.load()).rows).toEqual(await stored());
    await write(database, person('1', 'Buyer'));
    cache.writing(['hr:Person:2']);
    await write(cache.following(database), person('2', 'Buyer'));
    expect((await cache.load()).rows).toEqual(await stored());
  });

  test('lose nothing when a write fails', async () => {
    const cache = createIdentityCache(database, rankOf);
    await write(cache.following(database), person('1', 'Clerk'));
    await cache.load();
    cache.writing(['hr:Person:1']);
    const failing: Engine = {
      ...cache.following(database),
      write: (work) =>
        cache.following(database).write(async (run) => {
          await work(run);
          throw new Error('full');
        }),
    };
    await expect(write(failing, person('1', 'Buyer'))).rejects.toThrow('full');
    expect((await cache.load()).rows).toEqual(await stored());
  });
});
