import { afterAll, beforeAll } from '@jest/globals';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { GraphStore } from '../../graph/store.ts';
import type { WikiDependencies } from '../../wiki-server/context.ts';
import { sampleStore } from './sample-graph.ts';
import { testWiki } from './wiki.ts';

export interface SampleWiki {
  store(): GraphStore;
  /** Another server over the same graph; it is closed with the first. */
  withOptions(options: Partial<WikiDependencies>): FastifyInstance;
  get(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  send(
    method: 'POST' | 'PATCH' | 'DELETE',
    url: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
  /** As a browser sends a form. */
  sendForm(
    url: string,
    fields: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
}

/** The sample company's wiki for the tests of a file. It does not listen. */
export function sampleWiki(
  options: (store: GraphStore) => Partial<WikiDependencies> = () => ({}),
  extra: Parameters<typeof sampleStore>[0] = [],
): SampleWiki {
  let store: GraphStore;
  const apps: FastifyInstance[] = [];
  beforeAll(async () => {
    store = await sampleStore(extra);
    apps.push(testWiki(store, options(store)));
  });
  afterAll(async () => {
    for (const app of apps) await app.close();
    await store.close();
  });
  const inject = (request: InjectOptions) => {
    const [app] = apps;
    if (app === undefined) throw new Error('The wiki is not there before the first test');
    return app.inject(request);
  };
  return {
    store: () => store,
    withOptions(other) {
      const app = testWiki(store, other);
      apps.push(app);
      return app;
    },
    get: (url, headers = {}) => inject({ url, headers: { host: 'localhost', ...headers } }),
    sendForm: (url, fields, headers = {}) =>
      inject({
        method: 'POST',
        url,
        headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded', ...headers },
        payload: new URLSearchParams(fields).toString(),
      }),
    send: (method, url, body, headers = {}) =>
      inject({ method, url, headers: { host: 'localhost', ...headers }, ...(body !== undefined && { payload: body }) }),
  };
}
