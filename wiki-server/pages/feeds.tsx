import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { z } from 'zod';
import type { GraphStore } from '../../graph/store.ts';
import type { Notice } from '../../schema/discussion.ts';
import type { ChangedEntity } from '../../schema/entity.ts';
import { notAllowed } from '../../schema/errors.ts';
import { isRef } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { WatchedPage } from '../../schema/watching.ts';
import type { WikiContext } from '../context.ts';
import { capitalise, shorten } from '../format.ts';
import { revalidate } from '../http/caching.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { ChangeList } from '../parts/history.tsx';
import { commentPath, entityPath, historyFeedPath, historyPath, recentFeedPath, watchedFeedPath } from '../paths.ts';
import { atomDocument, type Feed, type FeedEntry } from '../present/atom.ts';
import type { ChangeLine } from '../present/changes.ts';
import type { PresentedRevision } from '../present/revisions.ts';
import { presentHistory } from '../read/history.ts';
import { groupRecent, readRecent, type RecentEntry, type RecentGroup } from '../read/recent.ts';
import { feedTexts, historyTexts, noticeTexts, recentTexts, siteTexts, watchTexts } from '../texts.ts';
import { refParameter } from './entity.tsx';
import { sendGone } from './gone.tsx';
import { sendNotFound } from './problem.tsx';

/** Entities that the feed of recent changes tells of, and revisions that the others do. */
const longest = { recent: 200, history: 50, watched: 100 };
/** Entities of a group that are named. */
const namedFirst = 10;
const longestTitle = 200;
/** What an entry tells of one revision: changes, stretches of each, and characters of each stretch. */
const most = { changes: 20, pieces: 60, characters: 600 };

const feedQuery = z.object({ token: z.string().max(200).optional() });
/** How often a feed that is somebody's own may be read from one place. */
const feedLimit = { max: 60, timeWindow: '1 minute' };

/** `/recent.atom`, `/watched.atom` and `/wiki/:ref/history.atom`: what changed, as feeds of what the viewer may read. */
export function feedRoutes(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, siteState } = context;
  app.get(recentFeedPath, { config: { isShared: true }, schema: { hide: true } }, async (request, reply) => {
    const groups = groupRecent(await readRecent(store, viewerOf(request), longest.recent));
    return sendFeed(reply, recentFeed(groups, { root: rootOf(request, context), company: siteState().company }));
  });
  app.get(
    watchedFeedPath,
    { config: { rateLimit: feedLimit }, schema: { hide: true, querystring: feedQuery } },
    async (request, reply) => {
      const { token } = request.query;
      const viewer = token === undefined ? viewerOf(request) : await viewerOfToken(token);
      const options = { root: rootOf(request, context), company: siteState().company };
      return sendFeed(reply, await watchedFeed(store, viewer, options));
    },
  );
  /** @throws NotAllowed for a token that is nobody's, or whose owner is not there any more */
  async function viewerOfToken(token: string): Promise<Viewer> {
    const person = await store.personOfFeed(token);
    const viewer = person === undefined ? undefined : await context.viewerOfPerson(person);
    if (viewer === undefined) throw notAllowed(watchTexts.feedRefused, { fix: watchTexts.feedRefusedFix });
    return viewer;
  }
  app.get(
    '/wiki/:ref/history.atom',
    { config: { isShared: true }, schema: { hide: true, params: refParameter } },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const { ref } = request.params;
      const location = await store.locate(viewer, ref);
      if (location.status === 'gone') return sendGone(context, { viewer, reply }, location);
      if (location.status === 'moved') return reply.redirect(historyFeedPath(location.ref), isRef(ref) ? 301 : 302);
      const [card] = location.status === 'found' ? await store.cards(viewer, [location.ref]) : [];
      if (card === undefined) return sendNotFound(context, { viewer, reply }, ref);
      const newest = await store.history(viewer, card.ref, longest.history);
      const revisions = await presentHistory(store, viewer, newest);
      return sendFeed(
        reply,
        historyFeed(card, revisions, { root: rootOf(request, context), company: siteState().company }),
      );
    },
  );
}

