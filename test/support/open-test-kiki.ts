import { join } from 'node:path';
import { loadConfig } from '../../cli/load-config.ts';
import { type Kiki, openKiki } from '../../cli/open-kiki.ts';
import { readEnvironment } from '../../schema/config.ts';
import pino from 'pino';

/** Opens Kiki on a folder that holds a kiki.yaml, with the embedded graph and without embeddings. Close it. */
export function openTestKiki(folder: string, variables: Readonly<Record<string, string>> = {}): Promise<Kiki> {
  const environment = readEnvironment({ KIKI_EMBEDDINGS: 'none', ...variables });
  const loaded = loadConfig({
    named: join(folder, 'kiki.yaml'),
    workingFolder: folder,
    exampleFolder: folder,
  });
  return openKiki({ loaded, environment, variables, logger: pino({ level: 'silent' }) });
}

/** Options of `ingest` as the command line gives them without any. */
export const plainIngest = { sources: [], dryRun: false, embed: true, allowRemovals: false, json: false };
