import { describe, expect, test } from '@jest/globals';
import type { Engine } from '../../../graph/engine.ts';
import { createVersionReader } from '../../../graph/reads/graph-version.ts';

/** A database that holds a version and answers when told to. */
function fakeEngine(isExclusive: boolean) {
  const waiting: (() => void)[] = [];
  const state = { version: 1, reads: 0 };
  const engine: Pick<Engine, 'read' | 'write' | 'isExclusive'> = {
    isExclusive,
    read: async () => {
      state.reads += 1;
      const { version } = state;
      await new Promise<void>((resolve) => waiting.push(resolve));
      return [{ properties: { version } }];
    },
    write: (work) => work(() => Promise.resolve([])),
  };
  const reader = createVersionReader(engine as Engine);
  return {
    ...reader,
    state,
    /** Lets all reads answer, those that begin meanwhile too. */
    async answered<T>(work: Promise<T>): Promise<T> {
      const progress = { isDone: false };
      const end = () => (progress.isDone = true);
      work.then(end, end);
      while (!progress.isDone) {
        waiting.shift()?.();
        await new Promise(setImmediate);
      }
      return work;
    },
  };
}

describe('the version of a graph that only this process can change', () => {
  test('is read once, and again after each write', async () => {
    const { version, engine, state, answered } = fakeEngine(true);
    expect(await answered(Promise.all([version(), version()]))).toEqual([1, 1]);
    await engine.write(() => Promise.resolve((state.version = 2)));
    expect(await answered(version())).toBe(2);
    expect(state.reads).toBe(2);
  });

  test('is read again after a write that failed, which may be in the graph', async () => {
    const { version, engine, state, answered } = fakeEngine(true);
    await answered(version());
    state.version = 2;
    await expect(engine.write(() => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
    expect(await answered(version())).toBe(2);
  });

  test('that was asked for during a write is not kept', async () => {
    const { version, engine, state, answered } = fakeEngine(true);
    const during: Promise<number>[] = [];
    await engine.write(() => {
      during.push(version());
      state.version = 2;
      return Promise.resolve();
    });
    await answered(Promise.all(during));
    expect(await answered(version())).toBe(2);
  });
});

test('the version of a graph that others can change is one read for all who ask at a time, each begun after they asked', async () => {
  const { version, state, answered } = fakeEngine(false);
  const first = version();
  await new Promise(setImmediate);
  // Another process writes, and then three readers come here.
  state.version = 2;
  const later = [version(), version(), version()];
  expect(await answered(first)).toBe(1);
  expect(await answered(Promise.all(later))).toEqual([2, 2, 2]);
  expect(state.reads).toBe(2);
  state.version = 3;
  expect(await answered(version())).toBe(3);
});
