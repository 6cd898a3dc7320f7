import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EvalAnswer, type EvalQuestion, evalQuestion } from '../../answer/evaluate/question.ts';
import { score, type Score } from '../../answer/evaluate/score.ts';
import { invalid, notFound } from '../../schema/errors.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import type { Io } from '../io.ts';
import type { Kiki } from '../open-kiki.ts';

export interface EvalOptions {
  /** Absolute path of the folder that holds questions.jsonl. */
  folder: string;
  json: boolean;
}

/** Answers the questions of a folder and scores the answers. */
export async function evaluate(kiki: Kiki, { folder, json }: EvalOptions, io: Io): Promise<number> {
  const questions = readQuestions(join(folder, 'questions.jsonl'));
  await kiki.embeddings.load();
  const answers = new Map<string, EvalAnswer>();
  for (const [index, { id, question }] of questions.entries()) {
    const answer = await kiki.ask({ question, asker: anyEmployee });
    const citations = answer.citations.map(({ source }) => source.path).filter((path) => path !== '');
    answers.set(id, {
      id,
      answer: answer.value ?? answer.text,
      abstained: answer.abstained,
      contexts: answer.contexts,
      citations,
    });
    io.progress(`${index + 1} of ${questions.length} answered`);
  }
  io.progress(undefined);
  const result = score(questions, answers);
  io.out(json ? JSON.stringify({ ...result.types, abstention: result.abstention }, null, 1) : table(result));
  return 0;
}

function readQuestions(path: string): EvalQuestion[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw notFound('There are no questions', {
      where: path,
      fix: 'Give a folder that holds questions.jsonl',
      cause: error,
    });
  }
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const result = evalQuestion.safeParse(parse(line));
    if (result.success) return [result.data];
    throw invalid('The line is not a question to score', {
      where: `${path}:${index + 1}`,
      fix: 'See examples/kelderbrook/questions.jsonl for the form',
    });
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // refused as a line that is no question
  }
}

const columns = [
  'n',
  'answered',
  'exact',
  'facts',
  'full',
  'order',
  'R@1',
  'R@5',
  'all@5',
  'MRR',
  'cite_p',
  'cite_r',
] as const;

function table({ types, abstention }: Score): string {
  const rows = Object.entries(types).map(
    ([type, scores]) => type.padEnd(14) + columns.map((column) => String(scores[column] ?? '-').padStart(9)).join(''),
  );
  return [
    'type'.padEnd(14) + columns.map((column) => column.padStart(9)).join(''),
    ...rows,
    `abstention ${JSON.stringify(abstention)}`,
  ].join('\n');
}
