import { afterEach, expect, test } from '@jest/globals';
import neo4j from 'neo4j-driver';
import { openNeo4j } from '../../../../graph/engines/neo4j/engine.ts';
import type { GraphStore } from '../../../../graph/store.ts';
import { kiki } from '../../../../schema/actor.ts';
import { anyEmployee } from '../../../../schema/viewer.ts';
import { emptyNeo4j, neo4jAccess, storeOn } from '../../../support/engines.ts';
import { field, record } from '../../../support/records.ts';

let store: GraphStore | undefined;
afterEach(() => store?.close());

/** Statements as an administrator or an older version of Kiki would run them, outside the store. */
async function administer(...statements: string[]): Promise<void> {
  const { uri, username, password } = neo4jAccess();
  const driver = neo4j.driver(uri, neo4j.auth.basic(username, password));
  try {
    for (const statement of statements) await driver.executeQuery(statement);
  } finally {
    await driver.close();
  }
}

test('a full-text index of an older definition is made anew, and what the graph holds is found through it', async () => {
  const before = await storeOn(await emptyNeo4j());
  await before.apply(kiki, {
    upserts: [record({ kind: 'Person', key: 'E1', name: 'Ada Lovelace', claims: [field('title', 'Engineer')] })],
    removals: [],
  });
  await before.close();
  await administer(
    'DROP INDEX passage_search',
    `CREATE FULLTEXT INDEX passage_search FOR (p:Passage) ON EACH [p.searchText, p.searchAudience] OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'english'}}`,
    // An older version wrote other properties, and its rules had another fingerprint.
    'MATCH (p:Passage) REMOVE p.searchProse, p.searchCard, p.searchName SET p.searchText = p.text, p.hash = "old"',
    "MATCH (m:Meta {id: 'graph'}) SET m.rules = 'old'",
  );
  store = await storeOn(await openNeo4j(neo4jAccess()));
  await store.settle(kiki);
  const hits = await store.searchText(anyEmployee, 'engineers', { limit: 5 });
  expect(hits.map(({ ref }) => ref)).toEqual(['person:ada-lovelace']);
  expect((await store.suggest(anyEmployee, 'lovel', { limit: 5 })).map(({ ref }) => ref)).toEqual([
    'person:ada-lovelace',
  ]);
});
