import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../free-port.ts';

const run = promisify(execFile);
const folder = import.meta.dirname;
const password = 'kiki-tests';
/** First Java that Neo4j runs on. */
const oldestJava = 21;

export interface RunningNeo4j {
  uri: string;
  username: string;
  password: string;
  /** How it came to run, for the log. */
  how: string;
  stop(): Promise<void>;
}

/**
 * A real Neo4j for tests: the one of NEO4J_TEST_URI if that is set; else in a container if Docker answers; else Neo4j Community
 * from Maven Central.
 *
 * @returns the running database, or why none of the three is possible
 */
export async function startNeo4j({ port = 0, data }: { port?: number; data?: string } = {}): Promise<
  RunningNeo4j | { impossible: string }
> {
  const given = process.env.NEO4J_TEST_URI;
  if (given !== undefined && given !== '') return fromUri(given);
  const container = await fromDocker();
  if ('uri' in container) return container;
  const maven = await fromMaven(port, data);
  if ('uri' in maven) return maven;
  return { impossible: `NEO4J_TEST_URI is not set; ${container.impossible}; ${maven.impossible}` };
}

/** `neo4j://user:password@host:7687`; without user and password, the ones that the tests use elsewhere. */
function fromUri(given: string): RunningNeo4j {
  const url = new URL(given);
  const running = {
    uri: `${url.protocol}//${url.host}`,
    username: url.username === '' ? 'neo4j' : decodeURIComponent(url.username),
    password: url.password === '' ? password : decodeURIComponent(url.password),
  };
  return { ...running, how: 'NEO4J_TEST_URI', stop: () => Promise.resolve() };
}

async function fromDocker(): Promise<RunningNeo4j | { impossible: string }> {
  try {
    await run('docker', ['info'], { timeout: 10_000 });
  } catch {
    return { impossible: 'Docker does not answer' };
  }
  const { GenericContainer, Wait } = await import('testcontainers');
  const container = await new GenericContainer('neo4j:5.26-community')
    .withEnvironment({ NEO4J_AUTH: `neo4j/${password}` })
    .withExposedPorts(7687)
    .withWaitStrategy(Wait.forLogMessage('Started.'))
    .start();
  return {
    uri: `bolt://${container.getHost()}:${container.getMappedPort(7687)}`,
    username: 'neo4j',
    password,
    how: 'container',
    stop: async () => {
      await container.stop();
    },
  };
}

/** A Neo4j that a test may end as a crash does, and start again on the same port and data. */
export interface CrashableNeo4j extends RunningNeo4j {
  /** Ends it with SIGKILL. Its data stay. */
  kill(): Promise<void>;
}

/**
 * A Neo4j of a test's own, from Maven Central whatever else there is.
 *
 * @param port where to listen; 0 for a free one
 * @param data folder of its data, which stays when it is stopped; without it, a temporary one
 */
export async function fromMaven(
  port: number,
  data: string | undefined,
): Promise<CrashableNeo4j | { impossible: string }> {
  const home = await findJava();
  if (home === undefined) return { impossible: `no JDK ${oldestJava} or newer is installed` };
  try {
    await build(home);
  } catch (error) {
    return {
      impossible: `Maven could not build test/support/neo4j (${error instanceof Error ? error.message.split('\n').slice(0, 2).join(' ') : String(error)})`,
    };
  }
  const store = data ?? mkdtempSync(join(tmpdir(), 'kiki-neo4j-'));
  const chosen = port === 0 ? await freePort() : port;
  const classpath = `${join(folder, 'target', 'classes')}:${readFileSync(join(folder, 'target', 'classpath'), 'utf8')}`;
  const child = spawn(
    join(home, 'bin', 'java'),
    [
      '-Xmx1g',
      // A run of tests is over before what the second compiler and a collector in parallel do pays off: with them it takes a third more.
      '-XX:TieredStopAtLevel=1',
      '-XX:+UseSerialGC',
      '--enable-native-access=ALL-UNNAMED',
      ...['-cp', classpath, 'kiki.Main', store, String(chosen), password],
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const problem = await new Promise<string | undefined>((resolve) => {
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-2000)));
    child.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('ready') && resolve(undefined));
    child.on('exit', (code) => resolve(`Neo4j ended with ${String(code)}: ${errors}`));
  });
  if (problem !== undefined) return { impossible: problem };
  return {
    uri: `bolt://127.0.0.1:${chosen}`,
    username: 'neo4j',
    password,
    how: 'Maven Central',
    async kill() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      await ended;
      if (data === undefined) rmSync(store, { recursive: true, force: true });
    },
  };
}

/** Home of a JDK that is new enough: JAVA_HOME, else where Linux distributions install them. */
async function findJava(): Promise<string | undefined> {
  const shelf = '/usr/lib/jvm';
  const homes = [
    process.env.JAVA_HOME ?? '',
    ...(existsSync(shelf) ? readdirSync(shelf).map((name) => join(shelf, name)) : []),
  ];
  for (const home of homes) {
    if (home === '' || !existsSync(join(home, 'bin', 'javac'))) continue;
    const { stdout } = await run(join(home, 'bin', 'javac'), ['-version']);
    if (Number(/javac (\d+)/.exec(stdout)?.[1]) >= oldestJava) return home;
  }
  return undefined;
}

/** Compiles the starter and writes the class path, unless that is done since the sources changed. */
async function build(home: string): Promise<void> {
  const classpath = join(folder, 'target', 'classpath');
  const sources = [join(folder, 'pom.xml'), join(folder, 'src/main/java/kiki/Main.java')];
  const isFresh =
    existsSync(classpath) && sources.every((source) => statSync(source).mtimeMs < statSync(classpath).mtimeMs);
  if (isFresh) return;
  const goals = ['-q', '-B', 'compile', 'dependency:build-classpath', `-Dmdep.outputFile=${classpath}`];
  await run('mvn', goals, { cwd: folder, env: { ...process.env, JAVA_HOME: home }, timeout: 300_000 });
}
