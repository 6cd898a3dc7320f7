import { parse } from 'yaml';
import type { GraphStore } from '../../graph/store.ts';
import { openSource } from '../../ingest/open-source.ts';
import type { Reading } from '../../ingest/reading.ts';
import { runAll, type RunAllOptions } from '../../ingest/run-all.ts';
import type { RunReport } from '../../ingest/run-source.ts';
import { type ConfigFile, isRead, parseConfigFile } from '../../schema/config-file.ts';
import type { Claim } from '../../schema/record.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { emptyEmbedded, storeOn, type TestStoreOptions } from './engines.ts';

/** The content of a kiki.yaml, checked as the command line checks it. */
export function parseConfig(yaml: string): ConfigFile {
  return parseConfigFile(parse(yaml, { merge: true }), 'kiki.yaml');
}

/** What the first source of a config reads from the files of a folder. */
export async function readFirst(yaml: string, folder: string): Promise<Reading> {
  const config = parseConfig(yaml);
  const [source] = config.sources;
  if (source === undefined) throw new Error('The config has no source');
  return openSource(source, { config, configFolder: folder, variables: {} }).read(new Map(), () => undefined);
}

/** An empty embedded graph for the sources of a config. */
export async function storeFor({ sources, schema, ...settings }: ConfigFile): Promise<GraphStore> {
  const { trust, sameAs, different } = settings;
  const options = { sources, trust, sameAs, different, ...(schema && { schema }) } as TestStoreOptions;
  return storeOn(await emptyEmbedded(), options);
}

/** Runs all sources of a config on the files of a folder. */
export function ingestAll(
  store: GraphStore,
  config: ConfigFile,
  folder: string,
  options: RunAllOptions = {},
): Promise<RunReport[]> {
  const sources = config.sources.filter(isRead).map((source) => ({
    name: source.name,
    open: () => openSource(source, { config, configFolder: folder, variables: process.env }),
  }));
  return runAll({ store, sources, maximumRemovals: config.limits.removals }, options);
}

/** Names of the entities at the other end of a relation, sorted. */
export async function namesAt(store: GraphStore, ref: string, relation: string, end: 'from' | 'to'): Promise<string[]> {
  const entity = await store.entity(anyEmployee, ref);
  if (entity === undefined) throw new Error(`There is no ${ref}`);
  return entity.relations
    .filter((each) => each.relation === relation && each.end === end && each.current)
    .map(({ other }) => other.name)
    .sort();
}

/** The value of a record's claim on a field; undefined when it makes none. */
export function claimed(claims: readonly Claim[], field: string): unknown {
  return claims.flatMap((claim) => (claim.about === 'field' && claim.field === field ? [claim.value] : []))[0];
}
