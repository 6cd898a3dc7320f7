import neo4j, { type Driver, type ManagedTransaction, Neo4jError } from 'neo4j-driver';
import { invalid, KikiError, notAllowed, unavailable } from '../../../schema/errors.ts';
import { alsoLookedUp, graphForm, lookedUp, uniqueKeys } from '../../cypher/set-up.ts';
import type { Engine, Row, Run, Statement } from '../../engine.ts';
import { createTextIndex, defineTextIndex } from './text-index.ts';
import { createVectorIndex } from './vector-index.ts';

export interface Neo4jOptions {
  uri: string;
  username: string;
  /** Without it the database is asked without authentication. */
  password?: string | undefined;
  database?: string | undefined;
}

/** Oldest version with vector indexes of this syntax and the statements used. */
const oldestVersion = [5, 26] as const;

/**
 * Connects to Neo4j 5.26 or newer, or Aura, and makes the constraints and indexes that are missing.
 *
 * @throws Unavailable when nothing answers there; NotAllowed when it refuses the password; Invalid when it is too old or
 *   holds a graph of another form.
 */
export async function openNeo4j({ uri, username, password, database }: Neo4jOptions): Promise<Engine> {
  const auth = password === undefined ? undefined : neo4j.auth.basic(username, password);
  const driver = neo4j.driver(uri, auth, {
    disableLosslessIntegers: true,
    connectionAcquisitionTimeout: 15_000,
    connectionTimeout: 10_000,
    maxTransactionRetryTime: 30_000,
    userAgent: 'kiki',
  });
  const where = database === undefined ? {} : { database };
  const explain = (error: unknown) => explained(error, uri);

  const read: Run = async ({ text, parameters = {} }) => {
    const session = driver.session({ ...where, defaultAccessMode: neo4j.session.READ });
    try {
      return await session.executeRead((tx) => rows(tx, { text, parameters }));
    } catch (error) {
      throw explain(error);
    } finally {
      await session.close();
    }
  };
  const write: Engine['write'] = async (work) => {
    const session = driver.session(where);
    try {
      return await session.executeWrite((tx) => work((statement) => rows(tx, statement)));
    } catch (error) {
      throw explain(error);
    } finally {
      await session.close();
    }
  };
  // Changes of the schema may not share a transaction with data. Of two processes that start on one empty database each may find
  // a rule missing: IF NOT EXISTS looks before it locks.
  const define = (text: string) =>
    write((run) => run({ text })).catch((error: unknown) => {
      if (isThereAlready(error)) return [];
      throw error;
    });

  try {
    await checkVersion(driver, uri);
    await defineRules(read, define);
    await defineTextIndex(read, define);
    await define('CALL db.awaitIndexes(60)');
    await checkForm(write);
  } catch (error) {
    await driver.close();
    throw error;
  }

  return {
    name: 'neo4j',
    isExclusive: false,
    read,
    write,
    text: createTextIndex(read),
    vectors: createVectorIndex(read, define),
    flush: () => Promise.resolve(), // Neo4j has every commit on disk before it acknowledges it
    close: () => driver.close(),
  };
}

/** Makes the constraints and indexes that are missing. Asking what is there takes two statements, making all of them sixty. */
async function defineRules(read: Run, define: (text: string) => Promise<unknown>): Promise<void> {
  const named = async (text: string) => new Set((await read({ text })).map(({ name }) => name));
  const constraints = await named('SHOW CONSTRAINTS YIELD name RETURN name');
  for (const [label, property] of uniqueKeys) {
    const name = `${label}_${property}`.toLowerCase();
    if (constraints.has(name)) continue;
    await define(`CREATE CONSTRAINT ${name} IF NOT EXISTS FOR (n:${label}) REQUIRE n.${property} IS UNIQUE`);
  }
  const indexes = await named('SHOW INDEXES YIELD name RETURN name');
  for (const [label, property] of [...lookedUp, ...alsoLookedUp]) {
    const name = `${label}_${property}`.toLowerCase();
    if (indexes.has(name)) continue;
    await define(`CREATE INDEX ${name} IF NOT EXISTS FOR (n:${label}) ON (n.${property})`);
  }
}

/** Whether another process made the same rule of the schema meanwhile. */
function isThereAlready(error: unknown): boolean {
  const cause = error instanceof KikiError ? error.cause : error;
  return cause instanceof Neo4jError && cause.code === 'Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists';
}

async function rows(tx: ManagedTransaction, { text, parameters = {} }: Statement): Promise<Row[]> {
  const result = await tx.run(text, plain(parameters));
  return result.records.map((record) => record.toObject());
}

/** Whole numbers must reach Neo4j as integers: JavaScript has only one kind of number, and the driver sends it as a float. */
function plain(parameters: Record<string, unknown>): Record<string, unknown> {
  return convert(parameters) as Record<string, unknown>;
}

function convert(item: unknown): unknown {
  if (typeof item === 'number' && Number.isSafeInteger(item)) return neo4j.int(item);
  if (item instanceof Float32Array) return Array.from(item);
  if (Array.isArray(item)) return item.map(convert);
  if (typeof item === 'object' && item !== null) {
    return Object.fromEntries(Object.entries(item).map(([key, each]) => [key, convert(each)]));
  }
  return item ?? null;
}

async function checkVersion(driver: Driver, uri: string): Promise<void> {
  let agent: string;
  try {
    const info = await driver.getServerInfo();
    agent = info.agent ?? '';
  } catch (error) {
    throw explained(error, uri);
  }
  const [, major, minor] = /(\d+)\.(\d+)/.exec(agent) ?? [];
  if (major === undefined) return; // Aura and proxies need not say
  const [oldMajor, oldMinor] = oldestVersion;
  if (Number(major) > oldMajor || (Number(major) === oldMajor && Number(minor) >= oldMinor)) return;
  throw invalid(`${agent} is too old`, { where: uri, fix: `Use Neo4j ${oldestVersion.join('.')} or newer` });
}

async function checkForm(write: Engine['write']): Promise<void> {
  const [meta] = await write((run) =>
    run({
      text: `MERGE (m:Meta {id: 'graph'}) ON CREATE SET m.version = 0, m.form = $form RETURN m.form AS form`,
      parameters: { form: graphForm },
    }),
  );
  if (meta?.form === graphForm) return;
  throw invalid(`The graph has form ${String(meta?.form)}, and this version of Kiki reads form ${graphForm}`, {
    fix: 'Export it with the version that wrote it (kiki export) and import it into an empty database here',
  });
}

/** What the driver's error means for the person who runs Kiki. */
function explained(error: unknown, uri: string): unknown {
  if (error instanceof KikiError) return error;
  if (!(error instanceof Neo4jError)) return error;
  const details = { where: uri, cause: error };
  if (
    error.code === 'Neo.ClientError.Security.Unauthorized' ||
    error.code === 'Neo.ClientError.Security.AuthenticationRateLimit'
  ) {
    return notAllowed('Neo4j refused the user name or password', {
      ...details,
      fix: 'Set NEO4J_USERNAME and NEO4J_PASSWORD',
    });
  }
  if (error.code === 'Neo.ClientError.Database.DatabaseNotFound') {
    return invalid('Neo4j has no such database', { ...details, fix: 'Set NEO4J_DATABASE to one that exists' });
  }
  if (error.code === 'ServiceUnavailable' || error.code === 'SessionExpired') {
    return unavailable('Neo4j does not answer', { ...details, fix: 'Start it, or set NEO4J_URI to where it runs' });
  }
  return unavailable(`Neo4j refused a statement (${error.code}: ${error.message.split('\n')[0] ?? ''})`, details);
}
