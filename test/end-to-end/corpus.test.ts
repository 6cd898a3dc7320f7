import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readCorpus } from '../support/read-corpus.ts';
import { temporaryFolders } from '../support/temporary-folder.ts';

/** What corpora.long.ts does with real organisations, with the example company. */

const example = join(import.meta.dirname, '../../examples/kelderbrook');
const makeFolder = temporaryFolders();

test('the example company is read twice by the command line, the second time without a change, and asked', async () => {
  const reading = await readCorpus({
    config: join(example, 'kiki.yaml'),
    questions: join(example, 'questions.jsonl'),
    data: makeFolder(),
  });
  expect(reading.crashes).toEqual([]);
  expect(reading.first.every(({ status, refusedCount }) => status === 'done' && refusedCount === 0)).toBe(true);
  expect(reading.second.map(({ source, unchanged }) => ({ source, unchanged }))).toEqual(
    reading.first.map(({ source, added }) => ({ source, unchanged: added })),
  );
  expect(reading.answered).toBe(reading.asked);
}, 240_000);
