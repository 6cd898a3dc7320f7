import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Mutant } from './mutants/mutant.ts';
import { slackGates } from './mutants/slack-gates.ts';

/**
 * Takes every gate of the bot out of a copy of the checkout, one after another, and runs the tests: one must fail. Prints which did, and ends with
 * 1 if a gate can go without any test noticing.
 *
 * Usage: npx tsx scripts/mutants.ts [--only WORDS] [--quick] [--workers 2]
 *
 * --quick: only the tests that the list names for a gate, not all of the bot where none of these fails.
 */
const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
    workers: { type: 'string', default: '2' },
  },
});
const checkout = join(import.meta.dirname, '..');
const all = ['test/bot'];

const copy = mkdtempSync(join(tmpdir(), 'kiki-mutants-'));
let survivors = 0;
try {
  copyCheckout();
  const chosen = slackGates.filter(({ gate }) => gate.includes(options.only));
  const whole = await failing([...new Set(chosen.flatMap(({ tests }) => tests))]);
  if (whole !== undefined) throw new Error(`A test fails before anything is taken out: ${whole}`);
  process.stdout.write('| taken out | in | a test that fails without it |\n|---|---|---|\n');
  for (const mutant of chosen) await tell(mutant);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
process.stdout.write(
  `\n${survivors === 0 ? 'Every gate is missed when it goes' : `${survivors} gates can go unnoticed`}\n`,
);
process.exitCode = survivors === 0 ? 0 : 1;

async function tell(mutant: Mutant): Promise<void> {
  const { gate, file, tests } = mutant;
  const path = join(copy, file);
  const before = readFileSync(path, 'utf8');
  const found = before.split(mutant.find).length - 1;
  let outcome = `STANDS THERE ${found} TIMES: correct the list of gates`;
  if (found === 1) {
    writeFileSync(
      path,
      before.replace(mutant.find, () => mutant.put),
    );
    outcome = (await failing(tests)) ?? (options.quick ? undefined : await failing(all)) ?? 'NONE';
    writeFileSync(path, before);
  }
  if (/^[A-Z]{4}/.test(outcome)) survivors += 1;
  process.stdout.write(`| ${gate} | ${file} | ${outcome.replaceAll('|', '\\|')} |\n`);
}

/** The name of a test that fails; undefined when all pass. */
async function failing(tests: readonly string[]): Promise<string | undefined> {
  const results = join(copy, 'results.json');
  rmSync(results, { force: true });
  const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
  const order = ['--selectProjects', 'fast', `--maxWorkers=${options.workers}`, '--testTimeout=60000'];
  const words = [...jest, ...tests, ...order, '--json', `--outputFile=${results}`];
  const code = await new Promise<number | null>((resolve) => {
    spawn(process.execPath, words, { cwd: copy, stdio: 'ignore' }).once('exit', resolve);
  });
  if (code === 0) return undefined;
  const { testResults } = JSON.parse(readFileSync(results, 'utf8')) as {
    testResults: { message: string; assertionResults: { status: string; fullName: string }[] }[];
  };
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed'),
  );
  // A file that cannot be read at all shows no test that misses the gate.
  if (failed.length === 0)
    throw new Error(
      testResults
        .map(({ message }) => message)
        .join('\n')
        .slice(0, 2000),
    );
  return failed[0]?.fullName;
}

function copyCheckout(): void {
  const files = execFileSync('git', ['ls-files'], { cwd: checkout, encoding: 'utf8' }).split('\n');
  for (const file of files.filter((each) => each !== '')) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(checkout, file), join(copy, file));
  }
  symlinkSync(join(checkout, 'node_modules'), join(copy, 'node_modules'));
}
