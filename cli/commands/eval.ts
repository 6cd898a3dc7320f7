import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerQuestions } from '../../answer/evaluate/answer-questions.ts';
import { parseBaseline, scoresBefore, type SearchMode, toBaseline } from '../../answer/evaluate/baseline.ts';
import { compare } from '../../answer/evaluate/compare.ts';
import { parseGate, shortfalls, unguarded } from '../../answer/evaluate/gate.ts';
import { parseQuestions } from '../../answer/evaluate/parse-questions.ts';
import { report } from '../../answer/evaluate/report.ts';
import { scoreEach } from '../../answer/evaluate/score.ts';
import { notFound } from '../../schema/errors.ts';
import { openToWrite } from '../files.ts';
import type { Io } from '../io.ts';
import type { Kiki } from '../open-kiki.ts';
import { changeTable, gateLines, scoreTable } from './eval-tables.ts';
import { noteMissingEmbeddings } from './missing-embeddings.ts';

export interface EvalOptions {
  /** Absolute path of the folder that holds questions.jsonl. */
  folder: string;
  json: boolean;
  /** Absolute path for a baseline. */
  save?: string | undefined;
  /** Absolute path of a baseline to compare with. */
  against?: string | undefined;
  /** Absolute path of what each type of question must reach. */
  gate?: string | undefined;
}

/** Answers the questions of a folder and scores the answers. @returns the exit code: 1 when a type of question falls short of the gate */
export async function evaluate(kiki: Kiki, options: EvalOptions, io: Io): Promise<number> {
  const { folder, json } = options;
  const path = join(folder, 'questions.jsonl');
  const questions = parseQuestions(
    read(path, 'There are no questions', 'Give a folder that holds questions.jsonl'),
    path,
  );
  // What can't be used is told before minutes of answering.
  const before = options.against === undefined ? undefined : readBaseline(options.against);
  const rowsBefore =
    before && options.against !== undefined ? scoresBefore(before, questions, options.against) : undefined;
  const gate = options.gate === undefined ? undefined : readGate(options.gate);

  const search = await prepareSearch(kiki, io);
  const answers = await answerQuestions(kiki.ask, questions, (count) =>
    io.progress(`${count} of ${questions.length} answered`),
  );
  io.progress(undefined);
  const rows = scoreEach(questions, answers);
  const scores = report(rows);
  const changes = rowsBefore && compare(rowsBefore, rows);
  const short = gate && shortfalls(gate, scores, search, options.gate ?? '');

  if (before !== undefined && before.search !== search)
    io.note(`The baseline was of search by ${before.search}, this is of search by ${search}.`);
  if (gate !== undefined)
    for (const type of unguarded(gate, scores, search)) io.note(`The gate holds questions of type ${type} to nothing.`);
  if (json) {
    const evaluation = { search, ...(changes && { against: changes }), ...(short && { gate: short }) };
    io.out(JSON.stringify({ ...scores.types, abstention: scores.abstention, evaluation }, null, 1));
  } else {
    io.out(scoreTable(scores));
    if (changes !== undefined) io.out(`\n${changeTable(changes)}`);
    if (short !== undefined) io.out(`\n${gateLines(short)}`);
  }
  if (options.save !== undefined) await save(options.save, toBaseline({ questions, rows, search }, new Date()));
  return short !== undefined && short.length > 0 ? 1 : 0;
}

/** Loads the embeddings, and says what search does without them. */
async function prepareSearch(kiki: Kiki, io: Io): Promise<SearchMode> {
  await noteMissingEmbeddings(kiki, io);
  const loaded = await kiki.embeddings.load();
  if (loaded !== undefined) return 'words and meaning';
  const { message } = kiki.embeddings.state();
  io.note(`Search is by words alone${message === undefined ? '' : `: ${message}`}`);
  return 'words';
}

function readBaseline(path: string) {
  return parseBaseline(read(path, 'There is no baseline', 'Write one with kiki eval --save FILE'), path);
}

function readGate(path: string) {
  return parseGate(read(path, 'There is no gate', 'Give --gate the file that says what each type must reach'), path);
}

function read(path: string, missing: string, fix: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw notFound(missing, { where: path, fix, cause });
  }
}

async function save(path: string, content: object): Promise<void> {
  const file = await openToWrite(path);
  try {
    await file.writeFile(`${JSON.stringify(content, null, 1)}\n`);
  } finally {
    await file.close();
  }
}
