import type { FastifyReply } from 'fastify';
import type { Viewer } from '../../schema/viewer.ts';
import type { WikiContext } from '../context.ts';
import { AsOfBanner } from '../parts/as-of.tsx';
import { type Frame, Layout } from '../parts/layout.tsx';
import { entityPath, withQuery } from '../paths.ts';
import { presentEntity } from '../present/entity-page.ts';
import { readPastEntityPage } from '../read/entity-page.ts';
import { readsOf } from '../read/timed.ts';
import { asOfTexts } from '../texts.ts';
import { EntityView } from './entity.tsx';
import { frameOf, sendPage } from './page.ts';

/** `/wiki/:ref?asOf=`: the page of an entity as Kiki knew it on a day; nothing is edited there. @throws Invalid for no day */
export async function sendPastEntity(
  context: WikiContext,
  { viewer, reply }: { viewer: Viewer; reply: FastifyReply },
  { ref, day }: { ref: string; day: string },
): Promise<FastifyReply> {
  const { store, sourceLabels, renderProse: render } = context;
  const past = await readsOf(store, day);
  const frame = frameOf(context, viewer);
  const banner = <AsOfBanner path={entityPath(ref)} day={day} firstDay={past.firstDay} />;
  const data = await readPastEntityPage({ store, past, viewer, ref });
  if (data === undefined) {
    const location = await store.locate(viewer, ref);
    if (location.status === 'moved' && location.ref !== ref)
      return reply.redirect(withQuery(entityPath(location.ref), { asOf: day }), 302);
    return sendPage(reply, <NotThen {...{ frame, ref, banner }} />, 404);
  }
  const now = new Date(`${day}T12:00:00Z`);
  const { ontology } = store;
  const page = presentEntity(data, { ontology, labelOf: sourceLabels, now, canEdit: false, render });
  return sendPage(reply, <EntityView frame={frame} page={page} now={now} banner={banner} />);
}

function NotThen({ frame, ref, banner }: { frame: Frame; ref: string; banner: preact.JSX.Element }) {
  const title = asOfTexts.notThen(ref);
  return (
    <Layout frame={frame} title={title}>
      <main id="content" class="single" tabIndex={-1}>
        <h1>{title}</h1>
        {banner}
      </main>
    </Layout>
  );
}
