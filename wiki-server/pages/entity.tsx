import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { verifiersOf } from '../../graph/verification.ts';
import { isRef } from '../../schema/ref.ts';
import type { WikiContext } from '../context.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { AskBox } from '../parts/ask-box.tsx';
import { Contents } from '../parts/contents.tsx';
import { Infobox } from '../parts/infobox.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { Notices } from '../parts/notices.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { References } from '../parts/references.tsx';
import { SectionView } from '../parts/sections.tsx';
import { Verify } from '../parts/verify.tsx';
import { entityPath, historyFeedPath } from '../paths.ts';
import { presentEntity } from '../present/entity-page.ts';
import type { EntityPage } from '../present/model.ts';
import { readEntityPage } from '../read/entity-page.ts';
import { pageTexts } from '../texts.ts';
import { sendGone } from './gone.tsx';
import { sendPastEntity } from './past-entity.tsx';
import { sendNotFound } from './problem.tsx';
import { frameOf, sendPage } from './page.ts';

/** An empty one, as a form without a day sends it, is none. */
export const asOfQuery = z.object({
  asOf: z
    .string()
    .max(100)
    .optional()
    .transform((day) => (day === '' ? undefined : day)),
});

export const refParameter = z.object({ ref: z.string().max(600) });

/** `/wiki/:ref`: the page of an entity; a former ref or a name leads to it. */
export function entityRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, sourceLabels, now, renderProse } = context;
  app.get(
    '/wiki/:ref',
    { config: { isShared: true }, schema: { hide: true, params: refParameter, querystring: asOfQuery } },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const { ref } = request.params;
      const { asOf } = request.query;
      if (asOf !== undefined && isRef(ref)) return sendPastEntity(context, { viewer, reply }, { ref, day: asOf });
      const data = isRef(ref) ? await readEntityPage(context, viewer, ref) : undefined;
      if (data !== undefined) {
        // For those who answer for the page it has the form to verify it.
        request.ownersOfPage = verifiersOf(data.view).map((card) => card.ref);
        const time = now();
        const page = presentEntity(data, {
          ontology: store.ontology,
          labelOf: sourceLabels,
          now: time,
          canEdit: viewer.canEdit,
          render: renderProse,
        });
        return sendPage(reply, <EntityView frame={frameOf(context, viewer)} page={page} now={time} />);
      }
      const location = await store.locate(viewer, ref);
      switch (location.status) {
        case 'found':
        case 'moved':
          return reply
            .header('cache-control', 'private, no-cache')
            .redirect(entityPath(location.ref), isRef(ref) ? 301 : 302);
        case 'gone':
          return sendGone(context, { viewer, reply }, location);
        case 'unknown':
          return sendNotFound(context, { viewer, reply }, ref);
      }
    },
  );
}

export interface EntityViewProps {
  frame: Frame;
  page: EntityPage;
  now: Date;
  /** Where it is not the page of today. */
  banner?: ComponentChildren;
}

/** The page of an entity, of today or of a day. */
export function EntityView({ frame, page, now, banner }: EntityViewProps) {
  const { ref, name } = page;
  return (
    <Layout frame={frame} title={name} feed={historyFeedPath(ref)}>
      <Columns side={<Contents page={page} />}>
        <PageHead page={page} tab="read" frame={frame} banner={banner} isPast={banner !== undefined} />
        <div class="facts">
          <Infobox name={name} rows={page.facts} />
        </div>
        <article>
          <Trust page={page} />
          <Verify page={page} />
          <Notices notices={page.notices} />
          {page.sections.map((section) => (
            <SectionView section={section} />
          ))}
          {page.sections.length === 0 && <p class="nothing">{pageTexts.nothing}</p>}
          {page.links.map((section) => (
            <SectionView section={section} />
          ))}
          <References references={page.references} now={now} />
        </article>
        <div class="asking">
          <AskBox page={{ ref, name }} />
        </div>
      </Columns>
    </Layout>
  );
}

function Trust({ page: { trust } }: { page: EntityPage }) {
  return (
    <p class="trust">
      {trust.map(({ strong, text, warn }) => (
        <span class={warn === true ? 'old' : undefined}>
          {strong !== undefined && <b>✓ {strong}</b>} {text}
        </span>
      ))}
    </p>
  );
}
