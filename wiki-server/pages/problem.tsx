import type { FastifyReply } from 'fastify';
import type { EntityCard } from '../../schema/entity.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { WikiContext } from '../context.ts';
import type { HttpProblem } from '../http/errors.ts';
import { AskBox } from '../parts/ask-box.tsx';
import { type Frame, Layout } from '../parts/layout.tsx';
import { Cards } from '../parts/sections.tsx';
import { askPath, newPath, redirectsPath, searchPath } from '../paths.ts';
import { briefly, presentCard } from '../present/values.ts';
import type { ListItem } from '../present/model.ts';
import { errorTexts, redirectTexts, requestTexts, searchTexts } from '../texts.ts';
import { frameOf, sendPage } from './page.ts';

/** An error as a page, with the number under which the log has it. */
export function sendProblemPage(
  context: Pick<WikiContext, 'siteState' | 'assets' | 'viewerOf' | 'readers'>,
  reply: FastifyReply,
  problem: HttpProblem,
): FastifyReply {
  const viewer = context.viewerOf(reply.request);
  const page = <Problem frame={frameOf(context, viewer)} problem={problem} requestId={reply.request.id} />;
  return sendPage(reply.header('cache-control', 'no-store'), page, problem.status);
}

const titles: Readonly<Record<number, string>> = {
  400: errorTexts.badRequestTitle,
  403: errorTexts.notAllowedTitle,
  404: errorTexts.notFoundTitle,
  409: errorTexts.conflictTitle,
  429: errorTexts.tooManyTitle,
  503: errorTexts.unavailableTitle,
};

function Problem({ frame, problem, requestId }: { frame: Frame; problem: HttpProblem; requestId: string }) {
  const title = titles[problem.status] ?? errorTexts.failedTitle;
  return (
    <Layout frame={frame} title={title}>
      <main id="content" class="single" tabIndex={-1}>
        <h1>{title}</h1>
        <p class="lede">{problem.message}</p>
        {problem.fix !== undefined && <p>{problem.fix}</p>}
        <p class="rule">
          {errorTexts.requestId} <code>{requestId}</code>
        </p>
      </main>
    </Layout>
  );
}

/** There is no such page: what may have been meant, search, and Kiki. */
export async function sendNotFound(
  context: WikiContext,
  { viewer, reply }: { viewer: Viewer; reply: FastifyReply },
  wanted: string,
): Promise<FastifyReply> {
  const { store } = context;
  const words = wanted
    .replace(/^[a-z]+:/, '')
    .replace(/[-_]+/g, ' ')
    .trim()
    .slice(0, 200);
  const cards = words === '' ? [] : await store.suggest(viewer, words, { limit: 6 });
  const close = cards.map((card: EntityCard): ListItem => ({
    ...presentCard(card, store.ontology),
    detail: briefly(card, store.ontology),
  }));
  return sendPage(
    reply,
    <NotFound frame={frameOf(context, viewer)} wanted={wanted} words={words} close={close} />,
    404,
  );
}

function NotFound(props: { frame: Frame; wanted: string; words: string; close: readonly ListItem[] }) {
  const { frame, wanted, words, close } = props;
  return (
    <Layout frame={frame} title={errorTexts.notFoundTitle} q={words}>
      <main id="content" class="single" tabIndex={-1}>
        <h1>{errorTexts.notFoundTitle}</h1>
        <p class="lede">{errorTexts.notFound(wanted.slice(0, 200))}</p>
        {close.length > 0 && (
          <section>
            <h2>{errorTexts.close}</h2>
            <Cards items={close} />
          </section>
        )}
        <p>
          <a href={searchPath(words)}>{searchTexts.searchFor(words)}</a> ·{' '}
          <a href={askPath(words)} data-ask-link>
            {searchTexts.ask}
          </a>
        </p>
        {words !== '' && frame.canEdit && (
          <p>
            <a href={newPath({ name: words })}>{requestTexts.write(words)}</a> ·{' '}
            <a href={redirectsPath({ from: wanted })}>{redirectTexts.offer(words)}</a>
          </p>
        )}
        {words !== '' && (
          <form method="post" action="/requests" class="request">
            <input type="hidden" name="words" value={words} />
            <button type="submit" class="other">
              {requestTexts.button(words)}
            </button>{' '}
            <span class="rule">{requestTexts.explanation}</span>
          </form>
        )}
        <AskBox />
      </main>
    </Layout>
  );
}
