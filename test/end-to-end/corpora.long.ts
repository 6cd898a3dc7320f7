import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readCorpus } from '../support/read-corpus.ts';
import { temporaryFolders } from '../support/temporary-folder.ts';

/** Real organisations, each read by its kiki.yaml in bench/corpora/. Their files are not part of the project: KIKI_CORPORA says where they are. */

const folder = join(import.meta.dirname, '../../bench/corpora');
const corpora = process.env.KIKI_CORPORA;
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const makeFolder = temporaryFolders();

if (corpora === undefined)
  process.stderr.write(
    `\n${'='.repeat(80)}\nREAL ORGANISATIONS WERE NOT TESTED: set KIKI_CORPORA (bench/README.md)\n${'='.repeat(80)}\n`,
  );

(corpora === undefined ? describe.skip : describe)('a real organisation', () => {
  test.each(names)(
    '%s is read without a crash, with few refusals, and a second run changes nothing',
    async (name) => {
      const questions = join(corpora ?? '', name, 'questions.jsonl');
      expect(existsSync(questions)).toBe(true);
      const config = join(folder, name, 'kiki.yaml');
      const reading = await readCorpus({ config, questions, data: makeFolder() }, { KIKI_CORPORA: corpora ?? '' });
      expect(reading.crashes).toEqual([]);
      for (const { added, refusedCount } of reading.first) {
        expect(added).toBeGreaterThan(100);
        expect(refusedCount).toBeLessThanOrEqual(added / 100);
      }
      expect(reading.second.map(({ added, changed, removed }) => added + changed + removed)).toEqual(
        reading.second.map(() => 0),
      );
      expect(reading.answered).toBe(reading.asked);
    },
    300_000,
  );
});
