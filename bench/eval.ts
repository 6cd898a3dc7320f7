import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { answerQuestions } from '../answer/evaluate/answer-questions.ts';
import { parseQuestions } from '../answer/evaluate/parse-questions.ts';
import type { EvalAnswer, EvalQuestion } from '../answer/evaluate/question.ts';
import { type Report, report, type ReportedMeasure } from '../answer/evaluate/report.ts';
import { type QuestionScore, scoreEach } from '../answer/evaluate/score.ts';
import { type AnswererOptions, createAnswerer } from '../answer/create-answerer.ts';
import type { Kiki } from '../cli/open-kiki.ts';
import type { Embedder } from '../graph/embeddings/embedder.ts';
import type { Ask } from '../schema/services.ts';
import { describeError } from '../schema/errors.ts';
import { anyEmployee } from '../schema/viewer.ts';
import { corporaFolder, openCorpus } from './open-corpus.ts';

/*
 * How well and how fast questions about real organisations are answered without a language model, and what each part brings.
 *
 * Usage: KIKI_CORPORA=FOLDER tsx bench/eval.ts [--corpora rust,18f] [--data FOLDER] [--answers FOLDER] [--askers 16]
 *
 * KIKI_CORPORA holds the organisations as they publish them (bench/corpora/README.md). --data keeps a graph for each; one that is
 * empty is filled and embedded first, which takes minutes. --answers writes the answers, a line each, for other scorers.
 */

const { values: options } = parseArgs({
  options: {
    corpora: { type: 'string' },
    data: { type: 'string', default: '.kiki/bench' },
    answers: { type: 'string' },
    askers: { type: 'string', default: '16' },
  },
});

/** What is left out of answering, and whether there are embeddings. The last is Kiki as it is. */
const ways = {
  words: { without: ['look-ups'], meaning: false },
  meaning: { without: ['look-ups', 'words'], meaning: true },
  both: { without: ['look-ups'], meaning: true },
  'look-ups, words': { without: [], meaning: false },
  'look-ups, both': { without: [], meaning: true },
} as const satisfies Record<string, { without: AnswererOptions['without']; meaning: boolean }>;
type Way = keyof typeof ways;
const whole: Way = 'look-ups, both';

/** The measures that say most about a type. */
const rows: readonly (readonly [type: string, measures: readonly ReportedMeasure[]])[] = [
  ['structured', ['exact', 'cite_r', 'false_refusals']],
  ['multi-hop', ['right', 'exact', 'cite_r', 'false_refusals']],
  ['passage', ['R@1', 'R@5', 'MRR', 'facts', 'full', 'cite_r', 'false_refusals']],
  ['procedure', ['R@1', 'R@5', 'MRR', 'facts', 'order', 'cite_r', 'false_refusals']],
  ['prose', ['R@1', 'R@5', 'MRR']],
  ['unanswerable', ['refused']],
  ['ALL', ['right', 'false_refusals']],
];

const print = (...columns: (string | number)[]) => void process.stdout.write(`| ${columns.join(' | ')} |\n`);
const say = (text: string) => void process.stdout.write(`${text}\n`);
const note = (text: string) => void process.stderr.write(`${text}\n`);

const chosen = options.corpora?.split(',') ?? configured();
const files = process.env.KIKI_CORPORA;
let measured = 0;
for (const name of chosen) {
  const questions = files === undefined ? undefined : join(files, name, 'questions.jsonl');
  if (!existsSync(join(corporaFolder, name, 'kiki.yaml'))) {
    note(`${name} is skipped: there is no bench/corpora/${name}/kiki.yaml`);
  } else if (questions === undefined) {
    note(`${name} is skipped: set KIKI_CORPORA to the folder that holds ${name}/ (bench/corpora/README.md)`);
  } else if (!existsSync(questions)) {
    note(`${name} is skipped: there is no ${questions}`);
  } else {
    await measure(name, parseQuestions(readFileSync(questions, 'utf8'), questions));
    measured += 1;
  }
}
if (measured === 0) process.exitCode = 1;