function sendFeed(reply: FastifyReply, feed: Feed): FastifyReply {
  return revalidate(reply).type('application/atom+xml; charset=utf-8').send(atomDocument(feed));
}

/** What addresses start with: a feed is read where relative ones mean nothing. */
export function rootOf({ protocol, host }: FastifyRequest, { publicUrl }: WikiContext): string {
  return publicUrl ?? `${protocol}://${host}`;
}

interface FeedOptions {
  root: string;
  company: string;
}

function recentFeed(groups: readonly RecentGroup[], { root, company }: FeedOptions): Feed {
  return {
    title: siteTexts.title(recentTexts.title, company),
    self: root + recentFeedPath,
    page: `${root}/recent`,
    author: company,
    entries: groups.flatMap(({ at, entries }) => {
      const [first] = entries;
      if (first === undefined) return [];
      return entries.length === 1
        ? single(first, { root, company })
        : several(first, { at, entries }, { root, company });
    }),
  };
}

function single({ card, number, summary, actor }: RecentEntry, { root, company }: FeedOptions): FeedEntry {
  const what = summary ?? recentTexts.changed;
  return {
    ...(number === undefined
      ? { id: `${root}${entityPath(card.ref)}#${card.changedAt}`, link: root + entityPath(card.ref) }
      : revisionPlace(card, number, root)),
    title: shorten(feedTexts.entry(card.name, what), longestTitle),
    at: card.changedAt,
    author: actor ?? company,
    summary: actor === undefined ? what : feedTexts.by(what, actor),
  };
}

function several(first: RecentEntry, { at, entries }: RecentGroup, { root, company }: FeedOptions): FeedEntry {
  const what = first.summary ?? recentTexts.changed;
  const names = entries.slice(0, namedFirst).map(({ card }) => card.name);
  // The same when more come to it.
  const token = createHash('sha256')
    .update(JSON.stringify([first.by, what]))
    .digest('hex')
    .slice(0, 16);
  return {
    id: `${root}/recent#${at.slice(0, 10)}-${token}`,
    link: `${root}/recent`,
    title: shorten(feedTexts.entry(recentTexts.pages(entries.length), what), longestTitle),
    at,
    author: first.actor ?? company,
    summary: feedTexts.entry(what, recentTexts.names(names, entries.length - names.length)),
  };
}

function historyFeed(
  card: ChangedEntity,
  revisions: readonly PresentedRevision[],
  { root, company }: FeedOptions,
): Feed {
  return {
    title: siteTexts.title(historyTexts.title(card.name), company),
    self: root + historyFeedPath(card.ref),
    page: root + historyPath(card.ref),
    author: company,
    entries: revisions.map((revision) => revisionEntry(card, revision, root)),
  };
}

function revisionEntry(card: ChangedEntity, revision: PresentedRevision, root: string): FeedEntry {
  const { number, at, actor, reason, lines } = revision;
  const what = briefly(lines);
  return {
    ...revisionPlace(card, number, root),
    title: shorten(feedTexts.entry(card.name, what), longestTitle),
    at,
    author: actor,
    summary: feedTexts.by(what, actor),
    html: renderToString(<Changes lines={lines} reason={reason} root={root} />),
  };
}

