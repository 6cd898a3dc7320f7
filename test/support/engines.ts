import { graphForm } from '../../graph/cypher/set-up.ts';
import type { Engine } from '../../graph/engine.ts';
import { openEmbedded } from '../../graph/engines/embedded/engine.ts';
import { openNeo4j } from '../../graph/engines/neo4j/engine.ts';
import { openStore } from '../../graph/open-store.ts';
import { createRanking, type TrustSettings } from '../../graph/ranking.ts';
import type { GraphStore } from '../../graph/store.ts';
import { createOntology, type OntologySettings } from '../../schema/ontology.ts';
import { createReviewRules, type ReviewSettings } from '../../schema/review.ts';

/** Opens an engine that holds nothing. */
export type OpenEmpty = () => Promise<Engine>;

export const emptyEmbedded: OpenEmpty = () => openEmbedded({});

/** Where scripts/test.ts started Neo4j. */
export function neo4jAccess(): { uri: string; username: string; password: string } {
  const access = process.env.KIKI_TEST_NEO4J;
  if (access === undefined)
    throw new Error('Neo4j is not running: start the tests with npm test, or npx tsx scripts/test.ts neo4j');
  return JSON.parse(access) as { uri: string; username: string; password: string };
}

/** The one database of Neo4j Community, emptied. */
export const emptyNeo4j: OpenEmpty = async () => {
  const engine = await openNeo4j(neo4jAccess());
  await clear(engine);
  return engine;
};

/** The same for many tests, without connecting and looking at the indexes for each: who closes it has it emptied, and `end` closes it. */
export function oneNeo4j(): { openEmpty: OpenEmpty; end: () => Promise<void> } {
  let connected: Promise<Engine> | undefined;
  return {
    async openEmpty() {
      const engine = await (connected ??= openNeo4j(neo4jAccess()));
      await clear(engine);
      return { ...engine, close: () => Promise.resolve() };
    },
    async end() {
      await (await connected)?.close();
    },
  };
}

async function clear(engine: Engine): Promise<void> {
  for (;;) {
    const [row] = await engine.write((run) => run({ text: deleteSome }));
    if (row?.count === 0) break;
  }
  await engine.write((run) => run({ text: resetMeta, parameters: { form: graphForm } }));
}

const deleteSome = 'MATCH (n) WHERE NOT n:Meta WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS count';
const resetMeta = "MATCH (m:Meta {id: 'graph'}) SET m = {id: 'graph', version: 0, form: $form}";

export interface TestStoreOptions {
  schema?: OntologySettings;
  /** In the order of trust. */
  sources?: { name: string; authoritative?: string[] }[];
  trust?: TrustSettings;
  sameAs?: string[][];
  different?: string[][];
  review?: ReviewSettings;
  now?: () => Date;
}

export function storeOn(
  engine: Engine,
  { schema, sources = [{ name: 'hr' }, { name: 'wiki' }], review, now, ...settings }: TestStoreOptions = {},
): Promise<GraphStore> {
  const ontology = createOntology(schema);
  return openStore({
    engine,
    ontology,
    ranking: createRanking(sources, settings),
    review: createReviewRules(ontology, review),
    ...(now && { now }),
  });
}