function configured(): string[] {
  return readdirSync(corporaFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

async function measure(name: string, questions: readonly EvalQuestion[]): Promise<void> {
  const { kiki, embedder, close } = await openCorpus(name, options.data);
  try {
    const asks = answerers(kiki, embedder);
    const evaluations = new Map<Way, Evaluation>();
    for (const [way, ask] of asks) evaluations.set(way, evaluate(questions, await answerQuestions(ask, questions)));
    say(
      `\n### ${name}: ${questions.length} questions, ${embedder === undefined ? 'without embeddings' : embedder.model}\n`,
    );
    printScores(evaluations);
    const best = evaluations.get(whole) ?? evaluations.get('look-ups, words');
    const ask = asks.get(whole) ?? asks.get('look-ups, words');
    if (best === undefined || ask === undefined) return;
    say(`\n${resolving(best.answers, name)}`);
    writeAnswers(name, best.answers);
    say('\nMilliseconds for an answer, one at a time, and with many asking at once:\n');
    await printLatencies(ask, questions);
  } finally {
    await close();
  }
}

function answerers({ store, loaded, logger }: Kiki, embedder: Embedder | undefined): Map<Way, Ask> {
  const possible = Object.entries(ways).filter(([, { meaning }]) => !meaning || embedder !== undefined);
  return new Map(
    possible.map(([way, { without, meaning }]) => [
      way as Way,
      createAnswerer({
        store,
        company: loaded.config.company,
        embedder: () => (meaning ? embedder : undefined),
        model: undefined,
        publicUrl: undefined,
        logger,
        without,
      }),
    ]),
  );
}

interface Evaluation {
  answers: Map<string, EvalAnswer>;
  types: Report['types'];
}

/** Scores by type; `prose` is passages and procedures together. */
function evaluate(questions: readonly EvalQuestion[], answers: Map<string, EvalAnswer>): Evaluation {
  const scores = scoreEach(questions, answers);
  const isProse = ({ type }: QuestionScore) => type === 'passage' || type === 'procedure';
  const { ALL: prose } = report(scores.filter(isProse)).types;
  return { answers, types: { ...report(scores).types, ...(prose && { prose }) } };
}

function printScores(evaluations: ReadonlyMap<Way, Evaluation>): void {
  const shown = [...evaluations.keys()];
  const last = [...evaluations.values()].at(-1);
  print('type', 'n', 'measure', ...shown, '95 % of the last');
  print('---', '--:', '---', ...shown.map(() => '--:'), ':-:');
  for (const [type, measures] of rows) {
    for (const measure of measures) {
      const values = [...evaluations.values()].map(({ types }) => types[type]?.[measure]);
      if (!values.some((value) => typeof value === 'number')) continue;
      const interval = last?.types[type]?.intervals[measure];
      const lies = interval === undefined ? '' : interval.map((end) => end.toFixed(2)).join('–');
      const label = type === 'ALL' ? 'all' : type;
      print(label, last?.types[type]?.n ?? '', measure, ...values.map((value) => value?.toFixed(2) ?? '-'), lies);
    }
  }
}

/** Whether the files that are cited exist. */
function resolving(answers: ReadonlyMap<string, EvalAnswer>, name: string): string {
  const cited = [...answers.values()].flatMap(({ citations }) => citations.map((path) => path.replace(/#.*$/, '')));
  const found = cited.filter((path) => existsSync(join(files ?? '', name, path))).length;
  return `Of ${cited.length} citations ${found} name a file that exists.`;
}

function writeAnswers(name: string, answers: ReadonlyMap<string, EvalAnswer>): void {
  if (options.answers === undefined) return;
  mkdirSync(options.answers, { recursive: true });
  const lines = [...answers.values()].map((answer) => JSON.stringify(answer));
  writeFileSync(join(options.answers, `${name}.jsonl`), `${lines.join('\n')}\n`);
}

/** Pages are by then warm: the same questions were asked before. Each is asked in letters of its own, because vectors of questions are kept. */
async function printLatencies(ask: Ask, questions: readonly EvalQuestion[]): Promise<void> {
  const askers = Number(options.askers);
  print('', 'answers', 'p50', 'p95', 'longest', 'processor time, mean', 'errors', 'a second');
  print('---', '--:', '--:', '--:', '--:', '--:', '--:', '--:');
  const alone = await timeAll(ask, inOtherLetters(questions, 1), 1);
  const isExact = ({ mode }: Timed) => mode === 'graph';
  printTimes('exact', alone.times.filter(isExact), { errors: 0 });
  printTimes(
    'retrieved',
    alone.times.filter((time) => !isExact(time)),
    { errors: alone.errors },
  );
  // Each asker has as many questions as there are, or as make it 20.
  const rounds = Math.max(1, Math.ceil((askers * 20) / questions.length));
  const all = Array.from({ length: rounds }, (_, round) => inOtherLetters(questions, round + 2)).flat();
  const together = await timeAll(ask, all, askers);
  printTimes(`${askers} askers, exact`, together.times.filter(isExact), { errors: 0 });
  printTimes(
    `${askers} askers, retrieved`,
    together.times.filter((time) => !isExact(time)),
    together,
  );
}

/** "who leads it??": the same words, which nobody has asked before to the letter. */
function inOtherLetters(questions: readonly EvalQuestion[], marks: number): EvalQuestion[] {
  return questions.map((each) => ({ ...each, question: `${each.question}${'?'.repeat(marks)}` }));
}

interface Timed {
  mode: string;
  milliseconds: number;
  /** Of all threads; of one asker only, else the work of others is in it. */
  processor: number;
}

async function timeAll(ask: Ask, questions: readonly EvalQuestion[], askers: number) {
  const queue = [...questions];
  const times: Timed[] = [];
  let errors = 0;
  const start = performance.now();
  const askNext = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [began, used] = [performance.now(), process.cpuUsage()];
      try {
        const { mode } = await ask({ question: next.question, asker: anyEmployee });
        const { user, system } = process.cpuUsage(used);
        times.push({ mode, milliseconds: performance.now() - began, processor: (user + system) / 1_000 });
      } catch (error) {
        errors += 1;
        note(describeError(error));
      }
    }
  };
  await Promise.all(Array.from({ length: askers }, askNext));
  return { times, errors, rate: (questions.length / (performance.now() - start)) * 1_000 };
}

function printTimes(name: string, times: readonly Timed[], { errors, rate }: { errors: number; rate?: number }): void {
  if (times.length === 0) return;
  const sorted = times.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(0);
  const processor = times.reduce((sum, time) => sum + time.processor, 0) / times.length;
  const isShared = name.includes('askers');
  print(
    name,
    times.length,
    at(0.5),
    at(0.95),
    at(1),
    isShared ? '' : processor.toFixed(0),
    errors,
    rate?.toFixed(1) ?? '',
  );
}
