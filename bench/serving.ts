import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../test/support/free-port.ts';

/** Kiki as a process of its own, for measuring it from outside. */
export interface Serving {
  /** Without a slash at its end. */
  origin: string;
  stop(): Promise<void>;
}

/**
 * Starts `kiki serve` and waits until its sources are read. The data folder is that of KIKI_DATA, else a new one.
 *
 * @param config kiki.yaml; the example company when left out
 */
export async function serveKiki(config?: string): Promise<Serving> {
  const port = await freePort();
  const given = process.env.KIKI_DATA;
  const data = given ?? mkdtempSync(join(tmpdir(), 'kiki-pages-'));
  const server = spawn(process.execPath, ['--import', 'tsx', 'cli/main.ts', 'serve'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      PORT: String(port),
      KIKI_DATA: data,
      KIKI_EMBEDDINGS: 'none',
      LOG_LEVEL: 'warn',
      ...(config !== undefined && { KIKI_CONFIG: config }),
    },
  });
  const origin = `http://127.0.0.1:${port}`;
  const stop = async () => {
    await stopProcess(server);
    if (given === undefined) rmSync(data, { recursive: true, force: true });
  };
  try {
    await untilFilled(origin);
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, stop };
}

async function untilFilled(origin: string): Promise<void> {
  await untilAnswers(`${origin}/readyz`);
  for (;;) {
    const html = await (await fetch(origin)).text();
    if (!html.includes('reading its sources for the first time') && html.includes('/browse/')) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Waits until an address answers well, two minutes at most. */
export async function untilAnswers(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${url} does not answer`);
}

export async function stopProcess(child: ChildProcess): Promise<void> {
  const over = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await over;
}

/** Kinds of entities that have pages. */
const kinds = ['person', 'team', 'system', 'project', 'procedure', 'article', 'term'];

/** A page of each kind of entity: the largest of the first thirty. */
export async function entityPages(origin: string): Promise<string[]> {
  const found: string[] = [];
  for (const kind of kinds) {
    const html = await (await fetch(`${origin}/browse/${kind}`)).text();
    const refs = [...html.matchAll(new RegExp(`href="(/wiki/${kind}:[^"#]+)"`, 'g'))].map(([, path = '']) => path);
    let largest: { path: string; bytes: number } | undefined;
    for (const path of [...new Set(refs)].slice(0, 30)) {
      const bytes = (await (await fetch(origin + path)).arrayBuffer()).byteLength;
      if (largest === undefined || bytes > largest.bytes) largest = { path, bytes };
    }
    if (largest !== undefined) found.push(largest.path);
  }
  return found;
}

/** Pages that are no entity's, and those around an entity. @param entities as entityPages gives them */
export function otherPages(entities: readonly string[]): string[] {
  const [person] = entities;
  const team = entities.find((path) => path.startsWith('/wiki/team:')) ?? person ?? '';
  const text = entities.find((path) => /^\/wiki\/(procedure|article):/.test(path)) ?? team;
  return [
    '/',
    '/org',
    '/browse',
    '/browse/team',
    '/recent',
    '/search?q=release',
    '/me',
    '/ask',
    `${team}/people`,
    `${team}/graph`,
    `${team}/history`,
    `${team}/discussion`,
    `${text}/edit`,
    '/sources',
    '/admin',
    '/admin/quality',
    '/admin/contradictions',
    '/admin/duplicates',
    '/admin/questions',
    '/admin/runs',
    '/admin/audit',
  ];
}
