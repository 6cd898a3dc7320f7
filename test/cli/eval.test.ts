import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { evaluate, type EvalOptions } from '../../cli/commands/eval.ts';
import { ingest } from '../../cli/commands/ingest.ts';
import type { Kiki } from '../../cli/open-kiki.ts';
import { openTestKiki, plainIngest } from '../support/open-test-kiki.ts';
import { recordingIo } from '../support/recording-io.ts';
import { smallFiles, writeFiles } from '../support/small-company.ts';
import { temporaryFolder, temporaryFolders } from '../support/temporary-folder.ts';

let kiki: Kiki;
// Before the folder is removed.
afterAll(() => kiki.close());
const folder = temporaryFolder();
const anotherFolder = temporaryFolders();
beforeAll(async () => {
  writeFiles(folder, smallFiles);
  kiki = await openTestKiki(folder);
  expect(await ingest(kiki, plainIngest, recordingIo())).toBe(0);
});

const known = {
  id: 'q1',
  type: 'structured',
  question: 'Who leads Payments?',
  answer_kind: 'string',
  answer: 'Ada Byron',
  must_include: ['Ada'],
};
const nobodyKnows = {
  id: 'q2',
  type: 'unanswerable',
  question: 'What is the price of tea in Ulm?',
  answer: '',
  must_include: [],
};

let asked: string;
beforeEach(() => {
  asked = anotherFolder();
  write('questions.jsonl', [known, nobodyKnows].map((line) => JSON.stringify(line)).join('\n'));
});
function write(name: string, text: string): string {
  writeFileSync(join(asked, name), text);
  return join(asked, name);
}
async function run(options: Partial<EvalOptions> = {}) {
  const io = recordingIo();
  const code = await evaluate(kiki, { folder: asked, json: false, ...options }, io);
  return { code, out: io.outs.join('\n'), notes: io.notes };
}

describe('eval', () => {
  test('answers the questions of a folder and scores them, each figure with its interval', async () => {
    const { code, out, notes } = await run();
    expect(code).toBe(0);
    expect(out).toMatch(/^ +structured +unanswerable +ALL$/m);
    expect(out).toMatch(/^exact +1\.000 \.21–1\.00 +- +1\.000 \.21–1\.00$/m);
    expect(out).toMatch(/^false_refusals +0\.000 \.00–\.79 +-/m);
    expect(notes).toEqual(['Search is by words alone']);
  });

  test('gives the same as JSON', async () => {
    const scores: unknown = JSON.parse((await run({ json: true })).out);
    expect(scores).toMatchObject({
      structured: { n: 1, answered: 1, exact: 1, right: 1, false_refusals: 0, intervals: { exact: [0.207, 1] } },
      unanswerable: { n: 1, answered: 0, refused: 1 },
      abstention: { precision: 1, recall: 1, missing_answers: 0 },
      evaluation: { search: 'words' },
    });
  });

  test('names a folder without questions, a line that is none, and an id that is there twice', async () => {
    await expect(run({ folder })).rejects.toMatchObject({ code: 'not-found', where: join(folder, 'questions.jsonl') });
    const where = `${write('questions.jsonl', '\n{"id": 1}\n')}:2`;
    await expect(run()).rejects.toMatchObject({ code: 'invalid', where });
    write('questions.jsonl', `${JSON.stringify(known)}\n${JSON.stringify(known)}`);
    await expect(run()).rejects.toMatchObject({ code: 'invalid', where, message: 'There are two questions "q1"' });
  });
});

describe('eval --save and --against', () => {
  test('a later evaluation is compared with an earlier one', async () => {
    const save = join(asked, 'baseline.json');
    await run({ save });
    const same = await run({ against: save });
    expect(same.out).toMatch(/^structured: right 1 -> 1 of 1; 0 became right, 0 wrong; none differs$/m);
    // As if it had been answered wrong before.
    writeFileSync(save, readFileSync(save, 'utf8').replaceAll('"exact": 1', '"exact": 0'));
    const better = await run({ against: save, save });
    expect(better.out).toMatch(/^structured: right 0 -> 1 of 1; 1 became right, 0 wrong; may be chance \(p = 1\)$/m);
    expect(better.out).toMatch(/^ {2}became right: q1$/m);
    expect(better.out).toMatch(/^ {2}exact \+1\.000, right \+1\.000$/m);
    const again = JSON.parse((await run({ against: save, json: true })).out) as object;
    expect(again).toMatchObject({ evaluation: { against: { structured: { n: 1, before: 1, after: 1, p: 1 } } } });
  });

  test('a baseline that is missing, broken or of other questions is told before anything is answered', async () => {
    const missing = join(asked, 'none.json');
    await expect(run({ against: missing })).rejects.toMatchObject({ code: 'not-found', where: missing });
    await expect(run({ against: write('b.json', '{') })).rejects.toMatchObject({ code: 'invalid' });
    const save = join(asked, 'baseline.json');
    await run({ save });
    write('questions.jsonl', JSON.stringify(known));
    const other = join(asked, 'other.json');
    await expect(run({ against: save, save: other })).rejects.toMatchObject({ code: 'conflict', where: save });
    expect(existsSync(other)).toBe(false);
  });

  test('a baseline that can’t be written is one error', async () => {
    const save = join(asked, 'missing', 'b.json');
    await expect(run({ save })).rejects.toMatchObject({ code: 'unavailable', where: save });
  });
});

describe('eval --gate', () => {
  test('is passed', async () => {
    const gate = write('gate.yaml', 'words: { structured: { exact: 1 }, unanswerable: { refused: 1 } }');
    const { code, out, notes } = await run({ gate });
    expect(code).toBe(0);
    expect(out).toMatch(/^Gate: passed$/m);
    expect(notes).toEqual(['Search is by words alone']);
  });

  test('fails the command, with the type that falls short, and says what it does not hold', async () => {
    write('questions.jsonl', JSON.stringify({ ...known, answer: 'Grace Hopper', must_include: ['Grace'] }));
    const gate = write('gate.yaml', 'words: { structured: { exact: 0.9 }, passage: { full: 0.5 } }');
    const { code, out } = await run({ gate });
    expect(code).toBe(1);
    expect(out).toMatch(/^Gate: exact of structured is 0, must be at least 0\.9$/m);
    expect(out).toMatch(/^Gate: there is no full of passage to hold to at least 0\.5$/m);
    const held = write('held.yaml', 'words: { passage: { full: 0 } }');
    const asJson = await run({ gate: held, json: true });
    expect(asJson.code).toBe(1);
    expect(JSON.parse(asJson.out)).toMatchObject({ evaluation: { gate: [{ type: 'passage', measure: 'full' }] } });
    expect(asJson.notes).toContain('The gate holds questions of type structured to nothing.');
  });

  test('that is missing or broken is told before anything is answered', async () => {
    const missing = join(asked, 'none.yaml');
    await expect(run({ gate: missing })).rejects.toMatchObject({ code: 'not-found', where: missing });
    await expect(run({ gate: write('gate.yaml', 'words: 3') })).rejects.toMatchObject({ code: 'invalid' });
  });
});
