import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** How a command finds the server that has the embedded graph open. Only the same user can read it. */
const controlFile = z.object({ pid: z.number().int().positive(), url: z.url(), token: z.string().min(32) });
export type ControlFile = z.infer<typeof controlFile>;

const name = 'server.json';

export function writeControlFile(dataFolder: string, content: ControlFile): void {
  writeFileSync(join(dataFolder, name), JSON.stringify(content), { mode: 0o600 });
}

export function removeControlFile(dataFolder: string): void {
  rmSync(join(dataFolder, name), { force: true });
}

/** The running server, or undefined. A file that a crash left is removed. */
export function readControlFile(dataFolder: string): ControlFile | undefined {
  const path = join(dataFolder, name);
  if (!existsSync(path)) return undefined;
  const parsed = controlFile.safeParse(parse(readFileSync(path, 'utf8')));
  if (parsed.success && isRunning(parsed.data.pid)) return parsed.data;
  rmSync(path, { force: true });
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a half-written file is no server
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Object && 'code' in error && error.code === 'EPERM';
  }
}
