import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphStore } from '../../graph/store.ts';
import { initFolder, type Proposed } from '../../ingest/init/init-folder.ts';
import type { ConfigFile } from '../../schema/config-file.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { ingestAll, parseConfig, storeFor } from './ingesting.ts';
import { writeFiles } from './write-files.ts';

export interface Tried extends Proposed {
  config: ConfigFile;
  store: GraphStore;
  problems: string[];
}

/** Proposes a configuration for files in a new folder within `root`, and ingests them with it as it was written. */
export async function proposeFor(root: string, files: Record<string, string | Uint8Array>): Promise<Tried> {
  const home = mkdtempSync(join(root, 'home-'));
  writeFiles(join(home, 'data'), files);
  return tryOut(home);
}

/** The same for the folder `data` in `home`. */
export async function tryOut(home: string): Promise<Tried> {
  const proposed = await initFolder({ folder: join(home, 'data'), target: join(home, 'kiki.yaml') });
  const config = parseConfig(readFileSync(proposed.path, 'utf8'));
  const store = await storeFor(config);
  const reports = await ingestAll(store, config, home);
  return {
    ...proposed,
    config,
    store,
    problems: reports.flatMap(({ message, refused, warnings }) => [
      ...(message ? [message] : []),
      ...refused,
      ...warnings,
    ]),
  };
}

export async function namesOf({ store }: Tried, kind: string): Promise<string[]> {
  const { items } = await store.list(anyEmployee, { kind, includeUncounted: true, limit: 500 });
  return items.map(({ name }) => name).sort();
}
