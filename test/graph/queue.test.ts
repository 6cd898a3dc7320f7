import { expect, test } from '@jest/globals';
import { createQueue } from '../../graph/queue.ts';

/** A promise that is kept when the test says so. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

test('work runs one after another in the order of asking, whatever each takes', async () => {
  const queue = createQueue();
  const log: string[] = [];
  const gates = [gate(), gate()];
  const results = gates.map(({ opened }, index) =>
    queue.run(async () => {
      log.push(`start ${index}`);
      await opened;
      log.push(`end ${index}`);
      return index;
    }),
  );
  gates[1]?.open();
  gates[0]?.open();
  expect(await Promise.all(results)).toEqual([0, 1]);
  expect(log).toEqual(['start 0', 'end 0', 'start 1', 'end 1']);
});

test('a failure reaches its caller and does not stop the next', async () => {
  const queue = createQueue();
  const failing = queue.run(() => Promise.reject(new Error('no')));
  const next = queue.run(() => Promise.resolve('yes'));
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('yes');
});

test('drained waits for everything asked for, failures included', async () => {
  const queue = createQueue();
  let done = false;
  const work = queue.run(async () => {
    await Promise.resolve();
    done = true;
    throw new Error('no');
  });
  await queue.drained();
  expect(done).toBe(true);
  await expect(work).rejects.toThrow('no');
});
