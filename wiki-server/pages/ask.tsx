import formbody from '@fastify/formbody';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { z } from 'zod';
import { type Answer, type Turn as FormerText, turn } from '../../schema/answer.ts';
import type { EntityCard } from '../../schema/entity.ts';
import { isRef } from '../../schema/ref.ts';
import type { WikiContext } from '../context.ts';
import { answerFor, askLimit, type QuestionBody, questionBody, questionText } from '../http/asking.ts';
import { toProblem } from '../http/errors.ts';
import { streamEvents } from '../http/event-stream.ts';
import type { WikiApp, ZodTypes } from '../http/zod-routes.ts';
import { AnswerView, type Contacts, FormerTurn, Turn } from '../parts/answer.tsx';
import { AskBox } from '../parts/ask-box.tsx';
import { type Frame, Layout } from '../parts/layout.tsx';
import { SearchState } from '../parts/search-state.tsx';
import { entityPath } from '../paths.ts';
import { presentAnswer } from '../present/answers.ts';
import { readContacts } from '../read/contacts.ts';
import { askTexts } from '../texts.ts';
import { frameOf, sendPage } from './page.ts';

/** A ref, or nothing where a form sends something else. */
const pageRef = z
  .string()
  .max(200)
  .optional()
  .transform((text) => (text !== undefined && isRef(text) ? text : undefined));

/** The conversation so far, as a form carries it. */
const carriedTurns = z
  .string()
  .max(200_000)
  .default('[]')
  .transform((text, check): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      check.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.array(turn).max(40));

const askQuery = z.object({ q: z.union([z.literal(''), questionText]).default(''), page: pageRef });
const askForm = z.object({ q: questionText, page: pageRef, history: carriedTurns });

/** `/ask`: a conversation on a page of its own, complete without JavaScript; and the stream that the browser's part reads. */
export function askPageRoutes(app: WikiApp, context: WikiContext): void {
  const config = { rateLimit: askLimit };
  const wording = { publicUrl: context.publicUrl, labelOf: context.sourceLabels };

  app.get('/ask', { config, schema: { hide: true, querystring: askQuery } }, (request, reply) => {
    const { q, page } = request.query;
    return sendConversation(context, { request, reply }, { question: q, page, history: [] });
  });

  // Forms are read here only, so that routes of other parts can read theirs in their own way.
  app.register(async (scope) => {
    await scope.register(formbody, { bodyLimit: 300_000 });
    scope
      .withTypeProvider<ZodTypes>()
      .post('/ask', { config, schema: { hide: true, body: askForm } }, (request, reply) => {
        const { q, page, history } = request.body;
        return sendConversation(context, { request, reply }, { question: q, page, history });
      });
  });

  app.post('/ask/stream', { config, schema: { hide: true, body: questionBody } }, (request, reply) =>
    streamEvents(reply, async (send) => {
      try {
        const answer = await answerFor(context, { request, reply }, request.body, {
          surface: 'wiki',
          wantsFollowUps: true,
          onText: (text) => send('delta', { text }),
        });
        const contacts = await readContacts(context.store, context.viewerOf(request), answer);
        const { page } = request.body;
        const html = renderToString(
          <AnswerView answer={presentAnswer(answer, wording)} contacts={contacts} thread={{ page }} />,
        );
        send('answer', { html, text: answer.text });
      } catch (error) {
        request.log.error({ err: error }, 'A question failed');
        const { message, fix } = toProblem(error, request);
        send('error', { message: [message, fix].filter((part) => part !== undefined).join('. ') });
      }
    }),
  );
}

interface Asked {
  question: string;
  page: string | undefined;
  history: readonly FormerText[];
}

async function sendConversation(
  context: WikiContext,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { question, page, history }: Asked,
): Promise<FastifyReply> {
  const { store, viewerOf, publicUrl, sourceLabels } = context;
  const viewer = viewerOf(request);
  const [about] = page === undefined ? [] : await store.cards(viewer, [page]);
  const frame = frameOf(context, viewer);
  if (question === '') return sendPage(reply, <AskPage frame={frame} about={about} history={history} />);
  const body: QuestionBody = {
    question,
    ...(history.length > 0 && { history: [...history] }),
    ...(about !== undefined && { page: about.ref }),
  };
  const answer = presentAnswer(
    await answerFor(context, { request, reply }, body, { surface: 'wiki', wantsFollowUps: true }),
    {
      publicUrl,
      labelOf: sourceLabels,
    },
  );
  const contacts = await readContacts(store, viewer, answer);
  return sendPage(
    reply,
    <AskPage frame={frame} about={about} history={history} latest={{ question, answer, contacts }} />,
  );
}

interface AskPageProps {
  frame: Frame;
  about: EntityCard | undefined;
  history: readonly FormerText[];
  latest?: { question: string; answer: Answer; contacts: Contacts };
}

function AskPage({ frame, about, history, latest }: AskPageProps) {
  const turns: FormerText[] = [
    ...history,
    ...(latest === undefined
      ? []
      : [
          { role: 'asker' as const, text: latest.question },
          { role: 'kiki' as const, text: latest.answer.text },
        ]),
  ];
  const carried = turns.length === 0 ? undefined : JSON.stringify(turns.slice(-20));
  return (
    <Layout frame={frame} title={latest?.question ?? askTexts.title}>
      <main id="content" class="single ask-page" tabIndex={-1}>
        <h1>{askTexts.title}</h1>
        <p class="lede">{askTexts.intro}</p>
        <SearchState site={frame.site} />
        {about !== undefined && (
          <p class="rule">
            <a href={entityPath(about.ref)}>{askTexts.onPage(about.name)}</a>
          </p>
        )}
        <AskBox
          hero
          isNamed
          page={about}
          history={carried}
          placeholder={turns.length === 0 ? askTexts.placeholderFirst : undefined}
        >
          {pairs(history).map((pair) => (
            <FormerTurn {...pair} />
          ))}
          {latest !== undefined && <Turn {...latest} thread={{ page: about?.ref, history: carried }} />}
        </AskBox>
        {turns.length > 0 && (
          <p class="rule">
            <a href="/ask">{askTexts.fresh}</a>
          </p>
        )}
      </main>
    </Layout>
  );
}

/** Questions with what was answered. */
function pairs(turns: readonly FormerText[]): { question: string; text: string }[] {
  return turns.flatMap(({ role, text }, index) => {
    const next = turns[index + 1];
    return role === 'asker' ? [{ question: text, text: next?.role === 'kiki' ? next.text : '' }] : [];
  });
}
