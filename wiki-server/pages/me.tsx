import type { Viewer } from '../../schema/viewer.ts';
import type { Ref } from '../../schema/ref.ts';
import type { WikiContext } from '../context.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { AskBox } from '../parts/ask-box.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { entityPath, proposalsPath } from '../paths.ts';
import { meTexts } from '../texts.ts';
import { frameOf, sendPage } from './page.ts';

/** `/me`: who Kiki takes the reader for. */
export function meRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf } = context;
  app.get('/me', { schema: { hide: true } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const identity = viewer.email === undefined ? undefined : `email:${viewer.email}`;
    const own = identity === undefined ? undefined : (await store.withIdentity(viewer, [identity])).get(identity);
    return sendPage(reply, <Me frame={frameOf(context, viewer)} viewer={viewer} own={own} />);
  });
}

function Me({ frame, viewer, own }: { frame: Frame; viewer: Viewer; own: Ref | undefined }) {
  return (
    <Layout frame={frame} title={meTexts.title} place="me">
      <Columns>
        <header class="head">
          <h1>{meTexts.title}</h1>
          <p class="lede">{meTexts.signedIn(viewer.name)}</p>
        </header>
        <article>
          {own === undefined ? (
            <p>{meTexts.noSignIn}</p>
          ) : (
            <p>
              <a href={entityPath(own)}>{meTexts.ownPage}</a>
            </p>
          )}
          <p>{meTexts.mayRead}</p>
          {viewer.canEdit && <p>{meTexts.mayEdit}</p>}
          {viewer.canEdit && (
            <p>
              <a href={proposalsPath()}>{meTexts.proposals}</a>
            </p>
          )}
        </article>
        <div class="asking">
          <AskBox />
        </div>
      </Columns>
    </Layout>
  );
}
