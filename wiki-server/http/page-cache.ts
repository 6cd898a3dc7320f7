import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphStore } from '../../graph/store.ts';
import type { SiteState } from '../../schema/services.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { goodEnough } from '../read/kept.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The page is the same for all who may read the same and may do the same, as long as the graph and the day are the same. */
    isShared?: boolean;
    /** What such a page shows beside the graph, the same for all. It is asked for at every view, so it has to cost nothing. */
    alsoShows?: () => Promise<unknown>;
  }
  interface FastifyRequest {
    /** Where the page that is being made is to be kept; undefined when it is not. */
    keepPage: { key: string; version: number; isSettled: boolean; shows: string } | undefined;
    /** Whose page this would be another one: refs of those who may do on it what others may not. */
    ownersOfPage: readonly string[];
  }
}

interface KeptPage {
  version: number;
  /** It was made when nothing that is kept in memory was of the graph before. */
  isSettled: boolean;
  body: Buffer;
  /** Its content type. */
  type: string;
  etag: string;
  owners: readonly string[];
  br?: Buffer;
  gzip?: Buffer;
}

export interface PageCacheOptions {
  store: Pick<GraphStore, 'version'>;
  viewerOf: (request: FastifyRequest) => Viewer;
  siteState: () => SiteState;
  now: () => Date;
  /** The refs that a viewer stands for: the own entry, and the teams it is in. */
  standsFor: (viewer: Viewer) => Promise<ReadonlySet<string>>;
  /** What the page shows of this one reader: pages that differ in it are kept apart. */
  shownOf?: (request: FastifyRequest, viewer: Viewer) => unknown;
  /** Bytes of pages that are kept. */
  room?: number;
  /** Milliseconds, for tests. */
  clock?: () => number;
}

const longestUrl = 500;

/** Keeps whole pages by what may be read and done, for routes that say `isShared`. */
export function keepPages(app: FastifyInstance, options: PageCacheOptions): void {
  const { store, viewerOf, siteState, now, standsFor, shownOf = () => 0, room = 64 * 1024 * 1024 } = options;
  const { clock = () => performance.now() } = options;
  let newest = { version: Number.NaN, seenAt: 0 };
  const pages = new Map<string, KeptPage>();
  let bytes = 0;

  const forget = (key: string) => {
    bytes -= pages.get(key)?.body.length ?? 0;
    pages.delete(key);
  };

  app.decorateRequest('keepPage', undefined);
  app.decorateRequest('ownersOfPage');
  app.addHook('onRequest', (request, _reply, done) => {
    request.ownersOfPage = [];
    done();
  });
  // Before the address is checked: of one that was refused there is no page.
  app.addHook('preValidation', async (request, reply) => {
    if (request.method !== 'GET' || request.routeOptions.config.isShared !== true || request.url.length > longestUrl)
      return undefined;
    const viewer = viewerOf(request);
    const shows = await alsoShown(request);
    const key = JSON.stringify([
      request.url,
      // Feeds hold whole addresses.
      request.host,
      viewer.audiences,
      viewer.canEdit,
      now().toISOString().slice(0, 10),
      siteState(),
      shownOf(request, viewer),
      shows,
    ]);
    const current = await store.version();
    if (newest.version !== current) newest = { version: current, seenAt: clock() };
    // For a while, parts of a page may come from what was kept of the graph before; then it is made once more.
    const isSettled = clock() - newest.seenAt > goodEnough;
    const kept = pages.get(key);
    if (kept !== undefined && kept.version === current && (kept.isSettled || !isSettled)) {
      if (!(await isOwner(viewer, kept.owners))) {
        // The one used last goes last.
        pages.delete(key);
        pages.set(key, kept);
        return send(request, reply, kept);
      }
      return undefined;
    }
    if (kept !== undefined) forget(key);
    request.keepPage = { key, version: current, isSettled, shows };
    return undefined;
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const { keepPage, ownersOfPage } = request;
    if (keepPage === undefined || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
    if (await isOwner(viewerOf(request), ownersOfPage)) return payload;
    // It has changed while the page was made, so that the page may show either.
    if ((await alsoShown(request)) !== keepPage.shows) return payload;
    const body = Buffer.from(payload);
    const etag = `"${createHash('sha1').update(body).digest('base64')}"`;
    // Who gets it first need not have it made once more.
    reply.header('etag', etag);
    forget(keepPage.key);
    pages.set(keepPage.key, {
      version: keepPage.version,
      isSettled: keepPage.isSettled,
      body,
      type: String(reply.getHeader('content-type')),
      etag,
      owners: ownersOfPage,
    });
    bytes += body.length;
    for (const [key] of pages) {
      if (bytes <= room) break;
      forget(key);
    }
    return payload;
  });

  /** Whether the page would look otherwise for the viewer than for others who may read the same. */
  async function isOwner(viewer: Viewer, owners: readonly string[]): Promise<boolean> {
    if (viewer.canEdit || viewer.email === undefined || owners.length === 0) return false;
    const own = await standsFor(viewer);
    return owners.some((ref) => own.has(ref));
  }
}

async function alsoShown({ routeOptions }: FastifyRequest): Promise<string> {
  return JSON.stringify((await routeOptions.config.alsoShows?.()) ?? null);
}

function send(request: FastifyRequest, reply: FastifyReply, page: KeptPage): FastifyReply {
  reply
    .header('cache-control', 'private, no-cache')
    .header('etag', page.etag)
    .header('vary', 'accept-encoding')
    .type(page.type);
  if (request.headers['if-none-match']?.includes(page.etag) === true) return reply.code(304).send();
  const accepts = request.headers['accept-encoding'] ?? '';
  if (/\bbr\b/.test(accepts)) {
    page.br ??= brotliCompressSync(page.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
    return reply.header('content-encoding', 'br').send(page.br);
  }
  if (/\bgzip\b/.test(accepts)) {
    page.gzip ??= gzipSync(page.body);
    return reply.header('content-encoding', 'gzip').send(page.gzip);
  }
  return reply.send(page.body);
}
