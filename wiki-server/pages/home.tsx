import type { SiteState } from '../../schema/services.ts';
import type { WikiContext } from '../context.ts';
import { capitalise, formatNumber } from '../format.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { AskBox } from '../parts/ask-box.tsx';
import { type Frame, Layout } from '../parts/layout.tsx';
import { RecentList } from '../parts/recent-list.tsx';
import { browsePath } from '../paths.ts';
import { readRecent, type RecentEntry } from '../read/recent.ts';
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
    const recent = await readRecent(store, viewer, 8);
    const kinds = counts.filter(({ count }) => count > 0);
    return sendPage(reply, <Home frame={frameOf(context)} kinds={kinds} recent={recent} now={now()} />);
  });
}

function Home(props: { frame: Frame; kinds: readonly KindCount[]; recent: readonly RecentEntry[]; now: Date }) {
  const { frame, kinds, recent, now } = props;
  return (
    <Layout frame={frame} title={siteTexts.home}>
      <main id="content" class="home" tabIndex={-1}>
        <h1>{frame.site.company}</h1>
        <p class="lede">{homeTexts.intro(frame.site.company)}</p>
        <State site={frame.site} />
        <AskBox hero placeholder={askTexts.placeholderFirst} />
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

/** What is not as it will be: example data, search by meaning still being prepared. */
function State({ site: { isExample, embeddings } }: { site: SiteState }) {
  const search = embeddingText(embeddings);
  return (
    <>
      {isExample && <p class="hint">{siteTexts.example}</p>}
      {search !== undefined && <p class="hint">{search}</p>}
    </>
  );
}

function embeddingText({ state, done, total, message }: SiteState['embeddings']): string | undefined {
  switch (state) {
    case 'ready':
      return undefined;
    case 'off':
      return homeTexts.embeddings.off;
    case 'unavailable':
      return homeTexts.embeddings.unavailable(message);
    case 'working':
      return homeTexts.embeddings.working(done, total);
  }
}
