import { z } from 'zod';
import type { Feedback } from '../../../schema/asked.ts';
import type { EntityCard } from '../../../schema/entity.ts';
import type { Ref } from '../../../schema/ref.ts';
import type { WikiContext } from '../../context.ts';
import { actorOf } from '../../../schema/actor.ts';
import { mustEdit } from '../../http/must-edit.ts';
import type { WikiApp } from '../../http/zod-routes.ts';
import { AdminPage } from '../../parts/admin-page.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { Age, Items } from '../../parts/small.tsx';
import { adminPath, askPath, entityPath, newPath } from '../../paths.ts';
import { groupQuestions, type QuestionGroup } from '../../present/question-groups.ts';
import { questionTexts } from '../../texts.ts';
import { frameOf, sendPage } from '../page.ts';
import { formRoutes, several } from './forms.ts';

/** Days of which questions are shown, and how many. */
const days = 90;
const most = 500;
const shownGroups = 100;
const shownFeedback = 100;

const query = z.object({ closed: z.coerce.number().int().min(0).max(most).optional().catch(undefined) });
const form = z.object({ id: several, how: z.enum(['answered', 'dismissed']) });

/** `/admin/questions`: what was asked and not answered, grouped by what it asks, and what askers say of answers. */
export function questionsRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, now } = context;
  const path = adminPath('questions');

  app.get(path, { schema: { hide: true, querystring: query } }, async (request, reply) => {
    const viewer = mustEdit(viewerOf(request));
    const since = new Date(now().getTime() - days * 86_400_000).toISOString();
    const [open, feedback] = await Promise.all([
      store.openQuestions(viewer, { since, limit: most }),
      store.feedback(viewer, shownFeedback),
    ]);
    const likeness = await context.questionLikeness?.(open.map(({ question }) => question));
    const groups = groupQuestions(open, likeness).slice(0, shownGroups);
    const cards = await store.cards(viewer, [...new Set(groups.flatMap(({ refs }) => refs))]);
    return sendPage(
      reply,
      <Questions
        frame={frameOf(context, viewer)}
        groups={groups}
        feedback={feedback}
        cardOf={new Map(cards.map((card) => [card.ref, card]))}
        closed={request.query.closed}
        now={now()}
      />,
    );
  });

  formRoutes(app, (scope) => {
    scope.post(path, { schema: { hide: true, body: form } }, async (request, reply) => {
      const viewer = mustEdit(viewerOf(request));
      const { id, how } = request.body;
      await store.closeQuestions(actorOf(viewer), id, how);
      return reply.header('cache-control', 'no-store').redirect(adminPath('questions', { closed: id.length }), 303);
    });
  });
}

interface QuestionsProps {
  frame: Frame;
  groups: readonly QuestionGroup[];
  feedback: readonly Feedback[];
  cardOf: ReadonlyMap<Ref, EntityCard>;
  closed: number | undefined;
  now: Date;
}

function Questions({ frame, groups, feedback, cardOf, closed, now }: QuestionsProps) {
  return (
    <AdminPage frame={frame} title={questionTexts.title} lede={questionTexts.intro} place="questions">
      {closed !== undefined && (
        <p class="banner" role="status">
          {questionTexts.closed(closed)}
        </p>
      )}
      {groups.length === 0 && <p class="nothing">{questionTexts.none}</p>}
      <ol class="decisions">
        {groups.map((group) => (
          <Group group={group} cardOf={cardOf} now={now} />
        ))}
      </ol>
      <FeedbackList feedback={feedback} now={now} />
    </AdminPage>
  );
}

function Group({ group, cardOf, now }: { group: QuestionGroup } & Pick<QuestionsProps, 'cardOf' | 'now'>) {
  const { question, at, ids, alsoAsked, refs, abstained, against } = group;
  const near = refs.flatMap((ref) => cardOf.get(ref) ?? []);
  return (
    <li class="card">
      <h2 dir="auto">{question}</h2>
      <p class="from">
        {questionTexts.asked(ids.length)} · <Age time={at} now={now} />{' '}
        <span class="chip warn">{abstained ? questionTexts.unknown : questionTexts.bad}</span>
      </p>
      {alsoAsked.length > 0 && (
        <p>
          {questionTexts.also}: {alsoAsked.map((wording) => `“${wording}”`).join(', ')}
        </p>
      )}
      {against.length > 0 && (
        <p>
          {questionTexts.against}:{' '}
          {against.map(({ reason, comment }) => [reason, comment].filter(Boolean).join(': ')).join('; ')}
        </p>
      )}
      {near.length > 0 && (
        <p>
          {questionTexts.near}: <Items items={near.map(({ ref, name }) => ({ text: name, href: entityPath(ref) }))} />
        </p>
      )}
      <p>
        <a
          href={newPath({ kind: 'Article', name: question.slice(0, 200) })}
          aria-label={`${questionTexts.write}: ${question}`}
        >
          {questionTexts.write}
        </a>{' '}
        ·{' '}
        <a href={askPath(question)} data-ask-link aria-label={`${questionTexts.again}: ${question}`}>
          {questionTexts.again}
        </a>
      </p>
      <form method="post" action={adminPath('questions')} class="decide">
        {ids.slice(0, 200).map((id) => (
          <input type="hidden" name="id" value={id} />
        ))}
        <button type="submit" name="how" value="answered" aria-label={`${questionTexts.answered}: ${question}`}>
          {questionTexts.answered}
        </button>
        <button
          type="submit"
          name="how"
          value="dismissed"
          class="other"
          aria-label={`${questionTexts.dismissed}: ${question}`}
        >
          {questionTexts.dismissed}
        </button>
      </form>
    </li>
  );
}

function FeedbackList({ feedback, now }: { feedback: readonly Feedback[]; now: Date }) {
  const up = feedback.filter(({ vote }) => vote === 'up').length;
  return (
    <section>
      <h2>{questionTexts.feedbackTitle}</h2>
      {feedback.length === 0 ? (
        <p class="nothing">{questionTexts.feedbackNone}</p>
      ) : (
        <>
          <p class="rule">{questionTexts.votes(up, feedback.length - up)}</p>
          <ul>
            {feedback.map(({ vote, reason, comment, at }) => (
              <li>
                <span class={vote === 'up' ? 'chip good' : 'chip warn'}>
                  {vote === 'up' ? questionTexts.up : questionTexts.down}
                </span>{' '}
                {[reason, comment].filter(Boolean).join(': ')} <Age time={at} now={now} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
