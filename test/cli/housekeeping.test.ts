import { expect, test } from '@jest/globals';
import { createHousekeeping } from '../../cli/housekeeping.ts';
import { unavailable } from '../../schema/errors.ts';

const day = 86_400_000;

function housekeeping(sweep: (before: string) => Promise<number>) {
  const lines: unknown[] = [];
  const said: string[] = [];
  const log = (line: object, words: string) => void lines.push([line, words]);
  const keeping = createHousekeeping({
    store: {
      sweepQuestions: (_actor, before) => sweep(before),
      sweepOutreach: (_actor, before) => Promise.resolve(said.push(before)),
      sweepAnsweredSlackQuestions: (_actor, before) => Promise.resolve(said.push(before)),
    },
    keepQuestions: 30 * day,
    logger: { info: log, warn: log } as never,
    now: () => new Date('2026-11-25T10:00:00Z'),
  });
  return { keeping, lines, said };
}

test('questions are forgotten when they are older than they may be, and the log says how many', async () => {
  const asked: string[] = [];
  const { keeping, lines, said } = housekeeping((before) => {
    asked.push(before);
    return Promise.resolve(3);
  });
  keeping.start();
  await keeping.stop();
  expect(asked).toEqual(['2026-10-26T10:00:00.000Z']);
  // What was said this week is kept, however short a time questions are.
  expect(said).toEqual(['2026-10-21T10:00:00.000Z', '2026-10-26T10:00:00.000Z']);
  expect(lines).toEqual([[{ questions: 3 }, 'old questions are forgotten']]);
});

test('a graph that does not answer is told to the log, and ends nothing', async () => {
  const { keeping, lines } = housekeeping(() => Promise.reject(unavailable('The graph does not answer')));
  keeping.start();
  await keeping.stop();
  expect(lines).toEqual([[{ reason: 'The graph does not answer.' }, expect.stringContaining('could not')]]);
});
