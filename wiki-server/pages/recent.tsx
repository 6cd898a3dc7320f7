import type { WikiContext } from '../context.ts';
import { formatDay } from '../format.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { AskBox } from '../parts/ask-box.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { RecentList } from '../parts/recent-list.tsx';
import { recentFeedPath } from '../paths.ts';
import { groupRecent, readRecent, type RecentGroup } from '../read/recent.ts';
import { feedTexts, recentTexts } from '../texts.ts';
import { frameOf, sendPage } from './page.ts';

/** Entities on the page. */
const shown = 200;

/** `/recent`: what changed last, by day. */
export function recentRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, now } = context;
  app.get('/recent', { config: { isShared: true }, schema: { hide: true } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const groups = groupRecent(await readRecent(store, viewer, shown));
    return sendPage(reply, <Recent frame={frameOf(context, viewer)} groups={groups} now={now()} />);
  });
}

function Recent({ frame, groups, now }: { frame: Frame; groups: readonly RecentGroup[]; now: Date }) {
  return (
    <Layout frame={frame} title={recentTexts.title} place="recent" feed={recentFeedPath}>
      <Columns>
        <header class="head">
          <h1>{recentTexts.title}</h1>
          <p class="rule">
            <a href={recentFeedPath}>{feedTexts.follow}</a>
          </p>
        </header>
        <article>
          {groups.length === 0 && <p class="nothing">{recentTexts.none}</p>}
          {byDay(groups).map(([day, list]) => (
            <section>
              <h2>{formatDay(day)}</h2>
              <RecentList groups={list} now={now} />
            </section>
          ))}
        </article>
        <div class="asking">
          <AskBox />
        </div>
      </Columns>
    </Layout>
  );
}

function byDay(groups: readonly RecentGroup[]): [string, RecentGroup[]][] {
  const days = new Map<string, RecentGroup[]>();
  for (const group of groups) {
    const day = group.at.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), group]);
  }
  return [...days];
}
