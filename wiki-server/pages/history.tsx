import { createMerger } from '../../graph/curation/merge-entities.ts';
import type { MergeRecord } from '../../graph/store.ts';
import type { WikiContext } from '../context.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { AskBox } from '../parts/ask-box.tsx';
import { HistoryList } from '../parts/history.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { adminPath, browsePath, historyPath } from '../paths.ts';
import type { PresentedRevision } from '../present/revisions.ts';
import type { EntityCard } from '../../schema/entity.ts';
import { isRef } from '../../schema/ref.ts';
import { readHistory, shownRevisions } from '../read/history.ts';
import { capitalise, formatDay } from '../format.ts';
import { historyTexts, mergeTexts } from '../texts.ts';
import { refParameter } from './entity.tsx';
import { sendGone } from './gone.tsx';
import { frameOf, sendPage } from './page.ts';
import { sendNotFound } from './problem.tsx';

/** `/wiki/:ref/history`: what changed, when, by whom and why. */
export function historyRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, now } = context;
  const merger = createMerger({ store });
  app.get('/wiki/:ref/history', { schema: { hide: true, params: refParameter } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { ref } = request.params;
    const location = await store.locate(viewer, ref);
    if (location.status === 'unknown') return sendNotFound(context, { viewer, reply }, ref);
    if (location.status === 'gone') return sendGone(context, { viewer, reply }, location);
    if (location.status === 'moved') return reply.redirect(historyPath(location.ref), isRef(ref) ? 301 : 302);
    const [card] = await store.cards(viewer, [location.ref]);
    if (card === undefined) return sendNotFound(context, { viewer, reply }, ref);
    const revisions = await readHistory(store, viewer, ref);
    const merges = viewer.canEdit ? await merger.mergedInto(viewer, card.ref) : [];
    const { plural } = store.ontology.kind(card.kind);
    return sendPage(
      reply,
      <History frame={frameOf(context, viewer)} {...{ card, plural, revisions, merges }} now={now()} />,
    );
  });
}

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
  return (
    <Layout frame={frame} title={historyTexts.title(card.name)}>
      <Columns>
        <PageHead page={{ ref: card.ref, name: card.name, lede: historyTexts.lede, crumbs }} tab="history" />
        <article>
          {frame.canEdit && <Merging card={card} merges={merges} />}
          <HistoryList revisions={revisions} now={now} />
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
