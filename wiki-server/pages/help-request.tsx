import { z } from 'zod';
import { isAsked } from '../../graph/reads/help-requests.ts';
import { type HelpRequest, longestHelp, unresolvedStates } from '../../schema/help-request.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { WikiContext } from '../context.ts';
import { actorOf } from '../../schema/actor.ts';
import { askLimit } from '../http/asking.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { type Frame, Layout } from '../parts/layout.tsx';
import { NotDone } from '../parts/not-done.tsx';
import { Age, Items } from '../parts/small.tsx';
import { askPersonPath, entityPath, helpRequestPath } from '../paths.ts';
import { helpTexts } from '../texts.ts';
import { formRoutes } from './admin/forms.ts';
import { refusalOf } from './admin/refusal.ts';
import { Tried } from './ask-person.tsx';
import { frameOf, sendPage } from './page.ts';

const params = z.object({ id: z.string().min(1).max(200) });
const query = z.object({ sent: z.literal('1').optional().catch(undefined) });
const form = z.strictObject({
  do: z.enum(['reply', 'decline', 'resolve', 'withdraw', 'propose']),
  text: z.string().max(20_000).default(''),
  /** The page that the reply is proposed for; a new article without it. */
  of: z.string().max(200).optional(),
});

/** `/help-requests/:id`: one question to a person, for its asker, whoever was asked, and editors; and what each may do about it. */
export function helpRequestRoute(app: WikiApp, context: WikiContext): void {
  const { store, helpDesk, viewerOf, now } = context;
  const show = async (viewer: Viewer, id: string) => {
    const { request } = await helpDesk.find(viewer, id, undefined);
    return { frame: frameOf(context, viewer), request, may: await mayDo(store, viewer, request), now: now() };
  };

  app.get('/help-requests/:id', { schema: { hide: true, params, querystring: query } }, async (request, reply) => {
    const shown = await show(viewerOf(request), request.params.id);
    return sendPage(reply, <HelpRequestPage {...shown} isSent={request.query.sent !== undefined} />);
  });

  formRoutes(app, (scope) => {
    scope.post(
      '/help-requests/:id',
      { config: { rateLimit: askLimit }, schema: { hide: true, params, body: form } },
      async (request, reply) => {
        const viewer = viewerOf(request);
        const actor = actorOf(viewer);
        const { id } = request.params;
        const { do: what, text, of } = request.body;
        try {
          if (what === 'reply') await helpDesk.reply(actor, viewer, id, text);
          else if (what === 'propose') await helpDesk.propose(actor, viewer, id, of);
          else await helpDesk[what](actor, viewer, id);
          return await reply.header('cache-control', 'no-store').redirect(helpRequestPath(id), 303);
        } catch (error) {
          const { problem, status } = refusalOf(error, request);
          const shown = await show(viewer, id);
          return sendPage(reply, <HelpRequestPage {...shown} refused={{ problem }} typed={text} />, status);
        }
      },
    );
  });
}

/** Pages that a reply is offered for. */
const mostProposals = 2;

interface May {
  /** Says how it ends. */
  resolve: boolean;
  withdraw: boolean;
  /** Replies, and proposes the reply. */
  answer: boolean;
  decline: boolean;
}

async function mayDo(store: WikiContext['store'], viewer: Viewer, request: HelpRequest): Promise<May> {
  const isWaiting = unresolvedStates.includes(request.state);
  const isAsker = request.asker === viewer.id;
  const isTheOne = await isAsked(store, viewer, request);
  return {
    resolve: isWaiting && (isAsker || isTheOne || viewer.canEdit),
    withdraw: isWaiting && isAsker,
    answer: isTheOne || viewer.canEdit,
    decline: isWaiting && isTheOne,
  };
}

interface HelpRequestPageProps {
  frame: Frame;
  request: HelpRequest;
  may: May;
  now: Date;
  isSent?: boolean;
  /** A reply that was not taken. */
  typed?: string;
  refused?: { problem: string };
}

function HelpRequestPage({ frame, request, may, now, isSent, typed, refused }: HelpRequestPageProps) {
  const { id, question, askerName, to, at, state, tried, pages, replies, remindedAt, answer, suggestion } = request;
  const isWaiting = unresolvedStates.includes(state);
  const readBy =
    request.thread === undefined || request.thread.channel.startsWith('D')
      ? helpTexts.replyRead.asker(askerName)
      : helpTexts.replyRead.channel;
  return (
    <Layout frame={frame} title={helpTexts.one}>
      <main id="content" class="single" tabIndex={-1}>
        <h1 dir="auto">{question}</h1>
        <p class="lede">
          {helpTexts.from(askerName, to.name)} · <Age time={at} now={now} /> ·{' '}
          <span class="chip">{helpTexts.states[state]}</span>
          {remindedAt !== undefined && ` · ${helpTexts.reminded}`}
        </p>
        {isSent === true && (
          <p class="banner" role="status">
            {helpTexts.sent(to.name)}
          </p>
        )}
        <NotDone refused={refused} />
        {tried !== undefined && (
          <section>
            <h2>{helpTexts.kikiSaid}</h2>
            <Tried text={tried} />
          </section>
        )}
        {pages.length > 0 && (
          <p>
            {helpTexts.pages}: <Items items={pages.map(({ ref, name }) => ({ text: name, href: entityPath(ref) }))} />
          </p>
        )}
        <section>
          <h2>{helpTexts.replies}</h2>
          {replies.length === 0 && <p class="nothing">{helpTexts.noReplies}</p>}
          {replies.map((reply) => (
            <blockquote dir="auto">
              {reply.text.split('\n').map((line) => (
                <p>{line}</p>
              ))}
              <p class="from">
                {reply.byName} · <Age time={reply.at} now={now} />
              </p>
            </blockquote>
          ))}
        </section>
        {suggestion !== undefined && <p>{helpTexts.proposed}</p>}
        {may.answer && replies.length > 0 && suggestion === undefined && (
          <section>
            <p>{helpTexts.keep}</p>
            <form method="post" action={helpRequestPath(id)} class="decide">
              <input type="hidden" name="do" value="propose" />
              <button type="submit" class="other">
                {helpTexts.asArticle}
              </button>
              {pages.slice(0, mostProposals).map(({ ref, name }) => (
                <button type="submit" class="other" name="of" value={ref}>
                  {helpTexts.forPage(name)}
                </button>
              ))}
            </form>
          </section>
        )}
        {may.answer && isWaiting && (
          <section>
            <form method="post" action={helpRequestPath(id)} class="editor">
              <input type="hidden" name="do" value="reply" />
              <label class="field">
                {helpTexts.yourReply}
                <textarea name="text" rows={5} maxLength={longestHelp.reply} required>
                  {typed}
                </textarea>
              </label>
              <p class="rule">{readBy}</p>
              <button type="submit">{helpTexts.reply}</button>
            </form>
          </section>
        )}
        {(may.resolve || may.withdraw || may.decline) && (
          <section>
            <form method="post" action={helpRequestPath(id)} class="decide">
              {may.resolve && <DoButton what="resolve" />}
              {may.withdraw && <DoButton what="withdraw" />}
              {may.decline && <DoButton what="decline" />}
            </form>
          </section>
        )}
        {state === 'declined' && answer !== undefined && (
          <p>
            <a href={askPersonPath(answer)}>{helpTexts.again}</a>
          </p>
        )}
      </main>
    </Layout>
  );
}

function DoButton({ what }: { what: 'resolve' | 'withdraw' | 'decline' }) {
  return (
    <button type="submit" class="other" name="do" value={what}>
      {helpTexts[what]}
    </button>
  );
}
