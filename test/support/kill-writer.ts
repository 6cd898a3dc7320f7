import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

const script = join(import.meta.dirname, 'graph-writer.ts');

/**
 * Runs a writer on the folder and kills it -9 after so many acknowledged writes and a little of the next.
 *
 * @param milliseconds how far into the next write
 * @returns the number of the last write that was acknowledged
 */
export async function killWriter(
  folder: string,
  { first, writes, milliseconds }: { first: number; writes: number; milliseconds: number },
): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder, String(first)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let last = first - 1;
  let isOpen = false;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'open') isOpen = true;
    else last = Number(line);
    if (isOpen && last >= first + writes - 1) setTimeout(() => child.kill('SIGKILL'), milliseconds);
  }
  await ended;
  if (last < first + writes - 1) throw new Error(`The writer ended early: ${errors}`);
  return last;
}