/** What changed on the pages that a viewer watches, since he does. The secret part of its address stands nowhere in it. */
async function watchedFeed(store: GraphStore, viewer: Viewer, { root, company }: FeedOptions): Promise<Feed> {
  const pages = await store.watched(viewer);
  const revisions = await store.changesSince(viewer, pages, longest.watched);
  const cards = await store.cards(
    viewer,
    revisions.map(({ ref }) => ref),
  );
  const cardOf = new Map(cards.map((card) => [card.ref, card]));
  const presented = await presentHistory(store, viewer, revisions);
  const written = await writtenEntries(store, viewer, pages, root);
  return {
    title: siteTexts.title(watchTexts.title, company),
    self: root + watchedFeedPath,
    page: `${root}/me`,
    author: company,
    entries: [
      ...presented.flatMap((revision, index) => {
        const card = cardOf.get(revisions[index]?.ref ?? '');
        return card === undefined ? [] : [revisionEntry(card, revision, root)];
      }),
      ...written,
    ]
      .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
      .slice(0, longest.watched),
  };
}

/** What was written on the pages that a viewer watches, and to him anywhere; each comment once. */
async function writtenEntries(
  store: GraphStore,
  viewer: Viewer,
  pages: readonly WatchedPage[],
  root: string,
): Promise<FeedEntry[]> {
  const [comments, notices] = await Promise.all([
    store.commentsSince(viewer, pages, longest.watched),
    store.notices(viewer),
  ]);
  const told = new Set(notices.map(({ comment }) => comment));
  const others = comments.filter(({ id, by }) => !told.has(id) && by !== viewer.id);
  const cards = await store.cards(viewer, [...new Set([...notices, ...others].map(({ of }) => of))]);
  const nameOf = new Map(cards.map(({ ref, name }) => [ref, name]));
  const entry = (
    what: string,
    { of, at, byName }: (typeof others)[number] | Notice,
    thread: string,
    comment: string,
  ) => ({
    id: root + commentPath(of, thread, comment),
    link: root + commentPath(of, thread, comment),
    title: shorten(feedTexts.entry(nameOf.get(of) ?? of, what), longestTitle),
    at,
    author: byName,
    summary: what,
  });
  return [
    ...notices
      .slice(0, longest.watched)
      .map((notice) =>
        entry(`${noticeTexts[notice.kind](notice.byName)} “${notice.subject}”`, notice, notice.thread, notice.comment),
      ),
    ...others.map((comment) =>
      entry(noticeTexts.wrote(comment.byName, comment.subject), comment, comment.thread, comment.id),
    ),
  ];
}

/** The id is the same in both feeds, so that a reader of both tells it once. */
function revisionPlace({ ref }: ChangedEntity, number: number, root: string): Pick<FeedEntry, 'id' | 'link'> {
  const place = `${root}${historyPath(ref)}#revision-${number}`;
  return { id: place, link: place };
}

/** `Title and 2 more changes`. */
function briefly(lines: readonly ChangeLine[]): string {
  const [first] = lines;
  if (first === undefined) return historyTexts.noChanges;
  const label = capitalise(first.label) + (first.other === undefined ? '' : `: ${first.other.text}`);
  return lines.length === 1 ? label : `${label} and ${historyTexts.andMore(lines.length - 1)}`;
}

function Changes(props: { lines: readonly ChangeLine[]; reason: string | undefined; root: string }) {
  const { lines, reason, root } = props;
  const told = lines.slice(0, most.changes).map((line) => forFeed(line, root));
  return (
    <>
      {reason !== undefined && <p>{cut(reason)}</p>}
      {lines.length === 0 ? <p>{historyTexts.noChanges}</p> : <ChangeList lines={told} />}
      {lines.length > told.length && <p>{historyTexts.andMore(lines.length - told.length)}</p>}
    </>
  );
}

/** A change with the whole address of what is at its other end, and not longer than an entry may be. */
function forFeed({ other, pieces, ...line }: ChangeLine, root: string): ChangeLine {
  return {
    ...line,
    other: other?.href === undefined ? other : { ...other, href: root + other.href },
    pieces: pieces.slice(0, most.pieces).map(({ text, change }) => ({ text: cut(text), change })),
  };
}

function cut(text: string): string {
  return text.length > most.characters ? `${text.slice(0, most.characters)}…` : text;
}
