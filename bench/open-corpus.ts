import { join, resolve } from 'node:path';
import { ingest } from '../cli/commands/ingest.ts';
import { terminalIo } from '../cli/io.ts';
import { loadConfig } from '../cli/load-config.ts';
import { createLogger } from '../cli/logger.ts';
import { type Kiki, openKiki } from '../cli/open-kiki.ts';
import { createEmbedder } from '../graph/embeddings/create-embedder.ts';
import type { Embedder } from '../graph/embeddings/embedder.ts';
import { readEnvironment } from '../schema/config.ts';
import { describeError } from '../schema/errors.ts';

export const corporaFolder = join(import.meta.dirname, 'corpora');

/** An organisation of `corpora/` with its graph, filled and embedded. */
export interface Corpus {
  kiki: Kiki;
  /** Undefined where there is none: the reason was told. */
  embedder: Embedder | undefined;
  close(): Promise<void>;
}

const note = (text: string) => void process.stderr.write(`${text}\n`);

/** Opens the graph of an organisation; one that is empty is filled first, which takes minutes. @param data folder of graphs, one for each */
export async function openCorpus(name: string, data: string): Promise<Corpus> {
  const dataFolder = resolve(data, name);
  const environment = readEnvironment({ ...process.env, KIKI_DATA: dataFolder });
  const loaded = loadConfig({
    named: join(corporaFolder, name, 'kiki.yaml'),
    workingFolder: process.cwd(),
    exampleFolder: corporaFolder,
  });
  const logger = createLogger('error');
  const kiki = await openKiki({ loaded, environment, variables: process.env, logger });
  try {
    if ((await kiki.store.version()) === 0) await fill(kiki, name);
    const embedder = await createEmbedder(environment, { dataFolder, logger }).catch((error: unknown) => {
      note(`${name} is measured by words only: ${describeError(error)}`);
      return undefined;
    });
    const close = async () => {
      await embedder?.close();
      await kiki.close();
    };
    return { kiki, embedder, close };
  } catch (error) {
    await kiki.close();
    throw error;
  }
}

async function fill(kiki: Kiki, name: string): Promise<void> {
  note(`${name} is read and embedded first`);
  const { out: _, ...io } = terminalIo(process);
  const all = { sources: [], dryRun: false, embed: true, allowRemovals: false, json: false };
  await ingest(kiki, all, { ...io, out: io.note });
}
