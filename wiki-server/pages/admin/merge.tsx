import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { createMerger } from '../../../graph/curation/merge-entities.ts';
import type { EntityCard, EntityView } from '../../../schema/entity.ts';
import { invalid, notFound } from '../../../schema/errors.ts';
import type { Viewer } from '../../../schema/viewer.ts';
import type { WikiContext } from '../../context.ts';
import { actorOf } from '../../../schema/actor.ts';
import { mustEdit } from '../../http/must-edit.ts';
import type { WikiApp } from '../../http/zod-routes.ts';
import { AdminPage } from '../../parts/admin-page.tsx';
import { Comparison, MergeButtons } from '../../parts/comparison.tsx';
import { Reason } from '../../parts/contradiction.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { Table } from '../../parts/sections.tsx';
import { adminPath, historyPath } from '../../paths.ts';
import { compareEntities, type ComparedRow } from '../../present/comparison.ts';
import type { ListItem } from '../../present/model.ts';
import { briefly } from '../../present/values.ts';
import { readCandidates } from '../../read/duplicates.ts';
import { duplicateTexts, mergeTexts } from '../../texts.ts';
import { frameOf, sendPage } from '../page.ts';
import { formRoutes, hiddenText, optionalText } from './forms.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import { NotDone } from '../../parts/not-done.tsx';

const query = z.object({
  from: z.string().max(600).default(''),
  into: z.string().max(600).optional(),
  q: z.string().trim().max(300).default(''),
});
const form = z.object({ a: hiddenText, b: hiddenText, keep: optionalText, reason: optionalText });

/** `/admin/merge`: choose what a page is merged with, see both side by side, and merge. */
export function mergeRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf } = context;
  const merger = createMerger({ store });
  const path = adminPath('merge');

  app.get(path, { schema: { hide: true, querystring: query } }, async (request, reply) => {
    const viewer = mustEdit(viewerOf(request));
    const { from: wanted, into, q } = request.query;
    const from = await mustFind(viewer, wanted);
    if (into !== undefined) return sendBoth(context, { viewer, reply }, [from, await mustFind(viewer, into)]);
    const candidates = await readCandidates(store, viewer, { from, q });
    const items = candidates.map((card): ListItem => ({
      text: card.name,
      href: adminPath('merge', { from: from.ref, into: card.ref }),
      detail: briefly(card, store.ontology),
      kind: card.ref,
    }));
    return sendPage(reply, <Choose frame={frameOf(context, viewer)} from={from} q={q} items={items} />);
  });

  formRoutes(app, (scope) => {
    scope.post(path, { schema: { hide: true, body: form } }, async (request, reply) => {
      const viewer = mustEdit(viewerOf(request));
      const { a, b, keep, reason } = request.body;
      try {
        if (keep !== a && keep !== b) throw invalid(duplicateTexts.neither);
        await merger.merge(actorOf(viewer), viewer, { from: keep === a ? b : a, into: keep, reason });
        return await reply.redirect(historyPath(keep), 303);
      } catch (error) {
        const refused = { ...refusalOf(error, request), reason };
        return sendBoth(context, { viewer, reply }, [await mustFind(viewer, a), await mustFind(viewer, b)], refused);
      }
    });
  });

  async function mustFind(viewer: Viewer, text: string): Promise<EntityView> {
    if (text === '') throw notFound(mergeTexts.which, { fix: mergeTexts.whichFix });
    const location = await store.locate(viewer, text);
    const isThere = location.status === 'found' || location.status === 'moved';
    const view = isThere ? await store.entity(viewer, location.ref) : undefined;
    if (view === undefined) throw notFound(`There is no ${text}`, { fix: mergeTexts.whichFix });
    return view;
  }
}

async function sendBoth(
  context: WikiContext,
  { viewer, reply }: { viewer: Viewer; reply: FastifyReply },
  [a, b]: readonly [EntityView, EntityView],
  refused?: Refusal & { reason: string | undefined },
): Promise<FastifyReply> {
  const { store, sourceLabels } = context;
  const rows = compareEntities(a, b, { ontology: store.ontology, labelOf: sourceLabels });
  return sendPage(
    reply,
    <Both frame={frameOf(context, viewer)} a={a} b={b} rows={rows} refused={refused} />,
    refused?.status ?? 200,
  );
}

function Choose(props: { frame: Frame; from: EntityCard; q: string; items: readonly ListItem[] }) {
  const { frame, from, q, items } = props;
  const title = mergeTexts.title(from.name);
  return (
    <AdminPage frame={frame} title={title} lede={mergeTexts.intro} isNarrow>
      <form method="get" action={adminPath('merge')} class="fields">
        <input type="hidden" name="from" value={from.ref} />
        <label>
          <span>{mergeTexts.find}</span>
          <input name="q" value={q} maxLength={300} required />
        </label>
        <button type="submit">{mergeTexts.search}</button>
      </form>
      {items.length > 0 ? (
        <>
          <h2>{mergeTexts.candidates}</h2>
          <Table items={items} label={mergeTexts.candidates} />
        </>
      ) : (
        <p class="nothing">{mergeTexts.noCandidates(q)}</p>
      )}
    </AdminPage>
  );
}

interface BothProps {
  frame: Frame;
  a: EntityCard;
  b: EntityCard;
  rows: readonly ComparedRow[];
  refused: (Refusal & { reason: string | undefined }) | undefined;
}

function Both({ frame, a, b, rows, refused }: BothProps) {
  const title = mergeTexts.titleBoth(a.name, b.name);
  return (
    <AdminPage frame={frame} title={title} lede={mergeTexts.intro}>
      <NotDone refused={refused} />
      <p>{mergeTexts.contradictions(rows.filter(({ contradicts }) => contradicts).length)}</p>
      <Comparison a={a} b={b} rows={rows} />
      <form method="post" action={adminPath('merge')} class="fields">
        <input type="hidden" name="a" value={a.ref} />
        <input type="hidden" name="b" value={b.ref} />
        <Reason typed={refused?.reason} />
        <MergeButtons a={a} b={b} />
      </form>
      <p>
        <a href={adminPath('merge', { from: a.ref })}>{mergeTexts.otherChoice}</a>
      </p>
    </AdminPage>
  );
}
