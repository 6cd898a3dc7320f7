import type { FastifyInstance } from 'fastify';
import type { Kiki } from '../../cli/open-kiki.ts';
import { createSourceRunner, type SourceRunner } from '../../cli/source-runner.ts';
import { openPushes } from '../../ingest/push/open-pushes.ts';
import type { WikiDependencies } from '../../wiki-server/context.ts';
import { openTestKiki } from './open-test-kiki.ts';
import { testWiki } from './wiki.ts';

export interface ServingKiki {
  kiki: Kiki;
  app: FastifyInstance;
  runner: SourceRunner;
  /** Where it listens. */
  url: string;
  stop(): Promise<void>;
}

/** The wiki of a folder's kiki.yaml on a free port, which reads sources and takes pushes as `kiki serve` does. Nothing is read by itself. */
export async function servingKiki(
  folder: string,
  variables: Readonly<Record<string, string>> = {},
  options: Partial<WikiDependencies> = {},
): Promise<ServingKiki> {
  const kiki = await openTestKiki(folder, variables);
  const runner = createSourceRunner(kiki);
  const pushes = openPushes({ store: kiki.store, config: kiki.loaded.config, variables });
  const app = testWiki(kiki.store, {
    openPushDoor: pushes.open,
    sourceRuns: { names: () => kiki.sources.map(({ name }) => name), nextAt: () => undefined, start: runner.start },
    ...options,
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    kiki,
    app,
    runner,
    url,
    async stop() {
      await app.close();
      await Promise.all([runner.stop(), pushes.drained()]);
      await kiki.close();
    },
  };
}
