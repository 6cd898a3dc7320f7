import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { said } from './faults/said.ts';
import { type Ended, logged, runKiki, type RunningServer, startServer } from './run-kiki.ts';

/**
 * What a graph says, without what differs between any two runs: times, run ids, revisions, and versions of records that were written
 * twice. @param folder an empty folder for the export
 */
export async function contentOf(data: string, folder: string): Promise<string[]> {
  const file = join(folder, 'graph.jsonl');
  const { code, stderr } = await runKiki(['export', file], { folder, variables: { KIKI_DATA: data, ...plain } });
  if (code !== 0) throw new Error(stderr);
  const lines = readFileSync(file, 'utf8').split('\n');
  return said(lines.filter((line) => !line.startsWith('{"node":["Revision"]')));
}

/** Starts `kiki serve` on the example, ends it with a signal when `when` holds, and starts it again until all is read. */
export async function disturbed({
  folder,
  data,
  signal,
  when,
}: {
  folder: string;
  data: string;
  signal: NodeJS.Signals;
  when: (server: RunningServer) => Promise<void>;
}): Promise<Ended> {
  const first = await startServer({ folder, variables: { KIKI_DATA: data, ...plain } });
  await when(first);
  const ended = await first.stop(signal);
  await undisturbed({ folder, data });
  return ended;
}

/** What the graph says when nothing disturbs the reading of the example. @param folder an empty folder */
export async function undisturbedContent(folder: string): Promise<string[]> {
  const data = join(folder, 'undisturbed');
  await undisturbed({ folder, data });
  return contentOf(data, folder);
}

/** `kiki serve` on the example until all is read. */
async function undisturbed({ folder, data }: { folder: string; data: string }): Promise<void> {
  const server = await startServer({ folder, variables: { KIKI_DATA: data, ...plain } });
  await logged(server, 'every source has been read');
  await server.stop();
}

const plain = { KIKI_EMBEDDINGS: 'none' };
