import type { WikiContext } from '../context.ts';
import { capitalise, formatNumber } from '../format.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { AskBox } from '../parts/ask-box.tsx';
import { type Frame, Layout } from '../parts/layout.tsx';
import { RecentList } from '../parts/recent-list.tsx';
import { SearchState } from '../parts/search-state.tsx';
import { askPath, browsePath } from '../paths.ts';
import { readRecent, type RecentEntry } from '../read/recent.ts';
import { readSampleQuestions } from '../read/sample-questions.ts';
import { askTexts, homeTexts, siteTexts } from '../texts.ts';
import { frameOf, sendPage } from './page.ts';

interface KindCount {
  name: string;
  plural: string;
  description: string;
  count: number;
}

/** `/`: what this is, where to begin, what is new. */
export function homeRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, now } = context;
  app.get('/', { schema: { hide: true } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const counts = await Promise.all(
      store.ontology.kinds.map(async ({ name, plural, description }): Promise<KindCount> => {
        const { total } = await store.list(viewer, { kind: name, limit: 0 });
        return { name, plural, description, count: total };
      }),
    );
    const [recent, questions] = await Promise.all([readRecent(store, viewer, 8), readSampleQuestions(store, viewer)]);
    const kinds = counts.filter(({ count }) => count > 0);
    return sendPage(reply, <Home frame={frameOf(context, viewer)} {...{ kinds, questions, recent }} now={now()} />);
  });
}

interface HomeProps {
  frame: Frame;
  kinds: readonly KindCount[];
  questions: readonly string[];
  recent: readonly RecentEntry[];
  now: Date;
}

function Home({ frame, kinds, questions, recent, now }: HomeProps) {
  return (
    <Layout frame={frame} title={siteTexts.home}>
      <main id="content" class="home" tabIndex={-1}>
        <h1>{frame.site.company}</h1>
        <p class="lede">{homeTexts.intro(frame.site.company)}</p>
        <SearchState site={frame.site} />
        <AskBox hero placeholder={askTexts.placeholderFirst} />
        {questions.length > 0 && <Questions questions={questions} />}
        {kinds.length === 0 ? <Empty /> : <Kinds kinds={kinds} />}
        {recent.length > 0 && (
          <section>
            <h2>{homeTexts.recent}</h2>
            <RecentList entries={recent} now={now} />
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
