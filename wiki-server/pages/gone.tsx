import type { FastifyReply } from 'fastify';
import type { Location } from '../../graph/store.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { WikiContext } from '../context.ts';
import { AskBox } from '../parts/ask-box.tsx';
import { HistoryList } from '../parts/history.tsx';
import { type Frame, Layout } from '../parts/layout.tsx';
import { redirectsPath, searchPath } from '../paths.ts';
import type { PresentedRevision } from '../present/revisions.ts';
import { readHistory } from '../read/history.ts';
import { goneTexts, pageTexts, redirectTexts, searchTexts } from '../texts.ts';
import { frameOf, sendPage } from './page.ts';

/** It was there and is no more: 410, with its history. */
export async function sendGone(
  context: WikiContext,
  { viewer, reply }: { viewer: Viewer; reply: FastifyReply },
  { ref, name }: Extract<Location, { status: 'gone' }>,
): Promise<FastifyReply> {
  const revisions = await readHistory(context.store, viewer, ref);
  return sendPage(
    reply,
    <Gone frame={frameOf(context, viewer)} address={ref} name={name} revisions={revisions} now={context.now()} />,
    410,
  );
}

function Gone(props: { frame: Frame; address: Ref; name: string; revisions: readonly PresentedRevision[]; now: Date }) {
  const { frame, address, name, revisions, now } = props;
  return (
    <Layout frame={frame} title={goneTexts.title(name)}>
      <main id="content" class="single" tabIndex={-1}>
        <h1>{goneTexts.title(name)}</h1>
        <p class="lede">{goneTexts.explanation}</p>
        <p>
          <a href={searchPath(name)}>{searchTexts.searchFor(name)}</a>
          {frame.canEdit && (
            <>
              {' '}
              · <a href={redirectsPath({ from: address })}>{redirectTexts.offerAddress}</a>
            </>
          )}
        </p>
        <section aria-label={pageTexts.history}>
          <HistoryList revisions={revisions} now={now} />
        </section>
        <AskBox />
      </main>
    </Layout>
  );
}
