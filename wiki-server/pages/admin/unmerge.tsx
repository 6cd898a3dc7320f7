import { z } from 'zod';
import { createMerger } from '../../../graph/curation/merge-entities.ts';
import type { MergeRecord } from '../../../graph/store.ts';
import type { EntityCard } from '../../../schema/entity.ts';
import type { WikiContext } from '../../context.ts';
import { formatDay } from '../../format.ts';
import { actorOf } from '../../../schema/actor.ts';
import { mustEdit } from '../../http/must-edit.ts';
import type { WikiApp } from '../../http/zod-routes.ts';
import { AdminPage } from '../../parts/admin-page.tsx';
import { Reason } from '../../parts/contradiction.tsx';
import { HistoryList } from '../../parts/history.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { adminPath, entityPath, historyPath } from '../../paths.ts';
import type { PresentedRevision } from '../../present/revisions.ts';
import { presentHistory } from '../../read/history.ts';
import { duplicateTexts, mergeTexts } from '../../texts.ts';
import { frameOf, sendPage } from '../page.ts';
import { formRoutes, hiddenText, optionalText } from './forms.ts';

/** `/admin/unmerge`: what taking a merge back means, and doing it. */
export function unmergeRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, now } = context;
  const merger = createMerger({ store });
  const path = adminPath('unmerge');

  app.get(
    path,
    { schema: { hide: true, querystring: z.object({ from: z.string().max(600).default('') }) } },
    async (request, reply) => {
      const viewer = mustEdit(viewerOf(request));
      const { merge, survivor, editsSince } = await merger.undoable(viewer, request.query.from);
      const edits = await presentHistory(store, viewer, editsSince);
      return sendPage(reply, <Unmerge frame={frameOf(context, viewer)} {...{ merge, survivor, edits }} now={now()} />);
    },
  );

  formRoutes(app, (scope) => {
    scope.post(
      path,
      { schema: { hide: true, body: z.object({ from: hiddenText, reason: optionalText }) } },
      async (request, reply) => {
        const viewer = mustEdit(viewerOf(request));
        const { from, reason } = request.body;
        await merger.unmerge(actorOf(viewer), viewer, from, reason);
        return reply.redirect(entityPath(from), 303);
      },
    );
  });
}

interface UnmergeProps {
  frame: Frame;
  merge: MergeRecord;
  survivor: EntityCard;
  edits: readonly PresentedRevision[];
  now: Date;
}

function Unmerge({ frame, merge: { from, by, at, reason }, survivor, edits, now }: UnmergeProps) {
  const title = mergeTexts.unmergeTitle(from);
  return (
    <AdminPage frame={frame} title={title} lede={mergeTexts.unmergeIntro(from, survivor.name)} isNarrow>
      <p class="rule">
        <a href={entityPath(survivor.ref)}>{survivor.name}</a> {duplicateTexts.mergedInto} {from}:{' '}
        {mergeTexts.mergedAt(by, formatDay(at))}
        {reason !== undefined && `, “${reason}”`}
      </p>
      <p>{edits.length === 0 ? mergeTexts.noEdits : mergeTexts.edits(edits.length, survivor.name)}</p>
      {edits.length > 0 && <HistoryList revisions={edits} now={now} />}
      <form method="post" action={adminPath('unmerge')} class="fields">
        <input type="hidden" name="from" value={from} />
        <Reason />
        <button type="submit">{mergeTexts.unmerge}</button>
        <a href={historyPath(survivor.ref)}>{mergeTexts.cancel}</a>
      </form>
    </AdminPage>
  );
}
