import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeProgram } from './program.ts';

/**
 * Makes `dist/`: Kiki as plain JavaScript that runs without the development packages, from any folder.
 * It needs `package.json`, `examples/` and `node_modules/` beside it.
 *
 * Usage: npm run build
 */
const dist = join(import.meta.dirname, '../dist');

rmSync(dist, { recursive: true, force: true });
await writeProgram(dist);
// npm makes what `bin` names executable when it installs; whoever starts it from here needs it too.
chmodSync(join(dist, 'cli', 'main.js'), 0o755);
