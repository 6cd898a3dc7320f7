import { openEmbedded } from '../graph/engines/embedded/engine.ts';
import { openNeo4j } from '../graph/engines/neo4j/engine.ts';
import { openStore } from '../graph/open-store.ts';
import { createRanking } from '../graph/ranking.ts';
import type { GraphStore } from '../graph/store.ts';
import { createOntology } from '../schema/ontology.ts';

/** A store for measuring, on a graph that must be empty: embedded in a folder, or the Neo4j that the usual variables name. */
export async function openForBench(engineName: string, folder: string): Promise<GraphStore> {
  const { NEO4J_URI: uri, NEO4J_USERNAME: username = 'neo4j', NEO4J_PASSWORD: password } = process.env;
  if (engineName === 'neo4j' && uri === undefined)
    throw new Error('Set NEO4J_URI and NEO4J_PASSWORD (npm run neo4j prints both)');
  const engine =
    engineName === 'neo4j' ? await openNeo4j({ uri: uri ?? '', username, password }) : await openEmbedded({ folder });
  const ranking = createRanking(['org', 'hr', 'catalog', 'wiki'].map((name) => ({ name })));
  const store = await openStore({ engine, ontology: createOntology(), ranking });
  if ((await store.version()) === 0) return store;
  await store.close();
  throw new Error('The graph is not empty: give an empty database, since a benchmark must not mix with what is there');
}
