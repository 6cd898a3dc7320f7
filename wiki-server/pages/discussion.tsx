import formbody from '@fastify/formbody';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { createDiscusser, mayResolve } from '../../graph/discuss.ts';
import type { Thread } from '../../schema/discussion.ts';
import type { EntityCard } from '../../schema/entity.ts';
import { KikiError } from '../../schema/errors.ts';
import { isRef, type Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { WikiContext } from '../context.ts';
import { capitalise } from '../format.ts';
import { actorOf } from '../../schema/actor.ts';
import { noStore } from '../http/caching.ts';
import { toProblem } from '../http/errors.ts';
import type { WikiApp, ZodTypes } from '../http/zod-routes.ts';
import { CommentBox, ThreadView, type Typed } from '../parts/discussion.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Pager } from '../parts/pager.tsx';
import { browsePath, commentPath, discussionPath, entityPath } from '../paths.ts';
import { discussionTexts } from '../texts.ts';
import { refParameter } from './entity.tsx';
import { sendGone } from './gone.tsx';
import { pageNumber } from './page-number.ts';
import { frameOf, sendPage } from './page.ts';
import { sendNotFound } from './problem.tsx';

const query = z.object({ page: pageNumber, thread: z.string().max(100).optional().catch(undefined) });
const id = z.string().max(100).default('');
const form = z.strictObject({
  do: z.enum(['start', 'reply', 'edit', 'remove', 'resolve', 'reopen']),
  thread: id,
  comment: id,
  subject: z.string().default(''),
  text: z.string().default(''),
});
/** Bytes of a form: a comment in letters of which each takes nine. */
const formLimit = 100_000;
/** How often one person may write. */
const writeLimit = { max: 60, timeWindow: '1 minute' };
/** Threads on a page, and comments of each. */
const shown = { threads: 20, comments: 20 };

/** `/wiki/:ref/discussion`: the threads about an entity. Who may read the page may write there. */
export function discussionRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, readers, now } = context;
  const discusser = createDiscusser(store);

  app.get(
    '/wiki/:ref/discussion',
    { schema: { hide: true, params: refParameter, querystring: query } },
    async (request, reply) => send({ viewer: viewerOf(request), reply }, request.params.ref, request.query),
  );
  app.register(async (plain) => {
    await plain.register(formbody, { bodyLimit: formLimit });
    const scope: WikiApp = plain.withTypeProvider<ZodTypes>();
    scope.post(
      '/wiki/:ref/discussion',
      { config: { rateLimit: writeLimit }, schema: { hide: true, params: refParameter, body: form } },
      async (request, reply) => {
        const viewer = viewerOf(request);
        const { ref } = request.params;
        const { thread, comment, subject, text } = request.body;
        try {
          const place = await act(viewer, ref, request.body);
          readers.forgetAll();
          return await noStore(reply).redirect(place, 303);
        } catch (error) {
          // What was typed stays; that somebody may not, or that it is gone, is told as everywhere.
          if (!(error instanceof KikiError) || (error.code !== 'invalid' && error.code !== 'conflict')) throw error;
          const about = request.body.do === 'reply' ? thread : request.body.do === 'edit' ? comment : undefined;
          const typed: Typed = { problem: error.message, about, subject, text };
          const { status } = toProblem(error, request);
          return send(
            { viewer, reply },
            ref,
            { page: 1, thread: thread === '' ? undefined : thread },
            { typed, status },
          );
        }
      },
    );
  });

  /** @returns where to go on */
  async function act(viewer: Viewer, ref: Ref, body: z.output<typeof form>): Promise<string> {
    const actor = actorOf(viewer);
    const { do: what, thread, comment, subject, text } = body;
    switch (what) {
      case 'start': {
        const begun = await discusser.start(actor, viewer, { of: ref, subject, text });
        return commentPath(ref, undefined, begun.comment);
      }
      case 'reply':
        return commentPath(ref, undefined, await discusser.reply(actor, viewer, thread, text));
      case 'edit':
        await discusser.edit(actor, viewer, thread, comment, text);
        return commentPath(ref, undefined, comment);
      case 'remove':
        await discusser.remove(actor, viewer, thread, comment);
        return discussionPath(ref);
      case 'resolve':
      case 'reopen':
        await discusser.setState(actor, viewer, thread, what === 'resolve' ? 'resolved' : 'open');
        return discussionPath(ref);
    }
  }

  async function send(
    { viewer, reply }: { viewer: Viewer; reply: FastifyReply },
    ref: string,
    { page, thread: wanted }: z.output<typeof query>,
    { typed, status = 200 }: { typed?: Typed; status?: number } = {},
  ): Promise<FastifyReply> {
    const location = await store.locate(viewer, ref);
    if (location.status === 'gone') return sendGone(context, { viewer, reply }, location);
    if (location.status === 'moved')
      return reply.redirect(discussionPath(location.ref, { thread: wanted }), isRef(ref) ? 301 : 302);
    const [card] = location.status === 'found' ? await store.cards(viewer, [location.ref]) : [];
    if (card === undefined) return sendNotFound(context, { viewer, reply }, ref);
    const all = await store.threads(viewer, card.ref);
    const threads = wanted === undefined ? all : all.filter((each) => each.id === wanted);
    const pages = Math.max(1, Math.ceil(threads.length / shown.threads));
    const on = Math.min(page, pages);
    const items = threads.slice((on - 1) * shown.threads, on * shown.threads);
    const resolvable = new Set<string>();
    for (const thread of items) if (await mayResolve(store, viewer, thread)) resolvable.add(thread.id);
    if (readers.of(viewer).unread > 0) {
      await store.readNotices(
        actorOf(viewer),
        viewer,
        items.map((thread) => thread.id),
      );
      // The page itself shows the state of its reader.
      readers.forget(viewer);
      await readers.refresh(viewer);
    }
    return sendPage(
      reply.header('cache-control', 'no-store'),
      <Discussion
        frame={frameOf(context, viewer)}
        {...{ card, viewer, typed, resolvable }}
        plural={store.ontology.kind(card.kind).plural}
        threads={items}
        place={{ page: on, pages, isOne: wanted !== undefined }}
        now={now()}
      />,
      status,
    );
  }
}

