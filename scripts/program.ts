import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Options, transformFile } from '@swc/core';
import { glob } from 'tinyglobby';
import { bundleFiles, manifestName, namesOf } from '../wiki-server/assets.ts';

const root = join(import.meta.dirname, '..');
const folders = ['schema', 'graph', 'ingest', 'answer', 'wiki-server', 'bot', 'cli'];

const jsc = {
  target: 'es2022',
  parser: { syntax: 'typescript', tsx: true },
  transform: { react: { runtime: 'automatic', importSource: 'preact' }, verbatimModuleSyntax: true },
  // The types of swc do not name it yet.
  rewriteRelativeImportExtensions: true,
} as const;
/** As the tests compile it (jest.config.js), with the names of the files that it becomes. */
const options: Options = { swcrc: false, configFile: false, sourceMaps: true, module: { type: 'es6' }, jsc };

/**
 * Writes Kiki as plain JavaScript, with what its pages load, into a folder: `cli/main.js` in it is the command. Types are only taken out:
 * `npm run typecheck` checks them.
 *
 * @throws with place and text of the mistake when a file can't be read as TypeScript
 */
export async function writeProgram(folder: string): Promise<void> {
  const names = await glob(
    folders.map((each) => `${each}/**/*.{ts,tsx}`),
    { cwd: root, ignore: '**/*.d.ts' },
  );
  await Promise.all(names.map((name) => compile(name, folder)));
  await writeAssets(join(folder, 'wiki-server', 'assets'));
}

async function compile(name: string, folder: string): Promise<void> {
  const { code, map = '' } = await transformFile(join(root, name), { ...options, sourceFileName: join(root, name) });
  const target = join(folder, name.replace(/\.tsx?$/, '.js'));
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, `${code}//# sourceMappingURL=${basename(target)}.map\n`);
  await writeFile(`${target}.map`, map);
}

/** The style sheet, the browser's script and the icon, with the manifest by which the built server finds them. */
async function writeAssets(folder: string): Promise<void> {
  const files = await bundleFiles();
  await mkdir(folder, { recursive: true });
  for (const { name, body } of Object.values(files)) await writeFile(join(folder, name), body);
  await writeFile(join(folder, manifestName), JSON.stringify(namesOf(files)));
}
