import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Viewer } from '../../schema/viewer.ts';
import type { WikiContext } from '../context.ts';
import { revalidate } from '../http/caching.ts';
import type { Frame } from '../parts/layout.tsx';

/** Sends a page. */
export function sendPage(reply: FastifyReply, page: VNode, status = 200): FastifyReply {
  return revalidate(reply)
    .code(status)
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>${renderToString(page)}`);
}

/** What the page has around its content. */
export function frameOf(
  { siteState, assets, readers }: Pick<WikiContext, 'siteState' | 'assets' | 'readers'>,
  viewer: Viewer,
): Frame {
  return { site: siteState(), assets, canEdit: viewer.canEdit, reader: readers.of(viewer) };
}
