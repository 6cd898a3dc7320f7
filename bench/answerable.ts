import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAnswerer } from '../answer/create-answerer.ts';
import { parseQuestions } from '../answer/evaluate/parse-questions.ts';
import type { EvalQuestion } from '../answer/evaluate/question.ts';
import { createMeaning } from '../answer/retrieve/meaning.ts';
import { createRetriever } from '../answer/retrieve/retrieve.ts';
import { type Signs, signNames, signsOf } from '../answer/retrieve/signs.ts';
import { companyThesaurus } from '../answer/retrieve/thesaurus.ts';
import { writtenOut } from '../answer/understand/rewrites.ts';
import { anyEmployee } from '../schema/viewer.ts';
import { corporaFolder, openCorpus } from './open-corpus.ts';

/*
 * Fits what each sign counts of whether prose holds the answer to a question (answer/retrieve/answerable.ts), and tells how many questions
 * without an answer would be refused, each organisation judged by the weights of the others.
 *
 * Usage: KIKI_CORPORA=FOLDER tsx bench/answerable.ts [--data FOLDER] [--more FOLDER]
 *
 * KIKI_CORPORA holds the organisations (bench/corpora/README.md); --more has further questions to them, FOLDER/ANYTHING/rust.jsonl.
 * Questions that the graph answers say nothing of prose, and are left out.
 */

const { values: options } = parseArgs({
  options: { data: { type: 'string', default: '.kiki/bench' }, more: { type: 'string' } },
});

interface Row {
  corpus: string;
  /** 1 for a question with an answer. */
  isTold: number;
  signs: number[];
}

const files = process.env.KIKI_CORPORA;
if (files === undefined) throw new TypeError('Set KIKI_CORPORA to the folder that holds the organisations');

function questionsTo(name: string, folder: string): EvalQuestion[] {
  const more =
    options.more === undefined ? [] : readdirSync(options.more).map((each) => join(options.more ?? '', each));
  return [join(folder, name, 'questions.jsonl'), ...more.map((each) => join(each, `${name}.jsonl`))]
    .filter((path) => existsSync(path))
    .flatMap((path) => parseQuestions(readFileSync(path, 'utf8'), path));
}

async function rowsOf(name: string, questions: readonly EvalQuestion[]): Promise<Row[]> {
  const { kiki, embedder, close } = await openCorpus(name, options.data);
  try {
    const { store, loaded, logger } = kiki;
    const thesaurus = companyThesaurus(loaded.config.synonyms);
    const meaning = createMeaning({ embedder: () => embedder, logger });
    const retrieve = createRetriever({ store, meaning, thesaurus });
    const { company } = loaded.config;
    const ask = createAnswerer({
      store,
      company,
      embedder: () => embedder,
      model: undefined,
      publicUrl: undefined,
      logger,
    });
    const found: Row[] = [];
    for (const { question, type } of questions) {
      const isProse = type === 'passage' || type === 'procedure' || type === 'unanswerable';
      if (!isProse || (await ask({ question, asker: anyEmployee })).mode === 'graph') continue;
      const evidence = await retrieve({ viewer: anyEmployee, question: writtenOut(question), pages: 12 });
      const signs = signsOf(question, evidence, thesaurus);
      found.push({
        corpus: name,
        isTold: Number(type !== 'unanswerable'),
        signs: signNames.map((each) => signs[each]),
      });
    }
    return found;
  } finally {
    await close();
  }
}

/** A weight for each sign, and what their sum must reach for an answer to be as likely as none. */
interface Fit {
  weights: number[];
  bound: number;
}

const rounds = 4000;
const step = 0.5;
/** Keeps weights small of which few questions tell, against the number of questions. */
const ridge = 2;

/** Logistic regression by gradient descent, on signs of one spread. */
function fit(all: readonly Row[]): Fit {
  const columns = signNames.map((_, at) => all.map(({ signs }) => signs[at] ?? 0));
  const scale = columns.map((column) => {
    const mean = average(column);
    return { mean, spread: Math.sqrt(average(column.map((value) => (value - mean) ** 2))) || 1 };
  });
  const scaled = all.map(({ signs }) =>
    signs.map((value, at) => (value - (scale[at]?.mean ?? 0)) / (scale[at]?.spread ?? 1)),
  );
  let weights = signNames.map(() => 0);
  let offset = 0;
  for (let round = 0; round < rounds; round += 1) {
    const errors = scaled.map(
      (signs, row) => 1 / (1 + Math.exp(-dot(weights, signs) - offset)) - (all[row]?.isTold ?? 0),
    );
    weights = weights.map(
      (weight, at) =>
        weight -
        step *
          (average(scaled.map((signs, row) => (signs[at] ?? 0) * (errors[row] ?? 0))) + (ridge * weight) / all.length),
    );
    offset -= step * average(errors);
  }
  const unscaled = weights.map((weight, at) => weight / (scale[at]?.spread ?? 1));
  return {
    weights: unscaled,
    bound:
      dot(
        unscaled,
        scale.map(({ mean }) => mean),
      ) - offset,
  };
}

function report(all: readonly Row[]): void {
  const corpora = [...new Set(all.map(({ corpus }) => corpus))];
  const judged = corpora.flatMap((name) => {
    const { weights, bound } = fit(all.filter(({ corpus }) => corpus !== name));
    return all
      .filter(({ corpus }) => corpus === name)
      .map(({ isTold, signs }) => ({ isTold, beyond: dot(weights, signs) - bound }));
  });
  const told = judged
    .filter(({ isTold }) => isTold === 1)
    .map(({ beyond }) => beyond)
    .sort((a, b) => a - b);
  const untold = judged.filter(({ isTold }) => isTold === 0).map(({ beyond }) => beyond);
  process.stdout.write(`${told.length} questions with an answer, ${untold.length} without\n`);
  for (const share of [0.03, 0.05, 0.08, 0.1]) {
    const bound = told[Math.floor(told.length * share)] ?? 0;
    const refused = untold.filter((beyond) => beyond < bound).length / untold.length;
    process.stdout.write(
      `refused wrongly ${share.toFixed(2)}, rightly ${refused.toFixed(2)}, ${bound.toFixed(2)} beyond the bound\n`,
    );
  }
  const { weights, bound } = fit(all);
  const named = Object.fromEntries(signNames.map((name, at) => [name, Number((weights[at] ?? 0).toFixed(2))])) as Signs;
  process.stdout.write(`${JSON.stringify(named, undefined, 2)}\nbound ${bound.toFixed(2)}\n`);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const rows: Row[] = [];
for (const name of readdirSync(corporaFolder).filter((each) => existsSync(join(files, each, 'questions.jsonl'))))
  rows.push(...(await rowsOf(name, questionsTo(name, files))));
report(rows);
