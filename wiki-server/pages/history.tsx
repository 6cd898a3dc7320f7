import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { createMerger } from '../../graph/curation/merge-entities.ts';
import type { GraphStore, MergeRecord } from '../../graph/store.ts';
import type { EntityCard } from '../../schema/entity.ts';
import { isRef, type Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { WikiContext } from '../context.ts';
import { capitalise, formatDay } from '../format.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { AsOfForm } from '../parts/as-of.tsx';
import { AskBox } from '../parts/ask-box.tsx';
import { DiffView } from '../parts/diff.tsx';
import { HistoryList } from '../parts/history.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { adminPath, browsePath, entityPath, historyFeedPath, historyPath } from '../paths.ts';
import type { PresentedRevision } from '../present/revisions.ts';
import { type DiffLayout, readDiff, readHistory, type RevisionDiff, shownRevisions } from '../read/history.ts';
import { feedTexts, historyTexts, mergeTexts } from '../texts.ts';
import type { Refusal } from './admin/refusal.ts';
import { refParameter } from './entity.tsx';
import { sendGone } from './gone.tsx';
import { frameOf, sendPage } from './page.ts';
import { sendNotFound } from './problem.tsx';
import { NotDone } from '../parts/not-done.tsx';

const revisionNumber = z.coerce.number().int().min(0).max(1_000_000_000).optional().catch(undefined);
const query = z.object({
  from: revisionNumber,
  to: revisionNumber,
  view: z.enum(['inline', 'split']).optional().catch(undefined),
  /** It went back to `from` just now. */
  done: z.literal('1').optional().catch(undefined),
});

/** `/wiki/:ref/history`: what changed, when, by whom and why; with `from` and `to`, what differs between two revisions. */
export function historyRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, now } = context;
  const merger = createMerger({ store });
  app.get(
    '/wiki/:ref/history',
    { schema: { hide: true, params: refParameter, querystring: query } },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const { ref } = request.params;
      const { from, to, done, view } = request.query;
      const location = await store.locate(viewer, ref);
      if (location.status === 'unknown') return sendNotFound(context, { viewer, reply }, ref);
      if (location.status === 'gone') return sendGone(context, { viewer, reply }, location);
      const own = location.status === 'moved' && isRef(ref) ? await nameOfGone(store, viewer, ref) : undefined;
      if (own !== undefined) return sendGone(context, { viewer, reply }, { status: 'gone', ref, name: own });
      if (location.status === 'moved') return reply.redirect(historyPath(location.ref), isRef(ref) ? 301 : 302);
      const [card] = await store.cards(viewer, [location.ref]);
      if (card === undefined) return sendNotFound(context, { viewer, reply }, ref);
      if (from !== undefined)
        return sendDiff(context, { viewer, reply }, { card, from, to, isDone: done !== undefined, view });
      const revisions = await readHistory(store, viewer, card.ref);
      const merges = viewer.canEdit ? await merger.mergedInto(viewer, card.ref) : [];
      const { plural } = store.ontology.kind(card.kind);
      return sendPage(
        reply,
        <History frame={frameOf(context, viewer)} {...{ card, plural, revisions, merges }} now={now()} />,
      );
    },
  );
}

/** What a ref was called that leads elsewhere by hand because its page is no more; the history is still its own. */
async function nameOfGone(store: GraphStore, viewer: Viewer, ref: Ref): Promise<string | undefined> {
  const isMerged = (await store.merges(viewer)).some(({ from, until }) => from === ref && until === undefined);
  const [newest] = isMerged ? [] : await store.history(viewer, ref, 1);
  const end = newest?.changes.find(({ about, after }) => about === 'entity' && after === null);
  return typeof end?.before === 'string' ? end.before : undefined;
}

/** Sends what differs between two revisions, also when going back was refused. */
export async function sendDiff(
  context: WikiContext,
  { viewer, reply }: { viewer: Viewer; reply: FastifyReply },
  {
    card,
    from,
    to,
    isDone = false,
    view,
  }: { card: EntityCard; from: number; to: number | undefined; isDone?: boolean; view?: DiffLayout | undefined },
  refused?: Refusal & { reason: string | undefined },
): Promise<FastifyReply> {
  const { store } = context;
  const diff = await readDiff(store, viewer, card.ref, { from, to, layout: view });
  const { plural } = store.ontology.kind(card.kind);
  return sendPage(
    reply,
    <DiffPage frame={frameOf(context, viewer)} {...{ card, plural, diff, isDone, refused }} />,
    refused?.status ?? (diff === undefined ? 404 : 200),
  );
}

