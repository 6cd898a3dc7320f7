import { startNeo4j } from '../test/support/neo4j/start-neo4j.ts';

/** `npm run neo4j`: a Neo4j for a developer, at the default port, with its data kept under .kiki/neo4j. */
const running = await startNeo4j({ port: 7687, data: '.kiki/neo4j' });
if ('impossible' in running) {
  process.stderr.write(`Neo4j can't be started: ${running.impossible}\n`);
  process.exit(1);
}
process.stdout.write(
  `Neo4j runs (${running.how}). Use it with\n  KIKI_GRAPH=neo4j NEO4J_URI=${running.uri} NEO4J_PASSWORD=${running.password} npm start\nCtrl-C stops it.\n`,
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void running.stop().then(() => process.exit(0)));
}
