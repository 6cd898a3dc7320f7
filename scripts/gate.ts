import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findLocalModel } from '../graph/embeddings/local/models.ts';
import { createMavenOrigin } from '../graph/embeddings/weights/maven.ts';
import { obtainWeights } from '../graph/embeddings/weights/weights.ts';
import { describeError } from '../schema/errors.ts';

/*
 * Asks the example company its questions, without a language model, and fails when a type of question falls short of its gate: by words
 * alone, and by meaning too where the weights of the embeddings are to be had.
 *
 * Usage: tsx scripts/gate.ts [--gate FILE]
 */

const root = join(import.meta.dirname, '..');
const example = join(root, 'examples/kelderbrook');
const { values: options } = parseArgs({ options: { gate: { type: 'string', default: join(example, 'gate.yaml') } } });
const gate = resolve(options.gate);

const data = mkdtempSync(join(tmpdir(), 'kiki-gate-'));
try {
  process.exitCode = await run();
} finally {
  rmSync(data, { recursive: true, force: true });
}

async function run(): Promise<number> {
  const weights = await findWeights();
  const withMeaning = weights !== undefined && { KIKI_EMBEDDINGS: 'local', KIKI_WEIGHTS: weights };
  const byWords = { KIKI_EMBEDDINGS: 'none' };
  if ((await kiki(['ingest', '--json'], withMeaning || byWords, 'ignore')) !== 0) return 1;
  const check = ['eval', example, '--gate', gate];
  let code = await kiki(check, byWords);
  // Both are shown, also when the first fails.
  if (withMeaning) code = Math.max(code, await kiki(check, withMeaning));
  return code;
}

/** The folder of the weights, kept in .kiki/models of the checkout as the tests do. Undefined, said loudly, where there is no way to them. */
async function findWeights(): Promise<string | undefined> {
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  try {
    const origins = [createMavenOrigin()];
    const paths = await obtainWeights({
      model: findLocalModel(),
      dataFolder: join(root, '.kiki'),
      origins,
      logger: silent,
    });
    return dirname(paths.network);
  } catch (error) {
    const line = '='.repeat(80);
    process.stderr.write(`\n${line}\nANSWERS BY MEANING WERE NOT MEASURED: ${describeError(error)}\n${line}\n\n`);
    return undefined;
  }
}

/** Runs a command on the example company, without a language model. @returns its exit code */
function kiki(command: string[], variables: Record<string, string>, output: 'inherit' | 'ignore' = 'inherit') {
  const {
    OPENAI_API_KEY: _key,
    OPENAI_BASE_URL: _url,
    KIKI_MODEL: _model,
    KIKI_EMBEDDING_MODEL: _embedding,
    ...others
  } = process.env;
  return new Promise<number>((resolveCode) => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'cli/main.ts', ...command, '--config', join(example, 'kiki.yaml')],
      {
        cwd: root,
        env: { ...others, KIKI_DATA: data, KIKI_GRAPH: 'embedded', ...variables },
        stdio: ['ignore', output, 'inherit'],
      },
    );
    child.on('exit', (code) => resolveCode(code ?? 1));
  });
}
