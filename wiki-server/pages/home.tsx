import type { GraphStore } from '../../graph/store.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { keepPerState } from '../read/kept.ts';
import type { WikiContext } from '../context.ts';
import { capitalise, formatNumber } from '../format.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { AskBox } from '../parts/ask-box.tsx';
import { type Frame, Layout } from '../parts/layout.tsx';
import { RecentList } from '../parts/recent-list.tsx';
import { SearchState } from '../parts/search-state.tsx';
import { adminPath, askPath, browsePath, entityPath } from '../paths.ts';
import { groupRecent, readRecent, type RecentGroup } from '../read/recent.ts';
import type { Care } from '../read/care.ts';
import { readMostAsked } from '../read/most-asked.ts';
import type { FrequentQuestion } from '../../schema/asked.ts';
import { readSampleQuestions } from '../read/sample-questions.ts';
import { askTexts, browseTexts, homeTexts, siteTexts } from '../texts.ts';
import { frameOf, sendPage } from './page.ts';

interface KindCount {
  name: string;
  plural: string;
  description: string;
  count: number;
}

/** `/`: what this is, where to begin, what is new. */
export function homeRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, now, care } = context;
  // What is asked most changes with every question; all else only with the graph.
  const ofGraph = keepPerState({ store, read: (each) => readOfGraph(store, each) });
  const mostAsked = () => readMostAsked(store, now());
  app.get('/', { config: { isShared: true, alsoShows: mostAsked }, schema: { hide: true } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const [{ kinds, questions, recent }, needs, asked] = await Promise.all([
      ofGraph(viewer),
      care(viewer),
      mostAsked(),
    ]);
    return sendPage(
      reply,
      <Home frame={frameOf(context, viewer)} {...{ kinds, questions, recent, needs, asked }} now={now()} />,
    );
  });
}

/** Entities that changed last, of which the first groups are shown. */
const looked = 60;
const shownGroups = 8;

async function readOfGraph(store: GraphStore, viewer: Viewer) {
  const [counts, questions, changed] = await Promise.all([
    Promise.all(
      store.ontology.kinds.map(async ({ name, plural, description }): Promise<KindCount> => {
        const { total } = await store.list(viewer, { kind: name, limit: 0 });
        return { name, plural, description, count: total };
      }),
    ),
    readSampleQuestions(store, viewer),
    readRecent(store, viewer, looked),
  ]);
  return {
    kinds: counts.filter(({ count }) => count > 0),
    questions,
    recent: groupRecent(changed).slice(0, shownGroups),
  };
}

interface HomeProps {
  frame: Frame;
  kinds: readonly KindCount[];
  questions: readonly string[];
  recent: readonly RecentGroup[];
  needs: Care;
  asked: readonly FrequentQuestion[];
  now: Date;
}

function Home({ frame, kinds, questions, recent, needs, asked, now }: HomeProps) {
  return (
    <Layout frame={frame} title={siteTexts.home}>
      <main id="content" class="home" tabIndex={-1}>
        <h1>{frame.site.company}</h1>
        <p class="lede">{homeTexts.intro(frame.site.company)}</p>
        <SearchState site={frame.site} />
        <AskBox hero placeholder={askTexts.placeholderFirst} />
        {questions.length > 0 && <Questions questions={questions} />}
        {asked.length > 0 && <MostAsked asked={asked} />}
        {kinds.length === 0 ? <Empty /> : <Kinds kinds={kinds} />}
        <NeedsCare needs={needs} canEdit={frame.canEdit} />
        {recent.length > 0 && (
          <section>
            <h2>{homeTexts.recent}</h2>
            <RecentList groups={recent} now={now} />
            <p class="more">
              <a href="/recent">{homeTexts.allRecent} →</a>
            </p>
          </section>
        )}
      </main>
    </Layout>
  );
}

function Questions({ questions }: { questions: readonly string[] }) {
  return (
    <p class="rule questions">
      {homeTexts.tryAsking}{' '}
      {questions.map((question) => (
        <>
          <a href={askPath(question)} data-ask-link>
            {question}
          </a>{' '}
        </>
      ))}
    </p>
  );
}

function MostAsked({ asked }: { asked: readonly FrequentQuestion[] }) {
  return (
    <section>
      <h2>{homeTexts.mostAsked}</h2>
      <ul class="asked">
        {asked.map(({ question, count }) => (
          <li>
            <a href={askPath(question)} data-ask-link>
              {question}
            </a>{' '}
            <small>{homeTexts.times(count)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What readers should not rely on before somebody has looked at it, and where editors do that. */
function NeedsCare({ needs, canEdit }: { needs: Care; canEdit: boolean }) {
  const { overdue, overdueTotal, contradictions } = needs;
  if (overdueTotal === 0 && (contradictions === 0 || !canEdit)) return null;
  return (
    <section>
      <h2>{homeTexts.care}</h2>
      {overdue.length > 0 && (
        <ul class="care">
          {overdue.map(({ card, freshness }) => (
            <li>
              <a href={entityPath(card.ref)}>{card.name}</a>{' '}
              <small>{homeTexts.overdue(freshness.overdueDays ?? 0)}</small>
            </li>
          ))}
        </ul>
      )}
      <p class="more">
        {overdueTotal > overdue.length && <>{homeTexts.moreOverdue(overdueTotal - overdue.length)} </>}
        {canEdit && contradictions > 0 && (
          <a href={adminPath('contradictions')}>{homeTexts.contradictions(contradictions)} →</a>
        )}{' '}
        {canEdit && overdueTotal > 0 && (
          <a href={adminPath('quality', { check: 'overdue' })}>{homeTexts.allOverdue} →</a>
        )}
      </p>
    </section>
  );
}

function Kinds({ kinds }: { kinds: readonly KindCount[] }) {
  return (
    <section>
      <h2>{homeTexts.kinds}</h2>
      <ul class="cards kinds">
        {kinds.map(({ name, plural, description, count }) => (
          <li>
            <a href={browsePath(name)}>
              <b>{formatNumber(count)}</b> {capitalise(plural)}
            </a>
            <small>{description}</small>
          </li>
        ))}
      </ul>
      <p class="more">
        <a href="/random">{browseTexts.random} →</a>
      </p>
    </section>
  );
}

function Empty() {
  return (
    <div class="note">
      <strong>{homeTexts.nothingYet}</strong> {homeTexts.nothingYetFix}
    </div>
  );
}
