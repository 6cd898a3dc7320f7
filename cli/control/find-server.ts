import { systemCode } from '../system-error.ts';
import { type ControlFile, readControlFile, removeControlFile } from './control-file.ts';

/** Milliseconds. A server that is busy for longer is still taken for one. */
const patience = 5_000;

/**
 * The server that has the embedded graph of a data folder open, or undefined. What a crash left is removed: the process is gone, or
 * its number or port is another program's now (in a container every process may be number 1).
 */
export async function findServer(dataFolder: string): Promise<ControlFile | undefined> {
  const file = readControlFile(dataFolder);
  if (file !== undefined && isRunning(file.pid) && (await knowsToken(file))) return file;
  removeControlFile(dataFolder);
  return undefined;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

async function knowsToken({ url, token }: ControlFile): Promise<boolean> {
  try {
    const response = await fetch(`${url}/control`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(patience),
    });
    await response.body?.cancel();
    return response.status === 204;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'name' in error && error.name === 'TimeoutError';
  }
}