function DiffPage(props: {
  frame: Frame;
  card: EntityCard;
  plural: string;
  diff: RevisionDiff | undefined;
  isDone: boolean;
  refused: (Refusal & { reason: string | undefined }) | undefined;
}) {
  const { frame, card, plural, diff, isDone, refused } = props;
  const title =
    diff === undefined ? historyTexts.title(card.name) : historyTexts.diffTitle(card.name, diff.from, diff.to);
  const crumbs = [{ text: capitalise(plural), href: browsePath(card.kind) }];
  return (
    <Layout frame={frame} title={title} feed={historyFeedPath(card.ref)}>
      <Columns>
        <PageHead
          page={{ ref: card.ref, name: title, lede: historyTexts.diffLede, crumbs }}
          tab="history"
          frame={frame}
          subject={card.name}
        />
        <article>
          <NotDone refused={refused} />
          {diff === undefined ? (
            <p class="nothing">
              {historyTexts.noSuch} <a href={historyPath(card.ref)}>{historyTexts.whole}</a>
            </p>
          ) : (
            <DiffView entity={card.ref} diff={diff} canRevert={frame.canEdit} isDone={isDone} typed={refused?.reason} />
          )}
        </article>
        <div class="asking">
          <AskBox page={{ ref: card.ref, name: card.name }} />
        </div>
      </Columns>
    </Layout>
  );
}

/** Id of the form that compares two revisions. */
const compareForm = 'compare';

function History(props: {
  frame: Frame;
  card: EntityCard;
  plural: string;
  revisions: readonly PresentedRevision[];
  merges: readonly MergeRecord[];
  now: Date;
}) {
  const { frame, card, plural, revisions, merges, now } = props;
  const crumbs = [{ text: capitalise(plural), href: browsePath(card.kind) }];
  const isComparable = revisions.length > 1;
  return (
    <Layout frame={frame} title={historyTexts.title(card.name)} feed={historyFeedPath(card.ref)}>
      <Columns>
        <PageHead
          page={{ ref: card.ref, name: card.name, lede: historyTexts.lede, crumbs }}
          tab="history"
          frame={frame}
        />
        <article>
          <AsOfForm path={entityPath(card.ref)} />
          {frame.canEdit && <Merging card={card} merges={merges} />}
          {isComparable && (
            <form id={compareForm} method="get" action={historyPath(card.ref)}>
              <button type="submit" class="other">
                {historyTexts.compare}
              </button>
            </form>
          )}
          <HistoryList
            revisions={revisions}
            now={now}
            linkRuns={frame.canEdit}
            choose={isComparable ? compareForm : undefined}
          />
          <p class="rule">
            <a href={historyFeedPath(card.ref)}>{feedTexts.follow}</a>
          </p>
          {revisions.length === shownRevisions && <p class="rule">{historyTexts.onlyLatest(shownRevisions)}</p>}
        </article>
        <div class="asking">
          <AskBox page={{ ref: card.ref, name: card.name }} />
        </div>
      </Columns>
    </Layout>
  );
}

/** For editors: what this page stands for as well, and what it could stand for. */
function Merging({ card: { ref }, merges }: { card: EntityCard; merges: readonly MergeRecord[] }) {
  return (
    <>
      {merges.length > 0 && (
        <section class="admin" id="_merged">
          <h2>{mergeTexts.mergedHere}</h2>
          <ul>
            {merges.map(({ from, by, at, reason }) => (
              <li>
                {from} <small>{mergeTexts.mergedAt(by, formatDay(at))}</small>
                {reason !== undefined && ` “${reason}”`}{' '}
                <a href={adminPath('unmerge', { from })} aria-label={mergeTexts.unmergeLabel(from)}>
                  {mergeTexts.unmerge}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p class="admin">
        <a href={adminPath('merge', { from: ref })}>{mergeTexts.link}</a>
      </p>
    </>
  );
}
