import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runKiki } from './run-kiki.ts';

/** What two runs of `kiki ingest` made of a company, and how it answers its questions. */
export interface CorpusReading {
  first: RunSummary[];
  second: RunSummary[];
  /** Answers that `kiki ask --batch` wrote, as many as there are questions. */
  answered: number;
  asked: number;
  /** What went wrong on the way, from standard error. */
  crashes: string[];
}

export interface RunSummary {
  source: string;
  status: string;
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  refusedCount: number;
}

/**
 * Ingests a company twice and asks it its questions, each in a process of its own, as a user would.
 *
 * @param data an empty folder
 * @param variables what its kiki.yaml needs
 */
export async function readCorpus(
  { config, questions, data }: { config: string; questions: string; data: string },
  variables: Readonly<Record<string, string>> = {},
): Promise<CorpusReading> {
  const crashes: string[] = [];
  const kiki = async (...arguments_: string[]) => {
    const ended = await runKiki([...arguments_, '--config', config], {
      folder: data,
      variables: { KIKI_DATA: data, KIKI_EMBEDDINGS: 'none', ...variables },
    });
    if (ended.code !== 0) crashes.push(`${arguments_.join(' ')}: ${ended.stderr}`);
    return ended.stdout;
  };
  const ingest = async () => (JSON.parse(await kiki('ingest', '--json')) as { runs: RunSummary[] }).runs;
  const first = await ingest();
  const second = await ingest();
  const out = join(data, 'answers.jsonl');
  await kiki('ask', '--batch', questions, '--out', out);
  const lines = (path: string) => readFileSync(path, 'utf8').trim().split('\n').length;
  return { first, second, answered: lines(out), asked: lines(questions), crashes };
}
