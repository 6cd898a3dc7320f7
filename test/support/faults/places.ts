import { mkdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from '../../../graph/engine.ts';
import { setLock } from '../../../graph/cypher/locks.ts';

/** A graph that several processes work on in turn. */
export interface Place {
  /** What a process is told in its environment. */
  variables: Readonly<Record<string, string>>;
  /** Resolves soon after a process has begun to work on it. @param end calls the waiting off */
  begun(end: AbortSignal): Promise<void>;
  /** Lets the minute pass that a killed process keeps a source. */
  passLease(source: string): Promise<void>;
  /** Stops looking at it. */
  close(): Promise<void>;
}

/** A graph in a folder. One process at a time has it open, so no lock outlives its process. */
export function embeddedPlace(folder: string): Place {
  return {
    variables: { KIKI_DATA: folder, KIKI_EMBEDDINGS: 'none' },
    begun: (end) => folderChanged(folder, end),
    passLease: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

/** The graph of a Neo4j server. @param engine open on it, for looking @param folder for what Kiki keeps beside the graph */
export function neo4jPlace(
  access: { uri: string; username: string; password: string },
  engine: Engine,
  folder: string,
): Place {
  return {
    variables: {
      KIKI_GRAPH: 'neo4j',
      NEO4J_URI: access.uri,
      NEO4J_USERNAME: access.username,
      NEO4J_PASSWORD: access.password,
      KIKI_DATA: join(folder, 'data'),
      KIKI_EMBEDDINGS: 'none',
    },
    async begun(end) {
      while (!end.aborted && (await countOpenRuns(engine)) === 0) await pause(10);
    },
    async passLease(source) {
      const parameters = { id: `source:${source}`, properties: { until: 0 } };
      await engine.write((run) => run({ text: setLock, parameters }));
    },
    close: () => engine.close(),
  };
}

/** How many runs are under way, or were cut off. */
async function countOpenRuns(engine: Engine): Promise<number> {
  const text = "MATCH (r:Run) WHERE r.status = 'running' RETURN count(r) AS count";
  const [row] = await engine.read({ text });
  return Number(row?.count);
}

/** An embedded graph changes its files as soon as a process opens it. */
function folderChanged(folder: string, end: AbortSignal): Promise<void> {
  mkdirSync(folder, { recursive: true });
  return new Promise((resolve) => {
    const watcher = watch(folder, { signal: end }, () => watcher.close());
    watcher.once('close', resolve);
  });
}
