import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Folder of package.json: above cli/ in a checkout, above dist/cli/ when built. */
export const packageFolder = findPackage(import.meta.dirname);

/** Of Kiki. */
export const version = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))).version;

/** The fictional company that is shown when there is no kiki.yaml. */
export const exampleFolder = join(packageFolder, 'examples', 'kelderbrook');

function findPackage(folder: string): string {
  if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'examples'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('Kiki is not installed whole: its package.json and examples/ are missing');
  return findPackage(parent);
}
