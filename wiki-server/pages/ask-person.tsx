import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { HelpOffer } from '../../graph/help-desk.ts';
import { notFound } from '../../schema/errors.ts';
import { longestHelp } from '../../schema/help-request.ts';
import type { WikiContext } from '../context.ts';
import { actorOf } from '../../schema/actor.ts';
import { askLimit } from '../http/asking.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { renderMarkdown } from '../markdown/render.ts';
import { type Frame, Layout } from '../parts/layout.tsx';
import { NotDone } from '../parts/not-done.tsx';
import { Html, Items } from '../parts/small.tsx';
import { askPersonPath, entityPath, helpRequestPath, safeAddress } from '../paths.ts';
import { feedbackTexts, helpTexts } from '../texts.ts';
import { formRoutes, hiddenText } from './admin/forms.ts';
import { refusalOf } from './admin/refusal.ts';
import { frameOf, sendPage } from './page.ts';

const query = z.object({ answer: z.string().min(1).max(100).optional().catch(undefined) });
const form = z.strictObject({
  /** Of this form, so that it is sent once. */
  id: z.uuid(),
  answer: z.string().min(1).max(100),
  to: hiddenText,
  question: z.string().max(10_000),
  along: z.literal('1').optional(),
});

/** `/ask/person`: shows the asker of an answer whom he may ask, and all that would be sent; and takes it. */
export function askPersonRoute(app: WikiApp, context: WikiContext): void {
  const { helpDesk, viewerOf } = context;
  const offerOf = async (viewer: ReturnType<typeof viewerOf>, answer: string) => {
    const offer = await helpDesk.offer(viewer, { answer });
    // Who did not ask has not seen the answer.
    if (offer.question === undefined) throw notFound(feedbackTexts.notKept, { fix: feedbackTexts.notKeptFix });
    return offer;
  };

  app.get('/ask/person', { schema: { hide: true, querystring: query } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { answer } = request.query;
    // The address alone, or cut off: what is to be asked is not known.
    if (answer === undefined) throw notFound(helpTexts.noQuestion, { fix: helpTexts.noQuestionFix });
    const offer = await offerOf(viewer, answer);
    return sendPage(reply, <AskPerson frame={frameOf(context, viewer)} {...{ answer, offer }} />);
  });

  formRoutes(app, (scope) => {
    scope.post(
      '/ask/person',
      { config: { rateLimit: askLimit }, schema: { hide: true, body: form } },
      async (request, reply) => {
        const viewer = viewerOf(request);
        const { id, answer, to, question, along } = request.body;
        const offer = await offerOf(viewer, answer);
        const person = offer.people.find((each) => each.person.ref === to)?.person;
        try {
          const asked = await helpDesk.ask(actorOf(viewer), viewer, {
            id: `wiki:${id}`,
            question,
            to: { person: to, name: person?.name ?? to },
            surface: 'wiki',
            answer,
            withAnswer: along !== undefined,
          });
          return await reply.header('cache-control', 'no-store').redirect(helpRequestPath(asked.id, { sent: 1 }), 303);
        } catch (error) {
          const { problem, status } = refusalOf(error, request);
          const frame = frameOf(context, viewer);
          return sendPage(reply, <AskPerson {...{ frame, answer, offer, question }} refused={{ problem }} />, status);
        }
      },
    );
  });
}

interface AskPersonProps {
  frame: Frame;
  answer: string;
  offer: HelpOffer;
  /** As it was typed, when it was not taken. */
  question?: string;
  refused?: { problem: string };
}

function AskPerson({ frame, answer, offer, question = offer.question ?? '', refused }: AskPersonProps) {
  const { tried, pages, people } = offer;
  const items = pages.map(({ ref, name }) => ({ text: name, href: entityPath(ref) }));
  return (
    <Layout frame={frame} title={helpTexts.title}>
      <main id="content" class="single" tabIndex={-1}>
        <h1>{helpTexts.title}</h1>
        <NotDone refused={refused} />
        {people.length === 0 ? (
          <>
            <p class="lede">{helpTexts.nobody}</p>
            {items.length > 0 && (
              <p>
                {helpTexts.nobodyElse} <Items items={items} />
              </p>
            )}
          </>
        ) : (
          <>
            <p class="lede">{helpTexts.intro}</p>
            <form method="post" action={askPersonPath()} class="editor">
              <input type="hidden" name="id" value={randomUUID()} />
              <input type="hidden" name="answer" value={answer} />
              <fieldset>
                <legend>{helpTexts.to}</legend>
                {people.map(({ person, role, of }, index) => (
                  <label class="mark">
                    <input type="radio" name="to" value={person.ref} checked={index === 0} required /> {person.name}{' '}
                    <small>{helpTexts.roles[role](of.name)}</small>
                  </label>
                ))}
              </fieldset>
              <label class="field">
                {helpTexts.question}
                <textarea name="question" rows={4} maxLength={longestHelp.question} required>
                  {question}
                </textarea>
              </label>
              {tried !== undefined && (
                <label class="mark">
                  <input type="checkbox" name="along" value="1" checked /> {helpTexts.withAnswer}
                </label>
              )}
              <section>
                <h2>{helpTexts.goesAlong}</h2>
                <p class="rule">{helpTexts.goesAlongNote}</p>
                {tried === undefined ? (
                  <p>{helpTexts.notPublic}</p>
                ) : (
                  <>
                    <h3>{helpTexts.kikiSaid}</h3>
                    <Tried text={tried} />
                  </>
                )}
                {items.length > 0 && (
                  <p>
                    {helpTexts.pages}: <Items items={items} />
                  </p>
                )}
              </section>
              <p class="rule">{helpTexts.howSent}</p>
              <button type="submit">{helpTexts.send}</button>
            </form>
          </>
        )}
      </main>
    </Layout>
  );
}

/** What Kiki answered, as a quote. */
export function Tried({ text }: { text: string }) {
  return (
    <blockquote>
      <Html class="prose" html={renderMarkdown(text, { level: 4, linkOf: safeAddress })} />
    </blockquote>
  );
}
