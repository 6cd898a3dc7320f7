import { afterAll, beforeAll } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { GraphStore } from '../../graph/store.ts';
import { bundleFiles, memoryAssets } from '../../wiki-server/assets.ts';
import type { WikiDependencies } from '../../wiki-server/context.ts';
import { sampleStore } from './sample-graph.ts';
import { testWiki } from './wiki.ts';

/** The sample company's wiki on a free port of this machine, with its real style sheet and script. */
export function listeningWiki(
  options: Partial<WikiDependencies> = {},
  extra: Parameters<typeof sampleStore>[0] = [],
  fill: (store: GraphStore) => Promise<void> = () => Promise.resolve(),
): { url(path: string): string } {
  let store: GraphStore;
  let app: FastifyInstance;
  let address = '';
  beforeAll(async () => {
    store = await sampleStore(extra);
    await fill(store);
    app = testWiki(store, { assets: memoryAssets(await bundleFiles()), ...options });
    address = await app.listen({ host: '127.0.0.1', port: 0 });
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await store.close();
  });
  return { url: (path) => address + path };
}
