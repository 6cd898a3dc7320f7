import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import neo4j, { type Driver, type Plan } from 'neo4j-driver';
import { lookedUp, uniqueKeys } from '../../../../graph/cypher/set-up.ts';
import type { Engine } from '../../../../graph/engine.ts';
import { emptyNeo4j, neo4jAccess } from '../../../support/engines.ts';

/*
 * How Neo4j goes about each statement that names what it looks for: by an index, not by looking at every node of a label. A graph of a
 * company has tens of thousands of them, and each question makes dozens of statements.
 */

const folder = join(import.meta.dirname, '../../../../graph/cypher');
let engine: Engine;
let driver: Driver;

beforeAll(async () => {
  engine = await emptyNeo4j();
  const { uri, username, password } = neo4jAccess();
  driver = neo4j.driver(uri, neo4j.auth.basic(username, password));
  // Without nodes all ways are equally short.
  const labels = new Set(
    [...uniqueKeys, ...lookedUp].map(([label]) => (label === 'Subject' ? 'Subject:Entity' : label)),
  );
  const keys = Object.fromEntries(uniqueKeys);
  for (const label of labels) {
    const key = keys[label.split(':')[0] ?? ''] ?? 'id';
    await engine.write((run) => run({ text: `UNWIND range(1, 300) AS n CREATE (x:${label} {${key}: 'plan-' + n})` }));
  }
});
afterAll(async () => {
  await driver.close();
  await (await emptyNeo4j()).close();
  await engine.close();
});

/** Statements with something to look for, by name. */
async function statements(): Promise<[name: string, text: string][]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'set-up.ts');
  const all: [string, string][] = [];
  for (const file of files) {
    const module = (await import(join(folder, file))) as Record<string, unknown>;
    for (const [name, text] of Object.entries(module))
      if (typeof text === 'string' && /\b(?:refs?|ids?|ref|id): \$|\.(?:ref|id) (?:IN|=) \$/.test(text))
        all.push([name, text]);
  }
  return all;
}

function scans({ operatorType, arguments: { Details }, children }: Plan): string[] {
  const own = /NodeByLabelScan|AllNodesScan/.test(operatorType) ? [`${operatorType} ${String(Details)}`] : [];
  return [...own, ...children.flatMap(scans)];
}

test('nothing that is named is looked for among all nodes of a label', async () => {
  const session = driver.session();
  const found: string[] = [];
  for (const [name, text] of await statements()) {
    const parameters = Object.fromEntries(
      [...text.matchAll(/\$(\w+)/g)].map(([, key = '']) => [key, valueFor(text, key)]),
    );
    const { summary } = await session.run(`EXPLAIN ${text}`, parameters);
    if (summary.plan !== false) found.push(...scans(summary.plan).map((scan) => `${name}: ${scan}`));
  }
  await session.close();
  expect(found).toEqual([]);
});

/** Something of the kind that the statement takes there. */
function valueFor(text: string, key: string): unknown {
  const stands = (before: string) => new RegExp(`${before}\\s*\\$${key}\\b`).test(text);
  if (stands('\\bIN')) return ['plan-1', 'plan-2'];
  if (stands('UNWIND')) return [];
  if (stands('LIMIT|SKIP')) return neo4j.int(10);
  if (stands('SET \\w+ \\+?=')) return {};
  return 'plan-1';
}
