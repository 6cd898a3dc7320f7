import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bundleFiles, manifestName, namesOf } from '../wiki-server/assets.ts';

/**
 * Makes `dist/`: Kiki as plain JavaScript that runs without the development packages, from any folder.
 * It needs `package.json`, `examples/` and `node_modules/` beside it.
 *
 * Usage: npm run build
 */
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
compile();
await writeAssets(join(dist, 'wiki-server', 'assets'));
// npm makes what `bin` names executable when it installs; whoever starts it from here needs it too.
chmodSync(join(dist, 'cli', 'main.js'), 0o755);

/** TypeScript to JavaScript. Ends the build when there is a mistake in it. */
function compile(): void {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** The style sheet, the browser's script and the icon, with the manifest by which the built server finds them. */
async function writeAssets(folder: string): Promise<void> {
  const files = await bundleFiles();
  mkdirSync(folder, { recursive: true });
  for (const { name, body } of Object.values(files)) writeFileSync(join(folder, name), body);
  writeFileSync(join(folder, manifestName), JSON.stringify(namesOf(files)));
}
