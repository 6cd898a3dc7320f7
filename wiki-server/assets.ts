import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { notFound, unavailable } from '../schema/errors.ts';

/** The style sheet, the browser's script and the icon: their addresses, and the routes that serve them. */
export interface Assets {
  style: string;
  script: string;
  /** The script that draws the graph, for the pages that have one. */
  graph: string;
  icon: string;
  /** Adds the routes below `/assets/`. */
  serve(app: FastifyInstance): void;
}

/** A file with its name, which changes with its content, so that browsers may keep it for ever. */
export interface AssetFile {
  name: string;
  type: string;
  body: Buffer;
}

const manifestShape = z.object({ style: z.string(), script: z.string(), graph: z.string(), icon: z.string() });
export type AssetManifest = z.infer<typeof manifestShape>;

/** Name of the file that tells what `writeAssets` of scripts/build.ts called the others. */
export const manifestName = 'manifest.json';

/** Makes the files from their sources: one style sheet, one script for all pages, one for those with a drawing. */
export async function bundleFiles(): Promise<Record<keyof AssetManifest, AssetFile>> {
  // Only where there are sources to bundle; the built server never loads it.
  const { build } = await import('esbuild');
  const script = async (entry: string) => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      legalComments: 'none',
    });
    return firstOf(outputFiles);
  };
  const style = await build({
    entryPoints: [fileURLToPath(new URL('style/kiki.css', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    target: 'es2022',
  });
  const icon = await readFile(new URL('style/icon.svg', import.meta.url));
  return {
    style: named('kiki.css', 'text/css; charset=utf-8', firstOf(style.outputFiles)),
    script: named('kiki.js', 'text/javascript; charset=utf-8', await script('browser/main.tsx')),
    graph: named('graph.js', 'text/javascript; charset=utf-8', await script('browser/graph.tsx')),
    icon: named('icon.svg', 'image/svg+xml', icon),
  };
}

function firstOf(files: readonly { contents: Uint8Array }[]): Buffer {
  const [file] = files;
  if (file === undefined) throw unavailable('esbuild gave no output');
  return Buffer.from(file.contents);
}

/** `kiki.css` → `kiki-1a2b3c4d5e.css`. */
function named(name: string, type: string, body: Buffer): AssetFile {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
  return { name: name.replace(/(\.\w+)$/, `-${hash}$1`), type, body };
}

/** The assets in memory: for development and tests. */
export function memoryAssets(files: Record<keyof AssetManifest, AssetFile>): Assets {
  const byName = new Map(Object.values(files).map((file) => [file.name, file]));
  return {
    ...addresses(namesOf(files)),
    serve(app) {
      app.get('/assets/:name', { schema: { hide: true } }, async (request, reply) => {
        const file = byName.get((request.params as { name: string }).name);
        if (file === undefined) throw notFound('There is no such file');
        return reply.type(file.type).header('cache-control', 'public, max-age=31536000, immutable').send(file.body);
      });
    },
  };
}

/**
 * The assets that scripts/build.ts wrote.
 *
 * @throws Unavailable when the folder has none
 */
export async function builtAssets(folder: URL): Promise<Assets> {
  const text = await readFile(new URL(manifestName, folder), 'utf8').catch((cause: unknown) => {
    throw unavailable('The style sheet and script of the wiki are not built', { fix: 'Run npm run build', cause });
  });
  return {
    ...addresses(manifestShape.parse(JSON.parse(text))),
    serve(app) {
      app.register(fastifyStatic, {
        root: fileURLToPath(folder),
        prefix: '/assets/',
        index: false,
        maxAge: '365d',
        immutable: true,
        decorateReply: false,
      });
    },
  };
}

/** The built assets where this file is built itself, else bundled now. */
export async function openAssets(): Promise<Assets> {
  return import.meta.url.endsWith('.js')
    ? builtAssets(new URL('assets/', import.meta.url))
    : memoryAssets(await bundleFiles());
}

function addresses(names: AssetManifest): AssetManifest {
  const address = (name: string) => `/assets/${name}`;
  return {
    style: address(names.style),
    script: address(names.script),
    graph: address(names.graph),
    icon: address(names.icon),
  };
}

/** What the manifest of the files is. */
export function namesOf(files: Record<keyof AssetManifest, AssetFile>): AssetManifest {
  return {
    style: files.style.name,
    script: files.script.name,
    graph: files.graph.name,
    icon: files.icon.name,
  };
}