interface DiscussionProps {
  frame: Frame;
  card: EntityCard;
  plural: string;
  viewer: Viewer;
  threads: readonly Thread[];
  resolvable: ReadonlySet<string>;
  place: { page: number; pages: number; isOne: boolean };
  typed: Typed | undefined;
  now: Date;
}

function Discussion({ frame, card, plural, viewer, threads, resolvable, place, typed, now }: DiscussionProps) {
  const { ref, name } = card;
  const crumbs = [
    { text: capitalise(plural), href: browsePath(card.kind) },
    { text: name, href: entityPath(ref) },
  ];
  const view = (thread: Thread) => (
    <ThreadView
      {...{ thread, viewer, typed, now }}
      shown={place.isOne ? Infinity : shown.comments}
      mayResolve={resolvable.has(thread.id)}
    />
  );
  const [open, resolved] = [
    threads.filter(({ state }) => state === 'open'),
    threads.filter(({ state }) => state === 'resolved'),
  ];
  const isNew = typed !== undefined && typed.about === undefined;
  return (
    <Layout frame={frame} title={`${discussionTexts.tab}: ${name}`}>
      <Columns>
        <PageHead page={{ ref, name, lede: discussionTexts.lede, crumbs }} tab="discussion" frame={frame} />
        <article class="discussion">
          {place.isOne && (
            <p>
              <a href={discussionPath(ref)}>{discussionTexts.allThreads}</a>
            </p>
          )}
          {threads.length === 0 && (
            <p class="nothing">{place.isOne ? discussionTexts.noThread : discussionTexts.none}</p>
          )}
          {open.map(view)}
          {resolved.length > 0 && (
            <details class="resolved" open={place.isOne}>
              <summary>{discussionTexts.resolvedThreads(resolved.length)}</summary>
              {resolved.map(view)}
            </details>
          )}
          <Pager page={place.page} pages={place.pages} pathOf={(page) => discussionPath(ref, { page })} />
          {!place.isOne && (
            <section id="begin">
              <h2>{discussionTexts.begin}</h2>
              <form method="post" action={discussionPath(ref)}>
                <div class="box">
                  <label for="subject">{discussionTexts.subject}</label>
                  <input
                    id="subject"
                    name="subject"
                    maxLength={200}
                    required
                    dir="auto"
                    value={isNew ? typed.subject : ''}
                  />
                </div>
                <CommentBox id="first" label={discussionTexts.comment} typed={isNew ? typed : undefined} />
                <p class="rule">{discussionTexts.help}</p>
                <button type="submit" name="do" value="start">
                  {discussionTexts.send}
                </button>
              </form>
            </section>
          )}
        </article>
      </Columns>
    </Layout>
  );
}
