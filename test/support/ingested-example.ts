import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import type { GraphStore } from '../../graph/store.ts';
import { openSource } from '../../ingest/open-source.ts';
import { runAll } from '../../ingest/run-all.ts';
import type { RunReport } from '../../ingest/run-source.ts';
import { parseConfigFile } from '../../schema/config-file.ts';
import { emptyEmbedded, type OpenEmpty, storeOn } from './engines.ts';
import { readText } from './example-company.ts';

const configFolder = join(import.meta.dirname, '../../examples/kelderbrook');

export const exampleConfig = parseConfigFile(parseYaml(readText('kiki.yaml')), 'kiki.yaml');

/** Reads all sources of the example company, as `kiki ingest` does. */
export function ingestExample(store: GraphStore): Promise<RunReport[]> {
  const sources = exampleConfig.sources.map((source) => ({
    name: source.name,
    open: () => openSource(source, { config: exampleConfig, configFolder, variables: {} }),
  }));
  return runAll({ store, sources, maximumRemovals: 0.2 });
}

/** An empty store with the ontology and the ranking of the example company. */
export async function openExampleStore(openEmpty: OpenEmpty = emptyEmbedded): Promise<GraphStore> {
  const sources = exampleConfig.sources.map(({ name }) => ({ name }));
  return storeOn(await openEmpty(), { sources, ...(exampleConfig.schema && { schema: exampleConfig.schema }) });
}
