import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask } from '../../cli/commands/ask.ts';
import { runBot } from '../../cli/commands/bot.ts';
import { ingest } from '../../cli/commands/ingest.ts';
import { quality } from '../../cli/commands/quality.ts';
import { exportGraph, importGraph } from '../../cli/commands/transfer.ts';
import type { Kiki } from '../../cli/open-kiki.ts';
import { readEnvironment } from '../../schema/config.ts';
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

describe('bot', () => {
  const input = (variables: Record<string, string>) => ({
    environment: readEnvironment(variables),
    loaded: kiki.loaded,
    variables,
  });

  test('is refused on an embedded graph, which kiki serve has open, and without a token', async () => {
    await expect(runBot(input({}), recordingIo())).rejects.toMatchObject({ code: 'conflict', where: 'KIKI_GRAPH' });
    await expect(runBot(input({ KIKI_GRAPH: 'neo4j' }), recordingIo())).rejects.toThrow('SLACK_BOT_TOKEN is not set');
  });
});

describe('ask', () => {
  test('an answer is followed by its sources, and is all there is on standard output', async () => {
    const io = recordingIo();
    expect(await ask(kiki, { question: 'Who leads Payments?', json: false }, io)).toBe(0);
    expect(io.outs.join('\n')).toMatch(/Ada Byron[^]*\[1\] .*teams\.csv#Payments/);
    expect(io.notes).toEqual([]);
  });

  test('not knowing an answer is a success', async () => {
    const io = recordingIo();
    expect(await ask(kiki, { question: 'What is the price of tea in Ulm?', json: true }, io)).toBe(0);
    expect(JSON.parse(io.outs.join(''))).toMatchObject({ abstained: true, mode: 'unknown' });
  });

  test('an unknown asker is refused', async () => {
    const options = { question: 'Who leads Payments?', as: 'nobody@example.com', json: false };
    await expect(ask(kiki, options, recordingIo())).rejects.toMatchObject({ code: 'not-found', where: '--as' });
  });

  test.each([undefined, ' '])('no question (%j) is refused', async (question) => {
    await expect(ask(kiki, { question, json: false }, recordingIo())).rejects.toThrow('There is no question');
  });
});

describe('ask --batch', () => {
  const batch = async (lines: readonly string[], as?: string) => {
    const [questions, answers] = [join(anotherFolder(), 'q.jsonl'), join(anotherFolder(), 'a.jsonl')];
    writeFileSync(questions, lines.join('\n'));
    const io = recordingIo();
    const code = await ask(kiki, { json: false, batch: questions, out: answers, as }, io);
    const written = readFileSync(answers, 'utf8').split('\n').filter(Boolean);
    return { code, io, questions, answers: written.map((line) => JSON.parse(line) as Record<string, unknown>) };
  };
  const question = (id: string | number, text: string, more: object = {}) =>
    JSON.stringify({ id, question: text, ...more });

  test('answers are in the order of the questions, with everything a scorer reads', async () => {
    const { code, answers } = await batch([question('b', 'Who leads Payments?'), '', question(1, 'Who is Bo Lind?')]);
    expect(code).toBe(0);
    expect(answers.map(({ id }) => id)).toEqual(['b', 1]);
    expect(answers[0]).toMatchObject({
      abstained: false,
      mode: 'graph',
      citations: expect.arrayContaining(['teams.csv#Payments']),
      answerObject: expect.objectContaining({ question: 'Who leads Payments?' }),
    });
    expect(JSON.stringify(answers[0]?.answer)).toContain('Ada Byron');
  });

  test('a broken line is refused by its number, and the others are answered', async () => {
    const lines = [
      '{broken',
      question(2, 'Who leads Payments?'),
      '{"id":3}',
      question(4, 'x', { asker: 'no@example.com' }),
    ];
    const { code, io, answers, questions } = await batch(lines);
    expect(code).toBe(0);
    expect(answers.map(({ id }) => id)).toEqual([2]);
    expect(io.notes.slice(0, 3)).toEqual([
      expect.stringMatching(`^${questions}:1: The line is not JSON`),
      expect.stringMatching(`^${questions}:3: The line is not a question`),
      expect.stringMatching(`^${questions}:4: asker: Nobody has the address`),
    ]);
    expect(io.notes.at(-1)).toBe('1 questions answered, 3 refused.');
  });

  test('only broken lines: nothing could be done', async () => {
    expect((await batch(['{', '[]'])).code).toBe(1);
  });

  test('the history of a line reaches the answer', async () => {
    const history = [
      { role: 'asker', text: 'Who leads Payments?' },
      { role: 'kiki', text: '**Ada Byron** leads Payments.' },
    ];
    const { answers, io } = await batch([question(1, 'Who leads Payments?', { history, asker: 'ada@example.com' })]);
    expect(io.notes.at(-1)).toBe('1 questions answered.');
    expect(answers).toHaveLength(1);
  });

  test('without questions, the file of answers stays as it was', async () => {
    const out = join(anotherFolder(), 'a.jsonl');
    writeFileSync(out, 'precious');
    const options = { json: false, batch: join(folder, 'missing.jsonl'), out };
    await expect(ask(kiki, options, recordingIo())).rejects.toMatchObject({ code: 'not-found' });
    expect(readFileSync(out, 'utf8')).toBe('precious');
  });

  test('a file of answers that can’t be written is one error', async () => {
    const questions = join(anotherFolder(), 'q.jsonl');
    writeFileSync(questions, question(1, 'Who leads Payments?'));
    const out = join(folder, 'missing', 'a.jsonl');
    const attempt = ask(kiki, { json: false, batch: questions, out }, recordingIo());
    await expect(attempt).rejects.toMatchObject({ code: 'unavailable', where: out });
    await expect(ask(kiki, { json: false, batch: questions }, recordingIo())).rejects.toThrow(
      'no file for the answers',
    );
  });
});

describe('export and import', () => {
  test('an import of an export is the same graph', async () => {
    const file = join(anotherFolder(), 'graph.jsonl');
    await exportGraph(kiki, { file }, recordingIo());
    const target = anotherFolder();
    writeFiles(target, smallFiles);
    const second = await openTestKiki(target);
    try {
      await importGraph(second, { file }, recordingIo());
      const again = join(target, 'again.jsonl');
      await exportGraph(second, { file: again }, recordingIo());
      expect(readFileSync(again, 'utf8')).toBe(readFileSync(file, 'utf8'));
      await expect(importGraph(second, { file }, recordingIo())).rejects.toMatchObject({ code: 'conflict' });
    } finally {
      await second.close();
    }
  });

  test.each([
    ['cut in a line', (text: string) => text.slice(0, text.length / 2)],
    [
      'without its nodes',
      (text: string) =>
        text
          .split('\n')
          .filter((line) => !line.includes('"node"'))
          .join('\n'),
    ],
    ['of another program', () => '{"hello": 1}\n'],
    ['empty', () => ''],
  ])('a file %s is refused, and the graph stays empty and usable', async (_name, damage) => {
    const file = join(anotherFolder(), 'graph.jsonl');
    await exportGraph(kiki, { file }, recordingIo());
    writeFileSync(file, damage(readFileSync(file, 'utf8')));
    const target = anotherFolder();
    writeFiles(target, smallFiles);
    const second = await openTestKiki(target);
    await expect(importGraph(second, { file }, recordingIo())).rejects.toMatchObject({ code: 'invalid' });
    await second.close();
    const reopened = await openTestKiki(target);
    try {
      expect(await ingest(reopened, plainIngest, recordingIo())).toBe(0);
    } finally {
      await reopened.close();
    }
  });

  test('an export that can’t be written leaves nothing behind', async () => {
    const target = anotherFolder();
    await expect(exportGraph(kiki, { file: target }, recordingIo())).rejects.toMatchObject({ code: 'unavailable' });
    expect(existsSync(`${target}.unfinished`)).toBe(false);
    const file = join(target, 'missing', 'x');
    await expect(exportGraph(kiki, { file }, recordingIo())).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('quality', () => {
  test('is a table per check on standard output, or JSON', async () => {
    const io = recordingIo();
    expect(await quality(kiki, { json: false }, io)).toBe(0);
    expect(io.outs.join('\n')).toMatch(/^Sources that contradict one another: \d+$/m);
    const json = recordingIo();
    expect(await quality(kiki, { json: true }, json)).toBe(0);
    const report = JSON.parse(json.outs.join('')) as {
      asOf: string;
      checks: { id: string; total: number; items: [] }[];
    };
    expect(Object.keys(report)).toEqual(['asOf', 'checks']);
    expect(report.checks.length).toBeGreaterThan(9);
    for (const { total, items } of report.checks) expect(items).toHaveLength(total);
  });
});
