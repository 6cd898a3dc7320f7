import { relative, resolve } from 'node:path';
import { initFolder } from '../../ingest/init/init-folder.ts';
import type { Io } from '../io.ts';

export interface InitOptions {
  /** The folder to look at. */
  folder: string;
  /** The file to write, where one was named: --config, or else KIKI_CONFIG. */
  config: { option: string | undefined; environment: string | undefined };
  /** What paths are relative to, and where kiki.yaml goes without a name. */
  workingFolder: string;
}

/** Writes a starting configuration: to the file that was named, else to kiki.yaml in the working folder. @returns the exit code */
export async function init({ folder, config, workingFolder }: InitOptions, io: Io): Promise<number> {
  const target = resolve(workingFolder, config.option ?? config.environment ?? 'kiki.yaml');
  const { path, notes } = await initFolder({ folder: resolve(workingFolder, folder), target });
  const isFoundAgain = config.option === undefined || path === resolve(workingFolder, 'kiki.yaml');
  const named = isFoundAgain ? '' : ` --config ${shortest(path, workingFolder)}`;
  io.out(`Wrote ${path}. Look through it, then: kiki ingest --dry-run${named}`);
  for (const note of notes) io.note(note);
  return 0;
}

function shortest(path: string, workingFolder: string): string {
  const within = relative(workingFolder, path);
  return within.startsWith('..') ? path : within;
}
