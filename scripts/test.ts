import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statfsSync, symlinkSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNeo4j } from '../test/support/neo4j/start-neo4j.ts';
import { writeProgram } from './program.ts';

/**
 * Runs Jest projects beside each other, and ends with one line, `N passed, N failed`.
 *
 * Usage: tsx scripts/test.ts fast neo4j browser long socket [-- arguments for Jest]
 */
const arguments_ = process.argv.slice(2);
const divider = arguments_.indexOf('--');
const projects = divider === -1 ? arguments_ : arguments_.slice(0, divider);
const forJest = divider === -1 ? [] : arguments_.slice(divider + 1);

/** In CI, a part that can't be tested is a failure. */
const isStrict = process.env.CI === '1' || process.env.CI === 'true';
/** Projects that need Neo4j, whose one database is not for two tests at a time. */
const withNeo4j = new Set(['neo4j', 'long']);
/** Projects that run in one process each, which mostly waits for another. */
const inBand = new Set(['neo4j', 'browser']);
/** How nice the rest is to them: on two cores all end at about the same time, and none has less than two fifths of a core. */
const givesWay = 2;
/** Those of the bot once more, with what Slack sends coming over Socket Mode. */
const overSocket = { name: 'socket', tests: 'test/bot/', environment: { KIKI_TEST_SLACK_BY: 'socket' } };

/** What Jest compiled stays for the next run. */
const compiled = join(tmpdir(), 'kiki-test-compiled');
const place = mkdtempSync(join(memoryFolder() ?? tmpdir(), 'kiki-test-'));
process.env.TMPDIR = place;
process.on('exit', () => rmSync(place, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.env.KIKI_TEST_PROGRAM = await writeTestProgram(join(place, 'program'));

interface Outcome {
  passed: number;
  failed: number;
}

const total: Outcome = { passed: 0, failed: 0 };
const add = ({ passed, failed }: Outcome) => {
  total.passed += passed;
  total.failed += failed;
};

const run = async (project: string) => {
  if (project === overSocket.name) add(await jest('fast', overSocket.environment, [overSocket.tests, '--forceExit']));
  else add(withNeo4j.has(project) ? await testWithNeo4j(project) : await jest(project, {}));
};
const inTurn = async (some: readonly string[]) => {
  for (const project of some) await run(project);
};
// Those of one process go beside each other and beside those that use all cores, and come a little before these.
await Promise.all([
  inTurn(projects.filter((each) => !inBand.has(each))),
  ...projects.filter((each) => inBand.has(each)).map(run),
]);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed === 0 ? 0 : 1);

/**
 * A folder in memory for all that tests write, where the system has one that is large enough. On a disk, half of the time of the tests is
 * waiting until it has written; and what a killed process wrote is there as it would be on a disk.
 */
function memoryFolder(): string | undefined {
  const folder = '/dev/shm';
  const enough = 6 * 2 ** 30;
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < enough ? undefined : folder;
  } catch {
    return undefined;
  }
}

/** What the tests start as processes: compiled once, as each of a hundred would compile it again otherwise. @returns the path of its command */
async function writeTestProgram(folder: string): Promise<string> {
  await writeProgram(join(folder, 'dist'));
  for (const name of ['package.json', 'node_modules', 'examples'])
    symlinkSync(join(import.meta.dirname, '..', name), join(folder, name));
  return join(folder, 'dist/cli/main.js');
}

async function testWithNeo4j(project: string): Promise<Outcome> {
  const neo4j = await startNeo4j();
  if ('impossible' in neo4j) {
    process.stderr.write(`\n${'='.repeat(80)}\nNEO4J WAS NOT TESTED: ${neo4j.impossible}\n${'='.repeat(80)}\n\n`);
    return { passed: 0, failed: isStrict ? 1 : 0 };
  }
  process.stdout.write(`Neo4j: ${neo4j.how}\n`);
  try {
    return await jest(project, {
      KIKI_TEST_NEO4J: JSON.stringify({ uri: neo4j.uri, username: neo4j.username, password: neo4j.password }),
    });
  } finally {
    await neo4j.stop();
  }
}

/** The long run looks where no run has looked before. */
function seedOf(project: string): Record<string, string> {
  return project === 'long' ? { KIKI_TEST_SEED: 'random' } : {};
}

async function jest(project: string, environment: Record<string, string>, more: string[] = []): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'kiki-test-'));
  const results = join(folder, 'results.json');
  // On a machine of two cores Jest would use one by itself.
  const workers = project === 'fast' ? ['--maxWorkers=100%'] : ['--runInBand'];
  const code = await new Promise<number>((resolve) => {
    const child = spawn(
      process.execPath,
      [
        '--experimental-vm-modules',
        '--disable-warning=ExperimentalWarning',
        'node_modules/jest/bin/jest.js',
        '--selectProjects',
        project,
        '--json',
        `--outputFile=${results}`,
        // Machines that run tests are busy: a test that hangs fails, a slow one does not.
        '--testTimeout=120000',
        `--cacheDirectory=${compiled}`,
        ...workers,
        ...more,
        ...forJest,
      ],
      { stdio: ['inherit', 'ignore', 'inherit'], env: { ...seedOf(project), ...process.env, ...environment } },
    );
    if (child.pid !== undefined && !inBand.has(project)) setPriority(child.pid, givesWay);
    child.on('exit', (exitCode) => resolve(exitCode ?? 1));
  });
  try {
    const report = JSON.parse(readFileSync(results, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numRuntimeErrorTestSuites: number;
    };
    const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
    // Jest may fail for a reason that no test shows, such as a handle left open.
    return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
